import type { Engine } from '../../policy/engine.ts';
import type { Audience, Language, Library, Policy, Slots } from '../../policy/model.ts';
import { clean } from '../../policy/normalise.ts';
import { findRuling } from '../../policy/rulings.ts';
import { type Action, isAudience } from './action.ts';
import { findCommand } from './commands.ts';
import type { FeedbackBox, PersonRef, Profile, Profiles } from './ports.ts';
import { createReplies } from './replies.ts';
import type { Asked, Reply, WelcomeReply } from './reply.ts';

/** Answers what people type and press. One call is one turn. */
export interface Answering {
  /** Somebody typed something. */
  say(person: PersonRef, text: string): Promise<Reply>;
  /** Somebody pressed a button on one of our cards. */
  press(person: PersonRef, action: Action): Promise<Pressed>;
  /** The app was installed in a place. */
  welcome(person: PersonRef, place: WelcomeReply['place']): Promise<Reply>;
  /** The app was removed by somebody: what they told about themselves goes. */
  goodbye(person: PersonRef): Promise<void>;
}

/** The answer to a button; `replace` when it takes the place of the card that was pressed. */
export interface Pressed {
  readonly reply: Reply;
  readonly replace: boolean;
}

export interface AnsweringParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly profiles: Profiles;
  readonly feedback: FeedbackBox;
}

/** Longer messages are not read: nobody types them, and a pasted document is no question. In characters. */
const LONGEST = 8000;

/** Where neither the person nor the text shows a language. */
const DEFAULT_LANGUAGE: Language = 'nl';

/** Somebody whose role and school are known. */
interface Known {
  readonly audience: Audience;
  readonly policy: Policy;
  readonly language: Language | undefined;
}

export function createAnswering({ engine, library, profiles, feedback }: AnsweringParts): Answering {
  const replies = createReplies(library);

  return {
    async say(person, text) {
      return converse((await profiles.find(person)) ?? {}, text);
    },

    async press(person, action) {
      const profile = (await profiles.find(person)) ?? {};
      return press(person, profile, action);
    },

    async welcome(person, place) {
      const profile = await profiles.find(person);
      return {
        kind: 'welcome',
        language: profile?.language ?? DEFAULT_LANGUAGE,
        audience: profile?.audience,
        place,
      };
    },

    goodbye: (person) => profiles.forget(person),
  };

  /** A command or a question, typed or from a button. */
  async function converse(profile: Profile, text: string): Promise<Reply> {
    const language = languageOf(profile, text);
    const question = clean(text);
    if (text.length > LONGEST && !engine.isCrisis(text))
      return { kind: 'notice', language, notice: 'too-long' };
    if (question === '') return { kind: 'notice', language, notice: 'empty' };
    switch (findCommand(question)) {
      case 'help':
        return { kind: 'help', language, profile: knownOf(profile) };
      case 'profile':
        return replies.profile(profile, language, '');
      case 'language':
        return { kind: 'language', language };
      default:
        return answer(profile, text);
    }
  }

  async function answer(profile: Profile, text: string, ordinary = false): Promise<Reply> {
    const known = knownOf(profile);
    const question = clean(text);
    if (!known) return askProfile(profile, text);
    const result = engine.answer({ ...known, text, ordinary });
    const asked: Asked = { ...known, language: result.language, question };
    if (result.outcome.kind === 'silent') await feedback.add({ kind: 'unanswered', ...about(asked) });
    return replies.toOutcome(asked, result);
  }

  /** Without a school there is no policy to answer from, but an emergency is seen all the same. */
  function askProfile(profile: Profile, text: string): Reply {
    const [policy] = library.policies.values();
    const result = policy && engine.answer({ text, audience: 'student', policy });
    const language = languageOf(profile, text);
    return replies.profile(profile, language, clean(text), { urgent: result?.outcome.kind === 'escalation' });
  }

  async function press(person: PersonRef, profile: Profile, action: Action): Promise<Pressed> {
    switch (action.do) {
      case 'say':
        return { reply: await converse(profile, action.text), replace: false };
      case 'ordinary':
        return { reply: await answer(profile, action.question, true), replace: true };
      case 'profile':
        return { reply: await setProfile(person, profile, action), replace: true };
      case 'language':
        await profiles.save(person, { language: action.language });
        return {
          reply: { kind: 'notice', language: action.language, notice: 'language-set' },
          replace: true,
        };
      case 'topic':
      case 'none':
      case 'rate':
      case 'report':
        return pressOnAnswer(profile, action);
      default:
        return action satisfies never;
    }
  }

  async function setProfile(person: PersonRef, profile: Profile, action: Extract<Action, { do: 'profile' }>) {
    const { audience, question } = action;
    const policy = library.policies.get(action.policy);
    const language = languageOf(profile, question);
    const chosen = { ...profile, audience: isAudience(audience) ? audience : undefined, policy: policy?.id };
    if (!chosen.audience || !policy)
      return replies.profile(chosen, language, question, { problem: 'missing' });
    if (!policy.audiences.includes(chosen.audience)) {
      return replies.profile(chosen, language, question, { problem: 'audience-not-addressed' });
    }
    await profiles.save(person, { audience: chosen.audience, policy: policy.id });
    if (question !== '') return answer(chosen, question);
    return { kind: 'help', language, profile: knownOf(chosen) } satisfies Reply;
  }

  /** Buttons on an answer carry its topic, so that they work as long as the card exists. */
  async function pressOnAnswer(
    profile: Profile,
    action: Extract<Action, { do: 'topic' | 'none' | 'rate' | 'report' }>,
  ): Promise<Pressed> {
    const known = knownOf(profile);
    if (!known) return { reply: askProfile(profile, action.question), replace: false };
    const asked = askedAgain(known, action.question);
    if (action.do === 'none') {
      await feedback.add({ kind: 'unanswered', ...about(asked) });
      return { reply: replies.silent(asked, undefined), replace: true };
    }
    const { slots } = action;
    const topic = library.topics.get(action.topic);
    if (action.do === 'topic') {
      const reply = topic ? replies.topic(asked, topic, slots) : expired(asked.language);
      return { reply, replace: action.instead === true && reply.kind !== 'notice' };
    }
    return { reply: await rate(asked, action, slots), replace: action.topic !== '' };
  }

  async function rate(
    asked: Asked,
    action: Extract<Action, { do: 'rate' | 'report' }>,
    slots: Slots,
  ): Promise<Reply> {
    const topic = library.topics.get(action.topic);
    const note = action.do === 'report' ? clean(action.note) : undefined;
    const rated = action.do === 'report' ? 'reported' : action.helpful === 'yes' ? 'helpful' : 'not-helpful';
    const kind = rated === 'reported' ? 'report' : rated;
    const { question, ...context } = about(asked);
    await feedback.add({
      kind,
      ...context,
      topic: topic?.id,
      ...(kind === 'helpful' ? {} : { question, note }),
    });
    if (!topic || !findRuling(asked.policy, topic.id, asked.audience, slots)) {
      return { kind: 'notice', language: asked.language, notice: 'thanks' };
    }
    return replies.answer(asked, topic, slots, rated);
  }

  function askedAgain(known: Known, question: string): Asked {
    return { ...known, language: languageOf(known, question), question };
  }

  function languageOf({ language }: Profile | Known, text: string): Language {
    return language ?? engine.languageOf(text);
  }

  function knownOf({ audience, policy: id, language }: Profile): Known | undefined {
    const policy = library.policies.get(id ?? '');
    return audience && policy?.audiences.includes(audience) ? { audience, policy, language } : undefined;
  }
}

const expired = (language: Language): Reply => ({ kind: 'notice', language, notice: 'expired' });

const about = ({ policy, audience, language, question }: Asked) => ({
  policy: policy.id,
  audience,
  language,
  question,
});
