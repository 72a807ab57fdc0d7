import { sentOf } from '../typed.ts';
import type { Answer, PostedAnswer } from './answer.ts';
import type { Group, Question } from './model.ts';
import type { GroupFormAct } from './reply.ts';

/** What the inputs of a card hold before somebody types; a client that leaves one out means this. */

/** What the inputs of a question hold: what was answered before, else what is likely. */
export function typedBefore(group: Group, question: Question, lastDay: string): Record<string, string> {
  const { answers, second, permission, consent, proofs } = group;
  switch (question) {
    case 'purpose':
    case 'medium':
    case 'age':
    case 'managed-by':
      return { choice: answers[question] ?? '' };
    case 'participants':
      return { choice: answers.participants ?? '', text: answers.name };
    case 'until':
      return { date: answers.until || lastDay };
    case 'second-staff':
      return { person: second?.state === 'chosen' ? second.person.id : '' };
    case 'permission':
      return { text: permission?.why ?? '' };
    case 'consent':
      return consent
        ? {
            asked: `${consent.asked}`,
            given: `${consent.given}`,
            refused: `${consent.refused}`,
            alternative: `${consent.alternative}`,
            date: consent.on,
          }
        : {};
    default:
      return { attested: `${proofs[question] !== undefined}` };
  }
}

/** What the inputs of a form hold. */
export const typedInForm = (
  { answers }: Group,
  act: GroupFormAct,
  lastDay: string,
): Record<string, string> =>
  act === 'change' ? { text: answers.name, date: answers.until } : act === 'review' ? { date: lastDay } : {};

const NOTHING = {
  choice: '',
  text: '',
  date: '',
  person: '',
  asked: '',
  given: '',
  refused: '',
  alternative: 'false',
  attested: 'false',
} as const;

/** An answer with what a client left out as the group has it. */
export const withAnswered = (posted: PostedAnswer, group: Group, lastDay: string): Answer => ({
  ...posted,
  ...NOTHING,
  ...typedBefore(group, posted.question, lastDay),
  ...sentOf(posted),
});
