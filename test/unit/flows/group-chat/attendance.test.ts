import { countMembers } from '../../../../src/flows/group-chat/attendance.ts';
import type { Directory } from '../../../../src/routing/directory.ts';
import { buildPerson, createPeople, TENANT } from '../../../support/routing/people.ts';

const idsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `student-${index}`);
const toMember = (id: string) => ({ id, name: '', isGuest: false });

/** A directory that takes its time, and tells how many it was asked for at the same time at most. */
function createSlowDirectory(ids: readonly string[]): { directory: Directory; most: () => number } {
  const known = createPeople({
    people: [buildPerson('teacher'), ...ids.map((id) => buildPerson(id, { role: 'student' }))],
  });
  let asked = 0;
  let most = 0;
  const findPerson: Directory['findPerson'] = async (ref) => {
    asked += 1;
    most = Math.max(most, asked);
    await new Promise(setImmediate);
    asked -= 1;
    return known.findPerson(ref);
  };
  return { directory: { ...known, findPerson }, most: () => most };
}

describe('Counting the members of a chat', () => {
  it('asks the directory for several at once, but never for all of a large chat', async () => {
    const ids = idsOf(99);
    const { directory, most } = createSlowDirectory(ids);
    const members = ['teacher', 'stranger', ...ids].map(toMember);
    expect(await countMembers(directory, TENANT, members)).toEqual({
      staff: [{ id: 'teacher', name: 'Name of teacher' }],
      students: 99,
    });
    expect(most()).toBeGreaterThan(5);
    expect(most()).toBeLessThanOrEqual(50);
  });

  it('counts everybody once, and guests not', async () => {
    const { directory } = createSlowDirectory(['one', 'two']);
    const guest = { ...toMember('two'), isGuest: true };
    const { students } = await countMembers(directory, TENANT, [toMember('one'), toMember('one'), guest]);
    expect(students).toBe(1);
  });
});
