import type { Library } from '../../policy/model.ts';
import { findRuling } from '../../policy/rulings.ts';
import type { Asker } from './ports.ts';
import type { AnsweringParts, Known, Questions } from './questions.ts';
import type { Replies } from './replies.ts';
import type { AnswerReply, SearchReply } from './reply.ts';

/** How many rulings a search shows. */
const MOST = 8;

/** A ruling must be this likely to be shown. Range 0.005 to 0.05: half a word is enough to start from. */
const LIKELY = 0.01;
/** So few characters say nothing yet. Range 2 to 4. */
const SHORT = 3;

/** Searches the rulings of somebody's own rules while they type. Nothing of it is kept. */
export function createSearch(
  { engine, library, profiles }: AnsweringParts,
  questions: Questions,
  replies: Replies,
) {
  return async (asker: Asker, typed: string): Promise<SearchReply> => {
    const profile = (await profiles.find(asker)) ?? {};
    const language = profile.language ?? (await engine.languageOf(typed));
    const known = questions.knownOf(profile);
    if (engine.isCrisis(typed)) {
      const urgent = await questions.findAid(profile, typed);
      return { kind: 'search', language, state: 'crisis', found: [], aid: urgent?.aid };
    }
    if (!known) return { kind: 'search', language, state: 'unknown', found: [] };
    const topics = typed.trim().length < SHORT ? starters(library) : await ranked(known, typed);
    const asked = { ...known, language, question: '' };
    const found = topics
      .map((id) => library.topics.get(id))
      .map((topic) => topic && replies.answer(asked, topic, {}, undefined))
      .filter((reply): reply is AnswerReply => reply?.kind === 'answer');
    return { kind: 'search', language, state: 'known', found: found.slice(0, MOST) };
  };

  async function ranked({ policy, audience }: Known, text: string): Promise<string[]> {
    const { topics } = await engine.answer({ text, policy, audience });
    return topics
      .filter(({ label, score }) => score >= LIKELY && findRuling(policy, label, audience, {}))
      .map(({ label }) => label);
  }
}

/** Before anything is typed: the first topic of each theme. */
const starters = ({ themes, topics }: Library): string[] =>
  themes
    .map(
      ({ id }) => [...topics.values()].find((topic) => topic.theme === id && topic.intent === 'answer')?.id,
    )
    .filter((id) => id !== undefined);
