import { type CallGraph, createInstaller } from '../../../src/teams/install.ts';

const PERSON = { tenant: 'tenant-1', id: 'object id' };
const INSTALLED = '/users/object%20id/teamwork/installedApps';

type Answer = Awaited<ReturnType<CallGraph>>;

/** Microsoft Graph: answers in this order, and keeps what it was asked. */
function createGraph(...answers: Answer[]) {
  const asked: unknown[][] = [];
  const call: CallGraph = async (...request) => {
    asked.push(request);
    const answer = answers.shift();
    if (!answer) throw new Error('one request too many');
    return answer;
  };
  return { asked, install: createInstaller({ call, app: 'catalogue-id' }) };
}

const LISTED: Answer = { status: 200, body: { value: [{ id: 'installation/1' }] } };
const CHAT: Answer = { status: 200, body: { id: '19:chat@unq.gbl.spaces', chatType: 'oneOnOne' } };

describe('proactive installation', () => {
  it('adds the app of the catalogue for the person, and finds the chat', async () => {
    const { asked, install } = createGraph({ status: 201, body: undefined }, LISTED, CHAT);
    expect(await install(PERSON)).toEqual({ kind: 'installed', conversation: '19:chat@unq.gbl.spaces' });
    expect(asked).toEqual([
      [
        'POST',
        INSTALLED,
        { 'teamsApp@odata.bind': 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/catalogue-id' },
      ],
      ['GET', `${INSTALLED}?$expand=teamsApp&$filter=teamsApp%2Fid%20eq%20'catalogue-id'`],
      ['GET', `${INSTALLED}/installation%2F1/chat`],
    ]);
  });

  it('finds the chat of somebody who has the app already', async () => {
    const { install } = createGraph({ status: 409, body: { error: { code: 'Conflict' } } }, LISTED, CHAT);
    expect(await install(PERSON)).toEqual({ kind: 'installed', conversation: '19:chat@unq.gbl.spaces' });
  });

  it.each([
    ['the list is empty', [{ status: 200, body: { value: [] } }]],
    ['the list may not be read', [{ status: 403, body: { error: { code: 'Forbidden' } } }]],
    ['the chat is not made yet', [LISTED, { status: 404, body: { error: { code: 'NotFound' } } }]],
  ])('does not know the chat when %s', async (_name, answers) => {
    const { install } = createGraph({ status: 201, body: undefined }, ...answers);
    expect(await install(PERSON)).toEqual({ kind: 'installed', conversation: undefined });
  });

  it.each([
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('gives up after %i: %s', async (status, kind) => {
    const { asked, install } = createGraph({ status, body: {} });
    expect(await install(PERSON)).toEqual({ kind });
    expect(asked).toHaveLength(1);
  });
});
