import { isMedical, type Outcome } from '../../policy/decide.ts';
import type { Engine } from '../../policy/engine.ts';
import type { Audience, Language, Library, Policy, Slots, Topic } from '../../policy/model.ts';
import { clean } from '../../policy/normalise.ts';
import { findRuling } from '../../policy/rulings.ts';
import type { Action } from './action.ts';
import type { Asker, Contexts, Feedback, FeedbackBox, FindSchool, Profile, Profiles } from './ports.ts';
import type { Replies } from './replies.ts';
import type { Asked, ProfileReply, Reply } from './reply.ts';

/** The answer to a button; `replace` when it takes the place of the card that was pressed. */
export interface Pressed {
  readonly reply: Reply;
  readonly replace: boolean;
}

export interface AnsweringParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly profiles: Profiles;
  readonly contexts: Contexts;
  readonly feedback: FeedbackBox;
  readonly findSchool: FindSchool;
  /** Takes names, numbers and addresses out of words that are kept. */
  readonly redact: (text: string) => string;
}

/** A button on an answer, or on a card that led to one. */
type AnswerAction = Extract<Action, { do: 'topic' | 'none' | 'rate' | 'report' }>;

/** Somebody whose role and school are known. */
export interface Known {
  readonly audience: Audience;
  readonly policy: Policy;
  readonly language: Language | undefined;
}

/** Questions and what follows on them: each is answered from the rules of the asker's own school. */
export interface Questions {
  /** `ordinary`: the asker said that this is no report of something that goes wrong now. */
  answer(asker: Asker, profile: Profile, text: string, ordinary?: boolean): Promise<Reply>;
  /** Answers about a text of somebody else, for the asker's eyes: nothing of it is kept, nor carried by a button. */
  consider(profile: Profile, text: string): Promise<Reply>;
  /** Buttons carry topic and facts, so that they work as long as their card exists. */
  press(asker: Asker, profile: Profile, action: AnswerAction): Promise<Pressed>;
  knownOf(profile: Profile): Known | undefined;
  /** First aid for words of trouble, of whoever they are; nothing for other words. */
  findAid(profile: Profile, text: string): Promise<ProfileReply['urgent']>;
}

export function createQuestions(parts: AnsweringParts, replies: Replies): Questions {
  const { engine, library, contexts, feedback } = parts;
  return { answer, consider, press, knownOf, findAid };

  async function answer(asker: Asker, profile: Profile, text: string, ordinary = false): Promise<Reply> {
    const known = knownOf(profile);
    if (!known) return askProfile(profile, text);
    const previous = await contexts.find(asker);
    const result = await engine.answer({ ...known, text, ordinary, misread: ordinary, previous });
    const isWhy = result.followUp === 'why';
    const asked: Asked = { ...known, language: result.language, question: isWhy ? '' : clean(text) };
    // words that sounded like trouble are for nobody to read, also when they were not
    const { outcome, signal } = result;
    if ((outcome.kind === 'silent' || outcome.kind === 'unclear') && !signal) {
      await tellKeeper(asker, asked, {
        kind: 'unanswered',
        topic: topicOf(outcome),
        // a question on somebody's health tells who asked it
        question: isMedical(result.slots) ? undefined : asked.question,
      });
    }
    const reply = replies.toOutcome(asked, result);
    return remember(asker, reply.kind === 'answer' ? { ...reply, opened: isWhy } : reply);
  }

  async function consider(profile: Profile, text: string): Promise<Reply> {
    const known = knownOf(profile);
    if (!known) return { ...(await askProfile(profile, text)), question: '' };
    const result = await engine.answer({ ...known, text, quoted: true });
    return replies.toOutcome({ ...known, language: result.language, question: '' }, result);
  }

  /** Keeps the topic of a reply, so that a follow-up can lean on it. */
  async function remember(asker: Asker, reply: Reply): Promise<Reply> {
    if (reply.kind === 'answer' || reply.kind === 'ask') {
      await contexts.save(asker, { topic: reply.topic.id, slots: reply.slots });
      if (reply.kind === 'answer')
        await tellKeeper(asker, reply, { kind: 'answered', topic: reply.topic.id });
    } else if (reply.kind === 'silent') {
      await (reply.aspect && reply.topic
        ? contexts.save(asker, { topic: reply.topic.id, slots: {} })
        : contexts.clear(asker));
    }
    return reply;
  }

  /** The keeper of a school sees how often something was asked there, never by whom; words only without names. */
  async function tellKeeper(
    { tenant, id }: Asker,
    { policy, audience, language }: Asked,
    { question, note, ...told }: Pick<Feedback, 'kind' | 'topic' | 'question' | 'note'>,
  ): Promise<void> {
    await feedback.add({
      ...told,
      tenant,
      school: await parts.findSchool({ tenant, id }, policy.id),
      policy: policy.id,
      audience,
      language,
      question: question && parts.redact(question),
      note: note && parts.redact(note),
    });
  }

  /** Without a school there is no policy to answer from, but trouble is seen all the same, and first aid is for everybody. */
  async function askProfile(profile: Profile, text: string): Promise<ProfileReply> {
    const urgent = await findAid(profile, text);
    return replies.profile(profile, await languageOf(profile, text), clean(text), { urgent });
  }

  /** Any policy will do: which kind of trouble it is depends on none. */
  async function findAid({ audience = 'student' }: Profile, text: string): Promise<ProfileReply['urgent']> {
    const [policy] = library.policies.values();
    const answered = policy && (await engine.answer({ text, audience, policy }));
    const outcome = answered?.outcome;
    if (outcome?.kind !== 'escalation') return undefined;
    return { aid: replies.aidFor(outcome.help, audience), emergency: outcome.emergency };
  }

  async function press(asker: Asker, profile: Profile, action: AnswerAction): Promise<Pressed> {
    const known = knownOf(profile);
    if (!known) return { reply: await askProfile(profile, action.question), replace: false };
    const asked: Asked = {
      ...known,
      language: await languageAt(known, action),
      question: action.question,
    };
    switch (action.do) {
      case 'topic':
        return pick(asker, asked, action);
      case 'none':
        await tellKeeper(asker, asked, { kind: 'unanswered', question: asked.question });
        return { reply: { ...replies.unclear(asked), again: true }, replace: true };
      case 'rate':
      case 'report':
        return { reply: await rate(asker, asked, action), replace: action.topic !== '' };
      default:
        return action satisfies never;
    }
  }

  async function pick(
    asker: Asker,
    asked: Asked,
    action: Extract<Action, { do: 'topic' }>,
  ): Promise<Pressed> {
    const topic = library.topics.get(action.topic);
    if (!topic)
      return { reply: { kind: 'notice', language: asked.language, notice: 'expired' }, replace: false };
    const reply = await remember(asker, replies.topic(asked, topic, knownSlots(action.slots)));
    return { reply, replace: action.instead === true };
  }

  /** The words of a question are kept only when the answer was not right. */
  async function rate(
    asker: Asker,
    asked: Asked,
    action: Extract<Action, { do: 'rate' | 'report' }>,
  ): Promise<Reply> {
    const topic = library.topics.get(action.topic);
    const rated = action.do === 'report' ? 'reported' : action.helpful === 'yes' ? 'helpful' : 'not-helpful';
    await tellKeeper(asker, asked, {
      kind: rated === 'reported' ? 'report' : rated,
      topic: topic?.id,
      question: rated === 'helpful' ? undefined : asked.question,
      note: action.do === 'report' ? clean(action.note) : undefined,
    });
    const facts = knownSlots(action.slots);
    if (topic && isAnswered(asked, topic, facts)) return replies.answer(asked, topic, facts, rated);
    return { kind: 'notice', language: asked.language, notice: 'thanks' };
  }

  function isAnswered({ policy, audience }: Asked, topic: Topic, slots: Slots): boolean {
    return findRuling(policy, topic.id, audience, slots) !== undefined;
  }

  /** A button without a question says in which language its card was. */
  async function languageAt(known: Known, action: AnswerAction): Promise<Language> {
    const shown = 'language' in action ? action.language : undefined;
    return known.language ?? shown ?? (await engine.languageOf(action.question));
  }

  /** Of what a client posts only known facts count. */
  function knownSlots(posted: Slots): Slots {
    const kept = Object.entries(posted).filter(([id, value]) =>
      value === 'unknown'
        ? library.slots.has(id)
        : library.slots.get(id)?.values.some((one) => one.id === value),
    );
    return Object.fromEntries(kept);
  }

  async function languageOf({ language }: Profile | Known, text: string): Promise<Language> {
    return language ?? (await engine.languageOf(text));
  }

  function knownOf({ audience, policy: id, language }: Profile): Known | undefined {
    const policy = library.policies.get(id ?? '');
    return audience && policy?.audiences.includes(audience) ? { audience, policy, language } : undefined;
  }
}

/** The act that a question is about, where it was recognised and not answered. */
const topicOf = (outcome: Outcome): string | undefined =>
  outcome.kind === 'silent' ? (outcome.topic ?? outcome.aspect?.reading.topic) : undefined;
