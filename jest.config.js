import { tmpdir } from 'node:os';
import { join } from 'node:path';

// tests start the program hundreds of times: what Node compiled once need not be compiled again
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'magdat-compiled');

// jest gives tests a copy of the environment, which native code does not see: as no-telemetry.ts does for the program
process.env.ORT_DISABLE_TELEMETRY = '1';

const shared = {
  testEnvironment: '<rootDir>/test/support/environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
};

// `npm run jest` has Node compile WebAssembly quickly rather than well (--liftoff-only): the database of a test lives shortly
export default {
  maxWorkers: '100%',
  // jest keeps what a file imported; a worker above this is replaced before its next file
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/test/support/sequencer.js',
  // long enough for a slow and busy machine: a test that hangs is wrong, one that is slow is not
  testTimeout: 240_000,
  reporters: ['default', '<rootDir>/test/support/closing-line.js'],
  projects: [
    // no server, no database, no process: seconds
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/{unit,answers}/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'system',
      testMatch: ['<rootDir>/test/{system,scenarios,chaos,siege}/**/*.test.ts'],
    },
  ],
};
