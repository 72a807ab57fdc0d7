import { button, type Chatter, cardOf, nodesOf, textOf } from '../support/app.ts';
import { newsOf, said } from '../support/case-work.ts';
import {
  conversationOf,
  FILLED,
  fill,
  openSchool,
  report,
  type SchoolAtWork,
  throwAway,
} from '../support/escalation.ts';
import type { Card, Sent } from '../support/fake-connector.ts';
import { answer, openGuide, pressDo, questionOn, walk } from '../support/group-work.ts';
import { buildDirectory, type Part, PEOPLE, TENANT } from '../support/school.ts';

/** What clients of Teams really send, beside what the documentation shows. */

let school: SchoolAtWork;
beforeAll(async () => {
  // the mentor has no chat with the bot yet
  const present = (Object.keys(PEOPLE) as Part[]).filter((part) => part !== 'stranger' && part !== 'mentor');
  school = await openSchool({ directory: buildDirectory({}, { policy: 'de-langstraat' }), present });
});
afterEach(async () => {
  school.bot.connector.rules.length = 0;
  await throwAway(await school.chat('teacher'));
  await school.putAway();
});
afterAll(() => school.stop());

const PEER_CHAT = '19:one_other@unq.gbl.spaces';
const FORM = said('report-form.title');
const FIRST_AID = '113';

const elsewhere = (part: Part, conversation: string): Chatter =>
  school.bot.person({ id: PEOPLE[part], tenant: TENANT, conversation });

const saidIn = (conversation: string): Sent[] =>
  school.bot.connector.sent.filter((one) => one.conversation === conversation);

/** What the inputs of a form hold. */
const valuesOf = (card: unknown): Record<string, unknown> =>
  Object.fromEntries(
    nodesOf(card)
      .filter(({ type }) => String(type).startsWith('Input.'))
      .map(({ id, value }) => [id, value]),
  );

describe('The own chat of somebody', () => {
  const SEARCH = { commandId: 'zoekRegel', parameters: [{ name: 'initialRun', value: 'true' }] };
  const ON_MESSAGE = { commandId: 'magDit', messagePayload: { body: { content: 'hoi' } } };

  it('is not taken for a chat of two people in which they use the message extension', async () => {
    await school.chat('manager');
    for (const conversation of [PEER_CHAT, 'a:looks-like-one']) {
      await elsewhere('manager', conversation).invoke('composeExtension/query', SEARCH);
      await elsewhere('manager', conversation).invoke('composeExtension/fetchTask', ON_MESSAGE);
      await elsewhere('manager', conversation).invoke('task/fetch', {});
      await elsewhere('manager', conversation).send({ type: 'messageReaction', reactionsAdded: [] });
      await elsewhere('manager', conversation).send({ type: 'typing' });
    }
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    expect(newsOf(school.inbox('manager'))).toHaveLength(1);
    expect(saidIn(PEER_CHAT)).toEqual([]);
    expect(saidIn('a:looks-like-one')).toEqual([]);
  });

  it('is opened for somebody who was only seen in the message extension', async () => {
    await elsewhere('mentor', PEER_CHAT).invoke('composeExtension/query', SEARCH);
    await report(await school.chat('student'));
    await school.bot.sweep();
    expect(newsOf(saidIn(`a:${PEOPLE.mentor}`))).toHaveLength(1);
    expect(saidIn(PEER_CHAT)).toEqual([]);
  });

  it('is opened anew, once, when the known one is without the bot, and kept', async () => {
    await elsewhere('manager', 'a:wrong').say('help');
    const refused = { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: '' } } };
    school.bot.connector.rules.push(({ conversation }) => (conversation === 'a:wrong' ? refused : undefined));
    const right = `a:${PEOPLE.manager}`;
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    expect(newsOf(saidIn(right))).toHaveLength(1);
    const before = school.bot.connector.created.length;
    await report(await school.chat('colleague'));
    await school.bot.sweep();
    expect(newsOf(saidIn(right))).toHaveLength(2);
    expect(school.bot.connector.created).toHaveLength(before);
    // back to where the other tests look
    await (await school.chat('manager')).say('help');
  });
});

describe('A place that is not told', () => {
  const CONVERSATIONS = [
    { id: '19:meeting_1@thread.v2' },
    { id: 'a:unknown-1' },
    { id: 'a:unknown-2', conversationType: null },
    { id: 'a:unknown-3', conversationType: 'meeting' },
    { id: 'a:unknown-4', conversationType: 'personal', isGroup: true },
    { id: '19:x_y@unq.gbl.spaces', conversationType: 'personal' },
  ];

  it.each(CONVERSATIONS)(
    'counts as a group, where nothing for one person is shown: %j',
    async (conversation) => {
      const teacher = await school.chat('teacher');
      await teacher.say('escaleer');
      const form = cardOf(await teacher.say('escaleer'));
      const at = { conversation: { ...conversation, tenantId: TENANT } };
      await teacher.send({ type: 'message', text: 'escaleer', ...at });
      await teacher.send({ type: 'message', text: 'mijn meldingen', ...at });
      await teacher.send({ type: 'message', text: 'groepsapp', ...at });
      await teacher.send({ type: 'installationUpdate', action: 'add', ...at });
      const { id } = button(form, 'Verder');
      const value = { do: 'report-check', id, ...FILLED, text: 'Getypt waar de plaats ontbreekt.' };
      await teacher.send({ type: 'message', value, ...at });
      const shown = JSON.stringify(saidIn(conversation.id));
      expect(shown).not.toContain(FORM);
      expect(shown).not.toContain('Getypt');
      expect(shown).not.toContain('Input.');
      // what was typed is not lost
      expect(valuesOf(await teacher.execute({ do: 'report-edit', id }))).toMatchObject({ text: value.text });
      await teacher.press({ do: 'report-drop', id });
    },
  );

  it('is somebody’s own chat when it says so in other letters', async () => {
    const teacher = await school.chat('teacher');
    const conversation = { id: conversationOf('teacher'), conversationType: 'Personal', tenantId: TENANT };
    const sent = await teacher.send({ type: 'message', text: 'escaleer', conversation });
    expect(textOf(cardOf(sent))).toContain(FORM);
  });
});

describe('An input of the report form', () => {
  const INVOLVED = { ...FILLED, involved: 'true' };
  const edited = async (chatter: Chatter): Promise<Record<string, unknown>> => {
    const form = await chatter.execute(button(await fill(chatter, INVOLVED), 'Wijzig'));
    return button(form, 'Verder');
  };

  it.each([
    ['leaves out', {}],
    ['sends as null', Object.fromEntries(Object.keys(FILLED).map((name) => [name, null]))],
    ['sends as an object', Object.fromEntries(Object.keys(FILLED).map((name) => [name, { a: 1 }]))],
    ['sends as a number, where it is a toggle', { involved: 0 }],
    ['sends as nothing, where it is a toggle', { involved: '' }],
  ])('that a client %s is as the draft has it', async (_name, inputs) => {
    const teacher = await school.chat('teacher');
    const checked = await teacher.execute({ ...(await edited(teacher)), ...inputs, severity: 3 });
    expect(textOf(checked)).toContain(FILLED.text);
    const back = await teacher.execute(button(checked, 'Wijzig'));
    expect(valuesOf(back)).toMatchObject({ ...INVOLVED, severity: '3' });
    await teacher.execute(button(checked, 'Verstuur'));
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });

  it.each(['false', false, 'False'])(
    'is a toggle that says %j when somebody puts it off',
    async (involved) => {
      const teacher = await school.chat('teacher');
      const checked = await teacher.execute({ ...(await edited(teacher)), involved });
      const back = await teacher.execute(button(checked, 'Wijzig'));
      expect(valuesOf(back)).toMatchObject({ involved: 'false' });
      await teacher.press({ do: 'report-drop', id: button(checked, 'Verstuur').id });
    },
  );

  it('of an older form does not take back that the manager is involved', async () => {
    const teacher = await school.chat('teacher');
    const data = await edited(teacher);
    const other = { ...data, id: '3f2a91bc-0000-4000-8000-000000000001', involved: 'false' };
    await teacher.execute(other);
    const back = await teacher.execute({ do: 'report-edit', id: data.id });
    expect(valuesOf(back)).toMatchObject({ involved: 'true' });
  });

  it('that was emptied is empty', async () => {
    const teacher = await school.chat('teacher');
    const form = await teacher.execute({ ...(await edited(teacher)), text: '', group: '' });
    expect(valuesOf(form)).toMatchObject({ text: '', group: '', reach: FILLED.reach });
    await teacher.press({ do: 'report-drop', id: button(form, 'Verder').id });
  });

  it('that is far too long is kept, and what is wrong is told', async () => {
    const teacher = await school.chat('teacher');
    const long = { text: 'lang '.repeat(10_000), kind: 'x'.repeat(5000) };
    const form = await teacher.execute({ ...(await edited(teacher)), ...long });
    expect(String(valuesOf(form).text)).toMatch(/^lang lang/);
    expect(valuesOf(form)).toMatchObject({ reach: FILLED.reach });
    expect(textOf(form)).toContain(said('problem.title'));
    await teacher.press({ do: 'report-drop', id: button(form, 'Verder').id });
  });

  it('waits for somebody who must first say who they are', async () => {
    const stranger = elsewhere('stranger', 'a:new-stranger');
    const id = '3f2a91bc-0000-4000-8000-000000000002';
    const asked = await stranger.execute({ do: 'report-check', id, ...FILLED });
    expect(textOf(asked)).toContain('Je rol');
    const sent = await stranger.press({ ...button(asked, ''), audience: 'staff', policy: 'svok' });
    expect(valuesOf(cardOf(sent))).toMatchObject({ text: FILLED.text, reach: FILLED.reach });
  });
});

describe('Another input', () => {
  it('of the guide that a client leaves out is as the draft has it', async () => {
    const teacher = await school.chat('teacher');
    const card = await walk(teacher, await openGuide(teacher), {}, 'age');
    expect(questionOn(card)).toBe('age');
    const back = await pressDo(teacher, card, 'group-back');
    expect(questionOn(back)).toBe('participants');
    const again = await answer(teacher, back, {});
    expect(questionOn(again)).toBe('age');
    await pressDo(teacher, again, 'group-cancel');
  });

  it('of a correction that a client leaves out is as it was reported', async () => {
    const teacher = await school.chat('teacher');
    const card = await report(teacher);
    const form = await teacher.execute(button(card, 'Verbeter'));
    const done = await teacher.execute({ ...button(form, 'Bewaar'), text: null, kind: {}, severity: 3 });
    expect(textOf(done)).not.toContain(said('problem.title'));
    expect(textOf(await teacher.execute(button(done, 'Bekijk')))).toContain(FILLED.text);
  });

  it('that is no text loses no words', async () => {
    const teacher = await school.chat('teacher');
    const note = 'Dit klopt niet. '.repeat(300);
    const [thanks] = await teacher.press({ do: 'report', topic: '', slots: 'x', question: null, note });
    expect(thanks?.body.text).toBe(said('notice.thanks'));
    const considered = await teacher.press({ do: 'consider', text: 'mag ik een foto delen? '.repeat(500) });
    expect(considered).toHaveLength(1);
    expect(considered[0]?.body.text ?? '').not.toBe(said('notice.expired'));
  });
});

describe('What somebody types', () => {
  const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });

  it('is a command or a question behind a quoted message', async () => {
    const teacher = await school.chat('teacher');
    const quoted = (text: string) =>
      teacher.say(`<quoted messageId="1772050244572"/> ${text}`, {
        entities: [{ type: 'quotedReply', quotedReply: { messageId: '1772050244572', preview: 'x' } }],
      });
    expect(textOf(cardOf(await quoted('escaleer')))).toContain(FORM);
    expect(textOf(cardOf(await quoted('help')))).toContain(said('help.title'));
    expect(JSON.stringify(await quoted('mag ik een leerling volgen op insta?'))).not.toContain('quoted');
    expect((await quoted(''))[0]?.body.text).toBe(said('notice.empty'));
  });

  it('is answered whatever the names and ids beside it are', async () => {
    const teacher = await school.chat('teacher');
    const { id, tenant, conversation } = teacher.seat;
    const bent = (value: unknown) => ({
      replyToId: value,
      locale: value,
      from: { id: `29:${id}`, aadObjectId: id, name: value },
      recipient: { id: '28:bot', name: value },
      conversation: { id: conversation, tenantId: tenant, conversationType: 'personal', name: value },
    });
    for (const value of [null, 7, true, [], {}, ['x'], 'x'.repeat(30_000)])
      expect(textOf(cardOf(await teacher.say('help', bent(value))))).toContain(said('help.title'));
  });

  it.each([
    ['in HTML alone', { text: '', ...html('<p>ik wil niet meer leven</p>') }],
    ['in HTML beside null', { text: null, ...html('<div>ik wil <b>niet</b> meer leven</div>') }],
    [
      'in a voice message',
      { value: { contentType: 'audio/mp4', contentUrl: 'x', transcription: 'ik wil niet meer leven' } },
    ],
    [
      'in a message that was passed on',
      html(
        '<blockquote itemtype="http://schema.skype.com/Forward"><p>ik wil niet meer leven</p></blockquote>',
      ),
    ],
    ['with signs as entities', { text: 'ik&nbsp;wil&nbsp;niet&nbsp;meer&nbsp;leven' }],
  ])('is screened %s', async (_name, activity) => {
    const teacher = await school.chat('teacher');
    expect(textOf(cardOf(await teacher.send({ type: 'message', ...activity })))).toContain(FIRST_AID);
  });

  it.each([
    ['no text', { entities: [{ type: 'mention', text: '<at>Mag dat?</at>', mentioned: { id: '28:bot' } }] }],
    ['null for a text', { text: null, entities: null }],
    [
      'nothing in its entities',
      { text: 'hoi <at>x</at>', entities: [null, { type: 'mention', mentioned: null }] },
    ],
    ['attachments that are none', { text: '', attachments: [null, { contentType: 5 }] }],
  ])('gets an answer with %s', async (_name, activity) => {
    const sent = await (await school.chat('teacher')).send({ type: 'message', ...activity });
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).not.toContain(said('apology', { reference: '' }).slice(0, 20));
  });
});

describe('A message that somebody reports', () => {
  const dialogOf = async (messagePayload: object): Promise<Card> => {
    const teacher = await school.chat('teacher');
    const { body } = await teacher.invoke('composeExtension/fetchTask', {
      commandId: 'meldBericht',
      messagePayload,
    });
    return (body as { task: { value: { card: { content: Card } } } }).task.value.card.content;
  };
  const passedOn = {
    id: '17',
    contentType: 'forwardedMessageReference',
    content: JSON.stringify({
      originalMessageContent: '<p>ik sla je dood</p>',
      originalMessageSender: { user: { displayName: 'Sem de Boer' } },
    }),
  };

  it('has the words that were passed on, and who wrote them', async () => {
    const text = textOf(
      await dialogOf({
        from: { user: { displayName: 'Noor' } },
        body: { contentType: 'html', content: '<attachment id="17"></attachment>' },
        attachments: [passedOn],
      }),
    );
    expect(text).toContain('Sem de Boer: ik sla je dood');
    expect(text).toContain('Noor');
  });

  it('of an app names the app, and has what stands on its card', async () => {
    const text = textOf(
      await dialogOf({
        from: { user: null, application: { displayName: 'Weerbericht' } },
        body: { contentType: 'html', content: '<attachment id="1"></attachment>' },
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: '{"body":[{"type":"TextBlock","text":"Het regent."}]}',
          },
        ],
      }),
    );
    expect(text).toContain('Weerbericht');
    expect(text).toContain('Het regent.');
  });

  it.each([{ from: null, body: null }, { body: { content: 7 }, attachments: 'x' }, { from: 3 }])(
    'opens the form though it tells nothing: %j',
    async (payload) => {
      expect(textOf(await dialogOf(payload))).toContain(FORM);
    },
  );
});

describe('An installation', () => {
  it('that is refused a welcome reads who is there, and asks the owner', async () => {
    const conversation = '19:refused@thread.tacv2';
    const { connector } = school.bot;
    connector.rosters.set(
      conversation,
      (['teacher', 'student'] as const).map((part) => ({
        id: `29:${PEOPLE[part]}`,
        aadObjectId: PEOPLE[part],
        tenantId: TENANT,
      })),
    );
    const refused = { status: 403, body: { error: { code: 'ConversationBlockedByUser', message: '' } } };
    connector.rules.push(({ method, conversation: at }) =>
      method === 'POST' && at === conversation ? refused : undefined,
    );
    const team = { id: conversation, aadGroupId: 'group-1' };
    await school.bot
      .person({ id: PEOPLE.teacher, tenant: TENANT, conversation, conversationType: 'channel' })
      .send({ type: 'installationUpdate', action: 'add', channelData: { tenant: { id: TENANT }, team } });
    expect(JSON.stringify(school.inbox('teacher'))).toContain(said('group-invite.title'));
  });

  it('of a newer version greets nobody twice', async () => {
    const teacher = await school.chat('teacher');
    for (const action of ['add-upgrade', 'upgrade']) {
      expect(await teacher.send({ type: 'installationUpdate', action })).toEqual([]);
    }
    const fresh = school.bot.person();
    expect(await fresh.send({ type: 'installationUpdate', action: 'add-upgrade' })).toHaveLength(1);
  });
});
