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
      name: 'routing-knows-policy-only',
      comment: 'who is asked in turn, and by when: what flows share',
      severity: 'error',
      from: { path: layer('routing') },
      to: { path: '^src/', pathNot: [layer('routing'), layer('policy'), '^src/errors\\.ts$'] },
    },
    {
      name: 'delivery-knows-routing-only',
      severity: 'error',
      from: { path: layer('delivery') },
      to: {
        path: '^src/',
        pathNot: [layer('delivery'), layer('routing'), layer('policy'), '^src/errors\\.ts$'],
      },
    },
    {
      name: 'flows-know-policy-and-routing-only',
      severity: 'error',
      from: { path: layer('flows') },
      to: {
        path: '^src/',
        pathNot: [layer('flows'), layer('routing'), layer('policy'), '^src/errors\\.ts$'],
      },
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
      name: 'tab-knows-the-contract-only',
      comment: 'the tab runs in a browser: of the server it knows what the two tell each other',
      severity: 'error',
      from: { path: layer('tab') },
      to: { path: '^src/', pathNot: [layer('tab'), '^src/http/contract\\.ts$', '^src/locale/tab/'] },
    },
    {
      name: 'nobody-imports-the-tab',
      severity: 'error',
      from: { path: '^src/', pathNot: layer('tab') },
      to: { path: [layer('tab'), '(^|/)node_modules/(react|react-dom|@fluentui|@microsoft/teams-js)(/|$)'] },
    },
    {
      name: 'overview-knows-flows-and-words-only',
      comment: 'what the tab shows is made of flows and the words of cards; of http it knows the types alone',
      severity: 'error',
      from: { path: layer('overview') },
      to: {
        path: '^src/',
        pathNot: [
          ...['overview', 'flows', 'cards', 'policy', 'routing', 'locale'].map(layer),
          '^src/errors\\.ts$',
          '^src/http/(contract|tab-api)\\.ts$',
        ],
      },
    },
    {
      name: 'http-translates-only',
      comment: 'whatever it serves is given to it; it decides nothing about cases, groups or people',
      severity: 'error',
      from: { path: layer('http') },
      to: { path: '^src/(overview|flows|cards|delivery|routing)/' },
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
      to: { path: '(^|/)node_modules/(kysely|pg|pg-boss|@electric-sql)(/|$)' },
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
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'] },
  },
};
