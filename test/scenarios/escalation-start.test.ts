import { type Answered, button, buttonsOf, type Chatter, cardOf, nodesOf, textOf } from '../support/app.ts';
import { caseOf, headlinesOf, newsOf, said, takeUp } from '../support/case-work.ts';
import {
  FILLED,
  fill,
  openSchool,
  report,
  type SchoolAtWork,
  throwAway,
  WEDNESDAY,
} from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import { type Part, PEOPLE, TENANT } from '../support/school.ts';

const DERAILS = 'er loopt iets helemaal uit de hand in de groepsapp met een ouder';
const FORM = said('report-form.title');
const CHECK = said('report-check.title');

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterEach(async () => {
  for (const part of ['teacher', 'student'] as const) await throwAway(await school.chat(part));
  await school.putAway();
});
afterAll(() => school.stop());

/** The form of the draft that lies there, which a new start asks about. */
async function goOn(chatter: Chatter): Promise<Card> {
  return chatter.execute(button(cardOf(await chatter.say('escaleer')), said('draft-choice.go-on')));
}

/** What somebody typed or chose, by the ids of the inputs. */
const valuesOf = (card: unknown): Record<string, unknown> =>
  Object.fromEntries(
    nodesOf(card)
      .filter(({ type }) => String(type).startsWith('Input.'))
      .map(({ id, value }) => [id, value]),
  );

/** From the form to the case, by the buttons. */
async function finish(chatter: Chatter, form: unknown): Promise<string> {
  const checked = await chatter.execute({ ...button(form, 'Verder'), ...FILLED });
  return caseOf(await chatter.execute(button(checked, 'Verstuur')));
}

const inGroup = (part: Part, conversationType: 'groupChat' | 'channel' = 'groupChat'): Chatter =>
  school.bot.person({ id: PEOPLE[part], tenant: TENANT, conversation: 'group', conversationType });

/** Everything that a group got to read. */
const readInGroup = (): string =>
  JSON.stringify(school.bot.connector.sent.filter(({ conversation }) => conversation === 'group'));

/** The message on which the action was called (Teams documentation, "Define action commands"). */
const MESSAGE = {
  commandId: 'meldBericht',
  commandContext: 'message',
  messagePayload: {
    id: '1',
    createdDateTime: '2026-11-18T08:12:00Z',
    linkToMessage: 'https://teams.microsoft.com/l/message/19:abc/1',
    from: { user: { displayName: 'Een ouder' } },
    body: {
      contentType: 'html',
      content: '<p>Jij bent een <b>slechte</b> docent</p><img src="https://x.example/y.png">',
    },
  },
};

const fetchDialog = (chatter: Chatter, value: object = MESSAGE): Promise<Answered> =>
  chatter.invoke('composeExtension/fetchTask', value);

const submitDialog = (chatter: Chatter, data: object): Promise<Answered> =>
  chatter.invoke('composeExtension/submitAction', { commandId: 'meldBericht', data });

/** The card of a dialog. */
function cardIn({ status, body }: Answered): Card {
  expect(status).toBe(200);
  const { task } = body as { task: { type: string; value: { card: { content: Card } } } };
  expect(task.type).toBe('continue');
  return task.value.card.content;
}

describe('A report can start', () => {
  it('from words that sound like trouble: first aid comes first, and its button takes the words along', async () => {
    const teacher = await school.chat('teacher');
    const firstAid = cardOf(await teacher.say(DERAILS));
    expect(textOf(firstAid)).toContain(said('escalation.not-told'));
    const form = cardOf(await teacher.press(button(firstAid, said('escalate.staff'))));
    expect(valuesOf(form)).toMatchObject({ text: DERAILS });
    await finish(teacher, form);
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('manager'))).toEqual([said('case.headline.led.assigned')]);
  });

  it('from a student, who goes to the mentor', async () => {
    const student = await school.chat('student');
    const firstAid = cardOf(await student.say('ik word gepest in de groepsapp'));
    const form = cardOf(await student.press(button(firstAid, said('escalate.student'))));
    expect(textOf(form)).toContain(said('report-form.involved.student'));
    await finish(student, form);
    await school.bot.sweep();
    expect(newsOf(school.inbox('mentor'))).toHaveLength(1);
    expect(school.inbox('manager')).toEqual([]);
  });

  it.each(['escaleer', 'Escaleren', 'ESCALATE', 'melden', 'report', ' escaleer! '])(
    'by the command %j',
    async (typed) => {
      const teacher = await school.chat('teacher');
      const form = cardOf(await teacher.say(typed));
      expect(textOf(form)).toContain(FORM);
      expect(valuesOf(form)).toMatchObject({ text: '' });
    },
  );

  it('from the button on an answer, without the question, which was no report', async () => {
    const teacher = await school.chat('teacher');
    const question = 'mag ik een foto van mijn klas op insta zetten?';
    const answer = cardOf(await teacher.say(question));
    const form = cardOf(await teacher.press(button(answer, said('escalate.out-of-hand'))));
    expect(valuesOf(form)).toMatchObject({ text: '' });
    expect(textOf(form)).toContain(FORM);
    expect(JSON.stringify(form)).not.toContain(question);
  });

  it('from a message, which is taken over as it is, in a dialog', async () => {
    const teacher = await school.chat('teacher');
    const form = cardIn(await fetchDialog(teacher));
    const shown = textOf(form);
    expect(shown).toContain('Jij bent een slechte docent');
    expect(shown).toContain('Een ouder · Vandaag om 9.12');
    expect(shown).toContain(said('words.no-attachments'));
    expect(JSON.stringify(form)).not.toContain('Action.Execute');

    const wrong = cardIn(await submitDialog(teacher, { ...button(form, 'Verder'), ...FILLED, kind: '' }));
    expect(textOf(wrong)).toContain('Jij bent een slechte docent');
    const checked = cardIn(await submitDialog(teacher, { ...button(wrong, 'Verder'), ...FILLED }));
    expect(textOf(checked)).toContain(CHECK);
    const sent = cardIn(await submitDialog(teacher, button(checked, 'Verstuur')));
    expect(textOf(sent)).toContain(said('case.headline.own.sent'));

    await school.bot.sweep();
    const opened = textOf(await takeUp(school, 'manager', caseOf(sent)));
    expect(opened).toContain('Jij bent een slechte docent');
    expect(opened).toContain('Een ouder · Vandaag om 9.12');
    expect(opened).not.toContain('y.png');
  });

  it('from a message without an author, a time or words, such as a picture alone', async () => {
    const teacher = await school.chat('teacher');
    const empty = { commandId: 'meldBericht', messagePayload: { body: { content: '<img src="x">' } } };
    for (const value of [
      empty,
      { commandId: 'meldBericht' },
      { commandId: 'meldBericht', messagePayload: null },
    ]) {
      expect(textOf(cardIn(await fetchDialog(teacher, value)))).toContain(FORM);
    }
  });

  it('twice by one button, and is one draft', async () => {
    const teacher = await school.chat('teacher');
    const firstAid = cardOf(await teacher.say(DERAILS));
    for (let press = 0; press < 2; press++) {
      const form = cardOf(await teacher.press(button(firstAid, said('escalate.staff'))));
      expect(valuesOf(form)).toMatchObject({ text: DERAILS });
    }
  });
});

describe('A start while a draft lies there', () => {
  const OTHER = 'Een heel ander verhaal, van een andere dag.';
  const ways: Record<string, (chatter: Chatter) => Promise<Card>> = {
    'the command': async (chatter) => cardOf(await chatter.say('escaleer')),
    'first aid': async (chatter) =>
      cardOf(await chatter.press(button(cardOf(await chatter.say(DERAILS)), said('escalate.staff')))),
    'a message': async (chatter) => cardIn(await fetchDialog(chatter)),
  };

  it.each(Object.entries(ways))(
    'by %s asks which of them it is about, and loses neither',
    async (_, start) => {
      const teacher = await school.chat('teacher');
      await fill(teacher, { text: OTHER });
      const asked = await start(teacher);
      expect(textOf(asked)).toContain(said('draft-choice.title'));
      expect(textOf(asked)).toContain(OTHER);
      expect(valuesOf(asked)).toEqual({});
      const begun = await teacher.execute(button(asked, said('draft-choice.begin')));
      expect(textOf(begun)).toContain(FORM);
      expect(JSON.stringify(begun)).not.toContain(OTHER);
      const old = await teacher.execute(button(asked, said('draft-choice.go-on')));
      expect(valuesOf(old)).toMatchObject({ text: OTHER });
      expect(JSON.stringify(old)).not.toContain('slechte');
      await finish(teacher, begun);
      expect(valuesOf(await goOn(teacher))).toMatchObject({ text: OTHER });
    },
  );

  it('never takes the message of somebody else into another report', async () => {
    const teacher = await school.chat('teacher');
    cardIn(await fetchDialog(teacher));
    const answer = cardOf(await teacher.say('mag ik een foto van mijn klas op insta zetten?'));
    const asked = cardOf(await teacher.press(button(answer, said('escalate.out-of-hand'))));
    const form = await teacher.execute(button(asked, said('draft-choice.begin')));
    const checked = await teacher.execute({ ...button(form, 'Verder'), ...FILLED });
    expect(JSON.stringify([form, checked])).not.toContain('slechte docent');
    const id = caseOf(await teacher.execute(button(checked, 'Verstuur')));
    expect(textOf(await takeUp(school, 'manager', id))).not.toContain('slechte docent');
  });

  it('throws the old one away when asked to, and goes on with the new one', async () => {
    const teacher = await school.chat('teacher');
    await fill(teacher, { text: OTHER });
    const firstAid = cardOf(await teacher.say(DERAILS));
    const asked = cardOf(await teacher.press(button(firstAid, said('escalate.staff'))));
    const form = await teacher.execute(button(asked, said('draft-choice.drop')));
    expect(valuesOf(form)).toMatchObject({ text: DERAILS });
    await finish(teacher, form);
    expect(valuesOf(cardOf(await teacher.say('escaleer')))).toMatchObject({ text: '' });
  });

  it('asks the old card after the new report was sent, and shows what became of it', async () => {
    const teacher = await school.chat('teacher');
    await fill(teacher, { text: OTHER });
    const asked = cardOf(await teacher.say('escaleer'));
    const id = await finish(teacher, await teacher.execute(button(asked, said('draft-choice.begin'))));
    expect(caseOf(await teacher.execute(button(asked, said('draft-choice.begin'))))).toBe(id);
  });

  it('lets the message of somebody else be taken out, with all that was typed', async () => {
    const teacher = await school.chat('teacher');
    const form = cardIn(await fetchDialog(teacher));
    const { data } = buttonsOf(form).find(({ title }) => title === said('report-form.unquote')) ?? {};
    const without = cardIn(await submitDialog(teacher, { ...data, ...FILLED }));
    expect(valuesOf(without)).toMatchObject(FILLED);
    expect(textOf(without)).not.toContain('slechte docent');
    const checked = cardIn(await submitDialog(teacher, { ...button(without, 'Verder'), ...FILLED }));
    expect(textOf(checked)).not.toContain('slechte docent');
  });
});

describe('A report that starts in a group', () => {
  it.each(['groupChat', 'channel'] as const)(
    'goes on in the own chat, and shows the %s nothing, whatever lies ready',
    async (type) => {
      await fill(await school.chat('teacher'));
      const before = readInGroup().length;
      const group = inGroup('teacher', type);
      expect((await group.press({ do: 'escalate', text: DERAILS })).map(({ body }) => body.text)).toEqual([
        said('notice.sent-privately'),
      ]);
      const asked = cardOf(school.inbox('teacher'));
      expect(textOf(asked)).toContain(said('draft-choice.title'));
      const form = await (await school.chat('teacher')).execute(button(asked, said('draft-choice.begin')));
      expect(valuesOf(form)).toMatchObject({ text: DERAILS });
      expect(readInGroup().slice(before)).not.toContain(DERAILS);
      expect(readInGroup().slice(before)).not.toContain(FILLED.text);
    },
  );

  it('is written in a dialog all the same, which only its writer sees', async () => {
    const form = cardIn(await fetchDialog(inGroup('teacher')));
    expect(textOf(form)).toContain('Jij bent een slechte docent');
    expect(readInGroup()).not.toContain('slechte docent');
  });
});

describe('Somebody whom nobody knows', () => {
  const stranger = (): Chatter => school.bot.person({ tenant: TENANT });
  const introduce = (card: unknown, audience = 'staff'): object => ({
    ...buttonsOf(card)[0]?.data,
    audience,
    policy: 'svok',
  });

  it.each([
    ['the command', (chatter: Chatter) => chatter.say('escaleer')],
    ['a button', (chatter: Chatter) => chatter.press({ do: 'escalate', text: '', language: 'nl' })],
  ])('is asked for role and school first, and then gets the form: by %s', async (_name, start) => {
    const chatter = stranger();
    const asked = cardOf(await start(chatter));
    expect(Object.keys(valuesOf(asked)).sort()).toEqual(['audience', 'policy']);
    const form = cardOf(await chatter.press(introduce(asked)));
    expect(textOf(form)).toContain(FORM);
    const checked = await chatter.execute({ ...button(form, 'Verder'), ...FILLED });
    // nobody knows their line manager, so it begins with the team leader
    expect(textOf(checked)).toMatch(/Nu: \nteamLeader/);
  });

  it('is asked again when they chose nothing, and then gets the form', async () => {
    const chatter = stranger();
    const asked = cardOf(await chatter.say('escaleer'));
    const again = cardOf(await chatter.press({ ...buttonsOf(asked)[0]?.data, audience: '', policy: '' }));
    expect(Object.keys(valuesOf(again)).sort()).toEqual(['audience', 'policy']);
    expect(textOf(cardOf(await chatter.press(introduce(again))))).toContain(FORM);
  });

  it('gets first aid for their words after that, and the words into the form', async () => {
    const chatter = stranger();
    const firstAid = cardOf(await chatter.press(introduce(cardOf(await chatter.say(DERAILS)))));
    const form = cardOf(await chatter.press(button(firstAid, said('escalate.staff'))));
    expect(valuesOf(form)).toMatchObject({ text: DERAILS });
  });

  it('gets the form with the message that they report, in the same dialog', async () => {
    const chatter = stranger();
    const asked = cardIn(await fetchDialog(chatter));
    expect(Object.keys(valuesOf(asked)).sort()).toEqual(['audience', 'policy']);
    const form = cardIn(await submitDialog(chatter, introduce(asked)));
    expect(textOf(form)).toContain(FORM);
    expect(textOf(form)).toContain('Jij bent een slechte docent');
  });

  it('reports nothing as a parent', async () => {
    const chatter = stranger();
    const shown = cardOf(await chatter.press(introduce(cardOf(await chatter.say('escaleer')), 'parent')));
    expect(textOf(shown)).toContain('de mentor van je kind');
    expect(buttonsOf(shown)).toEqual([]);
  });
});

describe('A parent', () => {
  const ways: Record<string, (chatter: Chatter) => Promise<Card>> = {
    'types the command': async (chatter) => cardOf(await chatter.say('escaleer')),
    'writes that it goes wrong': async (chatter) =>
      cardOf(await chatter.say('mijn kind wordt gepest in de groepsapp')),
    'presses a button of somebody else': (chatter) => chatter.execute({ do: 'escalate', text: DERAILS }),
    'fills a form of somebody else': (chatter) =>
      chatter.execute({ do: 'report-check', id: '00000000-0000-4000-8000-00000000abcd', ...FILLED }),
    'calls the action on a message': async (chatter) => cardIn(await fetchDialog(chatter)),
  };

  it.each(Object.entries(ways))('who %s sees whom to contact, and gets no form', async (_name, start) => {
    const shown = await start(await school.chat('parent'));
    expect(textOf(shown)).toContain('de mentor van je kind');
    expect(valuesOf(shown)).toEqual({});
    expect(JSON.stringify(buttonsOf(shown))).not.toMatch(/escalate|report-/);
  });
});

describe('A form', () => {
  it('gives back everything as typed, and names all that is wrong', async () => {
    const teacher = await school.chat('teacher');
    const typed = {
      ...FILLED,
      text: ' te kort ',
      kind: '',
      severity: '',
      group: 'g'.repeat(201),
      reach: 'r'.repeat(201),
      links: 'geen link\nhttps://example.org/goed\nftp://example.org/fout',
      involved: 'true',
    };
    const form = await fill(teacher, typed);
    expect(valuesOf(form)).toMatchObject(typed);
    const shown = textOf(form);
    expect(shown).toContain(FORM);
    for (const field of ['text', 'kind', 'severity', 'group', 'reach', 'links'] as const) {
      expect(shown.slice(0, shown.indexOf(FORM)).toLowerCase()).toContain(
        said(`problem.field.${field}`).toLowerCase(),
      );
    }
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });

  it.each([
    ['9 characters', 'a'.repeat(9), false],
    ['10 characters', 'a'.repeat(10), true],
    ['4000 characters', `${'woord '.repeat(666)}slot`, true],
    ['4001 characters', `${'woord '.repeat(666)}sloten`.slice(0, 4001), false],
    ['10 characters and blanks around', `  ${'a'.repeat(10)}\n`, true],
    ['blanks alone', ' '.repeat(50), false],
  ])('takes from 10 to 4000 characters: %s', async (_name, text, isRight) => {
    const form = await fill(await school.chat('teacher'), { text });
    expect(textOf(form).includes(CHECK)).toBe(isRight);
    if (!isRight) expect(valuesOf(form)).toMatchObject({ text });
  });

  it('says how long a text is that does not fit, and gives it back', async () => {
    const text = 'Het ging zo. '.repeat(400);
    const form = await fill(await school.chat('teacher'), { text });
    expect(textOf(form)).toContain('5.199');
    expect(textOf(form)).toContain('4.000');
    expect(valuesOf(form)).toMatchObject({ text });
  });

  it('goes on where it was after another chat, a restart and a fault', async () => {
    const wrong = await fill(await school.chat('teacher'), { links: 'geen link' });
    await school.restart();
    const teacher = await school.chat('teacher');
    expect(valuesOf(await goOn(teacher))).toMatchObject({ ...FILLED, links: 'geen link' });
    // the card from before the restart still works
    const checked = await teacher.execute({ ...button(wrong, 'Verder'), ...FILLED });
    expect(textOf(checked)).toContain(CHECK);
    await school.restart();
    const again = await school.chat('teacher');
    const sent = await again.execute(button(checked, 'Verstuur'));
    expect(textOf(sent)).toContain(said('case.headline.own.sent'));
    await school.bot.sweep();
    expect(newsOf(school.inbox('manager'))).toHaveLength(1);
    const opened = textOf(await takeUp(school, 'manager', caseOf(sent)));
    for (const typed of [FILLED.text, FILLED.group, FILLED.reach]) expect(opened).toContain(typed);
  });

  it('can be changed after the look at it, with everything in it', async () => {
    const teacher = await school.chat('teacher');
    const form = await teacher.execute(button(await fill(teacher), 'Wijzig'));
    expect(valuesOf(form)).toMatchObject(FILLED);
  });

  it('whose draft is gone keeps what is typed into it', async () => {
    const teacher = await school.chat('teacher');
    const form = cardOf(await teacher.say('escaleer'));
    await teacher.execute(button(form, 'Gooi weg'));
    const checked = await teacher.execute({ ...button(form, 'Verder'), ...FILLED });
    expect(textOf(checked)).toContain(CHECK);
    expect(textOf(checked)).toContain(FILLED.text);
  });

  it('whose draft is gone sends nothing', async () => {
    const teacher = await school.chat('teacher');
    const checked = await fill(teacher);
    await teacher.execute(button(checked, 'Gooi weg'));
    expect(await teacher.execute(button(checked, 'Verstuur'))).toBe(said('case-notice.dropped'));
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });

  it('of a report that was sent does not throw away the next one, nor send it', async () => {
    const teacher = await school.chat('teacher');
    const old = await fill(teacher);
    const sent = await teacher.execute(button(old, 'Verstuur'));
    await fill(teacher, { text: 'Een tweede melding, los van de eerste.' });
    await teacher.execute(button(old, 'Gooi weg'));
    expect(caseOf(await teacher.execute(button(old, 'Verstuur')))).toBe(caseOf(sent));
    expect(valuesOf(await goOn(teacher))).toMatchObject({ text: 'Een tweede melding, los van de eerste.' });
  });

  it('is not sent twice from an older card with the same words', async () => {
    const teacher = await school.chat('teacher');
    const form = cardOf(await teacher.say('escaleer'));
    const id = await finish(teacher, form);
    const again = await teacher.execute({ ...button(form, 'Verder'), ...FILLED });
    expect(caseOf(again)).toBe(id);
    expect(textOf(again)).not.toContain(CHECK);
  });

  it('about the own mentor is not for that mentor, unless the writer says otherwise', async () => {
    const student = await school.chat('student');
    for (const text of ['mijn mentor stuurt mij elke nacht appjes', 'my mentor keeps touching me']) {
      const form = cardOf(await student.press({ do: 'escalate', text }));
      expect(valuesOf(form)).toMatchObject({ involved: 'true' });
      await throwAway(student);
    }
    const text = 'mijn klas pest mij in de groepsapp';
    expect(valuesOf(cardOf(await student.press({ do: 'escalate', text })))).toMatchObject({
      involved: 'false',
    });
  });

  it('begins empty again after a report was sent', async () => {
    const teacher = await school.chat('teacher');
    await report(teacher);
    expect(valuesOf(cardOf(await teacher.say('escaleer')))).toMatchObject({ text: '', links: '', kind: '' });
  });

  it('puts the emergency numbers first when somebody may be in danger', async () => {
    const teacher = await school.chat('teacher');
    const emergency = /^🚨[\s\S]*112[\s\S]*113/;
    expect(textOf(cardOf(await teacher.say('escaleer')))).not.toMatch(emergency);
    expect(
      textOf(await teacher.execute({ do: 'escalate', text: 'een leerling dreigt met zelfmoord' })),
    ).toMatch(emergency);
    expect(textOf(await fill(teacher))).not.toMatch(emergency);
    const checked = await fill(teacher, { severity: '3' });
    expect(textOf(checked)).toMatch(emergency);
    expect(textOf(await teacher.execute(button(checked, 'Verstuur')))).toMatch(emergency);
  });

  it('shows on the way to sending who gets it, and that this is no emergency line', async () => {
    school.clock.set(WEDNESDAY);
    const shown = textOf(await fill(await school.chat('teacher')));
    expect(shown).toMatch(
      /manager \(leidinggevende\)[\s\S]*10\.30[\s\S]*deputy[\s\S]*11\.00[\s\S]*teamLeader[\s\S]*12\.00[\s\S]*schoolLeader[\s\S]*safety/,
    );
    expect(shown).toContain(said('report-check.no-hotline'));
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });
});

describe('Buttons that post a message instead', () => {
  it('lead through a whole report, on one card', async () => {
    const teacher = await school.chat('teacher');
    const changed = async (data: object): Promise<Card> => {
      const sent = await teacher.press(data, 'card-7');
      expect(sent.map(({ method, activity }) => [method, activity])).toEqual([['PUT', 'card-7']]);
      return cardOf(sent);
    };
    const form = cardOf(await teacher.say('escaleer'));
    const checked = await changed({ ...button(form, 'Verder'), ...FILLED });
    const sent = await changed(button(checked, 'Verstuur'));
    expect(textOf(sent)).toContain(said('case.headline.own.sent'));
    await school.bot.sweep();
    school.inbox('teacher');
    await takeUp(school, 'manager', caseOf(sent));
    // the card on which it was sent shows it too
    const updates = school.inbox('teacher').filter(({ method }) => method === 'PUT');
    expect(updates.map(({ activity }) => activity)).toEqual(['card-7']);
    expect(textOf(cardOf(updates))).toContain('Manager (leidinggevende) heeft deze melding');
  });
});
