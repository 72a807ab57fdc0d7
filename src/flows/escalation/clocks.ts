import type { Step } from '../../routing/chain.ts';
import { addMinutes, addSchoolMinutes, type Calendar } from '../../routing/school-time.ts';
import type { Awaited, Severity } from './model.ts';

/**
 * How long each wait lasts, in minutes: of school time, or around the clock when the report is of the third level. The
 * wait for an acknowledgement is set by the chain; at the third level it is ten minutes for each step.
 */
const WAITS: Readonly<Record<Severity | 'school', Readonly<Record<WaitKind, number>>>> = (() => {
  const school = { acknowledgement: 30, progress: 240, reminded: 120, acceptance: 30, rescue: 240 };
  return {
    school,
    1: school,
    2: school,
    3: { acknowledgement: 10, progress: 60, reminded: 30, acceptance: 10, rescue: 60 },
  };
})();

/** `reminded`: the second wait for progress, after the reminder. */
type WaitKind = Exclude<Awaited, 'follow-up'> | 'reminded';

/** When a wait that begins now ends. */
export const endOfWait = (severity: Severity, calendar: Calendar, kind: WaitKind, now: Date): Date =>
  after(severity, calendar, WAITS[severity][kind], now);

/** When a step of the chain that begins now ends. */
export const endOfStep = (
  severity: Severity,
  calendar: Calendar,
  { minutes }: Pick<Step, 'minutes'>,
  now: Date,
): Date => after(severity, calendar, severity === '3' ? WAITS[3].acknowledgement : minutes, now);

const after = (severity: Severity, calendar: Calendar, minutes: number, now: Date): Date =>
  severity === '3' ? addMinutes(now, minutes) : addSchoolMinutes(calendar, now, minutes);
