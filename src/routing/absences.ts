import type { Directory } from './directory.ts';
import type { PersonRef } from './person.ts';
import { today } from './school-time.ts';

/** Days on which somebody is away, first and last included, and who stands in. */
export interface Period {
  /** ISO date, in the zone of their school. */
  readonly from: string;
  readonly until: string;
  /** Object id. */
  readonly deputy: string;
}

/** The one period that somebody set for themselves. */
export interface Periods {
  find(person: PersonRef): Promise<Period | undefined>;
  save(person: PersonRef, period: Period): Promise<void>;
  drop(person: PersonRef): Promise<void>;
}

/** Adds to a directory what people said themselves; where both know of an absence, the deputy of their own choice comes first. */
export function withPeriods(directory: Directory, periods: Pick<Periods, 'find'>): Directory {
  return {
    ...directory,
    isAbsent: async (person, at) =>
      (await findPeriod(person, at)) !== undefined || directory.isAbsent(person, at),
    async findDeputy(person, at) {
      const period = await findPeriod(person, at);
      const deputy = period && (await directory.findPerson({ tenant: person.tenant, id: period.deputy }));
      return deputy ?? directory.findDeputy(person, at);
    },
  };

  async function findPeriod(person: PersonRef, at: Date): Promise<Period | undefined> {
    const period = await periods.find(person);
    if (!period) return undefined;
    const known = await directory.findPerson(person);
    const school = known && (await directory.findSchool(known.school));
    if (!school) return undefined;
    const day = today(school.calendar, at);
    return period.from <= day && day <= period.until ? period : undefined;
  }
}
