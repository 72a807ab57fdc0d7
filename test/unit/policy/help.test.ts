import { aidForCase, isStale } from '../../../src/policy/help.ts';
import { loadLibrary, readLibrary } from '../../../src/policy/load.ts';
import { findStaleLines } from '../../../src/policy/load-help.ts';
import {
  type Aid,
  AUDIENCES,
  type Audience,
  HELP_KINDS,
  type HelpKind,
  LANGUAGES,
} from '../../../src/policy/model.ts';
import { aHelp, aHelpLine, anAid, type Contents, writeLibrary } from '../../support/library.ts';

const { help } = loadLibrary('policies');

const all = HELP_KINDS.flatMap((kind) =>
  AUDIENCES.map((audience) => ({ kind, audience, aid: help.kinds[kind][audience] })),
);

/** Everything that first aid itself says: without the names and hours of lines. */
const sayings = ({ first, steps, tell }: Aid) => [first, ...steps.map(({ text }) => text), tell];
const read = (kind: HelpKind, audience: Audience): string =>
  sayings(help.kinds[kind][audience])
    .flatMap(({ nl, en }) => [nl, en])
    .join('\n');
const linesOf = (kind: HelpKind, audience: Audience) => help.kinds[kind][audience].lines.map(({ id }) => id);

/** What must not be said in a kind of trouble: advice that harms, or a helper who may be the one who does it. */
const FORBIDDEN: readonly [HelpKind, readonly Audience[], RegExp][] = [
  ['sexual-images', AUDIENCES, /screen ?shot|schermafdruk|bewaar het beeld|keep the picture/i],
  ['abuse-at-home', ['student'], /ouders|vader|moeder|parents|father|mother/i],
  ['approach-by-staff', ['student', 'parent'], /leraar|leerkracht|docent|mentor|teacher|tutor/i],
  ['approach-by-staff', AUDIENCES, /screen ?shot/i],
  ['self-harm', AUDIENCES, /screen ?shot/i],
  ['threat', AUDIENCES, /screen ?shot/i],
  ['other', AUDIENCES, /screen ?shot/i],
];

/** What must be said, or on the card all the same. */
const NEEDED: readonly [HelpKind, readonly Audience[], RegExp][] = [
  ['sexual-images', AUDIENCES, /(stuur het beeld niet door|stuur het niet door)/i],
  ['sexual-images', AUDIENCES, /geen kopie/i],
  ['sexual-images', AUDIENCES, /betaal niet/i],
  ['sexual-images', ['student', 'parent'], /meld het in de app/i],
  ['threat', AUDIENCES, /bel 112/i],
  ['self-harm', AUDIENCES, /bel nu 113/i],
  ['self-harm', AUDIENCES, /(niet alleen|blijf bij)/i],
  ['bullying', AUDIENCES, /screenshots[\s\S]*nooit een kopie van een bloot beeld/i],
];

describe('First aid', () => {
  it.each(FORBIDDEN)('in %s never tells %j what matches %s', (kind, audiences, pattern) => {
    for (const audience of audiences) expect(read(kind, audience)).not.toMatch(pattern);
  });

  it.each(NEEDED)('in %s tells %j what matches %s', (kind, audiences, pattern) => {
    for (const audience of audiences) expect(read(kind, audience)).toMatch(pattern);
  });

  it('names nobody of the school where that may be the one who does it', () => {
    for (const audience of AUDIENCES) expect(help.kinds['approach-by-staff'][audience].school).toBe('none');
    expect(help.kinds['abuse-at-home'].student.school).toBe('none');
  });

  it('shows the steps of a school, such as screenshots, only where they cannot harm', () => {
    const steps = all
      .filter(({ aid }) => aid.school === 'steps')
      .map(({ kind, audience }) => `${kind} ${audience}`);
    expect(steps).toEqual(['bullying staff', 'bullying student', 'bullying parent', 'other staff']);
  });

  it('tells whom not to tell in every kind but self-harm', () => {
    const missing = all.filter(
      ({ kind, aid }) => kind !== 'self-harm' && !/niet[^.]* degene die het doet/i.test(aid.tell.nl),
    );
    expect(missing.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([]);
  });

  it('tells staff of the duty to report a colleague as law, to the board', () => {
    const [first] = help.kinds['approach-by-staff'].staff.steps;
    expect(first?.text.nl).toMatch(/bestuur/);
    expect(first?.law?.nl).toMatch(/^wet: meld-, overleg- en aangifteplicht/);
  });

  it('names the lines that a kind of trouble needs', () => {
    for (const audience of AUDIENCES) {
      expect(linesOf('self-harm', audience)[0]).toBe('113');
      expect(linesOf('abuse-at-home', audience)[0]).toBe('veilig-thuis');
      expect(linesOf('approach-by-staff', audience)[0]).toBe('inspector');
      expect(linesOf('sexual-images', audience)).toEqual(expect.arrayContaining(['helpwanted', 'police']));
      expect(linesOf('threat', audience)).toContain('police');
      expect(linesOf('other', audience)).toEqual(expect.arrayContaining(['113', 'veilig-thuis', 'police']));
    }
    for (const kind of HELP_KINDS) expect(linesOf(kind, 'student')).toContain('kindertelefoon');
  });

  it('says of every line that closes what to do then', () => {
    const closing = help.lines.filter(({ hours }) => /tot \d/.test(hours.nl));
    expect(closing.map(({ id }) => id)).toEqual(['kindertelefoon', 'inspector']);
    for (const { closed } of closing) expect(closed).toBeDefined();
  });

  it('is short, in two languages and in words for everybody', () => {
    const texts = all.flatMap(({ kind, audience, aid }) =>
      [...sayings(aid), ...aid.lines.flatMap(({ hours, closed }) => [hours, closed ?? hours])].map(
        (text) => ({
          place: `${kind} ${audience}`,
          text,
        }),
      ),
    );
    const faults = texts.flatMap(({ place, text }) => [
      ...(text.nl === text.en ? [`${place}: the same in both languages: ${text.nl}`] : []),
      ...LANGUAGES.filter((language) => text[language] !== text[language].trim()).map(
        () => `${place}: ragged`,
      ),
      ...(/\b(mag niet|verboden|u|uw)\b/i.test(text.nl) ? [`${place}: ${text.nl}`] : []),
      ...text.nl
        .split(/(?<=[.!?:])\s+/u)
        .filter((sentence) => sentence.split(/\s+/).length > 20)
        .map((sentence) => `${place}: too long: ${sentence}`),
    ]);
    expect(faults).toEqual([]);
    expect(texts.filter(({ text }) => LANGUAGES.some((language) => text[language].length > 160))).toEqual([]);
    const details = help.lines.flatMap(({ name, hours, closed = name }) => [name, hours, closed]);
    expect(details.filter(({ nl, en }) => Math.max(nl.length, en.length) > 80)).toEqual([]);
    expect(all.filter(({ aid }) => aid.steps.length < 3 || aid.steps.length > 5)).toEqual([]);
  });

  it('for a report goes by its kind, and while that is open by what is safe in all', () => {
    expect(aidForCase(help, 'images', 'student')).toBe(help.kinds['sexual-images'].student);
    expect(aidForCase(help, 'threat', 'staff')).toBe(help.kinds.threat.staff);
    for (const kind of ['', 'other', 'fake-account', 'toString'])
      expect(aidForCase(help, kind, 'student')).toBe(help.kinds.other.student);
  });
});

describe('The check of help.yaml', () => {
  const problemsIn = (content: unknown) => {
    const overrides: Contents = { 'help.yaml': content };
    const library = writeLibrary(overrides);
    const { problems } = readLibrary(library.folder);
    library.discard();
    return problems.map(({ file, line, message }) => `${file}:${line > 0}: ${message}`);
  };
  const { kinds } = aHelp();

  it.each([
    ['a kind is missing', aHelp({ kinds: { ...kinds, threat: undefined } }), 'kinds.threat'],
    [
      'an audience is missing',
      aHelp({ kinds: { ...kinds, threat: { staff: anAid(), student: anAid() } } }),
      'kinds.threat.parent',
    ],
    [
      'a translation is missing',
      aHelp({
        kinds: {
          ...kinds,
          threat: { staff: anAid({ tell: { nl: 'Ja.' } }), student: anAid(), parent: anAid() },
        },
      }),
      'kinds.threat.staff.tell.en',
    ],
    [
      'a line has neither number nor site',
      aHelp({ lines: [aHelpLine({ number: undefined })] }),
      'number or a site',
    ],
    ['a date is no date', aHelp({ lines: [aHelpLine({ checked: '1-12-2026' })] }), 'lines.0.checked'],
    ['a line stands twice', aHelp({ lines: [aHelpLine(), aHelpLine()] }), 'line alarm exists twice'],
    [
      'a line is not there',
      aHelp({
        kinds: {
          ...kinds,
          other: { staff: anAid({ lines: ['nobody'] }), student: anAid(), parent: anAid() },
        },
      }),
      'unknown line nobody',
    ],
  ])('reports that %s, with file and line', (_, content, expected) => {
    expect(problemsIn(content)).toEqual([expect.stringMatching(/^help\.yaml:true: /)]);
    expect(problemsIn(content)[0]).toContain(expected);
  });

  it('finds lines that were checked more than a year ago, or in the future', () => {
    const now = new Date('2026-12-01T12:00:00Z');
    expect(
      ['2025-11-30', '2025-12-02', '2026-12-01', '2062-01-01'].map((checked) => isStale({ checked }, now)),
    ).toEqual([true, false, false, true]);
    expect(findStaleLines('policies', now)).toEqual([]);
    const later = findStaleLines('policies', new Date('2028-01-01T00:00:00Z'));
    expect(later).toHaveLength(help.lines.length);
    expect(later[0]).toMatchObject({ file: 'help.yaml', line: expect.any(Number) });
  });
});
