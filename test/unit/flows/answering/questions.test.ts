import type { Asker, Context, Feedback } from '../../../../src/flows/answering/ports.ts';
import { createQuestions, type Questions } from '../../../../src/flows/answering/questions.ts';
import { createReplies } from '../../../../src/flows/answering/replies.ts';
import type { Outcome, Reading } from '../../../../src/policy/decide.ts';
import type { Answer, Engine } from '../../../../src/policy/engine.ts';
import { loadLibrary } from '../../../../src/policy/load.ts';
import type { Library, Policy } from '../../../../src/policy/model.ts';
import { findRuling } from '../../../../src/policy/rulings.ts';
import { type LibraryFolder, writeLibrary } from '../../../support/library.ts';

const ASKER: Asker = { tenant: 'tenant', id: 'person', conversation: 'chat' };
const PROFILE = { audience: 'student', policy: 'tiny', language: 'nl' } as const;
const BEFORE: Context = { topic: 'post', slots: {} };

let folder: LibraryFolder;
let library: Library;
beforeAll(() => {
  folder = writeLibrary();
  library = loadLibrary(folder.folder);
});
afterAll(() => folder.discard());

let told: Feedback[];
let context: Context | undefined;
beforeEach(() => {
  told = [];
  context = BEFORE;
});

/** Questions of somebody who asked something before, to an engine that decides the same whatever is asked. */
function questionsOf(outcome: Outcome, more: Partial<Answer> = {}): Questions {
  const answer = { language: 'nl', topics: [], slots: {}, outcome, ...more } as Answer;
  const engine = { answer: async () => answer, languageOf: async () => 'nl' } as Partial<Engine> as Engine;
  const contexts = {
    find: async () => context,
    save: async (_: Asker, saved: Context) => {
      context = saved;
    },
    clear: async () => {
      context = undefined;
    },
    forget: async () => undefined,
  };
  const profiles = { find: async () => PROFILE, save: async () => undefined, forget: async () => undefined };
  const feedback = { add: async (one: Feedback) => void told.push(one) };
  const findSchool = async () => 'school';
  const redact = (text: string) => text.replace('Jan', '…');
  const parts = { engine, library, profiles, contexts, feedback, findSchool, redact };
  return createQuestions(parts, createReplies(library));
}

const aReading = (): Reading => {
  const holding = findRuling(library.policies.get('tiny') as Policy, 'befriend', 'student', {});
  if (!holding) throw new Error('no ruling');
  return { topic: 'befriend', score: 0.5, ...holding };
};

describe('A question that was not understood', () => {
  it('is told to the keeper without names and topic, and leaves the subject as it was', async () => {
    const questions = questionsOf({ kind: 'unclear', readings: [aReading()] });
    expect(await questions.answer(ASKER, PROFILE, 'insta Jan')).toMatchObject({
      kind: 'unclear',
      question: 'insta Jan',
      offers: [{ topic: { id: 'befriend' } }],
    });
    expect(told).toMatchObject([{ kind: 'unanswered', question: 'insta …', topic: undefined }]);
    expect(JSON.stringify(told)).not.toContain('person');
    expect(context).toEqual(BEFORE);
  });

  it('is told to nobody where words of trouble were read', async () => {
    const signal = { id: 'x', level: 'trouble', help: 'other', phrase: 'x' } as const;
    await questionsOf({ kind: 'unclear', readings: [] }, { signal }).answer(ASKER, PROFILE, 'iets');
    expect(told).toEqual([]);
  });
});

describe('A question on something that the rules do not tell of an act', () => {
  it('is told to the keeper under that act, which a follow-up can lean on', async () => {
    const aspect = { form: 'why', reading: aReading() } as const;
    const questions = questionsOf({ kind: 'silent', others: [], aspect });
    await questions.answer(ASKER, PROFILE, 'Waarom mag dat niet?');
    expect(told).toMatchObject([{ kind: 'unanswered', topic: 'befriend', question: 'Waarom mag dat niet?' }]);
    expect(context).toEqual({ topic: 'befriend', slots: {} });
  });

  it('ends the subject where no act was recognised', async () => {
    await questionsOf({ kind: 'silent', others: [] }).answer(ASKER, PROFILE, 'Wanneer is het vakantie?');
    expect(context).toBeUndefined();
  });
});

describe('None of these', () => {
  it('is told to the keeper, and the card asks what was meant instead', async () => {
    const questions = questionsOf({ kind: 'unclear', readings: [] });
    const pressed = await questions.press(ASKER, PROFILE, { do: 'none', question: 'foto' });
    expect(pressed).toMatchObject({ reply: { kind: 'unclear', again: true, offers: [] }, replace: true });
    expect(told).toMatchObject([{ kind: 'unanswered', question: 'foto' }]);
  });
});
