import { createCardRenderer } from '../../../src/cards/render.ts';
import { parseAction } from '../../../src/flows/answering/action.ts';
import type { Reply } from '../../../src/flows/answering/reply.ts';
import { parseEscalationAction } from '../../../src/flows/escalation/action.ts';
import { parseGroupAction } from '../../../src/flows/group-chat/action.ts';
import en from '../../../src/locale/en.json' with { type: 'json' };
import { createTexts } from '../../../src/locale/locale.ts';
import nl from '../../../src/locale/nl.json' with { type: 'json' };
import type { Aspect } from '../../../src/policy/decide.ts';
import { type Aid, type Audience, LANGUAGES, type Language, VERDICTS } from '../../../src/policy/model.ts';
import { buildBareCards, buildCardsSaying, buildFullCards } from '../../support/cards/extremes.ts';
import * as replies from '../../support/cards/replies.ts';
import { faultsAmong } from '../../support/faults.ts';
import { faultsOf, type Node, nodesOf, textsOf } from './card-rules.ts';

const render = createCardRenderer(createTexts());

function cardOf(reply: Reply): object {
  const rendered = render(reply);
  if (rendered.kind !== 'card') throw new Error(`${reply.kind} is no card`);
  return rendered.card;
}

const titlesOf = (card: object) =>
  nodesOf(card)
    .filter(({ type }) => String(type).startsWith('Action.'))
    .map(({ title }) => title);
const dataOf = (card: object) =>
  nodesOf(card)
    .filter(({ type }) => type === 'Action.Submit')
    .map(({ data }) => data as Node);
const says = (card: object, text: string) => textsOf(card).some((one) => one.includes(text));

const cases = LANGUAGES.flatMap((language) =>
  [...replies.buildCards(language), ...buildBareCards(language), ...buildFullCards(language)].map(
    (reply, index) => [`${reply.kind} (${index}) in ${language}`, reply] as const,
  ),
);

describe('every card', () => {
  test('keeps to the rules', () => {
    expect(faultsAmong(cases, (reply) => expect(faultsOf(cardOf(reply))).toEqual([]))).toEqual([]);
  });

  test('has buttons that the bot understands', () => {
    const faults = faultsAmong(cases, (reply) => {
      for (const data of dataOf(cardOf(reply))) {
        expect(parseAction(data) ?? parseEscalationAction(data) ?? parseGroupAction(data)).toMatchObject({
          do: data.do,
        });
      }
    });
    expect(faults).toEqual([]);
  });

  test('has a short summary', () => {
    const faults = faultsAmong(cases, (reply) => {
      expect(render(reply)).toMatchObject({ kind: 'card', summary: expect.stringMatching(/\S/) });
    });
    expect(faults).toEqual([]);
  });
});

describe('the answer card', () => {
  test.each(VERDICTS)('tells the verdict %s in words', (verdict) => {
    const answer = replies.buildAnswer('nl');
    const card = cardOf({ ...answer, reading: { ...answer.reading, verdict } });
    expect(says(card, createTexts()('nl', `verdict.${verdict}`))).toBe(true);
  });

  test('has other looks for each verdict but none by colour alone', () => {
    const answer = replies.buildAnswer('nl');
    const bands = VERDICTS.map(
      (verdict) => textsOf(cardOf({ ...answer, reading: { ...answer.reading, verdict } }))[0],
    );
    expect(new Set(bands).size).toBe(VERDICTS.length);
  });

  test('sums itself up as verdict and sentence', () => {
    expect(render(replies.buildAnswer('nl'))).toMatchObject({
      summary:
        'Mag, met voorwaarden: Nee, tenzij je een professioneel account gebruikt waar je leidinggevende van weet.',
    });
  });

  test('cites the articles and hides their text behind a button', () => {
    const card = cardOf(replies.buildAnswer('nl'));
    const rules = nodesOf(card).find(({ id }) => id === 'rules');
    expect(rules).toMatchObject({ isVisible: false });
    expect(titlesOf(card)).toContain('Toon regels');
    expect(says(card, 'Regel 15b')).toBe(true);
    expect(says(card, 'Reglement sociale media, versie van 14 december 2025')).toBe(true);
  });

  test('leaves an unknown date of the document out', () => {
    const card = cardOf(replies.buildAnswer('nl', { policy: replies.buildPolicy({ version: 'unknown' }) }));
    expect(says(card, 'versie van')).toBe(false);
  });

  test('carries topic, slots and question in each button about this answer', () => {
    const answer = replies.buildAnswer('nl');
    const own = dataOf(cardOf(answer)).filter((data) => data.do !== 'topic' && data.do !== 'escalate');
    expect(own).toHaveLength(3);
    for (const data of own) {
      expect(data).toMatchObject({
        topic: answer.topic.id,
        slots: { platform: 'social' },
        question: answer.question,
      });
    }
  });

  test('carries in a related button only what matters to that topic', () => {
    const related = [replies.buildTopic({ id: 'other', slots: ['account'] })];
    const slots = { account: 'personal', platform: 'social' };
    const [data] = dataOf(cardOf(replies.buildAnswer('nl', { related, slots })));
    expect(data).toEqual({
      do: 'topic',
      topic: 'other',
      slots: { account: 'personal' },
      question: '',
      language: 'nl',
    });
  });

  test.each(['helpful', 'not-helpful', 'reported'] as const)('thanks once it was rated %s', (rated) => {
    const card = cardOf(replies.buildAnswer('nl', { rated }));
    expect(titlesOf(card)).not.toContain('👍 Helpt');
    expect(titlesOf(card)).not.toContain('Klopt niet? Meld het');
    expect(says(card, createTexts()('nl', `answer.thanks.${rated}`))).toBe(true);
  });

  test('leads staff and students on to a report, in words that are not those of its other buttons', () => {
    const led = (audience: Audience) =>
      dataOf(cardOf(replies.buildAnswer('nl', { audience }))).filter((data) => data.do === 'escalate');
    // a question about the rules is no report: it does not go along
    expect(led('staff')).toEqual([{ do: 'escalate', text: '', language: 'nl' }]);
    expect(led('student')).toHaveLength(1);
    expect(led('parent')).toEqual([]);
    expect(titlesOf(cardOf(replies.buildAnswer('nl'))).at(-1)).toBe('Loopt dit uit de hand?');
  });

  test('tells for whom it is', () => {
    expect(says(cardOf(replies.buildAnswer('nl')), 'Antwoord voor: medewerker · OMO De Langstraat')).toBe(
      true,
    );
  });
});

describe('the ask card', () => {
  test('adds each value to the known slots, and a way to say that you do not know', () => {
    expect(dataOf(cardOf(replies.buildAsk('nl'))).map(({ slots }) => slots)).toEqual([
      { platform: 'social', account: 'personal' },
      { platform: 'social', account: 'professional' },
      { platform: 'social', account: 'unknown' },
    ]);
  });
});

describe('the choice card', () => {
  test('says that it is not sure, and ends with none of these', () => {
    const { question } = replies.buildChoice('nl');
    const card = cardOf(replies.buildChoice('nl'));
    expect(textsOf(card).slice(1, 3)).toEqual(['Dat weet ik niet zeker.', 'Bedoel je …']);
    expect(titlesOf(card).at(-1)).toBe('Geen van deze');
    expect(dataOf(card).at(-1)).toEqual({ do: 'none', question });
  });

  test('names the topic of all readings once, and on the buttons what differs', () => {
    const card = cardOf(replies.buildChoice('nl', { offers: replies.buildOffers() }));
    expect(titlesOf(card)).toEqual([
      'Iedereen vindt het goed',
      'Niet iedereen vindt het goed',
      'Geen van deze',
    ]);
    expect(says(card, "Foto's of filmpjes van anderen online zetten")).toBe(true);
    expect(dataOf(card)[1]).toMatchObject({
      do: 'topic',
      instead: true,
      topic: 'post-images',
      slots: { consent: 'some' },
    });
  });

  test('cuts the topic and not what differs where readings are of several topics', () => {
    const other = { topic: replies.buildTopic({ id: 'other' }), slots: {}, differs: [] };
    const card = cardOf(replies.buildChoice('nl', { offers: [...replies.buildOffers(), other] }));
    expect(titlesOf(card)).toEqual([
      "Foto's of… (iedereen vindt het goed)",
      "Foto's… (niet iedereen vindt het goed)",
      'Vrienden worden of volgen: medewerker…',
      'Geen van deze',
    ]);
  });
});

describe('the card on what was not understood', () => {
  test.each([
    ['staff', 'Mag ik een leerling volgen op Insta?'],
    ['student', 'Mag mijn telefoon aan in de les?'],
    ['parent', 'Mag ik een klassenfoto delen?'],
  ] as const)('shows %s how to ask with a question of their own', (audience, example) => {
    const card = cardOf(replies.buildUnclear('nl', { audience }));
    expect(says(card, 'Dat begrijp ik niet goed.')).toBe(true);
    expect(says(card, `Vraag het in een hele zin, bijvoorbeeld: “${example}”`)).toBe(true);
  });

  test('offers what may have been meant, and a human', () => {
    const card = cardOf(replies.buildUnclear('nl'));
    expect(says(card, 'Of bedoel je dit?')).toBe(true);
    expect(dataOf(card)).toMatchObject([
      { do: 'topic', instead: true, topic: 'class-group' },
      { do: 'topic', instead: true, topic: 'post-images' },
      { do: 'say', text: 'Ik wil een mens spreken' },
    ]);
  });

  test('asks for nothing but other words where nothing is near', () => {
    const card = cardOf(replies.buildUnclear('nl', { offers: [] }));
    expect(says(card, 'Of bedoel je dit?')).toBe(false);
    expect(dataOf(card)).toHaveLength(1);
  });

  test('asks what was meant after none of what was offered', () => {
    const reply = replies.buildUnclear('nl', { offers: [], again: true });
    const card = cardOf(reply);
    expect(render(reply)).toMatchObject({ summary: 'Wat zocht je?' });
    expect(textsOf(card)).toContain('Wat zocht je?');
    expect(says(card, 'in andere woorden')).toBe(true);
    expect(says(card, 'Dat begrijp ik niet goed.')).toBe(false);
  });
});

describe('the silent card on something that the rules do not tell of an act', () => {
  const { reading } = replies.buildAnswer('nl');
  const forms = Object.keys(nl.silent.aspect) as Aspect['form'][];
  const buildAspect = (form: Aspect['form'], language: Language = 'nl') =>
    replies.buildSilent(language, { aspect: { form, reading } });

  test.each(forms)('begins with what is not told: %s', (form) => {
    const [nlFirst] = textsOf(cardOf(buildAspect(form)));
    const [enFirst] = textsOf(cardOf(buildAspect(form, 'en')));
    expect([nlFirst, enFirst]).toEqual([`🔍 ${nl.silent.aspect[form]}`, `🔍 ${en.silent.aspect[form]}`]);
    expect(render(buildAspect(form))).toMatchObject({ summary: nl.silent.aspect[form] });
  });

  test('says something else for each form', () => {
    expect(new Set(Object.values(nl.silent.aspect)).size).toBe(forms.length);
    expect(new Set(Object.values(en.silent.aspect)).size).toBe(forms.length);
  });

  test('shows the first rule as a fact, and whom to ask', () => {
    const texts = textsOf(cardOf(buildAspect('why')));
    const at = texts.indexOf('Wel gaat deze regel erover:');
    expect(texts.slice(at, at + 4)).toEqual([
      'Wel gaat deze regel erover:',
      'Regel 15b · Privéaccount en leerlingen',
      'Met je privéaccount word je geen vrienden met leerlingen. Jullie volgen elkaar ook niet.',
      'Ik gok niet. Vraag het aan je leidinggevende.',
    ]);
  });

  test.each(VERDICTS)('has neither the verdict %s nor its colour, icon or answer', (verdict) => {
    const card = cardOf(
      replies.buildSilent('nl', { aspect: { form: 'when', reading: { ...reading, verdict } } }),
    );
    const shown = JSON.stringify(card);
    const answer = cardOf(replies.buildAnswer('nl', { reading: { ...reading, verdict } }));
    const [band] = textsOf(answer);
    expect(shown).not.toContain(band);
    expect(shown).not.toContain(band?.split(' ')[0]);
    expect(shown).not.toContain('Nee, tenzij');
    expect(shown).not.toContain('Let op');
    expect(shown).not.toMatch(/"style":"(good|warning|attention|accent)"/);
  });

  test('offers what is asked more often, and takes no rating', () => {
    const card = cardOf(buildAspect('how'));
    expect(dataOf(card).map((data) => data.do)).toEqual(['topic', 'topic', 'topic', 'report']);
  });
});

describe('the escalation card', () => {
  test('puts the emergency numbers first', () => {
    const [first] = textsOf(cardOf(replies.buildEscalation('nl', { emergency: true })));
    expect(first).toContain('112');
  });

  test('shows neither question nor school in its summary', () => {
    const rendered = render(replies.buildEscalation('nl', { question: 'Ik word gepest' }));
    expect(rendered).toMatchObject({ summary: 'Er staat een antwoord voor je klaar.' });
    const { summary, card } = rendered as { summary: string; card: { speak: string; fallbackText: string } };
    expect([summary, card.speak, card.fallbackText].join()).not.toContain('gepest');
    expect(textsOf(card).join()).not.toContain('gepest');
  });

  test('offers a way back, after words of a crisis too', () => {
    for (const crisis of [false, true]) {
      const reply = replies.buildEscalation('nl', { crisis, emergency: crisis });
      const { question } = reply;
      expect(dataOf(cardOf(reply)).at(-1)).toEqual({ do: 'ordinary', question });
      expect(says(cardOf(reply), 'Heb ik je verkeerd begrepen?')).toBe(true);
      const ofAnother = dataOf(cardOf({ ...reply, question: '' })).at(-1);
      expect(ofAnother?.do).toBe(crisis ? 'consider' : 'escalate');
    }
  });

  test('names the rule as a fact, without a verdict', () => {
    const { reading } = replies.buildAnswer('nl');
    const card = cardOf(replies.buildEscalation('nl', { rule: reading }));
    expect(says(card, 'Wat de regels hierover zeggen')).toBe(true);
    expect(says(card, 'Met je privéaccount word je geen vrienden')).toBe(true);
    expect(says(card, 'Nee, tenzij')).toBe(false);
    expect(textsOf(card).join()).not.toMatch(/Mag, met voorwaarden|Mag niet/);
    expect(says(cardOf(replies.buildEscalation('nl')), 'Wat de regels')).toBe(false);
  });

  test('leaves out whom the school names, or its steps, where that may harm', () => {
    const shown = (school: Aid['school']) => {
      const card = cardOf(replies.buildEscalation('nl', { aid: replies.buildAid({ school }) }));
      return [says(card, 'praten met je leidinggevende'), says(card, 'Maak screenshots')];
    };
    expect([shown('steps'), shown('contact'), shown('none')]).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  test('says when a line is closed and what to do then, and names a law as law', () => {
    const card = cardOf(replies.buildEscalation('nl'));
    expect(says(card, 'Elke dag van 11.00 tot 21.00 uur. Gratis. Is het nacht? Bel 113.')).toBe(true);
    expect(says(card, '(wet: meldplicht)')).toBe(true);
    expect(titlesOf(card)).toContain('Naar kindertelefoon.nl');
  });

  test.each([
    ['staff', ['Meld bij leidinggevende']],
    ['student', ['Meld het bij school']],
    ['parent', []],
  ] as const)('lets %s report with %j', (audience, expected) => {
    const question = 'Ik word uitgescholden';
    const card = cardOf(replies.buildEscalation('nl', { audience, question }));
    const reports = nodesOf(card).filter(({ data }) => (data as Node | undefined)?.do === 'escalate');
    expect(reports.map(({ title }) => title)).toEqual(expected);
    for (const { data } of reports) expect(data).toEqual({ do: 'escalate', text: question, language: 'nl' });
  });

  test('says that nobody was told yet', () => {
    expect(says(cardOf(replies.buildEscalation('nl')), 'Ik heb nog niemand ingelicht.')).toBe(true);
  });
});

describe('the help card', () => {
  const words = (audience: Audience | undefined) => {
    const profile = audience && { audience, policy: replies.buildPolicy() };
    return nodesOf(cardOf(replies.buildHelp('nl', { profile })))
      .filter(({ type }) => type === 'FactSet')
      .flatMap(({ facts }) => (facts as { title: string }[]).map(({ title }) => title));
  };

  test('names the commands that somebody can use', () => {
    const groups = ['groepsapp', 'mijn groepen'];
    const rest = ['rol', 'school', 'taal'];
    expect(words('staff')).toEqual(['help', 'escaleer', 'meldingen', ...groups, ...rest]);
    expect(words(undefined)).toEqual(words('staff'));
    expect(words('student')).toEqual(['help', 'escaleer', 'meldingen', ...rest]);
    expect(words('parent')).toEqual(['help', ...rest]);
  });
});

describe('the profile card', () => {
  test('sends the whole waiting question back', () => {
    const question = 'woord '.repeat(330).trim();
    expect(dataOf(cardOf(replies.buildProfile('nl', { question })))).toEqual([{ do: 'profile', question }]);
  });

  test('preselects what is known', () => {
    const card = cardOf(replies.buildProfile('nl', { audience: 'parent', policy: 'svok' }));
    const inputs = nodesOf(card).filter(({ type }) => type === 'Input.ChoiceSet');
    expect(inputs.map(({ id, value }) => [id, value])).toEqual([
      ['audience', 'parent'],
      ['policy', 'svok'],
    ]);
  });

  test('puts the emergency numbers first when the question is urgent', () => {
    expect(
      textsOf(
        cardOf(replies.buildProfile('nl', { urgent: { aid: replies.buildAid(), emergency: true } })),
      )[0],
    ).toContain('112');
    expect(textsOf(cardOf(replies.buildProfile('nl')))[0]).not.toContain('112');
  });
});

describe('a line of text', () => {
  test('answers a notice', () => {
    expect(render({ kind: 'notice', language: 'en', notice: 'thanks' })).toEqual({
      kind: 'text',
      text: 'Thank you.',
    });
  });

  test('gives the reference of an apology', () => {
    const rendered = render({ kind: 'apology', language: 'nl', reference: 'K7Q2' });
    expect(rendered).toMatchObject({ kind: 'text', text: expect.stringContaining('K7Q2') });
  });
});

test('what people type is never evaluated', () => {
  const question = `Mag \${policy.school} en \${$root.summary}?`;
  expect(says(cardOf(replies.buildAnswer('nl', { question })), question)).toBe(true);
});

test('no TextBlock or fact holds what people or policies wrote: Markdown works only there', () => {
  for (const reply of buildCardsSaying('nl', 'MARK')) {
    const risky = nodesOf(cardOf(reply)).filter(({ type }) => type === 'TextBlock' || type === 'FactSet');
    expect(JSON.stringify(risky)).not.toContain('MARK');
  }
});
