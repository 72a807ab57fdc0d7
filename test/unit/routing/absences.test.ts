import { withPeriods } from '../../../src/routing/absences.ts';
import type { Directory } from '../../../src/routing/directory.ts';
import { CALENDAR } from '../../support/cases.ts';

const TENANT = 'tenant';
const PERIOD = { from: '2026-11-23', until: '2026-11-27', deputy: 'chosen' };
const MANAGER = { tenant: TENANT, id: 'manager' };

/** A directory in which everybody works at one school and `standing` stands in for all. */
const base = (overrides: Partial<Directory> = {}): Directory => ({
  findPerson: async ({ tenant, id }) => ({ tenant, id, name: id, role: 'staff', school: 'school' }),
  findSchool: async (id) => ({ id, tenant: TENANT, name: id, policy: 'svok', calendar: CALENDAR }),
  findSchoolOf: async () => undefined,
  findContact: async () => undefined,
  isAbsent: async () => false,
  findDeputy: async ({ tenant }) => ({
    tenant,
    id: 'standing',
    name: 'standing',
    role: 'staff',
    school: 'school',
  }),
  listColleagues: async () => [],
  ...overrides,
});

const directory = (overrides: Partial<Directory> = {}) =>
  withPeriods(base(overrides), { find: async ({ id }) => (id === MANAGER.id ? PERIOD : undefined) });

describe('A period that somebody set themselves', () => {
  it.each([
    ['the evening before', '2026-11-22T23:30:00+01:00', false],
    ['its first minute', '2026-11-23T00:00:00+01:00', true],
    ['its last minute', '2026-11-27T23:59:00+01:00', true],
    ['the day after', '2026-11-28T00:00:00+01:00', false],
  ])('at %s makes absent: %s %s', async (_name, moment, isAbsent) => {
    const at = new Date(moment);
    expect(await directory().isAbsent(MANAGER, at)).toBe(isAbsent);
    expect((await directory().findDeputy(MANAGER, at))?.id).toBe(isAbsent ? 'chosen' : 'standing');
  });

  it('is theirs alone', async () => {
    const at = new Date('2026-11-24T10:00:00+01:00');
    expect(await directory().isAbsent({ tenant: TENANT, id: 'colleague' }, at)).toBe(false);
  });

  it('leaves an absence of the directory as it is', async () => {
    const at = new Date('2026-12-01T10:00:00+01:00');
    expect(await directory({ isAbsent: async () => true }).isAbsent(MANAGER, at)).toBe(true);
  });

  it('falls back on who stands in always when its deputy has left', async () => {
    const at = new Date('2026-11-24T10:00:00+01:00');
    const left = directory({
      findPerson: async ({ tenant, id }) =>
        id === 'chosen' ? undefined : { tenant, id, name: id, role: 'staff', school: 'school' },
    });
    expect((await left.findDeputy(MANAGER, at))?.id).toBe('standing');
  });
});
