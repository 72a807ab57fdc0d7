import type { Absence, AbsenceChange } from '../http/contract.ts';
import { type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Period, Periods } from '../routing/absences.ts';
import type { Directory } from '../routing/directory.ts';
import { type Calendar, startOfDay, today } from '../routing/school-time.ts';
import type { Viewer } from './viewer.ts';
import type { Identify } from './viewers.ts';

export interface AbsenceParts {
  readonly directory: Directory;
  readonly periods: Periods;
  readonly identify: Identify;
  readonly now: () => Date;
}

/** Lets somebody hand over a period to a colleague: what would come to them then goes to that colleague. */
export function createAbsence(parts: AbsenceParts): Pick<TabApi, 'getAbsence' | 'setAbsence' | 'endAbsence'> {
  const { directory, periods, identify, now } = parts;
  return {
    getAbsence: (caller) => withStaff(caller, show),
    setAbsence: (caller, change) => withStaff(caller, (viewer) => set(viewer, change)),
    endAbsence: (caller) =>
      withStaff(caller, async (viewer) => {
        await periods.drop(viewer.person);
        return show(viewer);
      }),
  };

  async function withStaff(
    caller: Parameters<TabApi['getAbsence']>[0],
    then: (viewer: Viewer) => Given<Absence>,
  ): Given<Absence> {
    const viewer = await identify(caller, { roles: ['staff'] });
    return isRefusal(viewer) ? viewer : then(viewer);
  }

  async function show({ person }: Viewer): Promise<Absence> {
    const period = await periods.find(person);
    const colleagues = await directory.listColleagues(person);
    const standing = period ? undefined : await directory.findDeputy(person, now());
    return {
      colleagues: colleagues.map(({ id, name }) => ({ id, name })),
      ...(period && { period }),
      ...(standing && { standing: standing.name }),
    };
  }

  async function set(viewer: Viewer, { from, until, deputy }: AbsenceChange): Given<Absence> {
    const problem = await findProblem(viewer, { from, until, deputy });
    if (problem) return { refused: 'bad-request', message: viewer.say(`absence.problem.${problem}`) };
    await periods.save(viewer.person, { from, until, deputy });
    return show(viewer);
  }

  /** What is wrong with a period; a client can send anything. */
  async function findProblem({ person, school }: Viewer, { from, until, deputy }: Period) {
    const calendar = school?.calendar;
    if (!calendar || !isDay(calendar, from) || !isDay(calendar, until)) return 'no-day';
    if (until < from) return 'order';
    if (until < today(calendar, now())) return 'past';
    const found = await directory.findPerson({ tenant: person.tenant, id: deputy });
    const isColleague = found?.role === 'staff' && found.school === person.school;
    return isColleague && found.id !== person.id ? undefined : 'deputy';
  }
}

const isDay = (calendar: Calendar, day: string): boolean => startOfDay(calendar, day) !== undefined;
