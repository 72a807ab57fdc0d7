import type { SilentReply } from '../flows/answering/reply.ts';
import { guideOffer } from './answer-card.ts';
import {
  askedBy,
  escalateButtons,
  policyText,
  relatedButton,
  reportForm,
  type Say,
  schoolOf,
  sourcesOf,
  verdictBand,
} from './parts.ts';
import { LIMITS } from './plain.ts';

/** Data of `cards/silent.json`: the policy says nothing, or nothing of what was asked; whom to ask. */
export function silentData(say: Say, reply: SilentReply) {
  const { language, policy, contact } = reply;
  const school = schoolOf(policy, language);
  return {
    summary: silentSummary(say, reply, school),
    band: {
      ...verdictBand(say, 'unknown', ''),
      word: say(titleOf(reply)),
    },
    ...askedBy(say, reply),
    silent: silentAbout(say, reply, school),
    fact: factOf(say, reply),
    guess: say(guessOf(reply), {
      who: policyText(contact.who[language], LIMITS.line),
    }),
    sources: sourcesOf(say, policy, language, [...articlesOf(reply), ...contact.articles]),
    ...guideOffer(say, reply, reply.topic),
    relatedTitle: say('silent.related'),
    related: reply.related.map((one) => relatedButton(reply, one, {})),
    report: reportForm(say, reply, '', {}),
    escalate:
      reply.uneasy || reply.person
        ? escalateButtons(reply, (who) => say(`escalate.${who}`), reply.question)
        : [],
  };
}

/** The first article of the ruling, as a fact. The answer of the ruling begins with a yes or a no: it is never shown here. */
function factOf(say: Say, reply: SilentReply) {
  const { policy, language } = reply;
  const [first] = articlesOf(reply).flatMap((id) => policy.articles.get(id) ?? []);
  if (!first) return [];
  return [
    {
      lead: say('silent.aspect-rule'),
      rule: say('sources.rule', { id: first.id }),
      title: policyText(first.title[language], LIMITS.name),
      text: policyText(first.text[language], LIMITS.sentence),
    },
  ];
}

const articlesOf = ({ aspect }: SilentReply): readonly string[] => aspect?.reading.ruling.articles ?? [];

function silentSummary(say: Say, { aspect }: SilentReply, school: string): string {
  return aspect ? say(`silent.aspect.${aspect.form}`) : say('silent.summary', { school });
}

function titleOf({ person, uneasy, aspect }: SilentReply) {
  if (aspect) return `silent.aspect.${aspect.form}` as const;
  if (person) return 'silent.person-title';
  return uneasy ? 'silent.uneasy-title' : 'silent.title';
}

function guessOf({ medical, person, uneasy }: SilentReply) {
  if (person) return 'silent.person-talk';
  if (uneasy) return 'silent.uneasy-talk';
  return medical ? 'silent.medical-keep' : 'silent.guess';
}

function silentAbout(say: Say, reply: SilentReply, school: string): string {
  const { topic, medical, person, uneasy, aspect, language } = reply;
  if (person) return say('silent.person');
  if (uneasy) return say('silent.uneasy');
  if (medical) return say('silent.medical', { school });
  if (aspect) return ''; // the title says it
  if (!topic) return say('silent.about-question', { school });
  return say('silent.about', { school, topic: policyText(topic.title[language], LIMITS.name) });
}
