import type { Language, Request } from '../../policy/model.ts';
import { clean, words } from '../../policy/normalise.ts';
import { type Action, isAudience } from './action.ts';
import { findCommand } from './commands.ts';
import type { Asker, Profile } from './ports.ts';
import { type AnsweringParts, createQuestions, type Pressed } from './questions.ts';
import { createReplies } from './replies.ts';
import type { Asked, Reply, SearchReply, WelcomeReply } from './reply.ts';
import { createSearch } from './search.ts';

/** Answers what people type and press. One call is one turn. */
export interface Answering {
  /** Somebody typed something. */
  say(asker: Asker, text: string): Promise<Reply>;
  /** Somebody pressed a button on one of our cards. */
  press(asker: Asker, action: Action): Promise<Pressed>;
  /** First aid for words of trouble without knowing who wrote them: keeps and asks nothing. */
  findAid(text: string): Promise<Reply | undefined>;
  /** The same for plain words of a crisis alone, read at once and without the model, which may be what fails. */
  findCrisisAid(text: string): Reply | undefined;
  /** Somebody wants to know about a text of somebody else: answered for their eyes, and nothing of it is kept. */
  consider(asker: Asker, text: string): Promise<Reply>;
  /** Somebody types in the search of the message extension. */
  search(asker: Asker, typed: string): Promise<SearchReply>;
  /** What a text asks of the bot itself, for example to report something; nothing where it tells of trouble. */
  requestOf(text: string): Promise<Request | undefined>;
  /** Asks role and school; `waiting` is taken up again afterwards. */
  introduce(asker: Asker, waiting: string): Promise<Reply>;
  /** Tells whom to contact when something goes wrong, without a question. */
  firstAid(asker: Asker): Promise<Reply>;
  /** The app was installed in a place. */
  welcome(asker: Asker, place: WelcomeReply['place']): Promise<Reply>;
  /** The app was removed by somebody: what they told about themselves goes. */
  goodbye(asker: Asker): Promise<void>;
}

/** Longer messages are not read: nobody types them, and a pasted document is no question. In characters. */
const LONGEST = 8000;

/** Where neither the person nor the text shows a language. */
const DEFAULT_LANGUAGE: Language = 'nl';

export function createAnswering(parts: AnsweringParts): Answering {
  const { engine, library, profiles, contexts } = parts;
  const replies = createReplies(library);
  const questions = createQuestions(parts, replies);

  return {
    async say(asker, text) {
      return converse(asker, await profileOf(asker), text);
    },

    async press(asker, action) {
      return press(asker, await profileOf(asker), action);
    },

    async findAid(text) {
      const urgent = await questions.findAid({}, text);
      return urgent && replies.profile({}, await engine.languageOf(text), '', { urgent });
    },

    findCrisisAid(text) {
      const help = engine.crisisHelp(text);
      const urgent = help && { aid: replies.aidFor(help, 'student'), emergency: true };
      return urgent && replies.profile({}, DEFAULT_LANGUAGE, '', { urgent });
    },

    async consider(asker, text) {
      return consider(await profileOf(asker), text);
    },

    requestOf: engine.requestOf,

    search: createSearch(parts, questions, replies),

    async introduce(asker, waiting) {
      const profile = await profileOf(asker);
      return replies.profile(profile, profile.language ?? DEFAULT_LANGUAGE, waiting);
    },

    async firstAid(asker) {
      return firstAid(await profileOf(asker));
    },

    async welcome(asker, place) {
      const { language = DEFAULT_LANGUAGE, audience } = await profileOf(asker);
      return { kind: 'welcome', language, audience, place };
    },

    async goodbye(asker) {
      await contexts.forget(asker);
      await profiles.forget(asker);
    },
  };

  function firstAid(profile: Profile): Reply {
    const language = profile.language ?? DEFAULT_LANGUAGE;
    return orIntroduce(profile, language, '', replies.firstAid);
  }

  /** Whom somebody can talk to, and the way to a report. */
  async function talkTo(profile: Profile, text: string): Promise<Reply> {
    const language = profile.language ?? (await engine.languageOf(text));
    return orIntroduce(profile, language, text, (asked) => ({
      ...replies.silent(asked, undefined),
      person: true,
    }));
  }

  /** A reply for somebody whose role and school are known; else asks these, and `waiting` is taken up afterwards. */
  function orIntroduce(
    profile: Profile,
    language: Language,
    waiting: string,
    reply: (asked: Asked) => Reply,
  ): Reply {
    const known = questions.knownOf(profile);
    return known ? reply({ ...known, language, question: '' }) : replies.profile(profile, language, waiting);
  }

  async function profileOf(asker: Asker): Promise<Profile> {
    return (await profiles.find(asker)) ?? {};
  }

  async function consider(profile: Profile, text: string): Promise<Reply> {
    const language = profile.language ?? DEFAULT_LANGUAGE;
    return words(text).length === 0 ? { kind: 'draft', language } : questions.consider(profile, text);
  }

  /** A command or a question, typed or from a button. */
  async function converse(asker: Asker, profile: Profile, text: string): Promise<Reply> {
    const language = profile.language ?? (await engine.languageOf(text));
    const question = clean(text);
    if (text.length > LONGEST && !engine.isCrisis(text))
      return { kind: 'notice', language, notice: 'too-long' };
    if (words(question).length === 0) return { kind: 'notice', language, notice: 'empty' };
    switch (findCommand(question)) {
      case 'help':
        return { kind: 'help', language, profile: questions.knownOf(profile) };
      case 'profile':
        return replies.profile(profile, language, '');
      case 'language':
        return { kind: 'language', language };
      default:
        return (await request(profile, language, question)) ?? questions.answer(asker, profile, text);
    }
  }

  /** What is asked of the bot itself. A report and a list of reports are made by another flow. */
  async function request(profile: Profile, language: Language, text: string): Promise<Reply | undefined> {
    const asked = await engine.requestOf(text);
    if (asked === 'person') return talkTo(profile, text);
    return asked === 'readers' || asked === 'anonymous'
      ? { kind: 'notice', language, notice: asked }
      : undefined;
  }

  async function press(asker: Asker, profile: Profile, action: Action): Promise<Pressed> {
    switch (action.do) {
      case 'say':
        return { reply: await converse(asker, profile, action.text), replace: false };
      case 'consider':
        return { reply: await consider(profile, action.text), replace: true };
      case 'ordinary':
        // the first aid stays where it is: the answer comes below it
        return { reply: await questions.answer(asker, profile, action.question, true), replace: false };
      case 'profile':
        return { reply: await setProfile(asker, profile, action), replace: true };
      case 'language':
        return { reply: await setLanguage(asker, action.language), replace: true };
      case 'topic':
      case 'none':
      case 'rate':
      case 'report':
        return questions.press(asker, profile, action);
      default:
        return action satisfies never;
    }
  }

  async function setLanguage(asker: Asker, language: Language): Promise<Reply> {
    await profiles.save(asker, { language });
    return { kind: 'notice', language, notice: 'language-set' };
  }

  async function setProfile(
    asker: Asker,
    profile: Profile,
    {
      audience = profile.audience ?? '',
      policy: id = profile.policy ?? '',
      question,
    }: Extract<Action, { do: 'profile' }>,
  ): Promise<Reply> {
    const policy = library.policies.get(id);
    const language = profile.language ?? (await engine.languageOf(question));
    const chosen = { ...profile, audience: isAudience(audience) ? audience : undefined, policy: policy?.id };
    if (!chosen.audience || !policy) {
      return replies.profile(chosen, language, question, { problem: 'missing' });
    }
    if (!policy.audiences.includes(chosen.audience)) {
      return replies.profile(chosen, language, question, { problem: 'audience-not-addressed' });
    }
    await profiles.save(asker, { audience: chosen.audience, policy: policy.id });
    if (question !== '') return questions.answer(asker, chosen, question);
    return { kind: 'help', language, profile: questions.knownOf(chosen) };
  }
}
