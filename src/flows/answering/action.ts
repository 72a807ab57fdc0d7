import { z } from 'zod';
import { AUDIENCES, LANGUAGES } from '../../policy/model.ts';
import { chosen, chosenIfSent, typed } from '../typed.ts';

/**
 * What a button on one of our cards sends back. A client can post anything, so everything is checked: shapes here,
 * topics and policies where they are used. Nothing in it grants a right.
 */

const slots = z.record(z.string().max(40), z.string().max(40)).catch({});
const language = z.enum(LANGUAGES).optional().catch(undefined);
const about = { topic: chosen, slots, question: typed, language };

const action = z.discriminatedUnion('do', [
  /** A reading, a related question or the value of a slot was chosen; `instead`: the answer takes the place of the card. */
  z.object({ do: z.literal('topic'), instead: z.boolean().optional().catch(undefined), ...about }),
  /** "This was an ordinary question", on a card with first aid. */
  z.object({ do: z.literal('ordinary'), question: typed }),
  /** "None of these". */
  z.object({ do: z.literal('none'), question: typed }),
  /** The user typed something through a button. */
  z.object({ do: z.literal('say'), text: typed }),
  /** A text to be considered for the asker's eyes; an input of the card. */
  z.object({ do: z.literal('consider'), text: typed }),
  /** A choice that did not come is as it was before. */
  z.object({
    do: z.literal('profile'),
    audience: chosenIfSent,
    policy: chosenIfSent,
    question: typed,
  }),
  z.object({ do: z.literal('language'), language: z.enum(LANGUAGES) }),
  z.object({ do: z.literal('rate'), helpful: z.enum(['yes', 'no']), ...about }),
  /** "Not right? Tell us": the note is an input of the card. */
  z.object({ do: z.literal('report'), note: typed, ...about }),
]);

export type Action = z.infer<typeof action>;

/** Reads what a button sent; nothing when it is not one of ours or was tampered with. */
export function parseAction(value: unknown): Action | undefined {
  const result = action.safeParse(value);
  return result.success ? result.data : undefined;
}

export const isAudience = (value: string): value is (typeof AUDIENCES)[number] =>
  (AUDIENCES as readonly string[]).includes(value);
