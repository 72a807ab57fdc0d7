import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { AUDIENCES, HELP_KINDS } from '../../src/policy/model.ts';
import { type Opened, openEngine } from '../../src/policy/open.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Opens the real policies, with the model of the product. */
export const openRealEngine = (): Promise<Opened> => openEngine(join(ROOT, 'policies'));

/** A policies folder in a temporary place. */
export interface LibraryFolder {
  readonly folder: string;
  /** Writes a file: a value as YAML, a string as it stands. */
  write(path: string, content: unknown): void;
  remove(path: string): void;
  /** The line, counted from 1, of the `nth` line that holds a text. */
  lineOf(path: string, text: string, nth?: number): number;
  discard(): void;
}

/** The contents of a policies folder by path; what is `undefined` is not written. */
export type Contents = Readonly<Record<string, unknown>>;

/**
 * Writes a small library without faults: one policy, `tiny`, for staff and students. Overrides replace whole files:
 * `writeLibrary({ 'tiny/rulings.yaml': { rulings: [aRuling({ verdict: 'maybe' })] } })`.
 */
export function writeLibrary(overrides: Contents = {}): LibraryFolder {
  const folder = mkdtempSync(join(tmpdir(), 'magdat-library-'));
  const write = (path: string, content: unknown) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : stringify(content));
  };
  for (const [path, content] of Object.entries({ ...tinyLibrary(), ...overrides })) {
    if (content !== undefined) write(path, content);
  }
  return {
    folder,
    write,
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    lineOf(path, text, nth = 1) {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n');
      const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []))[nth - 1];
      if (found === undefined) throw new Error(`${path} has no line ${nth} with ${text}`);
      return found;
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const tinyLibrary = (): Contents => ({
  'slots.yaml': { slots: [aSlot(), aSlot(CONSENT)] },
  'topics/contact.yaml': {
    theme: 'contact',
    title: text('Contact'),
    topics: [aTopic(), aTopic({ id: 'post', slots: ['consent'] })],
  },
  'topics/other.yaml': {
    theme: 'other',
    title: text('Anders'),
    topics: [
      aTopic({ id: 'make-group', intent: 'group-chat', slots: [] }),
      aTopic({ id: 'now-crisis', intent: 'escalation', emergency: true, slots: [] }),
      aTopic({ id: 'now-quarrel', intent: 'escalation', slots: [] }),
      aTopic({ id: 'hello', intent: 'smalltalk', slots: [] }),
      aTopic({ id: 'weather', intent: 'unknown', slots: [] }),
    ],
  },
  'help.yaml': aHelp(),
  'trouble.yaml': aTrouble(),
  'consent.yaml': { groups: { agree: ['met toestemming'] } },
  'requests.yaml': { requests: [{ id: 'report', why: 'Wants to report.', says: ['iets melden'] }] },
  'tiny/policy.yaml': aPolicy(),
  'tiny/articles.yaml': { articles: [anArticle(), anArticle({ id: 'A2' })] },
  'tiny/rulings.yaml': {
    rulings: [
      aRuling({ when: { account: 'professional' }, verdict: 'allowed' }),
      aRuling(),
      aRuling({ topic: 'post', articles: ['A2'] }),
    ],
  },
  'facts.yaml': { facts: [aFact()] },
  'utterances/writers.yaml': { one: aWriter() },
  'utterances/one.jsonl': aBank(),
});

export const text = (nl: string) => ({ nl, en: `${nl} in English` });

const CONSENT = {
  id: 'consent',
  ask: undefined,
  values: [
    { id: 'all', label: text('Ja') },
    { id: 'none', label: text('Nee') },
  ],
};

/** One line of help, and the same first aid for everybody in all kinds of trouble. */
export const aHelp = (overrides: object = {}) => ({
  lines: [aHelpLine()],
  emergency: { line: 'alarm', text: text('Gevaar? Bel 112.') },
  kinds: Object.fromEntries(
    HELP_KINDS.map((kind) => [kind, Object.fromEntries(AUDIENCES.map((audience) => [audience, anAid()]))]),
  ),
  ...overrides,
});

export const aHelpLine = (overrides: object = {}) => ({
  id: 'alarm',
  name: text('Alarm'),
  number: '112',
  hours: text('Altijd.'),
  free: true,
  source: 'https://example.org/112',
  checked: '2026-12-01',
  ...overrides,
});

export const anAid = (overrides: object = {}) => ({
  first: text('Wat naar.'),
  steps: [{ text: text('Zoek hulp.') }],
  tell: text('Vertel het iemand.'),
  lines: ['alarm'],
  school: 'contact',
  ...overrides,
});

export const aSlot = (overrides: object = {}) => ({
  id: 'account',
  ask: text('Welk account?'),
  values: [
    { id: 'personal', label: text('Privé'), signs: ['prive account*', 'eigen account'] },
    { id: 'professional', label: text('Zakelijk'), signs: ['vakaccount*'] },
  ],
  ...overrides,
});

export const aTopic = (overrides: object = {}) => ({
  id: 'befriend',
  title: text('Vrienden worden'),
  about: 'Becoming friends.',
  audiences: ['staff', 'student'],
  slots: ['account'],
  ...overrides,
});

/** One signal of a crisis; nothing outweighs it. */
export const aTrouble = (overrides: object = {}) => ({
  rules: { other: ['befriend'] },
  slips: [{ word: 'zelfmoord', slips: 2, near: [] }],
  groups: { game: ['fortnite'] },
  signals: [
    {
      id: 'suicide',
      level: 'crisis',
      help: 'self-harm',
      why: 'The word itself.',
      says: ['zelfmoord*', 'wil dood'],
      unless: ['@game'],
    },
  ],
  ...overrides,
});

export const anArticle = (overrides: object = {}) => ({
  id: 'A1',
  audience: ['staff', 'student'],
  title: text('Afstand'),
  text: text('Houd afstand.'),
  ...overrides,
});

export const aRuling = (overrides: object = {}) => ({
  topic: 'befriend',
  audience: ['staff', 'student'],
  verdict: 'not-allowed',
  answer: text('Nee, dat mag niet.'),
  articles: ['A1'],
  ...overrides,
});

export const aPolicy = (overrides: object = {}) => ({
  id: 'tiny',
  school: text('De Kleine School'),
  title: text('Regels'),
  version: '2025-01-01',
  audiences: ['staff', 'student'],
  scope: text('Alles online.'),
  contacts: { staff: aContact(), student: aContact() },
  escalation: { staff: aFirstAid(), student: aFirstAid() },
  groupChat: { staff: aGroupChat(), student: aGroupChat() },
  groups: { outcomes: [aGroupOutcome()], requirements: [] },
  ...overrides,
});

export const aContact = (overrides: object = {}) => ({
  who: text('de mentor'),
  articles: ['A1'],
  ...overrides,
});

export const aFirstAid = (overrides: object = {}) => ({
  ...aContact(),
  steps: [{ text: text('Bel de mentor.'), article: 'A1' }],
  ...overrides,
});

export const aGroupChat = (overrides: object = {}) => ({
  verdict: 'conditional',
  summary: text('Mag met toestemming.'),
  articles: ['A2'],
  requirements: [{ kind: 'permission', text: text('Vraag toestemming.'), article: 'A2' }],
  ...overrides,
});

/** Fits every group; it has no condition. */
export const aGroupOutcome = (overrides: object = {}) => ({
  verdict: 'unknown',
  sentence: text('De regels zeggen niets.'),
  ...overrides,
});

export const aCorrection = (overrides: object = {}) => ({
  text: 'mag ik mijn leraar volgen',
  audience: ['student'],
  topic: 'befriend',
  ...overrides,
});

/**
 * Corrections that make the real model know the topics of the small library, which it never learnt:
 * `writeLibrary({ 'tiny/corrections.yaml': someCorrections() })`.
 */
export const someCorrections = () => ({
  corrections: Object.entries(SAID).flatMap(([topic, texts]) =>
    texts.map((text) => aCorrection({ text, audience: ['staff', 'student'], topic })),
  ),
});

const SAID: Readonly<Record<string, readonly string[]>> = {
  befriend: ['mag ik mijn leraar volgen', 'mag de leraar mij toevoegen', 'may I follow my teacher'],
  post: ['mag ik een foto plaatsen', 'mag die foto online', 'may I post a photo'],
  weather: ['regent het vandaag', 'wordt het vandaag mooi weer', 'will it rain today'],
  'make-group': ['help met een groepsapp', 'groepsapp beginnen', 'help with a group chat'],
  'now-crisis': ['iemand is in gevaar', 'er is gevaar', 'somebody is in danger'],
  'now-quarrel': ['ze schelden nu', 'er is nu ruzie', 'they quarrel now'],
  hello: ['hoi', 'goedemorgen', 'good morning'],
};

export const aFact = (overrides: object = {}) => ({
  id: 'place',
  about: 'Where it happens.',
  values: [aFactValue(), aFactValue({ id: 'trip' })],
  ...overrides,
});

export const aFactValue = (
  overrides: { readonly id?: string; readonly examples?: readonly string[] } = {},
) => {
  const { id = 'class' } = overrides;
  const examples = Array.from({ length: 10 }, (_, index) => `mag dat ${id} ${index}`);
  return { id, counts: 'In a lesson.', excludes: 'Not on the way there.', examples, ...overrides };
};

export const aWriter = (overrides: object = {}) => ({
  audience: 'student',
  about: 'One student.',
  ...overrides,
});

export const anUtterance = (overrides: object = {}) => ({
  text: 'mag ik mijn leraar volgen',
  audience: 'student',
  language: 'nl',
  topic: 'befriend',
  ...overrides,
});

/** The utterances of one writer as a file: these first, then as many on each topic of the small library as it needs. */
export const aBank = (...first: readonly object[]): string => jsonLines([...first, ...ENOUGH]);

export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

const ENOUGH = ['befriend', 'post', 'make-group', 'now-crisis', 'now-quarrel', 'hello', 'weather'].flatMap(
  (topic) =>
    Array.from({ length: 100 }, (_, index) => anUtterance({ text: `over ${topic} nummer ${index}`, topic })),
);
