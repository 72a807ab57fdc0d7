import { createCardRenderer } from '../../../src/cards/render.ts';
import type { Asked, Reply } from '../../../src/flows/answering/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import { HELP_KINDS, LANGUAGES, type Policy } from '../../../src/policy/model.ts';
import { faultsOf } from './card-rules.ts';

const library = loadLibrary(new URL('../../../policies', import.meta.url).pathname);
const render = createCardRenderer(createTexts());

/** All that a policy can make the bot say. */
function* repliesOf(policy: Policy): Generator<Reply> {
  for (const language of LANGUAGES) {
    for (const audience of policy.audiences)
      yield* repliesTo({ language, audience, policy, question: 'Mag dat?' });
  }
}

function* repliesTo(asked: Asked): Generator<Reply> {
  const { policy, audience } = asked;
  const contact = policy.contacts[audience];
  const firstAid = policy.escalation[audience];
  const rules = policy.groupChat[audience];
  if (!contact || !firstAid || !rules) throw new Error(`${policy.id} lacks ${audience}`);
  for (const help of HELP_KINDS) {
    const aid = library.help.kinds[help][audience];
    yield { kind: 'escalation', ...asked, firstAid, emergency: true, crisis: true, help, aid };
  }
  yield { kind: 'group-chat', ...asked, rules, contact };
  yield { kind: 'silent', ...asked, contact, related: [] };
  for (const ruling of policy.rulings.filter((one) => one.audience.includes(audience))) {
    const topic = library.topics.get(ruling.topic);
    if (!topic || ruling.verdict === 'unknown') continue;
    const reading = { topic: topic.id, score: 1, ruling, verdict: ruling.verdict };
    yield { kind: 'silent', ...asked, contact, topic, related: [topic], aspect: { form: 'why', reading } };
    yield {
      kind: 'answer',
      ...asked,
      topic,
      reading,
      slots: ruling.when,
      contact,
      related: [topic, topic, topic],
    };
  }
}

describe.each([...library.policies.values()].map((policy) => [policy.id, policy] as const))(
  'the cards of %s',
  (_, policy) => {
    test('keep to the rules', () => {
      const faults = [...repliesOf(policy)].flatMap((reply) => {
        const rendered = render(reply);
        return rendered.kind === 'card' ? faultsOf(rendered.card) : ['no card'];
      });
      expect(faults).toEqual([]);
    });
  },
);

const asking = [...library.slots.values()].flatMap((slot) =>
  slot.ask ? [{ id: slot.id, slot, ask: slot.ask }] : [],
);

test.each(asking)('the question about $id fits a card', ({ slot, ask }) => {
  const [policy] = library.policies.values();
  const [topic] = library.topics.values();
  if (!policy || !topic) throw new Error('the library is empty');
  for (const language of LANGUAGES) {
    const rendered = render({
      kind: 'ask',
      language,
      audience: 'staff',
      policy,
      question: '',
      topic,
      slot,
      ask,
      slots: {},
    });
    expect(rendered.kind === 'card' && faultsOf(rendered.card)).toEqual([]);
  }
});

test('every fact that a ruling supposes can be told apart on a button, beside a word of the topic', () => {
  const supposed = [...library.policies.values()].flatMap(({ rulings }) =>
    rulings.flatMap(({ when }) => Object.keys(when)),
  );
  for (const id of new Set(supposed)) {
    for (const { short } of library.slots.get(id)?.values ?? []) {
      for (const language of LANGUAGES) {
        expect(short?.[language]).toMatch(/^(?!(?:ja|nee|yes|no)\b).{4,28}$/i);
      }
    }
  }
});
