import { isAudience, parseAction } from '../../../../src/flows/answering/action.ts';

describe('parseAction', () => {
  it.each([
    { do: 'topic', topic: 'post-images', slots: { consent: 'given' }, question: 'Mag dat?' },
    { do: 'topic', topic: 'post-images', slots: {}, question: '', instead: true },
    { do: 'none', question: 'Mag dat?' },
    { do: 'ordinary', question: 'Mag dat?' },
    { do: 'say', text: 'Mag dat?' },
    { do: 'profile', audience: 'staff', policy: 'svok', question: '' },
    { do: 'language', language: 'en' },
    { do: 'rate', helpful: 'yes', topic: 'post-images', slots: {}, question: '' },
    { do: 'report', note: 'Klopt niet', topic: 'post-images', slots: {}, question: '' },
  ])('reads what our cards send: $do', (value) => {
    expect(parseAction(value)).toEqual(value);
  });

  it('fills in what an older card left out', () => {
    expect(parseAction({ do: 'topic', topic: 'post-images' })).toEqual({
      do: 'topic',
      topic: 'post-images',
      slots: {},
      question: '',
    });
  });

  it('drops what does not belong to an action', () => {
    expect(parseAction({ do: 'none', question: '', person: 'anna', isAdmin: true })).toEqual({
      do: 'none',
      question: '',
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'topic'],
    ['a list', [{ do: 'none' }]],
    ['an unknown action', { do: 'delete-everything' }],
    ['an action that is an object', { do: { do: 'none' } }],
    ['an unknown language', { do: 'language', language: 'fr' }],
    ['an unknown rating', { do: 'rate', helpful: 'maybe', topic: 'x' }],
  ])('gives nothing for %s', (_, value) => {
    expect(parseAction(value)).toBeUndefined();
  });

  it.each([
    ['that are no texts', { account: { $gt: '' } }],
    ['one of which is far too long', { account: 'x'.repeat(41) }],
    ['that are none', null],
  ])('takes no facts %s', (_, slots) => {
    expect(parseAction({ do: 'topic', topic: 'x', slots })).toMatchObject({ slots: {} });
  });

  it('lets no prototype in', () => {
    const value = JSON.parse(
      '{"do":"topic","topic":"x","slots":{"__proto__":"given","constructor":"given"}}',
    );
    expect(({} as Record<string, unknown>).given).toBeUndefined();
    const action = parseAction(value);
    expect(Object.getPrototypeOf(action?.do === 'topic' ? action.slots : {})).toBe(Object.prototype);
  });
});

describe('isAudience', () => {
  it('narrows the roles that there are', () => {
    expect(['staff', 'student', 'parent', 'admin', '', 'toString'].filter(isAudience)).toEqual([
      'staff',
      'student',
      'parent',
    ]);
  });
});
