import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { isFault } from './errors.ts';
import { createLog } from './log.ts';

try {
  const config = readConfig(process.env);
  const app = await startApp(config, { log: createLog(config.logLevel) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void app.stop().then(() => process.exit(0)));
  }
} catch (error) {
  if (!isFault(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
