import { createCardRenderer } from '../../../src/cards/render.ts';
import type { EscalationReply } from '../../../src/flows/answering/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import {
  type Audience,
  HELP_KINDS,
  type HelpKind,
  LANGUAGES,
  type Policy,
} from '../../../src/policy/model.ts';
import { nodesOf, textsOf } from './card-rules.ts';

const library = loadLibrary('policies');
const render = createCardRenderer(createTexts());

/** Every card of first aid that a school can give, with every rule that may stand below it. */
function* repliesFor(kinds: readonly HelpKind[], audiences: readonly Audience[]): Generator<EscalationReply> {
  for (const policy of library.policies.values()) {
    for (const audience of policy.audiences.filter((one) => audiences.includes(one)))
      for (const help of kinds) yield* repliesOf(policy, audience, help);
  }
}

function* repliesOf(policy: Policy, audience: Audience, help: HelpKind): Generator<EscalationReply> {
  const firstAid = policy.escalation[audience];
  if (!firstAid) throw new Error(`${policy.id} lacks ${audience}`);
  const aid = library.help.kinds[help][audience];
  const known = { policy, audience, help, aid, firstAid, crisis: false, emergency: false, question: 'Q' };
  const rulings = policy.rulings.filter(
    (one) => one.audience.includes(audience) && /nudes|trouble|report-material/.test(one.topic),
  );
  for (const language of LANGUAGES) {
    for (const ruling of [undefined, ...rulings]) {
      const rule =
        ruling && ruling.verdict !== 'unknown'
          ? { topic: ruling.topic, score: 1, ruling, verdict: ruling.verdict }
          : undefined;
      yield { kind: 'escalation', language, ...known, rule };
    }
  }
}

function cardOf(reply: EscalationReply): object {
  const rendered = render(reply);
  if (rendered.kind !== 'card') throw new Error('no card');
  return rendered.card;
}

const read = (reply: EscalationReply) => textsOf(cardOf(reply)).join('\n');
/** Without the rule and its articles: only who and what the card tells to do. */
const told = (reply: EscalationReply) => read({ ...reply, rule: undefined });
const STUDENT = ['student'] as const;
const ALL = ['staff', 'student', 'parent'] as const;

const placeOf = ({ policy, audience, help }: EscalationReply) => `${policy.id} ${audience} ${help}`;

describe('A card of first aid', () => {
  it('tells to take screenshots in case of bullying alone', () => {
    const others = HELP_KINDS.filter((kind) => kind !== 'bullying');
    const wrong = [...repliesFor(others, ALL)].filter((reply) => /screen ?shot/i.test(read(reply)));
    expect(wrong.map(placeOf)).toEqual([]);
  });

  it.each([
    ['abuse-at-home', /ouders|parents/i],
    ['approach-by-staff', /leraar|leerkracht|docent|mentor|teacher/i],
  ] as const)('in %s sends no student to who may be the one who does it', (kind, pattern) => {
    const wrong = [...repliesFor([kind], STUDENT)].filter((reply) => pattern.test(told(reply)));
    expect(wrong.map(placeOf)).toEqual([]);
  });

  it('names the emergency number, says what is not told yet, and has a way back, whatever happened', () => {
    const wrong = [...repliesFor(HELP_KINDS, ALL)].flatMap((quiet) =>
      [quiet, { ...quiet, emergency: true, crisis: true }].filter((reply) => {
        const buttons = nodesOf(cardOf(reply)).map(({ data }) => (data as { do?: string } | undefined)?.do);
        return !read(reply).includes('112') || !buttons.includes('ordinary');
      }),
    );
    expect(wrong.map(placeOf)).toEqual([]);
  });

  it('cites rules only with the steps of the school, or for the rule that is shown', () => {
    const others = HELP_KINDS.filter((kind) => kind !== 'bullying' && kind !== 'other');
    const wrong = [...repliesFor(others, ALL)].filter((reply) => /^(Regel|Rule) /m.test(told(reply)));
    expect(wrong.map(placeOf)).toEqual([]);
  });

  it('has a button for a report for staff and students', () => {
    const without = [...repliesFor(HELP_KINDS, ['staff', 'student'])].filter(
      (reply) =>
        !nodesOf(cardOf(reply)).some(({ data }) => (data as { do?: string } | undefined)?.do === 'escalate'),
    );
    expect(without.map(placeOf)).toEqual([]);
  });

  it('shows no verdict and none of its colours', () => {
    const wrong = [...repliesFor(HELP_KINDS, ALL)].filter((reply) => {
      const styles = nodesOf(cardOf(reply)).map(({ style }) => style);
      return (
        styles.some((style) => ['good', 'warning', 'attention'].includes(String(style))) ||
        /Mag niet|Mag, met/.test(told(reply))
      );
    });
    expect(wrong.map(placeOf)).toEqual([]);
  });
});
