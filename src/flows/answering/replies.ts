import { isMedical, type Outcome, verdictFor } from '../../policy/decide.ts';
import type { Answer } from '../../policy/engine.ts';
import type {
  Aid,
  Audience,
  Contact,
  FirstAid,
  GroupChatRules,
  HelpKind,
  Language,
  Library,
  Slots,
  Topic,
} from '../../policy/model.ts';
import { findRuling, type Holding } from '../../policy/rulings.ts';
import type { Profile } from './ports.ts';
import { createOffers } from './offers.ts';
import type { AnswerReply, Asked, ProfileReply, Reply, SilentReply, UnclearReply } from './reply.ts';

/** How many related questions, or readings to choose from, a card shows. */
const FEW = 3;
/** How many readings are offered to somebody who was not understood: none of them is likely. */
const NEAR = 2;

export type Replies = ReturnType<typeof createReplies>;

/** Makes replies from what the engine decided; pure. */
export function createReplies(library: Library) {
  const offersOf = createOffers(library);
  return { toOutcome, topic, answer, silent, unclear, firstAid, aidFor, profile };

  function toOutcome(asked: Asked, { outcome, slots }: Answer): Reply {
    switch (outcome.kind) {
      case 'answer': {
        const found = library.topics.get(outcome.reading.topic);
        return found
          ? topic(
              asked,
              found,
              slots,
              outcome.others.map((other) => other.topic),
            )
          : silent(asked, undefined);
      }
      case 'choice':
        return { kind: 'choice', ...asked, offers: offersOf(outcome.readings, slots, FEW) };
      case 'silent':
        return toSilent(asked, outcome, slots);
      case 'unclear':
        return { ...unclear(asked), offers: offersOf(outcome.readings, slots, NEAR) };
      case 'escalation':
        return {
          ...asked,
          ...outcome,
          aid: aidFor(outcome.help, asked.audience),
          firstAid: firstAidOf(asked),
        };
      case 'group-chat':
        return { kind: 'group-chat', ...asked, rules: groupChatOf(asked), contact: contactOf(asked) };
      case 'smalltalk':
        return smalltalk(asked, outcome.topic);
      default:
        return outcome satisfies never;
    }
  }

  /** The answer on a topic, or the question that decides it. `near` are topics that were likely too. */
  function topic(asked: Asked, about: Topic, slots: Slots, near: readonly string[] = []): Reply {
    const holding = findRuling(asked.policy, about.id, asked.audience, slots);
    if (!holding || isMedicalCase(about, slots)) return silent(asked, about, slots);
    const slot = library.slots.get(holding.open ?? '');
    if (slot?.ask) return { kind: 'ask', ...asked, topic: about, slot, ask: slot.ask, slots };
    return toAnswer(asked, about, slots, holding, near);
  }

  /** The answer as it was given before, rated. */
  function answer(asked: Asked, about: Topic, slots: Slots, rated: AnswerReply['rated']): Reply {
    const holding = findRuling(asked.policy, about.id, asked.audience, slots);
    return holding ? { ...toAnswer(asked, about, slots, holding, []), rated } : silent(asked, about);
  }

  function toAnswer(
    asked: Asked,
    about: Topic,
    slots: Slots,
    holding: Holding,
    near: readonly string[],
  ): AnswerReply {
    const reading = {
      topic: about.id,
      score: 1,
      ...holding,
      verdict: verdictFor(slots, holding.verdict),
    };
    const related = relatedTo(asked, about, near);
    return { kind: 'answer', ...asked, topic: about, reading, slots, contact: contactOf(asked), related };
  }

  function silent(asked: Asked, about: Topic | undefined, slots: Slots = {}): SilentReply {
    const medical = isMedical(slots);
    const related = about && !medical ? relatedTo(asked, about, []) : [];
    return { kind: 'silent', ...asked, topic: about, contact: contactOf(asked), related, medical };
  }

  function toSilent(asked: Asked, outcome: SilentOutcome, slots: Slots): SilentReply {
    const others = outcome.others.map((one) => one.topic);
    if (outcome.uneasy) return { ...silent(asked, undefined), uneasy: true, related: topicsOf(others) };
    const { aspect } = outcome;
    const about = library.topics.get(aspect?.reading.topic ?? outcome.topic ?? '');
    if (!aspect || !about || isMedical(slots)) return silent(asked, about, slots);
    return { ...silent(asked, about), aspect, related: relatedTo(asked, about, others) };
  }

  /** Asks for other words, with nothing on offer. */
  function unclear(asked: Asked): UnclearReply {
    return { kind: 'unclear', ...asked, offers: [] };
  }

  function firstAid(asked: Asked): Reply {
    return {
      kind: 'escalation',
      ...asked,
      firstAid: firstAidOf(asked),
      emergency: false,
      crisis: false,
      help: 'other',
      aid: aidFor('other', asked.audience),
    };
  }

  function aidFor(kind: HelpKind, audience: Audience): Aid {
    return library.help.kinds[kind][audience];
  }

  function profile(
    { audience, policy }: Profile,
    language: Language,
    question: string,
    extra: Pick<ProfileReply, 'problem' | 'urgent'> = {},
  ): ProfileReply {
    const policies = [...library.policies.values()];
    return { kind: 'profile', language, policies, audience, policy, question, ...extra };
  }

  /** Topics that were likely too come first, then neighbours of the same theme; only those with a ruling. */
  function relatedTo({ policy, audience }: Asked, about: Topic, near: readonly string[]): Topic[] {
    const neighbours = [...library.topics.values()].filter(({ theme }) => theme === about.theme);
    return [...new Set([...topicsOf(near), ...neighbours])]
      .filter((one) => one.id !== about.id && findRuling(policy, one.id, audience, {}))
      .slice(0, FEW);
  }

  function topicsOf(ids: readonly string[]): Topic[] {
    return ids
      .map((id) => library.topics.get(id))
      .filter((one) => one !== undefined)
      .slice(0, FEW);
  }
}

type SilentOutcome = Extract<Outcome, { kind: 'silent' }>;

const isMedicalCase = (about: Topic, slots: Slots): boolean =>
  isMedical(slots) && about.slots.includes('medical');

function smalltalk({ language, audience, policy }: Asked, topic: string): Reply {
  if (topic === 'smalltalk-hello') return { kind: 'notice', language, notice: 'hello' };
  if (topic === 'smalltalk-thanks') return { kind: 'notice', language, notice: 'welcome' };
  return { kind: 'help', language, profile: { audience, policy } };
}

/** Every audience of a policy has its settings: the check of the policies sees to it. */
function settingOf<T>(settings: Readonly<Partial<Record<string, T>>>, { audience, policy }: Asked): T {
  const setting = settings[audience];
  if (setting === undefined) throw new Error(`policy ${policy.id} has no setting for ${audience}`);
  return setting;
}

const contactOf = (asked: Asked): Contact => settingOf(asked.policy.contacts, asked);
const firstAidOf = (asked: Asked): FirstAid => settingOf(asked.policy.escalation, asked);
const groupChatOf = (asked: Asked): GroupChatRules => settingOf(asked.policy.groupChat, asked);
