import type { Aid, Audience, CaseKind, Help, HelpKind, HelpLine } from './model.ts';

/** A report names its own kind, which says less than the words that led to it. */
const BY_CASE: ReadonlyMap<string, HelpKind> = new Map<CaseKind, HelpKind>([
  ['bullying', 'bullying'],
  ['threat', 'threat'],
  ['images', 'sexual-images'],
]);

/** The first aid for what a report is about; `kind` may be empty while the report is being written. */
export const aidForCase = (help: Help, kind: string, audience: Audience): Aid =>
  help.kinds[BY_CASE.get(kind) ?? 'other'][audience];

/** A line that was checked longer ago than this may be wrong, in days. */
const FRESH = 365;
const DAY = 24 * 60 * 60 * 1000;

/** True when a line should be looked up again; a date in the future is a slip of the pen. */
export function isStale({ checked }: Pick<HelpLine, 'checked'>, now: Date): boolean {
  const age = (now.getTime() - Date.parse(checked)) / DAY;
  return age > FRESH || age < -1;
}
