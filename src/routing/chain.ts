import type { ChainRole, ChainRule } from '../policy/model.ts';
import type { Directory } from './directory.ts';
import { type Named, type Person, toNamed } from './person.ts';

/** A step with the person who had the role when the chain was made; nobody when the directory names none. */
export interface Step extends ChainRule {
  readonly person: Named | undefined;
}

/** Why a step was passed over. */
export const SKIP_REASONS = [
  'nobody',
  'involved',
  'absent',
  'asked-before',
  'own-report',
  'unreachable',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export interface Skipped {
  readonly step: number;
  readonly person: Named | undefined;
  readonly reason: SkipReason;
}

/** One line of "who gets this and when". */
export interface RoutePart {
  /** As in the chain; of a skipped part `person` is who is passed over, who may be a deputy. */
  readonly step: Step;
  /** Who gets it, after deputies; absent when the step is skipped. */
  readonly person: Named | undefined;
  /** Absent: at once. */
  readonly at: Date | undefined;
  readonly skipped: SkipReason | undefined;
}

/** Names who has each role for a reporter at a moment. A `deputy` is that of the person of the step before. */
export async function makeChain(
  directory: Directory,
  reporter: Pick<Person, 'tenant' | 'id' | 'school'>,
  rules: readonly ChainRule[],
  at: Date,
): Promise<Step[]> {
  const find = async (role: ChainRole, before: Named | undefined) =>
    role === 'deputy'
      ? before && directory.findDeputy({ tenant: reporter.tenant, id: before.id }, at)
      : directory.findContact(reporter, role);
  const chain: Step[] = [];
  for (const { role, minutes } of rules) {
    const person = await find(role, chain.at(-1)?.person);
    chain.push({ role, minutes, person: person && toNamed(person) });
  }
  return chain;
}

/** What decides who takes a step. People are given by their ids. */
interface Taking {
  readonly chain: readonly Step[];
  /** Index of the first step that may be taken. */
  readonly from: number;
  readonly tenant: string;
  readonly reporter: string;
  /** Who has a part in what is reported. */
  readonly involved: readonly string[];
  /** Whom the chain has told before. */
  readonly asked: readonly string[];
  readonly at: Date;
}

/** Who takes which step, and who was passed over on the way; nobody and the length of the chain when it is exhausted. */
export type Taken = { readonly step: number; readonly skipped: readonly Skipped[] } & (
  | (ChainRule & { readonly person: Named })
  | { readonly person: undefined }
);

/**
 * Finds the first step that somebody can take at a moment. Only an absence hands a step to a deputy, and to theirs;
 * whoever reported, is involved or was asked before ends it, so that nobody gets it on their behalf.
 */
export async function takeStep(directory: Directory, taking: Taking): Promise<Taken> {
  const { chain, from } = taking;
  const skipped: Skipped[] = [];
  for (const [step, { role, minutes, person }] of chain.entries()) {
    if (step < from) continue;
    const found = await findTaker(directory, taking, person);
    skipped.push(...found.passed.map((one) => ({ step, ...one })));
    if (found.taker) return { step, role, minutes, person: found.taker, skipped };
  }
  return { step: chain.length, person: undefined, skipped };
}

/** Follows a person and, while they are absent, their deputies. */
async function findTaker(directory: Directory, taking: Taking, person: Named | undefined) {
  const passed: Omit<Skipped, 'step'>[] = [];
  if (!person) passed.push({ person, reason: 'nobody' });
  // Deputies may stand in for each other: nobody is looked at twice.
  const isNew = ({ id }: Named) => passed.every((one) => one.person?.id !== id);
  let candidate = person && toNamed(person);
  while (candidate && isNew(candidate)) {
    const reason = await findObstacle(directory, taking, candidate);
    if (!reason) return { taker: candidate, passed };
    passed.push({ person: candidate, reason });
    const ref = { tenant: taking.tenant, id: candidate.id };
    const deputy = reason === 'absent' ? await directory.findDeputy(ref, taking.at) : undefined;
    candidate = deputy && toNamed(deputy);
  }
  return { taker: undefined, passed };
}

/** Why somebody cannot take a step. An absence comes before "asked before": a deputy may react where nobody did. */
async function findObstacle(directory: Directory, taking: Taking, { id }: Named) {
  const { tenant, reporter, involved, asked, at } = taking;
  if (id === reporter) return 'own-report';
  if (involved.includes(id)) return 'involved';
  if (await directory.isAbsent({ tenant, id }, at)) return 'absent';
  return asked.includes(id) ? 'asked-before' : undefined;
}

/** When what a step waits for is due: its minutes after a moment, in school time or around the clock. */
type Due = (minutes: number, from: Date) => Date;

/**
 * Foresees the whole chain when nobody reacts: the first step at once, each next one when the minutes of the one before
 * have passed, with the absences of that moment. Those who are passed over have a part of their own.
 */
export async function planRoute(
  directory: Directory,
  report: Omit<Taking, 'from' | 'asked'>,
  due: Due,
): Promise<RoutePart[]> {
  const parts: RoutePart[] = [];
  const asked: string[] = [];
  let from = 0;
  let at: Date | undefined;
  while (from < report.chain.length) {
    const moment = at ?? report.at;
    const taken = await takeStep(directory, { ...report, from, asked, at: moment });
    parts.push(...partsOf(report.chain, taken, at));
    if (!taken.person) break;
    asked.push(taken.person.id);
    at = due(taken.minutes, moment);
    from = taken.step + 1;
  }
  return parts;
}

/** What became of the steps that were looked at, in their order. */
const partsOf = (chain: readonly Step[], taken: Taken, at: Date | undefined): RoutePart[] =>
  chain.flatMap((step, index) => {
    const skipped = taken.skipped
      .filter((one) => one.step === index)
      .map(({ person, reason }) => ({ step: { ...step, person }, person: undefined, at, skipped: reason }));
    const { person } = taken;
    return index === taken.step ? [...skipped, { step, person, at, skipped: undefined }] : skipped;
  });
