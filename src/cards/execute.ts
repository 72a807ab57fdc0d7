import type { EscalationAction } from '../flows/escalation/action.ts';
import type { GroupAction } from '../flows/group-chat/action.ts';

/** A button of a flow that gets its card back: `Action.Execute`, with an `Action.Submit` for clients that do not know it. */
export interface ExecuteButton {
  readonly title: string;
  readonly data: Pressed;
  /** Whether what was typed goes along. */
  readonly inputs: 'auto' | 'none';
}

type Pressed =
  | (Partial<EscalationAction> & { readonly do: EscalationAction['do'] })
  | (Partial<GroupAction> & { readonly do: GroupAction['do'] });

/** A button that sends what was typed. */
export const sendButton = (title: string, data: Pressed): ExecuteButton => ({ title, data, inputs: 'auto' });

/** A button that leaves what was typed where it is: back, away, or on a card without inputs. */
export const plainButton = (title: string, data: Pressed): ExecuteButton => ({ title, data, inputs: 'none' });
