import type { Draft } from '../../../../src/flows/escalation/model.ts';
import { PLATFORMS, SEVERITIES } from '../../../../src/flows/escalation/model.ts';
import { checkDraft, checkWords, newDraft } from '../../../../src/flows/escalation/report.ts';
import type { Problem } from '../../../../src/flows/typed.ts';
import { CASE_KINDS } from '../../../../src/policy/model.ts';
import { buildDraft, buildReport } from '../../../support/cases.ts';

const problemsOf = (overrides: Partial<Draft>): readonly Problem[] => {
  const checked = checkDraft(buildDraft(overrides));
  return checked.kind === 'wrong' ? checked.problems : [];
};

describe('A draft', () => {
  it('that is right becomes a report', () => {
    const snapshot = { author: 'Ouder', at: '', link: 'https://example.org/1', text: 'Wacht maar' };
    expect(checkDraft(buildDraft({ snapshot }))).toEqual({
      kind: 'right',
      caseKind: 'conflict-parent',
      severity: '2',
      report: buildReport({ snapshot }),
    });
  });

  it('loses the blanks around what was typed', () => {
    const draft = buildDraft({
      text: '  Het loopt uit de hand.\n ',
      group: ' 3B ',
      reach: ' bel ',
      links: '',
    });
    expect(checkDraft(draft)).toMatchObject({
      report: { text: 'Het loopt uit de hand.', group: '3B', reach: 'bel', links: [] },
    });
  });

  it.each(CASE_KINDS)('may be of the kind %s', (kind) => {
    expect(checkDraft(buildDraft({ kind }))).toMatchObject({ kind: 'right', caseKind: kind });
  });

  it.each(SEVERITIES)('may be of level %s', (severity) => {
    expect(checkDraft(buildDraft({ severity }))).toMatchObject({ kind: 'right', severity });
  });

  it.each([
    ...PLATFORMS.map((platform): [string, string | undefined] => [platform, platform]),
    ['', undefined],
    ['hyves', undefined],
  ])('from "%s" is about the platform %s: nothing is made up', (platform, kept) => {
    expect(checkDraft(buildDraft({ platform }))).toMatchObject({ report: { platform: kept } });
  });

  it('takes links with any blanks between', () => {
    const links = 'https://example.org/1\r\n\r\n http://example.org/2?q=a  https://example.org/3 ';
    expect(checkDraft(buildDraft({ links }))).toMatchObject({
      report: { links: ['https://example.org/1', 'http://example.org/2?q=a', 'https://example.org/3'] },
    });
  });

  it.each<[string, Partial<Draft>, Problem]>([
    ['text is empty', { text: '' }, { field: 'text', problem: 'missing' }],
    ['text is blank', { text: ' \n\t ' }, { field: 'text', problem: 'missing' }],
    ['text is short', { text: ' 123456789 ' }, { field: 'text', problem: 'too-short', length: 9, limit: 10 }],
    [
      'text is long',
      { text: 'x'.repeat(4001) },
      { field: 'text', problem: 'too-long', length: 4001, limit: 4000 },
    ],
    ['kind is not chosen', { kind: '' }, { field: 'kind', problem: 'missing' }],
    ['kind is none', { kind: 'gossip' }, { field: 'kind', problem: 'missing' }],
    ['severity is not chosen', { severity: '' }, { field: 'severity', problem: 'missing' }],
    ['severity is none', { severity: '4' }, { field: 'severity', problem: 'missing' }],
    [
      'group is long',
      { group: 'x'.repeat(201) },
      { field: 'group', problem: 'too-long', length: 201, limit: 200 },
    ],
    [
      'reach is long',
      { reach: 'x'.repeat(201) },
      { field: 'reach', problem: 'too-long', length: 201, limit: 200 },
    ],
    [
      'links are long',
      { links: `https://example.org/${'x'.repeat(1981)}` },
      { field: 'links', problem: 'too-long', length: 2001, limit: 2000 },
    ],
    ['a link is none', { links: 'https://example.org/1\nzie app' }, { field: 'links', problem: 'no-link' }],
    ['a link is script', { links: 'javascript:alert(1)' }, { field: 'links', problem: 'no-link' }],
    ['a link is a file', { links: 'file:///etc/passwd' }, { field: 'links', problem: 'no-link' }],
  ])('cannot be sent when its %s', (_, overrides, problem) => {
    expect(problemsOf(overrides)).toEqual([problem]);
  });

  it.each<[string, Partial<Draft>]>([
    ['text of 10', { text: '1234567890' }],
    ['text of 4000', { text: 'x'.repeat(4000) }],
    ['group and reach of 200', { group: 'x'.repeat(200), reach: 'x'.repeat(200) }],
    ['links of 2000', { links: `https://example.org/${'x'.repeat(1980)}` }],
    ['nothing but what must be there', { platform: '', group: '', reach: '', links: '' }],
  ])('can be sent with %s', (_, overrides) => {
    expect(checkDraft(buildDraft(overrides))).toMatchObject({ kind: 'right' });
  });

  it('tells everything that is wrong at once, in the order of the form', () => {
    expect(problemsOf({ text: '', kind: '', severity: '', links: 'x' }).map(({ field }) => field)).toEqual([
      'text',
      'kind',
      'severity',
      'links',
    ]);
  });

  it('that is new holds the words that led to it, and cannot be sent yet', () => {
    const draft = newDraft('1', 'Het loopt uit de hand.');
    expect(draft).toMatchObject({ id: '1', text: 'Het loopt uit de hand.', involved: false });
    expect(checkDraft(draft)).toEqual({
      kind: 'wrong',
      problems: [
        { field: 'kind', problem: 'missing' },
        { field: 'severity', problem: 'missing' },
      ],
    });
  });
});

describe('Words of an act', () => {
  it.each<[string, readonly Problem[]]>([
    ['', [{ field: 'text', problem: 'missing' }]],
    ['  ', [{ field: 'text', problem: 'missing' }]],
    ['x', []],
    ['x'.repeat(2000), []],
    ['x'.repeat(2001), [{ field: 'text', problem: 'too-long', length: 2001, limit: 2000 }]],
  ])('must be there and not too long', (text, problems) => {
    expect(checkWords('text', text)).toEqual(problems);
  });
});
