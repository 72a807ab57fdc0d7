import { createWorkers } from '../../../src/delivery/workers.ts';
import type { PersonRef } from '../../../src/routing/person.ts';

/** Chats with messages: some answer at once, some never. */
function createStreet(waiting: Record<string, number>, hanging: readonly string[] = []) {
  const served: string[] = [];
  const failures: unknown[] = [];
  const begun = new Set<string>();
  const never = new Promise<boolean>(() => undefined);
  return {
    served,
    failures,
    begun,
    waiting,
    list: async (limit: number): Promise<PersonRef[]> =>
      Object.entries(waiting)
        .filter(([id, count]) => count > 0 && !(hanging.includes(id) && begun.has(id)))
        .slice(0, limit)
        .map(([id]) => ({ tenant: 'one', id })),
    serve: async ({ id }: PersonRef): Promise<boolean> => {
      begun.add(id);
      if (hanging.includes(id)) return never;
      served.push(id);
      waiting[id] = (waiting[id] ?? 0) - 1;
      return true;
    },
    reportFailure: (error: unknown) => failures.push(error),
  };
}

const endless = () => new Promise(() => undefined);
const names = (count: number, name: string) => Array.from({ length: count }, (_, index) => `${name}${index}`);

describe('Workers', () => {
  it('serve everybody, one thing at a time, until there is nothing more', async () => {
    const street = createStreet({ anna: 3, ben: 1 });
    await createWorkers({ ...street, places: 2, patience: endless }).finish();
    expect(street.served).toEqual(['anna', 'ben', 'anna', 'anna']);
  });

  it('serve no more people at a time than there are places', async () => {
    const hanging = names(9, 'silent');
    const street = createStreet(Object.fromEntries(hanging.map((id) => [id, 1])), hanging);
    createWorkers({ ...street, places: 3, patience: endless }).wake();
    await new Promise(setImmediate);
    expect([...street.begun]).toEqual(hanging.slice(0, 3));
  });

  it('let nobody wait for those who never answer, though none of these has ended', async () => {
    const hanging = names(500, 'silent');
    const waiting = Object.fromEntries([...hanging, 'anna'].map((id) => [id, 1]));
    const street = createStreet(waiting, hanging);
    createWorkers({ ...street, places: 8, patience: () => new Promise(setImmediate) }).wake();
    while (street.served.length === 0) await new Promise(setImmediate);
    expect(street.served).toEqual(['anna']);
  });

  it('leave alone until they are called again whoever something failed for, and serve the others', async () => {
    const street = createStreet({ anna: 1, ben: 2 });
    let calls = 0;
    const serve = async (person: PersonRef) => {
      calls += 1;
      if (person.id === 'anna' && calls === 1) throw new Error('planted');
      return street.serve(person);
    };
    const workers = createWorkers({ ...street, serve, places: 2, patience: endless });
    await workers.finish();
    expect(street.served).toEqual(['ben', 'ben']);
    expect(street.failures).toMatchObject([{ message: 'planted' }]);
    await workers.finish();
    expect(street.served).toEqual(['ben', 'ben', 'anna']);
  });

  it('begin nothing once they are closed', async () => {
    const street = createStreet({ anna: 1 });
    const workers = createWorkers({ ...street, places: 2, patience: endless });
    workers.close();
    await workers.finish();
    expect(street.served).toEqual([]);
  });
});
