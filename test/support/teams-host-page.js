// Runs in the page of the host, which has put `settings` here. It answers each function of teams-js 2.58 as Teams does.
const {
  theme = 'default',
  locale = 'nl-nl',
  place,
  token,
  frame: frameContext = 'content',
} = globalThis.settings;

const runtime = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: { pages: { config: {}, backStack: {} }, dialog: {} },
};

const context = {
  locale,
  theme,
  entityId: 'magdat',
  ...(place ? { subEntityId: place } : {}),
  frameContext,
  hostClientType: 'web',
  sessionId: '1',
  appSessionId: '1',
  hostName: 'Teams',
};

const answers = {
  initialize: [frameContext, 'web', JSON.stringify(runtime), '2.58.0'],
  getContext: [context],
  'authentication.getAuthToken': token ? [true, token] : [false, 'CancelledByUser'],
  openLink: [true],
  'settings.setSettings': [true],
};

const frame = () => document.querySelector('iframe')?.contentWindow;

globalThis.calls = [];
globalThis.tell = (func, args) => frame()?.postMessage({ func, args }, '*');

globalThis.addEventListener('message', ({ data }) => {
  if (typeof data?.func !== 'string') return;
  const { id, uuidAsString, func, args } = data;
  globalThis.calls.push({ func, args });
  frame()?.postMessage({ id, uuidAsString, args: answers[func] ?? [] }, '*');
});
