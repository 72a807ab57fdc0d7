import { z } from 'zod';
import { LANGUAGES } from '../../policy/model.ts';
import { chosen, chosenIfSent, toggle, typed, typedIfSent, version } from '../typed.ts';
import { CASE_ACTS } from './reply.ts';

/**
 * What a button on a card of this flow sends back. A client can post anything: shapes are checked here, rights and
 * states in the store. Longer texts than the flow accepts pass, so that they can be shown again with a clear message.
 */

const id = z.guid();

/** The inputs of the report form. One that did not come stays as the draft has it; one that is empty was emptied. */
const draft = {
  text: typedIfSent,
  platform: chosenIfSent,
  group: typedIfSent,
  kind: chosenIfSent,
  severity: chosenIfSent,
  involved: toggle,
  reach: typedIfSent,
  links: typedIfSent,
};

const action = z.discriminatedUnion('do', [
  /** Starts a report, with the words that led to it. */
  z.object({
    do: z.literal('escalate'),
    text: typed,
    language: z.enum(LANGUAGES).optional().catch(undefined),
  }),
  /** Shows the report before it is sent; also keeps the draft when something is wrong with it. */
  z.object({ do: z.literal('report-check'), id, ...draft }),
  /** Takes the message of somebody else out of the report, and keeps what was typed. */
  z.object({ do: z.literal('report-unquote'), id, ...draft }),
  /** Back to the form. */
  z.object({ do: z.literal('report-edit'), id }),
  /** A new report beside the drafts that lie there. */
  z.object({ do: z.literal('report-new'), id }),
  z.object({ do: z.literal('report-send'), id }),
  /** Throws a draft away. `next`: the new report that waits meanwhile. */
  z.object({ do: z.literal('report-drop'), id, next: id.optional().catch(undefined) }),
  /** Words that might have been for a case are a question about the rules. */
  z.object({ do: z.literal('typed-question'), text: typed }),
  /** One's own cases and those that one was told of. */
  z.object({ do: z.literal('cases') }),
  /** Shows a case, with its words, below a list. */
  z.object({ do: z.literal('case-show'), id }),
  /** Shows the case again as it is now; what a card does by itself, so it has no effect and shows no words. */
  z.object({ do: z.literal('case-refresh'), id }),
  /** Opens the form of an act. */
  z.object({ do: z.literal('case-form'), id, act: z.enum(CASE_ACTS) }),
  /** Does an act. `version` is that of the card. */
  z.object({
    do: z.literal('case-act'),
    id,
    version,
    act: z.enum(CASE_ACTS),
    /** ask, answer, add, correct, withdraw, reopen, rate: the words. close: the agreement. */
    text: typedIfSent,
    /** plan: an ISO date. */
    date: chosen,
    /** hand-over: the object id of a colleague. */
    person: chosen,
    /** close */
    outcome: chosen,
    /** close: id of the article. */
    article: chosen,
    /** correct */
    kind: chosenIfSent,
    /** correct */
    severity: chosenIfSent,
    /** rate */
    rating: chosen,
  }),
]);

export type EscalationAction = z.infer<typeof action>;

/** What this flow does itself; a question about the rules is for the one that answers. */
export type CaseAction = Exclude<EscalationAction, { do: 'typed-question' }>;

/** Reads what a button sent; nothing when it is not one of this flow's or was tampered with. */
export function parseEscalationAction(value: unknown): EscalationAction | undefined {
  const result = action.safeParse(value);
  return result.success ? result.data : undefined;
}
