import type { Address, Content, DeliveryOutcome, Sender } from '../../../src/delivery/model.ts';
import type { AuthenticationSettings } from '../../../src/teams/door.ts';
import type { Installation, Installer } from '../../../src/teams/install.ts';
import { createSender, type SenderSettings } from '../../../src/teams/sender.ts';
import { type FakeConnector, startFakeConnector } from '../../support/fake-connector.ts';

const APP = '22222222-2222-4222-8222-222222222222';
const NOW = new Date('2026-11-23T09:00:00Z');
const PERSON = { tenant: '33333333-3333-4333-8333-333333333333', id: 'object-id' };
const TEXT: Content = { kind: 'text', text: 'Er wacht een zaak op je.' };
const CARD: Content = { kind: 'card', card: { type: 'AdaptiveCard', version: '1.5' }, summary: 'Een zaak' };
const DELIVERED: DeliveryOutcome = { kind: 'delivered', conversation: 'a:known', activity: 'sent-1' };

let connector: FakeConnector;
let reported: unknown[];
beforeEach(async () => {
  connector = await startFakeConnector();
  reported = [];
});
afterEach(() => connector.stop());

/** A bot without an app id, as in the local trial. */
const createTrial = (settings: Partial<SenderSettings> = {}): Sender =>
  createSender({
    bot: undefined,
    now: () => NOW,
    reportFailure: (error) => reported.push(error),
    serviceUrl: connector.url,
    ...settings,
  });

const addressWith = (conversation: string | undefined): Address => ({
  serviceUrl: connector.url,
  channelId: '29:person',
  botId: '28:bot',
  conversation,
});

const send = (sender: Sender, content: Content = TEXT): Promise<DeliveryOutcome> =>
  sender.send(PERSON, addressWith('a:known'), content);

describe('a message to somebody with a known conversation', () => {
  it('is sent there, and its id is given', async () => {
    expect(await send(createTrial())).toEqual(DELIVERED);
    expect(connector.sent).toMatchObject([
      { method: 'POST', conversation: 'a:known', body: { text: TEXT.text } },
    ]);
    expect(connector.created).toEqual([]);
  });

  it('names the tenant and the person', async () => {
    await send(createTrial());
    expect(connector.sent[0]?.body).toMatchObject({
      conversation: { id: 'a:known', tenantId: PERSON.tenant },
      recipient: { id: '29:person', aadObjectId: PERSON.id },
    });
  });

  it('is a card with a summary, in the shape of a reply', async () => {
    await send(createTrial(), CARD);
    expect(connector.sent[0]?.body).toMatchObject({
      type: 'message',
      summary: 'Een zaak',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.5' } }],
    });
  });
});

describe('a message to somebody without a conversation', () => {
  it('opens one by object id and tenant, for the two of them', async () => {
    const outcome = await createTrial().send(PERSON, addressWith(undefined), TEXT);
    expect(outcome).toEqual({ kind: 'delivered', conversation: 'a:object-id', activity: 'sent-1' });
    expect(connector.created[0]?.body).toEqual({
      isGroup: false,
      bot: { id: '28:bot' },
      members: [{ id: PERSON.id }],
      tenantId: PERSON.tenant,
      channelData: { tenant: { id: PERSON.tenant } },
    });
  });

  it('who was never met is not installed as long as the bot is not registered', async () => {
    expect(await createTrial().send(PERSON, undefined, TEXT)).toEqual({ kind: 'not-installed' });
    expect(connector.asked).toEqual([]);
  });

  it('fails once where the service does not know the person', async () => {
    connector.failures.push({ status: 404, body: { error: { code: 'UserNotFound', message: '' } } });
    expect(await createTrial().send(PERSON, addressWith(undefined), TEXT)).toMatchObject({ again: false });
    expect(connector.asked).toHaveLength(1);
  });
});

describe('a conversation that is gone', () => {
  const gone = {
    status: 404,
    body: { error: { code: 'ConversationNotFound', message: 'Conversation not found.' } },
  };

  it('is opened anew, and the message goes there', async () => {
    connector.failures.push(gone);
    expect(await send(createTrial())).toEqual({ ...DELIVERED, conversation: 'a:object-id' });
    expect(connector.sent).toMatchObject([{ conversation: 'a:object-id' }]);
  });

  it('is opened anew once, not for ever', async () => {
    connector.rules.push(({ conversation }) => (conversation === undefined ? undefined : gone));
    expect(await send(createTrial())).toEqual({ kind: 'failed', again: false, code: 'gone' });
    expect(connector.created).toHaveLength(1);
    expect(connector.asked).toHaveLength(3);
  });
});

describe('a refusal', () => {
  const flat = (code: string) => ({ error: { code, message: 'words of the service' } });
  /** As the documentation shows it: JSON in the message, and no `error` around it. */
  const nested = (subCode: string) => ({
    errorCode: 209,
    message: `{\r\n  "subCode": "${subCode}",\r\n  "details": "words",\r\n  "errorCode": null\r\n}`,
  });
  const wrapped = (subCode: string) => ({ error: { code: '', message: JSON.stringify({ subCode }) } });

  it.each([
    ['by the person', flat('ConversationBlockedByUser'), 'blocked'],
    ['by an administrator', flat('BotDisabledByAdmin'), 'blocked'],
    ['in a message that is JSON', nested('MessageWritesBlocked'), 'blocked'],
    ['in such a message within an error', wrapped('MessageWritesBlocked'), 'blocked'],
    ['by a missing installation', flat('ForbiddenOperationException'), 'not-installed'],
    ['by a missing installation, as JSON', nested('ForbiddenOperationException'), 'not-installed'],
    ['without a code', {}, 'blocked'],
  ])('%s is told', async (_name, body, kind) => {
    connector.failures.push({ status: 403, body });
    expect(await send(createTrial())).toEqual({ kind });
  });

  it.each([
    flat('BotNotInConversationRoster'),
    flat('botnotinconversationroster'),
    nested('BotNotInConversationRoster'),
    wrapped('BOTNOTINCONVERSATIONROSTER'),
  ])('by a chat without the bot leads to its own chat with the person, once: %j', async (body) => {
    connector.failures.push({ status: 403, body });
    expect(await send(createTrial())).toEqual({ ...DELIVERED, conversation: 'a:object-id' });
    connector.rules.push(({ conversation }) =>
      conversation === undefined ? undefined : { status: 403, body },
    );
    expect(await send(createTrial())).toEqual({ kind: 'not-installed' });
    expect(connector.created).toHaveLength(2);
  });

  it('is not asked for in a chat that cannot be one of the bot', async () => {
    const address = addressWith('19:one_other@unq.gbl.spaces');
    expect(await createTrial().send(PERSON, address, TEXT)).toMatchObject({ conversation: 'a:object-id' });
    expect(connector.sent.map(({ conversation }) => conversation)).toEqual(['a:object-id']);
  });

  it.each([
    [400, flat('BadArgument'), 'BadArgument'],
    [400, {}, 'http-400'],
    [400, flat('eyJhbGciOiJSUzI1NiJ9.e30.c2ln'), 'http-400'],
    [400, flat('Lijnmanager van 2B'), 'http-400'],
  ])(
    'of the message itself (%i) is final, with a code that tells nothing of people',
    async (status, body, code) => {
      connector.failures.push({ status, body });
      expect(await send(createTrial())).toEqual({ kind: 'failed', again: false, code });
    },
  );

  it('of the bot itself may be put right, so it is tried again', async () => {
    connector.failures.push({ status: 401, body: flat('BotNotRegistered') });
    expect(await send(createTrial())).toEqual({ kind: 'failed', again: true, code: 'BotNotRegistered' });
  });

  it('of a card above 100 KB is final', async () => {
    const content: Content = { kind: 'card', card: { body: 'x'.repeat(60_000) }, summary: 'Een zaak' };
    expect(await send(createTrial(), content)).toEqual({
      kind: 'failed',
      again: false,
      code: 'MessageSizeTooBig',
    });
  });
});

describe('a service in trouble', () => {
  it.each([412, 500, 502, 503, 504])('with %i may work later, and is asked once', async (status) => {
    connector.rules.push(() => ({ status, body: {}, headers: { 'retry-after': '0' } }));
    expect(await send(createTrial())).toEqual({ kind: 'failed', again: true, code: `http-${status}` });
    expect(connector.asked).toHaveLength(1);
  });

  it.each([
    ['seconds', '17', 17],
    ['a date', 'Mon, 23 Nov 2026 09:01:30 GMT', 90],
    ['a date that has passed', 'Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['rubbish', 'soon', undefined],
  ])('that is too busy tells when to come back: %s', async (_name, header, retryAfter) => {
    connector.rules.push(() => ({ status: 429, headers: { 'retry-after': header } }));
    expect(await send(createTrial())).toEqual({ kind: 'throttled', retryAfter });
    expect(connector.asked).toHaveLength(1);
  });

  it('that is too busy may not say for how long', async () => {
    connector.failures.push({ status: 429 });
    expect(await send(createTrial())).toEqual({ kind: 'throttled', retryAfter: undefined });
  });

  it.each(['before', 'after'] as const)(
    'that cuts the connection %s it is done may work later',
    async (cut) => {
      connector.rules.push(() => ({ cut }));
      expect(await send(createTrial())).toEqual({ kind: 'failed', again: true, code: 'network' });
      expect(connector.asked).toHaveLength(1);
    },
  );

  it('that does not listen may work later', async () => {
    const address = addressWith('a:known');
    await connector.stop();
    expect(await createTrial().send(PERSON, address, TEXT)).toMatchObject({ again: true, code: 'network' });
    connector = await startFakeConnector();
  });

  it('that does not answer is given up in time', async () => {
    connector.failures.push({ wait: new Promise(() => undefined) });
    const outcome = await send(createTrial({ timeout: 50 }));
    expect(outcome).toEqual({ kind: 'failed', again: true, code: 'timeout' });
  });

  it('that does not answer is hung up on, in time or when everything stops', async () => {
    const stop = new AbortController();
    connector.rules.push(() => ({ wait: new Promise(() => undefined) }));
    await send(createTrial({ timeout: 50 }));
    await connector.asked[0]?.ended;
    const sending = createTrial().send(PERSON, addressWith('a:known'), TEXT, stop.signal);
    while (connector.asked.length < 2) await new Promise(setImmediate);
    stop.abort();
    expect(await sending).toEqual({ kind: 'failed', again: true, code: 'timeout' });
    await connector.asked[1]?.ended;
  });

  it('is asked nothing more once everything stops', async () => {
    const stopped = AbortSignal.abort();
    const outcome = await createTrial().send(PERSON, addressWith(undefined), TEXT, stopped);
    expect(outcome).toEqual({ kind: 'failed', again: true, code: 'timeout' });
    expect(connector.asked).toEqual([]);
  });

  it('that answers with a page of a proxy may work later', async () => {
    connector.failures.push({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' });
    expect(await send(createTrial())).toEqual({ kind: 'failed', again: true, code: 'http-502' });
  });

  it('is no reason to report a fault of our own', async () => {
    connector.failures.push({ status: 500 }, { cut: 'before' });
    await send(createTrial());
    await send(createTrial());
    expect(reported).toEqual([]);
  });
});

describe('a change of a message', () => {
  const update = () => createTrial().update(addressWith('a:known'), 'a:known', 'sent-7', CARD);

  it('takes its place', async () => {
    expect(await update()).toEqual({ ...DELIVERED, activity: 'sent-7' });
    expect(connector.sent).toMatchObject([
      { method: 'PUT', activity: 'sent-7', body: { summary: 'Een zaak' } },
    ]);
  });

  it('that is not there any more is final, and opens nothing', async () => {
    connector.failures.push({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    expect(await update()).toEqual({ kind: 'failed', again: false, code: 'gone' });
    expect(connector.asked).toHaveLength(1);
  });
});

describe('a bot without an app id', () => {
  it('sends nothing beyond this machine', async () => {
    const address = { ...addressWith('a:known'), serviceUrl: 'https://elsewhere.example/' };
    const outcome = await createTrial().send(PERSON, address, TEXT);
    expect(outcome).toEqual({ kind: 'failed', again: false, code: 'foreign-service' });
  });
});

describe('a bot with an app id', () => {
  type Credentials = NonNullable<AuthenticationSettings['credentials']>;
  let asked: unknown[];
  const createRegistered = (signed: Promise<string>, settings: Partial<SenderSettings> = {}): Sender => {
    asked = [];
    const credentials: Credentials = {
      isAuthenticationDisabled: async () => false,
      isValidAppId: async (id) => id === APP,
      createCredentials: async (id, audience) => ({
        signRequest: async (request) => {
          asked.push({ id, audience });
          request.headers.set('authorization', `Bearer ${await signed}`);
          return request;
        },
      }),
    };
    const bot = { MicrosoftAppId: APP, MicrosoftAppType: 'MultiTenant' } as const;
    return createTrial({ bot, credentials, ...settings });
  };

  it('asks for a token of the app, and shows it', async () => {
    expect(await send(createRegistered(Promise.resolve('token-1')))).toEqual(DELIVERED);
    expect(asked).toEqual([{ id: APP, audience: 'https://api.botframework.com' }]);
    expect(connector.asked.map(({ authorization }) => authorization)).toEqual(['Bearer token-1']);
  });

  it('reaches somebody who was never met, with a token for each request', async () => {
    const outcome = await createRegistered(Promise.resolve('token-1')).send(PERSON, undefined, TEXT);
    expect(outcome).toEqual({ ...DELIVERED, conversation: 'a:object-id' });
    expect(connector.created[0]?.body.bot).toEqual({ id: `28:${APP}` });
    expect(asked).toEqual(Array(2).fill({ id: APP, audience: 'https://api.botframework.com' }));
    expect(new Set(connector.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer token-1']),
    );
  });

  it('may work later when it gets no token', async () => {
    const refused = Object.assign(new Error('AADSTS7000222'), { errorCode: 'invalid_client' });
    const outcome = await send(createRegistered(Promise.reject(refused)));
    expect(outcome).toEqual({ kind: 'failed', again: true, code: 'token' });
  });

  it('does not send what was given up while it waited for a token', async () => {
    let give: (token: string) => void = () => undefined;
    const late = new Promise<string>((done) => {
      give = done;
    });
    const outcome = await send(createRegistered(late, { timeout: 50 }));
    expect(outcome).toEqual({ kind: 'failed', again: true, code: 'timeout' });
    give('token-1');
    await send(createRegistered(Promise.resolve('token-2')));
    expect(connector.asked.map(({ authorization }) => authorization)).toEqual(['Bearer token-2']);
  });

  it('reports what nobody explains, and may work later', async () => {
    const strange = new Error('strange');
    expect(await send(createRegistered(Promise.reject(strange)))).toEqual({
      kind: 'failed',
      again: true,
      code: 'unexpected',
    });
    expect(reported).toEqual([strange]);
  });
});

describe('somebody without the app', () => {
  const missing = { status: 403, body: { error: { code: 'ForbiddenOperationException', message: '' } } };
  const installing = (installation: Installation): Installer & { readonly people: unknown[] } => {
    const people: unknown[] = [];
    return Object.assign(
      async (person: unknown) => {
        people.push(person);
        return installation;
      },
      { people },
    );
  };

  it('gets it, and then the message in the chat that comes with it', async () => {
    const install = installing({ kind: 'installed', conversation: 'a:new' });
    connector.failures.push(missing);
    expect(await send(createTrial({ install }))).toEqual({ ...DELIVERED, conversation: 'a:new' });
    expect(install.people).toEqual([PERSON]);
  });

  it('gets the message in a chat that is opened when it is not told which comes with it', async () => {
    connector.failures.push(missing);
    const install = installing({ kind: 'installed', conversation: undefined });
    expect(await send(createTrial({ install }))).toEqual({ ...DELIVERED, conversation: 'a:object-id' });
  });

  it('is tried no more than once after that', async () => {
    connector.rules.push(() => missing);
    const install = installing({ kind: 'installed', conversation: 'a:new' });
    expect(await send(createTrial({ install }))).toEqual({ kind: 'not-installed' });
    expect(connector.asked).toHaveLength(2);
    expect(install.people).toHaveLength(1);
  });

  it.each([
    ['is not permitted', { kind: 'refused' }, { kind: 'not-installed' }],
    ['does not work for now', { kind: 'failed' }, { kind: 'failed', again: true, code: 'install' }],
  ] as const)('stays without it when that %s', async (_name, installation, outcome) => {
    connector.failures.push(missing);
    expect(await send(createTrial({ install: installing(installation) }))).toEqual(outcome);
  });

  it('may get it later when Graph cannot be reached, which is reported', async () => {
    connector.failures.push(missing);
    const install = () => Promise.reject(new Error('no Graph'));
    expect(await send(createTrial({ install }))).toMatchObject({ again: true, code: 'install' });
    expect(reported).toHaveLength(1);
  });

  it('who blocked it is left in peace', async () => {
    connector.failures.push({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } });
    const install = installing({ kind: 'installed', conversation: 'a:new' });
    expect(await send(createTrial({ install }))).toEqual({ kind: 'blocked' });
    expect(install.people).toEqual([]);
  });
});
