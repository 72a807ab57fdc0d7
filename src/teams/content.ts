import { type Activity, CardFactory, MessageFactory } from 'botbuilder';
import type { Content } from '../delivery/model.ts';

/** Makes the message that Teams shows. Its notification shows the summary of a card, or the text. */
export function toActivity(content: Content): Partial<Activity> {
  if (content.kind === 'text') return MessageFactory.text(content.text, content.text);
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(content.card));
  return { ...activity, summary: content.summary };
}
