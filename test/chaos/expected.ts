import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Crowd, Member } from './crowd.ts';
import { MINUTE } from './fast-clock.ts';
import type { Accepted } from './ledger.ts';

/** Who should be told of a case, and by when: worked out from the files alone, without the code that is tested. */

/** Somebody in a chain, and how many minutes they have. */
export interface Link {
  readonly person: string;
  readonly minutes: number;
}

interface Rule {
  readonly role: string;
  readonly minutes: number;
}

const POLICY = join(import.meta.dirname, '..', '..', 'policies', 'svok', 'policy.yaml');
const { chains } = parse(readFileSync(POLICY, 'utf8')) as {
  readonly chains: Readonly<Record<'staff' | 'student', readonly Rule[]>>;
};

/** Minutes that each has at the third level. */
const URGENT = 10;

/** Whom the chain tells, in turn, when nobody reacts. */
export function chainOf(crowd: Crowd, { reporter, severity, involved }: Accepted): Link[] {
  const me = crowd.people.get(reporter);
  if (!me) return [];
  const rules = chains[me.role];
  const named: (string | undefined)[] = [];
  for (const { role } of rules) named.push(roleOf(crowd, me, role, named.at(-1)));
  const barred = [reporter, ...(involved ? named.slice(0, 1) : [])];
  const links: Link[] = [];
  for (const [index, { minutes }] of rules.entries()) {
    const person = standIn(crowd, named[index], barred);
    if (person === undefined || links.some((link) => link.person === person)) continue;
    links.push({ person, minutes: severity === '3' ? URGENT : minutes });
  }
  return links;
}

function roleOf(crowd: Crowd, me: Member, role: string, before: string | undefined): string | undefined {
  switch (role) {
    case 'line-manager':
      return me.lineManager;
    case 'mentor':
      return me.mentor;
    case 'deputy':
      return crowd.people.get(before ?? '')?.deputy;
    case 'team-leader':
      return me.teamLeader ?? crowd.teamLeaderOnDuty;
    case 'school-leader':
      return crowd.schoolLeader;
    default:
      throw new Error(`the policy has a role that chaos does not know: ${role}`);
  }
}

/** The person, or whoever stands in while they are away; nobody when one of them may not have it. */
function standIn(crowd: Crowd, person: string | undefined, barred: readonly (string | undefined)[]) {
  const seen = new Set<string>();
  for (let one = person; one !== undefined && !seen.has(one); one = crowd.people.get(one)?.deputy) {
    if (barred.includes(one)) return undefined;
    if (!crowd.people.get(one)?.absences) return one;
    seen.add(one);
  }
  return undefined;
}

/** Who is told when nobody in the chain reacted: the coordinator first. */
export function guardsOf(crowd: Crowd, accepted: Accepted): string[] {
  const first = crowd.people.get(accepted.reporter)?.lineManager;
  const barred = [accepted.reporter, accepted.involved ? first : undefined];
  return [crowd.safetyCoordinator, crowd.schoolLeader].filter((person) => !barred.includes(person));
}

/** Minutes for what is no step of the chain: the holder's silence, before and after a reminder, and an alarm. */
const WAITS = {
  progress: { school: 240, urgent: 60 },
  reminded: { school: 120, urgent: 30 },
  rescue: { school: 240, urgent: 60 },
} as const;

export const waitOf = (wait: keyof typeof WAITS, { severity }: Accepted): number =>
  WAITS[wait][severity === '3' ? 'urgent' : 'school'];

const DAY = 24 * 60 * MINUTE;

/**
 * When minutes are over that begin at a moment. The third level counts around the clock; for the others the last minute
 * of each day is none, for the directory knows no time after 23:59. No wait is as long as a day.
 */
export function endOfMinutes(from: number, minutes: number, { severity }: Accepted): number {
  if (severity === '3') return from + minutes * MINUTE;
  const midnight = (at: number) => Math.floor(at / DAY) * DAY + DAY;
  const start = from >= midnight(from) - MINUTE ? midnight(from) : from;
  const end = start + minutes * MINUTE;
  return end > midnight(start) - MINUTE ? end + MINUTE : end;
}
