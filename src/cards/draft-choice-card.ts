import type { Draft, Snapshot } from '../flows/escalation/model.ts';
import type { DraftChoiceReply } from '../flows/escalation/reply.ts';
import { emergencyBlock } from './aid-parts.ts';
import { personText, sayKind } from './case-words.ts';
import { plainButton } from './execute.ts';
import type { Say } from './parts.ts';
import { shown } from './plain.ts';

/** Drafts that the card shows; of more it says that they are there. */
const ROWS = 5;

/** Data of `cards/draft-choice.json`: on with a draft, or a new report. Nothing is thrown away unasked. */
export function draftChoiceData(say: Say, reply: DraftChoiceReply) {
  const { drafts, next, emergency } = reply;
  const begun = linesOf(say, next);
  return {
    summary: say('draft-choice.summary'),
    emergency: emergencyBlock(say, emergency, { ...reply, lines: true }),
    title: say('draft-choice.title'),
    begun: begun.length > 0 ? [{ title: say('draft-choice.begun'), lines: begun }] : [],
    drafts: drafts.slice(0, ROWS).map((draft) => ({
      title: say('draft-choice.lying'),
      lines: linesOf(say, draft),
      buttons: [
        plainButton(say('draft-choice.go-on'), { do: 'report-edit', id: draft.id }),
        plainButton(say('draft-choice.drop'), { do: 'report-drop', id: draft.id, next: next.id }),
      ],
    })),
    kept: say('draft-choice.kept'),
    buttons: [plainButton(say('draft-choice.begin'), { do: 'report-new', id: next.id })],
  };
}

/** What it is about, as far as its writer came: kind, words, and whose message it has. */
function linesOf(say: Say, { kind, text, snapshot }: Draft): { text: string }[] {
  return [
    sayKind(say, kind),
    text.trim() === '' ? '' : `“${shown(text.trim())}”`,
    snapshot ? quoteOf(say, snapshot) : '',
  ]
    .filter((line) => line !== '')
    .map((line) => ({ text: line }));
}

/** The message of somebody else: whose, and how it begins. */
function quoteOf(say: Say, { author, text }: Snapshot): string {
  const from = say('draft-choice.message', { author: personText(author) || say('case.someone') });
  return text.trim() === '' ? from : `${from}: “${shown(text.trim())}”`;
}
