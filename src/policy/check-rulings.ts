import type { PolicySources, Shared } from './content.ts';
import type { Audience, Slots } from './model.ts';
import { isKindOf } from './rulings.ts';
import type { Path, Report } from './source.ts';

type Rulings = PolicySources['rulings']['value']['rulings'];
type OneRuling = Rulings[number];
/** Reports at a place within the ruling that is being checked. */
type ReportAt = (path: Path, message: string) => void;

/** Checks each ruling: what it names exists, it can be reached, and there is a general one beside each special one. */
export function checkRulings(
  { policy, articles, rulings }: PolicySources,
  shared: Shared,
  report: Report,
): void {
  const known = new Set(articles.value.articles.map((article) => article.id));
  const all = rulings.value.rulings;
  all.forEach((ruling, index) => {
    const at: ReportAt = (path, message) => report(rulings.at(['rulings', index, ...path], message));
    checkTopic(ruling, shared, at);
    checkCitations(ruling, known, at);
    checkWhen(ruling, shared, at);
    checkSilence(ruling, at);
    for (const audience of ruling.audience) {
      if (!policy.value.audiences.includes(audience))
        at(['audience'], `the policy does not address ${audience}`);
      checkReach(all, index, audience, at);
      checkGeneral(all, ruling, audience, at);
    }
  });
}

function checkTopic({ topic: id }: OneRuling, { topics }: Shared, at: ReportAt): void {
  const topic = topics.get(id);
  if (!topic) at(['topic'], `unknown topic ${id}`);
  else if (topic.intent !== 'answer') at(['topic'], `topic ${id} is no act: it cannot have a ruling`);
}

function checkCitations({ articles }: OneRuling, known: ReadonlySet<string>, at: ReportAt): void {
  articles.forEach((id, place) => {
    if (!known.has(id)) at(['articles', place], `unknown article ${id}`);
  });
}

function checkWhen({ topic: id, when }: OneRuling, { topics, slots }: Shared, at: ReportAt): void {
  const topic = topics.get(id);
  for (const [slot, value] of Object.entries(when)) {
    const values = slots.get(slot)?.values.map((one) => one.id);
    if (topic && !topic.slots.includes(slot)) at(['when', slot], `topic ${id} has no slot ${slot}`);
    else if (values && !values.includes(value)) at(['when', slot], `slot ${slot} has no value ${value}`);
  }
}

/** Silence on a whole topic is said by leaving the ruling out; `unknown` marks a special case. */
function checkSilence({ verdict, when, topic }: OneRuling, at: ReportAt): void {
  if (verdict === 'unknown' && Object.keys(when).length === 0) {
    at(['verdict'], `leave this ruling out to be silent on ${topic}, or say \`when\` the rules are silent`);
  }
}

/** A ruling is out of reach for an audience when an earlier one asks for no more than it does. */
function checkReach(all: Rulings, index: number, audience: Audience, at: ReportAt): void {
  const ruling = all[index];
  const before = all
    .slice(0, index)
    .findIndex(
      (other) => ruling && isAbout(other, ruling.topic, audience) && asksLess(other.when, ruling.when),
    );
  if (before >= 0)
    at([], `never reached for ${audience}: ruling ${before + 1} on ${ruling?.topic} holds first`);
}

/** What holds when nothing more is known must be said too. */
function checkGeneral(all: Rulings, { topic, when }: OneRuling, audience: Audience, at: ReportAt): void {
  const isGeneral = (other: OneRuling) =>
    isAbout(other, topic, audience) && Object.keys(other.when).length === 0;
  if (Object.keys(when).length > 0 && !all.some(isGeneral)) {
    at([], `${topic} has no ruling for ${audience} that holds without knowing more`);
  }
}

const isAbout = (ruling: OneRuling, topic: string, audience: Audience): boolean =>
  ruling.topic === topic && ruling.audience.includes(audience);

const asksLess = (first: Slots, second: Slots): boolean =>
  Object.entries(first).every(([slot, value]) => second[slot] !== undefined && isKindOf(second[slot], value));
