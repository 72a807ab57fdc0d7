import type { ReportCheckReply } from '../flows/escalation/reply.ts';
import type { TextKey } from '../locale/locale.ts';
import type { RoutePart } from '../routing/chain.ts';
import { isSame } from '../routing/person.ts';
import { nameOf } from './case-words.ts';
import type { Say } from './parts.ts';
import { type Clock, sayMoment } from './times.ts';

/** Who gets a report and when, in the order in which they are asked; who is passed over stands quietly in between. */
export function sayRoute(say: Say, reply: ReportCheckReply) {
  const { route, last } = reply;
  return {
    route: routeLines(say, reply, route, REPORT),
    last: last
      ? say('report-check.last', {
          who: say('role.named', { name: nameOf(say, last), role: say('role.safety-coordinator') }),
        })
      : say('report-check.no-last'),
  };
}

/** What differs between a route of a report and another one. */
interface RouteWords {
  /** Before whoever is asked at once. */
  readonly now: TextKey;
  /** Why whoever asks is passed over. */
  readonly own: TextKey;
}

const REPORT: RouteWords = { now: 'report-check.now', own: 'report-check.skipped.yourself' };

/** Data of `cards/part-route.json`. */
export const routeLines = (say: Say, clock: Clock, route: readonly RoutePart[], words: RouteWords) =>
  route.map((part) =>
    part.person
      ? { lead: leadOf(say, clock, part, words), text: takerOf(say, part), quiet: false }
      : { lead: '', text: saySkipped(say, part, words), quiet: true },
  );

const leadOf = (say: Say, clock: Clock, { at }: RoutePart, { now }: RouteWords): string =>
  at === undefined ? say(now) : say('report-check.later', { when: sayMoment(say, clock, at) });

function takerOf(say: Say, { person, step }: RoutePart): string {
  const role = say(`role.${step.role}`);
  const name = nameOf(say, person);
  return step.person && person && !isSame(person, step.person)
    ? say('report-check.stand-in', { name, absent: nameOf(say, step.person), role })
    : say('role.named', { name, role });
}

function saySkipped(say: Say, { step, skipped }: RoutePart, { own }: RouteWords): string {
  const role = say(`role.${step.role}`);
  const reason = say(skipped === 'own-report' ? own : `report-check.skipped.${skipped ?? 'nobody'}`);
  if (!step.person) return say('report-check.skipped-role', { role, reason });
  return say('report-check.skipped-who', {
    who: say('role.named', { name: nameOf(say, step.person), role }),
    reason,
  });
}
