import { createRepair } from '../../../src/policy/repair.ts';

const repair = createRepair(
  new Set(['instagram', 'telefoon', 'leerling', 'student', 'follow', 'volgen', 'les']),
);

describe('A text with slips of the pen', () => {
  it.each([
    ['instgram', 'instagram'],
    ['mag ik een leerlng volgen', 'mag ik een leerling volgen'],
    ['can i folow a studnt', 'can i follow a student'],
    ['telefooon', 'telefoon'],
    ['in de lesss', 'in de les'],
  ])('"%s" is mended to "%s"', (typed, mended) => {
    expect(repair(typed)).toBe(mended);
  });

  it.each([
    ['known words', 'volgen op instagram'],
    ['short words', 'vlog mag ik'],
    ['words that lie near none', 'fietsenstalling'],
    ['words of which two letters are wrong', 'instgrm'],
    ['words with another first letter', 'polgen'],
  ])('is left alone where it has only %s', (_, typed) => {
    expect(repair(typed)).toBeUndefined();
  });
});
