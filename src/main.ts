import { type App, startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createEnding, EXIT } from './ending.ts';
import { isFault, isMisconfigured } from './errors.ts';
import { createLog } from './log.ts';

let app: App | undefined;

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stop = async () => app?.stop();
  const ending = createEnding({ log, stop, exit: (code) => process.exit(code) });
  process.on('uncaughtException', (error) => ending.crash('uncaught-exception', error));
  process.on('unhandledRejection', (error) => ending.crash('unhandled-rejection', error));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ending.end);
  // a supervisor that was killed leaves nobody to pass on the next signal
  process.on('disconnect', ending.end);
  app = await startApp(config, {
    log,
    giveUp: ({ message }) => {
      console.error(message);
      process.exit(EXIT.crashed);
    },
  });
} catch (error) {
  if (!isFault(error)) throw error;
  console.error(error.message);
  process.exit(isMisconfigured(error) ? EXIT.misconfigured : EXIT.crashed);
}
