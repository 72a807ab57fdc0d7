import { button, buttonsOf, cardOf, type RunningBot, startBot, textOf } from '../support/app.ts';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

describe('the first contact', () => {
  it('greets once on installation, with three example questions', async () => {
    const person = bot.person();
    const sent = await person.send({ type: 'installationUpdate', action: 'add' });
    const second = await person.send({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    expect(buttonsOf(cardOf(sent)).filter(({ data }) => data.do === 'say')).toHaveLength(3);
    expect(second).toHaveLength(0);
  });

  it('asks role and school in one card, and then answers what was asked', async () => {
    const person = bot.person();
    const asked = cardOf(await person.say('mag ik een foto van mijn klas op insta zetten?'));
    expect(textOf(asked)).toContain('Je rol');
    expect(textOf(asked)).toContain('Je school');
    const waiting = button(asked, 'Bewaar');
    const sent = await person.press({ ...waiting, audience: 'staff', policy: 'svok' }, 'card-9');
    expect(sent.at(-1)).toMatchObject({ method: 'PUT', activity: 'card-9' });
    expect(textOf(cardOf(sent))).toContain('III.B.8');
  });

  it('keeps the question when role or school is missing, or does not fit', async () => {
    const person = bot.person();
    const waiting = button(cardOf(await person.say('telefoon in de pauze?')), 'Bewaar');
    const missing = cardOf(await person.press({ ...waiting, audience: 'student', policy: '' }));
    expect(button(missing, 'Bewaar').question).toBe('telefoon in de pauze?');
    const unfit = cardOf(await person.press({ ...waiting, audience: 'parent', policy: 'omo' }));
    expect(button(unfit, 'Bewaar').question).toBe('telefoon in de pauze?');
    expect(textOf(unfit)).not.toBe(textOf(missing));
  });

  it('shows the emergency numbers before it asks for a school', async () => {
    const sent = await bot.person().say('mijn vriendin zegt dat ze niet meer wil leven');
    expect(textOf(cardOf(sent))).toContain('112');
    expect(textOf(cardOf(sent))).toContain('113');
  });
});

describe('a question', () => {
  it('is answered by the rules of the asker, and they differ', async () => {
    const answers = await Promise.all(
      ['de-langstraat', 'leyenburg'].map(async (policy) => {
        const student = bot.person();
        await student.introduce('student', policy);
        return textOf(cardOf(await student.say('mag mijn telefoon aan in de pauze')));
      }),
    );
    expect(answers[0]).toMatch(/^. ?Mag\b(?! niet)/u);
    expect(answers[1]).toContain('Mag niet');
  });

  it('that leaves the decisive fact open gets one question, and its button the answer', async () => {
    const student = bot.person();
    await student.introduce('student', 'omo');
    const asked = cardOf(await student.say('mag ik mijn docent volgen op insta'));
    const answered = await student.press(button(asked, 'privéaccount'), 'card-2');
    expect(answered.at(-1)).toMatchObject({ method: 'PUT', activity: 'card-2' });
    expect(textOf(cardOf(answered))).toContain('Mag niet');
  });

  it('that the rules do not answer is said so, with whom to ask', async () => {
    const teacher = bot.person();
    await teacher.introduce('staff', 'svok');
    const text = textOf(cardOf(await teacher.say('hoe laat gaat de kantine open?')));
    expect(text).toContain('zeggen de regels niets');
    expect(text).toContain('leidinggevende');
  });

  it('in English is answered in English', async () => {
    const teacher = bot.person();
    await teacher.introduce('staff', 'scala-coenecoop');
    const text = textOf(cardOf(await teacher.say('May I argue with a parent on Facebook about my lessons?')));
    expect(text).toContain('Not allowed');
    expect(text).toContain('B.4');
  });

  it('about something that goes wrong now gets first aid, and says that nobody was told yet', async () => {
    const teacher = bot.person();
    await teacher.introduce('staff', 'de-langstraat');
    const text = textOf(
      cardOf(await teacher.say('ouders maken me nu helemaal af in de groepsapp van 2B, help')),
    );
    expect(text).toContain('leidinggevende');
    expect(text).toContain('nog niemand ingelicht');
  });

  it('for help with a group chat gets the requirements', async () => {
    const teacher = bot.person();
    await teacher.introduce('staff', 'de-langstraat');
    const text = textOf(cardOf(await teacher.say('help me een appgroep te maken voor mijn mentorklas')));
    expect(text).toContain('tweede medewerker');
    expect(text).toContain('15b');
  });
});

describe('commands', () => {
  it.each(['help', 'hulp', 'Help'])('show what the bot can do: %s', async (command) => {
    const person = bot.person();
    await person.introduce('student', 'omo');
    expect(textOf(cardOf(await person.say(command)))).toContain('leerling · OMO');
  });

  it.each(['rol', 'role', 'school'])('let one choose again: %s', async (command) => {
    const person = bot.person();
    expect(textOf(cardOf(await person.say(command)))).toMatch(/Je rol|Your role/);
  });

  it('change the language for good', async () => {
    const person = bot.person();
    await person.introduce('student', 'omo');
    await person.press(button(cardOf(await person.say('taal')), 'English'));
    expect(textOf(cardOf(await person.say('mag mijn telefoon aan in de les')))).toMatch(
      /Allowed|permission|teacher/,
    );
  });
});

describe('feedback', () => {
  it('thanks in place of the buttons', async () => {
    const person = bot.person();
    await person.introduce('staff', 'svok');
    const answer = cardOf(await person.say('mag ik onder een schuilnaam meepraten over school?'));
    const thanked = await person.press(button(answer, 'Helpt niet'), 'card-3');
    expect(thanked.at(-1)).toMatchObject({ method: 'PUT', activity: 'card-3' });
    expect(buttonsOf(cardOf(thanked)).some(({ data }) => data.do === 'rate')).toBe(false);
  });
});

describe('a group chat', () => {
  it('is answered without the mention of the bot', async () => {
    const teacher = bot.person({ conversationType: 'groupChat', conversation: '19:group@thread.v2' });
    await teacher.introduce('staff', 'svok');
    const text = '<at>Mag dat?</at> mag ik ouders toevoegen op facebook';
    const entities = [
      { type: 'mention', text: '<at>Mag dat?</at>', mentioned: { id: '28:bot', name: 'Mag dat?' } },
    ];
    const card = cardOf(await teacher.say(text, { entities }));
    expect(textOf(card)).toContain('III.B.2');
    expect(textOf(card)).not.toContain('<at>');
  });

  it('and a channel are greeted with how to mention the bot', async () => {
    for (const conversationType of ['groupChat', 'channel'] as const) {
      const sent = await bot.person({ conversationType }).send({ type: 'installationUpdate', action: 'add' });
      expect(textOf(cardOf(sent))).toContain('@');
    }
  });
});

describe('removal', () => {
  it('forgets who somebody is', async () => {
    const person = bot.person();
    await person.introduce('student', 'omo');
    await person.send({ type: 'installationUpdate', action: 'remove' });
    expect(textOf(cardOf(await person.say('mag mijn telefoon aan in de les')))).toContain('Je rol');
  });

  it.each(['groupChat', 'channel'] as const)('from a %s forgets nothing of who removed it', async (place) => {
    const person = bot.person();
    await person.introduce('student', 'omo');
    const elsewhere = bot.person({ id: person.seat.id, conversationType: place, conversation: '19:many' });
    await elsewhere.send({ type: 'installationUpdate', action: 'remove' });
    expect(textOf(cardOf(await person.say('mag mijn telefoon aan in de les')))).not.toContain('Je rol');
  });
});
