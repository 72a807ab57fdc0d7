import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  HostConfig,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  Versions,
} from 'adaptivecards';
import { HOST_CONFIG } from './look.ts';

/** A card as it comes from the server. */
export type CardJson = Readonly<Record<string, unknown>>;

/** What a person can do with a card that was drawn. */
export interface CardHandlers {
  onPress(data: Readonly<Record<string, unknown>>): void;
  onLink(url: string): void;
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  // what people wrote is shown as they wrote it; our own texts hold no Markdown
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  result.outputHtml = paragraph.outerHTML;
  result.didProcess = true;
};

/** Draws a card with Microsoft's own renderer. Absent where there is nothing to draw. */
export function renderCard(json: CardJson, handlers: CardHandlers): HTMLElement | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST_CONFIG);
  card.onExecuteAction = (action) => react(action, handlers, card);
  card.parse(json, new SerializationContext(Versions.v1_5));
  const drawn = card.render();
  if (drawn) putHistoryLast(drawn);
  return drawn;
}

/** A page has room for the whole history: below the buttons, so that nobody scrolls past it to act. */
function putHistoryLast(drawn: HTMLElement): void {
  const history = drawn.querySelector('#history');
  const line = history?.previousElementSibling;
  if (history) drawn.append(...(line ? [line] : []), history);
}

/** What somebody emptied: the renderer leaves it out, and then it would stay as it was. */
const emptied = (card: AdaptiveCard): object =>
  Object.fromEntries(
    card.getAllInputs().flatMap((input) => (input.id && !input.isSet() ? [[input.id, '']] : [])),
  );

function react(action: Action, { onPress, onLink }: CardHandlers, card: AdaptiveCard): void {
  if (action instanceof OpenUrlAction && action.url) onLink(action.url);
  if (action instanceof SubmitAction || action instanceof ExecuteAction) {
    const isWithInputs = action.associatedInputs !== 'none';
    onPress({ ...(isWithInputs && emptied(card)), ...(action.data as object) });
  }
}
