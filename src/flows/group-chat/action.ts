import { z } from 'zod';
import { GROUP_FACTS } from '../../policy/group-situation.ts';
import { REQUIREMENT_KINDS } from '../../policy/model.ts';
import { chosenIfSent, toggle, typed, typedIfSent, version } from '../typed.ts';
import { type AskedRequirement, FACT_QUESTIONS } from './model.ts';
import { GROUP_ACTS } from './reply.ts';

/**
 * What a button on a card of this flow sends back. A client can post anything: shapes are checked here, rights and
 * states in the register.
 */

const id = z.guid();

const ASKED = REQUIREMENT_KINDS.filter(
  (kind): kind is AskedRequirement => kind !== 'inform-manager' && kind !== 'prefer-school-system',
);

/** The inputs of the questions; each question reads those that it has. One that did not come is as the group has it. */
const answer = {
  /** purpose, medium, participants, age, managed-by: the value. */
  choice: chosenIfSent,
  /** participants: the name of the group. permission: why. */
  text: typedIfSent,
  /** until: an ISO date. consent: the day of the count. */
  date: chosenIfSent,
  /** second-staff: an object id. */
  person: chosenIfSent,
  /** consent */
  asked: chosenIfSent,
  given: chosenIfSent,
  refused: chosenIfSent,
  alternative: toggle,
  /** What is attested: the box is ticked. */
  attested: toggle,
};

const action = z.discriminatedUnion('do', [
  /** Opens the guide: the draft that lies there, or a new one. `conversation`: the chat of Teams that it is about. */
  z.object({
    do: z.literal('group-start'),
    medium: z.enum(GROUP_FACTS.medium).optional().catch(undefined),
    conversation: z.string().max(300).catch(''),
  }),
  /** Answers a question of the guide, or of a group in the register. `later`: puts it off. */
  z.object({
    do: z.literal('group-answer'),
    id,
    version,
    question: z.enum([...FACT_QUESTIONS, ...ASKED]),
    later: z.boolean().catch(false),
    ...answer,
  }),
  /** One question back; what was typed on the way is kept where it can be read. */
  z.object({ do: z.literal('group-back'), id, version, ...answer }),
  /** Drops the draft. */
  z.object({ do: z.literal('group-cancel'), id, version }),
  /** Takes a dropped draft up again, or shows where a draft is. */
  z.object({ do: z.literal('group-resume'), id }),
  /** Chooses another medium, which the policy prefers. */
  z.object({ do: z.literal('group-instead'), id, version, medium: z.enum(GROUP_FACTS.medium) }),
  /** Goes on although the policy advises against it or says nothing. */
  z.object({ do: z.literal('group-go-on'), id, version }),
  /** Registers the group: others are asked from here on. */
  z.object({ do: z.literal('group-submit'), id, version }),
  z.object({ do: z.literal('groups') }),
  /** Shows a group below a list. */
  z.object({ do: z.literal('group-show'), id }),
  /** Shows a group again as it is now; what a card does by itself, so it has no effect. */
  z.object({ do: z.literal('group-refresh'), id }),
  /** Opens a question of a group in the register that is still open. */
  z.object({ do: z.literal('group-question'), id, question: z.enum(ASKED) }),
  /** Opens the form of an act. */
  z.object({ do: z.literal('group-form'), id, act: z.enum(GROUP_ACTS) }),
  /** Does an act. `version` is that of the card. */
  z.object({
    do: z.literal('group-act'),
    id,
    version,
    act: z.enum(GROUP_ACTS),
    /** approve-if: the conditions. refuse, decline, step-back: the reason. change: the name. post-welcome: the message. */
    text: typedIfSent,
    /** change: the last day. review: the next review. */
    date: chosenIfSent,
    /** make-chat: object ids of students, with commas between them. */
    people: typed,
    /** close: every point of the list was done. */
    done: toggle,
  }),
  /** Tells the keeper of the policy that instructions look different in the app. */
  z.object({ do: z.literal('group-differs'), id }),
  /** This chat belongs to that group. */
  z.object({ do: z.literal('group-link'), id, version, conversation: z.string().min(1).max(300) }),
]);

export type GroupAction = z.infer<typeof action>;

/** Reads what a button sent; nothing when it is none of this flow. */
export const parseGroupAction = (value: unknown): GroupAction | undefined => action.safeParse(value).data;
