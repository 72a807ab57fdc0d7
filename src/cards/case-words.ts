import { PLATFORMS, SEVERITIES, type Snapshot } from '../flows/escalation/model.ts';
import { CASE_KINDS } from '../policy/model.ts';
import { ERASED, isSame, type Named } from '../routing/person.ts';
import type { Say } from './parts.ts';
import { LIMITS, literal, shorten, whole } from './plain.ts';
import { capital } from './problems.ts';
import { type Clock, sayWritten } from './times.ts';

/** What a report says, for the cards that show it: texts of people, so all of it stands in TextRuns. */

/** How much room of a card a report takes at most, in characters of its JSON. A report holds 4000 characters. */
const ROOM = { text: 6500, snapshot: 1200, link: 300 } as const;

/** A text is shown with its paragraphs, for a TextRun has no line breaks; above this number the rest is one. */
const PARAGRAPHS = 15;

/** Links that a card shows. */
const LINKS = 8;

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A fact for a card; none when there is nothing to say. */
export const factOf = (label: string, value: string | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{ label, value }];

export const isOneOf = <T extends string>(list: readonly T[], value: string | undefined): value is T =>
  (list as readonly (string | undefined)[]).includes(value);

/** Words of closed lists; empty for what is not in its list. */
export const sayKind = (say: Say, kind: string): string =>
  isOneOf(CASE_KINDS, kind) ? say(`kind.${kind}`) : '';
export const saySeverity = (say: Say, severity: string): string =>
  isOneOf(SEVERITIES, severity) ? say(`severity.${severity}`) : '';
const sayPlatform = (say: Say, platform: string): string =>
  isOneOf(PLATFORMS, platform) ? say(`platform.${platform}`) : '';

/** A short text of a person, such as the name of a group. */
export const personText = (text: string): string => literal(shorten(text, LIMITS.name));

/** The name of somebody, or "somebody" where it is not known any more. */
export const nameOf = (say: Say, person: Named | undefined): string => {
  if (person === undefined) return say('case.someone');
  return isSame(person, ERASED) ? say('case.erased') : literal(shorten(person.name, LIMITS.person));
};

/** Names somebody to one reader, who is called "you": as whoever does something, and as whom something is done to. */
export const asSubject = (say: Say, viewer: string, person: Named | undefined): string =>
  person?.id === viewer ? say('case.you.subject') : nameOf(say, person);
export const asObject = (say: Say, viewer: string, person: Named | undefined): string =>
  person?.id === viewer ? say('case.you.object') : nameOf(say, person);

/** Platform and name of the group: "WhatsApp · Brugklas". */
export const sayWhere = (
  say: Say,
  { platform = '', group }: { readonly platform?: string | undefined; readonly group: string },
) => [sayPlatform(say, platform), personText(group)].filter((part) => part !== '').join(' · ');

/** Data of `cards/part-words.json`: the report as somebody wrote it. */
export function wordsOf(
  say: Say,
  clock: Clock,
  title: string,
  report: {
    readonly text: string;
    readonly links: readonly string[];
    readonly snapshot?: Snapshot | undefined;
  },
) {
  const { text, links, snapshot } = report;
  const more = links.length - LINKS;
  return {
    shown: true,
    title,
    paragraphs: paragraphsOf(whole(text, ROOM.text)),
    linksTitle: say('words.links'),
    links: [
      ...links.slice(0, LINKS).map((link) => ({ text: whole(link, ROOM.link) })),
      ...(more > 0 ? [{ text: say('words.more-links', { count: more }) }] : []),
    ],
    snapshots: snapshot === undefined ? [] : [snapshotOf(say, clock, snapshot)],
  };
}

/** The place of the words where they are not shown. */
export const NO_WORDS = { shown: false } as const;

function paragraphsOf(text: string): { text: string }[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const rest = lines.slice(PARAGRAPHS - 1).join(' ');
  return [...lines.slice(0, PARAGRAPHS - 1), ...(rest === '' ? [] : [rest])].map((line) => ({ text: line }));
}

/** Data of `cards/part-snapshot.json`: the message that is reported, as it was. */
export const snapshotOf = (say: Say, clock: Clock, { author, at, text }: Snapshot) => ({
  title: say('words.snapshot'),
  from: [personText(author), capital(sayWritten(say, clock, at))].filter((part) => part !== '').join(' · '),
  text: whole(text, ROOM.snapshot),
  note: say('words.no-attachments'),
});
