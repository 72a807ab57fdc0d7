import type { HelpKind } from '../../policy/model.ts';
import type { PersonRef } from '../../routing/person.ts';
import type { People } from '../people.ts';
import { whoActs } from './changes.ts';
import { type Case, isUrgent } from './model.ts';
import type { Cases } from './ports.ts';
import type { CaseTypedReply, Part, Prompt } from './reply.ts';
import { LENGTHS } from './report.ts';
import { partOf } from './rights.ts';
import { refOf, type Views } from './views.ts';

export interface HearingParts {
  readonly cases: Cases;
  readonly people: People;
  readonly views: Views;
  readonly crisisHelp: (text: string) => HelpKind | undefined;
}

/** Prompts that one card asks about; somebody with more finds them in their list. */
const MOST = 3;

/**
 * Asks about words that somebody types while a case waits for them: a question of the holder that they did not answer, an
 * offer, a case to take up, a reminder. They might be meant for it, or be a question about the rules: nobody else can tell.
 */
export function createHearing({ cases, people, views, crisisHelp }: HearingParts) {
  return async (person: PersonRef, text: string): Promise<CaseTypedReply | undefined> => {
    const waiting = (await cases.listAwaiting(person)).flatMap((one) => toWaiting(one, person.id));
    const [first] = waiting;
    if (!first) return undefined;
    const shown = waiting.slice(0, MOST);
    const { one, part } = first;
    const crisis = crisisHelp(text.slice(0, LENGTHS.text.most));
    const role = part === 'reporter' ? one.reporter.role : 'staff';
    return {
      kind: 'case-typed',
      ...(await views.settingOf(one, await people.languageOf(person))),
      aid: crisis ? views.crisisAid(crisis, role) : views.aidFor(one.kind, role),
      emergency: crisis !== undefined || shown.some((each) => isUrgent(each.one)),
      crisis: crisis !== undefined,
      text,
      prompts: await Promise.all(shown.map(toPrompt)),
    };
  };

  /** The one who asked may not hold the case any more. */
  async function toPrompt({ one, part }: Waiting): Promise<Prompt> {
    const asked = part === 'reporter' ? await cases.listEvents(refOf(one)) : undefined;
    return { case: one, part, asker: asked?.findLast(({ kind }) => kind === 'asked')?.actor };
  }
}

interface Waiting {
  readonly one: Case;
  readonly part: Part;
}

/** Whether a case waits for words of somebody, or for a yes. */
function toWaiting(one: Case, person: string): Waiting[] {
  const part = partOf(one, person);
  switch (part) {
    case 'reporter':
      return one.question === undefined ? [] : [{ one, part }];
    case 'holder':
      return one.reminded ? [{ one, part }] : [];
    case 'offered':
      return [{ one, part }];
    case 'asked':
    case 'guard':
      return !one.holder && whoActs(one).includes(person) ? [{ one, part }] : [];
    case undefined:
      return [];
    default:
      return part satisfies never;
  }
}
