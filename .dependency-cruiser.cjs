/** Who may import whom. Transport and storage translate, flows decide, the policy layer is pure. */
const layer = (name) => `^src/${name}/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'bench-is-outside',
      comment: 'benchmarks and what they install are no part of the product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(bench/|node_modules/(minisearch|@orama)(/|$))' },
    },
    {
      name: 'policy-is-pure',
      comment: 'src/policy knows only itself and errors.ts',
      severity: 'error',
      from: { path: layer('policy') },
      to: { path: '^src/', pathNot: [layer('policy'), '^src/errors\\.ts$'] },
    },
    {
      name: 'flows-know-policy-only',
      severity: 'error',
      from: { path: layer('flows') },
      to: { path: '^src/', pathNot: [layer('flows'), layer('policy'), '^src/errors\\.ts$'] },
    },
    {
      name: 'flows-are-no-siblings',
      severity: 'error',
      from: { path: '^src/flows/([^/]+)/' },
      to: { path: '^src/flows/([^/]+)/', pathNot: '^src/flows/$1/' },
    },
    {
      name: 'edges-do-not-meet',
      comment: 'teams, http, storage and directory are wired in app.ts alone',
      severity: 'error',
      from: { path: '^src/(teams|http|storage|directory)/' },
      to: { path: '^src/(teams|http|storage|directory|cli)/', pathNot: '^src/$1/' },
    },
    {
      name: 'cards-read-outcomes-only',
      severity: 'error',
      from: { path: layer('cards') },
      to: { path: '^src/(teams|http|storage|directory|cli)/' },
    },
    {
      name: 'botbuilder-only-in-teams',
      severity: 'error',
      from: { path: '^src/', pathNot: layer('teams') },
      to: { path: '(^|/)node_modules/botbuilder' },
    },
    {
      name: 'restify-only-in-http',
      severity: 'error',
      from: { path: '^src/', pathNot: layer('http') },
      to: { path: '(^|/)node_modules/(@types/)?restify' },
    },
    {
      name: 'database-only-in-storage',
      severity: 'error',
      from: { path: '^src/', pathNot: layer('storage') },
      to: { path: '(^|/)node_modules/(kysely|pg|@electric-sql)(/|$)' },
    },
    {
      name: 'nobody-imports-the-start',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '^src/cli/playground\\.ts$'] },
      to: { path: '^src/(main|app)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.d.ts'] },
  },
};
