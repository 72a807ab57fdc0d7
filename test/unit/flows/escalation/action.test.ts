import { parseEscalationAction } from '../../../../src/flows/escalation/action.ts';

const ID = '3f2a91bc-0000-4000-8000-000000000001';

const check = (overrides: object) => parseEscalationAction({ do: 'report-check', id: ID, ...overrides });
const act = (overrides: object) =>
  parseEscalationAction({ do: 'case-act', id: ID, version: 3, act: 'ask', ...overrides });

describe('What a button sends', () => {
  it('is read as it was typed', () => {
    const typed = `'; drop table draft; -- "\\ 😀 é\n${'x'.repeat(5000)}`;
    expect(check({ text: typed, involved: 'true' })).toMatchObject({ text: typed, involved: 'true' });
  });

  it('tells what was left out from what was emptied', () => {
    expect(check({ text: '' })).toEqual({ do: 'report-check', id: ID, text: '' });
  });

  it('loses the character zero, which no database keeps', () => {
    expect(check({ text: 'een\0 twee\0' })).toMatchObject({ text: 'een twee' });
  });

  it('is cut off when it is very long, never in the middle of a character that is then refused', () => {
    const cut = check({ text: `${'x'.repeat(19_999)}😀` });
    expect(cut).toMatchObject({ text: `${'x'.repeat(19_999)}\ufffd` });
  });

  it('may hold the version as text, as some clients send it', () => {
    expect(act({ version: '3' })).toMatchObject({ version: 3 });
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'report-send'],
    ['an unknown word', { do: 'case-delete', id: ID }],
    ['no id', { do: 'report-send' }],
    ['an id that is none', { do: 'report-send', id: '1 or 1=1' }],
    ['an unknown act', { do: 'case-act', id: ID, version: 3, act: 'delete' }],
  ])('is refused when it is %s', (_, value) => {
    expect(parseEscalationAction(value)).toBeUndefined();
  });
});
