import { EVENT_KINDS, type EventKind } from '../../../../src/flows/escalation/model.ts';
import { leadersOf, readableFor, readersOf } from '../../../../src/flows/escalation/readers.ts';
import type { Part } from '../../../../src/flows/escalation/reply.ts';
import { buildCase, buildEvent, NOW } from '../../../support/cases.ts';
import { named } from '../../../support/routing/people.ts';

const read = (kind: EventKind, id: string, part: Part): string | undefined => {
  const event = buildEvent({ kind, actor: named('manager'), text: 'woorden' });
  return readableFor([event], { id, part })[0]?.text;
};

const FOR_ALL = ['asked', 'answered', 'added', 'corrected', 'withdrawn', 'closed', 'reopened', 'rated'];

describe('The words of a case', () => {
  it.each([
    ['reporter', 'teacher', false],
    ['holder', 'second', true],
    ['offered', 'second', true],
    ['asked', 'deputy', false],
    ['guard', 'head', false],
    ['asked', 'manager', true], // wrote it, and gave the case away since
  ] as const)('with a hand-over are for holders: to the %s %s %s', (part, id, isRead) => {
    expect(read('offered', id, part) !== undefined).toBe(isRead);
  });

  it.each(['reporter', 'holder', 'offered', 'asked', 'guard'] as const)(
    'between reporter and holder are for the %s too',
    (part) => {
      for (const kind of FOR_ALL) expect(read(kind as EventKind, 'x', part)).toBe('woorden');
    },
  );

  it('are kept from the reporter unless they were meant for the reporter', () => {
    const open = EVENT_KINDS.filter((kind) => read(kind, 'teacher', 'reporter') !== undefined);
    expect(open.sort()).toEqual([...FOR_ALL, 'reported'].sort());
  });

  it('are announced above the form that asks for them by the same rule', () => {
    expect(readersOf('hand-over')).toBe('holders');
    expect([readersOf('ask'), readersOf('close'), readersOf('add')]).toEqual(['all', 'all', 'all']);
  });

  it('are read by everybody who has or had the case, each named once, whoever has it first', () => {
    const one = buildCase({
      holder: { ...named('second'), since: NOW },
      asked: [named('manager'), named('second')],
      guard: named('head'),
    });
    expect(leadersOf(one).map(({ id }) => id)).toEqual(['second', 'manager', 'head']);
  });
});
