import { referenceOf } from '../flows/escalation/model.ts';
import type { CaseAct, CaseTypedReply, Prompt } from '../flows/escalation/reply.ts';
import { emergencyBlock } from './aid-parts.ts';
import { nameOf } from './case-words.ts';
import { type ExecuteButton, plainButton, sendButton } from './execute.ts';
import type { Say } from './parts.ts';
import { whole, within } from './plain.ts';
import { capital } from './problems.ts';

/** Room for what was typed, and for a question, in characters of the card's JSON. */
const ROOM = { text: 21_000, question: 1500 } as const;

/** Data of `cards/case-typed.json`: what somebody typed, and which case it may be meant for. */
export function caseTypedData(say: Say, reply: CaseTypedReply) {
  const { text, prompts, emergency, crisis } = reply;
  return {
    summary: say('case-typed.summary'),
    emergency: emergencyBlock(say, emergency, { ...reply, lines: crisis }),
    text: {
      id: 'text',
      label: say('case-typed.text'),
      readers: say('readers.nobody-yet'),
      placeholder: '',
      missing: say('problem.missing', { field: say('problem.field.text') }),
      multiline: true,
      value: within(text, ROOM.text),
    },
    prompts: prompts.map((prompt) => ({
      title: titleOf(say, prompt),
      question: prompt.part === 'reporter' ? whole(prompt.case.question ?? '', ROOM.question) : '',
      buttons: buttonsOf(say, prompt),
    })),
    buttons: [sendButton(say('case-typed.rules'), { do: 'typed-question' })],
  };
}

function titleOf(say: Say, { case: one, part, asker }: Prompt): string {
  const names = {
    asker: nameOf(say, asker ?? one.holder),
    holder: nameOf(say, one.holder),
    reference: referenceOf(one),
  };
  return capital(say(`case-typed.title.${part === 'guard' ? 'asked' : part}`, names));
}

function buttonsOf(say: Say, { case: { id, version }, part }: Prompt): ExecuteButton[] {
  const does = (act: CaseAct) => ({ do: 'case-act', id, version, act }) as const;
  const atOnce = (act: CaseAct) => plainButton(say(`case.act.${act}`), does(act));
  switch (part) {
    case 'reporter':
      return [sendButton(say('case-typed.answer'), does('answer'))];
    case 'holder':
      return [
        sendButton(say('case-typed.ask'), does('ask')),
        sendButton(say('case-typed.close'), does('close')),
      ];
    case 'offered':
      return [atOnce('accept'), atOnce('decline')];
    case 'asked':
    case 'guard':
      return [atOnce('acknowledge')];
    default:
      return part satisfies never;
  }
}
