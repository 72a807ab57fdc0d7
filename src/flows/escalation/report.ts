import { CASE_KINDS, type CaseKind } from '../../policy/model.ts';
import { checkLength, type Problem } from '../typed.ts';
import { type Draft, PLATFORMS, type Report, SEVERITIES, type Severity } from './model.ts';

/** How long the words of a report may be, in characters. */
export const LENGTHS = { text: { least: 10, most: 4000 }, line: 200, links: 2000, words: 2000 } as const;

/** What can be sent, or everything that is wrong with it. */
export type Checked =
  | {
      readonly kind: 'right';
      readonly report: Report;
      readonly caseKind: CaseKind;
      readonly severity: Severity;
    }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** An empty draft, or one that starts with words that were typed before. */
export const newDraft = (id: string, text: string): Draft => ({
  id,
  text,
  platform: '',
  group: '',
  kind: '',
  severity: '',
  involved: false,
  reach: '',
  links: '',
});

/** Checks a draft as a whole, so that everything that is wrong is told at once. */
export function checkDraft(draft: Draft): Checked {
  const caseKind = CASE_KINDS.find((one) => one === draft.kind);
  const severity = SEVERITIES.find((one) => one === draft.severity);
  const links = linesOf(draft.links);
  const problems: Problem[] = [
    ...checkText(draft.text),
    ...(caseKind ? [] : [{ field: 'kind', problem: 'missing' } as const]),
    ...(severity ? [] : [{ field: 'severity', problem: 'missing' } as const]),
    ...checkLength('group', draft.group, LENGTHS.line),
    ...checkLength('reach', draft.reach, LENGTHS.line),
    ...checkLength('links', draft.links, LENGTHS.links),
    ...(links.every(isLink) ? [] : [{ field: 'links', problem: 'no-link' } as const]),
  ];
  if (problems.length > 0 || !caseKind || !severity) return { kind: 'wrong', problems };
  return { kind: 'right', caseKind, severity, report: toReport(draft, links) };
}

/** The words of a report. A snapshot does not make up for them: it does not tell why it goes wrong. */
export function checkText(text: string): Problem[] {
  const { least, most } = LENGTHS.text;
  const { length } = text.trim();
  if (length === 0) return [{ field: 'text', problem: 'missing' }];
  if (length < least) return [{ field: 'text', problem: 'too-short', length, limit: least }];
  return checkLength('text', text, most);
}

/** Words that must be there, such as an agreement. */
export const checkWords = (field: string, text: string): Problem[] =>
  text.trim() === '' ? [{ field, problem: 'missing' }] : checkLength(field, text, LENGTHS.words);

const toReport = (draft: Draft, links: readonly string[]): Report => ({
  text: draft.text.trim(),
  platform: PLATFORMS.find((one) => one === draft.platform),
  group: draft.group.trim(),
  involved: draft.involved,
  reach: draft.reach.trim(),
  links,
  snapshot: draft.snapshot,
});

/** What somebody writes who has none: some clients cannot send an input that was emptied. */
const NONE = /^[-–—]+$/u;

const linesOf = (text: string): string[] =>
  text
    .split(/\s+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NONE.test(line));

/** A web address; nothing is ever fetched from it. */
const isLink = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
