import type { Group, Question } from '../flows/group-chat/model.ts';
import { ATTESTED } from '../flows/group-chat/model.ts';
import type { GroupQuestionReply } from '../flows/group-chat/reply.ts';
import { GROUP_FACTS } from '../policy/group-situation.ts';
import { isOneOf } from './case-words.ts';
import { type Choice, type ChoiceInput, choicesOf, type TextInput } from './choices.ts';
import { dayInput, missing, ROOM, type Toggle, toggled } from './group-typed.ts';
import type { Listed } from './group-words.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS, within } from './plain.ts';

/** The inputs of the questions about a group; their ids are those of `flows/group-chat/action.ts`. */

const isListed = (question: Question): question is Listed => Object.hasOwn(GROUP_FACTS, question);

/** A choice of a closed list, or of colleagues where the directory lists them. */
export function choiceInputs(say: Say, reply: GroupQuestionReply): ChoiceInput[] {
  const { question, typed, people } = reply;
  if (isListed(question)) {
    return [
      {
        id: 'choice',
        style: 'expanded',
        label: say(`group-fact.label.${question}`),
        placeholder: '',
        missing: missing(say, 'choice'),
        value: typed.choice ?? '',
        choices: valuesOf(say, question),
      },
    ];
  }
  if (question !== 'second-staff' || people.length === 0) return [];
  const choices = people.map(({ id, name }) => ({ title: policyText(name, LIMITS.person), value: id }));
  return [{ ...colleague(say, typed.person ?? ''), style: 'compact', choices }];
}

/** Every value of a fact with its word. */
function valuesOf(say: Say, fact: Listed): Choice[] {
  switch (fact) {
    case 'purpose':
      return choicesOf(say, GROUP_FACTS.purpose, (value) => `group-fact.purpose.${value}`);
    case 'medium':
      return choicesOf(say, GROUP_FACTS.medium, (value) => `group-fact.medium.${value}`);
    case 'participants':
      return choicesOf(say, GROUP_FACTS.participants, (value) => `group-fact.participants.${value}`);
    case 'age':
      return choicesOf(say, GROUP_FACTS.age, (value) => `group-fact.age.${value}`);
    case 'managed-by':
      return choicesOf(say, GROUP_FACTS['managed-by'], (value) => `group-fact.managed-by.${value}`);
    default:
      return fact satisfies never;
  }
}

const colleague = (say: Say, value: string) => ({
  id: 'person',
  label: say('group-question.second-staff.label'),
  placeholder: say('group-question.second-staff.placeholder'),
  missing: missing(say, 'person'),
  value,
});

/** A people picker of Teams over the whole organisation, where the directory gives no list to choose from. */
export const personPickers = (say: Say, { question, people, typed }: GroupQuestionReply) =>
  question === 'second-staff' && people.length === 0 ? [colleague(say, typed.person ?? '')] : [];

/** The name of the group, or why somebody wants it. */
export function questionTexts(say: Say, { question, typed }: GroupQuestionReply): TextInput[] {
  const value = within(typed.text ?? '', ROOM);
  if (question === 'participants') {
    return [
      {
        id: 'text',
        label: say('group-question.participants.text'),
        readers: say('readers.group'),
        placeholder: say('group-question.participants.placeholder'),
        missing: missing(say, 'name'),
        multiline: false,
        value,
      },
    ];
  }
  if (question !== 'permission') return [];
  return [
    {
      id: 'text',
      label: say('group-question.permission.label'),
      readers: say('readers.group'),
      placeholder: say('group-question.permission.placeholder'),
      missing: missing(say, 'why'),
      multiline: true,
      value,
    },
  ];
}

const COUNTS = ['asked', 'given', 'refused'] as const;

/**
 * How many were asked and what they said. Text with the keys of a telephone: a number input sends nothing of what is no
 * number, so that it could not be given back.
 */
export const countInputs = (say: Say, { question, typed }: GroupQuestionReply) =>
  question === 'consent'
    ? COUNTS.map((id) => ({
        id,
        label: say(`group-question.consent.${id}`),
        missing: missing(say, id),
        value: typed[id] ?? '',
      }))
    : [];

/** The last day of the group, or the day of the count. */
export function dayInputs(say: Say, { question, typed }: GroupQuestionReply) {
  if (question === 'until') return [dayInput(say, say('group-fact.label.until'), typed.date)];
  return question === 'consent' ? [dayInput(say, say('group-question.consent.date'), typed.date)] : [];
}

/** What is declared, and the other way for those who refuse. */
export function toggleInputs(say: Say, { question, typed }: GroupQuestionReply): Toggle[] {
  if (question === 'consent') {
    return [
      {
        id: 'alternative',
        label: say('group-question.consent.alternative.label'),
        title: say('group-question.consent.alternative.title'),
        value: toggled(typed.alternative),
      },
    ];
  }
  if (!isOneOf(ATTESTED, question)) return [];
  return [
    {
      id: 'attested',
      label: say('group-question.statement'),
      title: say(`group-question.${question}.attested`),
      value: toggled(typed.attested),
    },
  ];
}

export const isDraft = ({ state }: Group): boolean => state === 'draft';
