import type { Offer, Reply, SilentReply } from '../flows/answering/reply.ts';
import type { Outcome, Reading } from '../policy/decide.ts';
import type { Scored } from '../policy/encoder/heads.ts';
import type { Answer, Engine, Question } from '../policy/engine.ts';
import { THRESHOLDS } from '../policy/limits.ts';
import type { Aid, Language, Library } from '../policy/model.ts';

/** How many topics, labels of a head, and words an explanation shows. */
const TOPICS = 5;
const LABELS = 3;
const WORDS = 8;
/** What is less likely is not worth a place. */
const LIKELY = 0.05;

/** An answer for people at a terminal. */
export function describeAnswer(
  library: Library,
  { policy, audience }: Question,
  answer: Answer,
  spoken: string,
): string {
  const { language, outcome } = answer;
  const head = [policy.school[language], audience, outcome.kind].join(' · ');
  if (outcome.kind !== 'answer') return [head, spoken].join('\n');
  const { ruling, verdict, open } = outcome.reading;
  const articles = ruling.articles.map((id) =>
    `${id} ${policy.articles.get(id)?.title[language] ?? ''}`.trim(),
  );
  const ask = library.slots.get(open ?? '')?.ask?.[language];
  return [
    head,
    `${verdict}: ${ruling.answer[language]}`,
    ...ruling.conditions.map((condition) => `- ${condition[language]}`),
    ...(ruling.next ? [`> ${ruling.next[language]}`] : []),
    `[${articles.join('; ')}]`,
    ...(ask ? [`? ${ask}`] : []),
  ].join('\n');
}

/** Why the engine decided so: for the owner of a policy who meets a wrong answer. */
export async function describeReasons(
  library: Library,
  engine: Engine,
  question: Question,
  answer: Answer,
): Promise<string> {
  const { outcome, understood } = answer;
  const topics = await Promise.all(
    answer.topics
      .slice(0, TOPICS)
      .map(async ({ label, score }) => [
        `  ${score.toFixed(3)} ${label} (${library.topics.get(label)?.intent})`,
        `        ${await describeWords(engine, question, label)}`,
      ]),
  );
  return [
    `language  ${answer.language}`,
    `screen    ${describeSignal(library, answer)}`,
    `act       ${describeHead(understood.acts)}`,
    `form      ${describeHead(understood.forms)}${understood.negated > 0.5 ? ', negated' : ''}${understood.presumes > 0.5 ? ', presumes' : ''}`,
    `moment    ${describeHead(understood.moments)}`,
    'topics',
    ...topics.flat(),
    `  ${understood.unlike.toFixed(3)} none of them, though it shares their words`,
    `fit       ${describeHead(understood.fits)}`,
    `facts     ${describeFacts(understood)}`,
    `slots     ${JSON.stringify(answer.slots)}`,
    `ruling    ${describeRulings(outcome)}`,
    `limits    ${JSON.stringify(THRESHOLDS)}`,
  ].join('\n');
}

function describeRulings(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answer':
      return describeReading(outcome.reading);
    case 'choice':
    case 'unclear':
      return ['none, offered:', ...outcome.readings.map(describeReading)].join('\n            ');
    case 'silent': {
      const { aspect } = outcome;
      return aspect
        ? `only as a fact, "${aspect.form}" is not told: ${describeReading(aspect.reading)}`
        : 'none';
    }
    case 'escalation':
    case 'group-chat':
    case 'smalltalk':
      return 'none';
    default:
      return outcome satisfies never;
  }
}

function describeReading({ topic, ruling, open, when }: Reading): string {
  const supposed = when ? `, supposes ${JSON.stringify(when)}` : '';
  return `${topic} ${JSON.stringify(ruling.when)} → ${ruling.verdict}, open: ${open ?? 'nothing'}${supposed}`;
}

const describeHead = (scored: readonly Scored[]): string =>
  scored
    .slice(0, LABELS)
    .filter(({ score }) => score >= LIKELY)
    .map(({ label, score }) => `${label} ${score.toFixed(2)}`)
    .join(', ');

/** The likeliest value of each fact that may be told. */
const describeFacts = ({ facts }: Answer['understood']): string =>
  [...facts]
    .flatMap(([fact, scored]) => {
      const told = scored.find(({ label }) => label !== 'untold');
      return told && told.score >= LIKELY ? [`${fact}=${told.label} ${told.score.toFixed(2)}`] : [];
    })
    .join(', ') || 'none told';

function describeSignal({ trouble }: Library, { signal }: Answer): string {
  if (!signal) return 'nothing';
  const { why } = trouble.signals.find(({ id }) => id === signal.id) ?? {};
  return `${signal.id}, ${signal.level}, help ${signal.help}: "${signal.phrase}". ${why}`;
}

async function describeWords(engine: Engine, question: Question, topic: string): Promise<string> {
  const words = await engine.explain(question, topic);
  return words
    .slice(0, WORDS)
    .map(({ label, score }) => `${label} ${score >= 0 ? '+' : ''}${score.toFixed(2)}`)
    .join('  ');
}

const describeAid = ({ steps, tell, lines }: Aid, language: Language): string[] => [
  ...steps.map(({ text }, index) => `${index + 1}. ${text[language]}`),
  `> ${tell[language]}`,
  ...lines.map(({ name, number, site }) => `+ ${number ?? site} ${name[language]}`),
];

function describeOffer({ topic, differs }: Offer, language: Language): string {
  const told = differs.map((one) => one[language]).join(', ');
  return told === '' ? topic.title[language] : `${topic.title[language]} (${told})`;
}

/** The rule that the card shows as a fact where the rules do not tell what was asked. */
function describeFact({ aspect, policy, language }: SilentReply): string[] {
  const article = policy.articles.get(aspect?.reading.ruling.articles[0] ?? '');
  return article ? [`- ${article.text[language]} [${article.id}]`] : [];
}

/** What a reply says beside its first line: steps of first aid, requirements, readings, whom to ask. */
export function describeReply(reply: Reply): string[] {
  switch (reply.kind) {
    case 'escalation':
      return describeAid(reply.aid, reply.language);
    case 'group-chat':
      return reply.rules.requirements.map(({ text, article }) => `- ${text[reply.language]} [${article}]`);
    case 'choice':
    case 'unclear':
      return reply.offers.map((offer) => `? ${describeOffer(offer, reply.language)}`);
    case 'silent':
      return [...describeFact(reply), `> ${reply.contact.who[reply.language]}`];
    case 'answer':
    case 'ask':
    case 'profile':
    case 'welcome':
    case 'help':
    case 'language':
    case 'draft':
    case 'notice':
    case 'apology':
      return [];
    default:
      return reply satisfies never;
  }
}
