import { SEVERITIES } from '../flows/escalation/model.ts';
import type { TextKey } from '../locale/locale.ts';
import type { Say } from './parts.ts';

/** Inputs of the forms. Nothing is checked in the client: what it would refuse or cut must reach us, to be kept. */

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** Data of `cards/part-choice.json`. */
export interface ChoiceInput {
  readonly id: string;
  readonly style: 'compact' | 'expanded';
  readonly label: string;
  readonly placeholder: string;
  readonly missing: string;
  readonly value: string;
  readonly choices: readonly Choice[];
}

/** Data of `cards/part-text.json`. */
export interface TextInput {
  readonly id: string;
  readonly label: string;
  /** Who will read what is typed, above the input. */
  readonly readers: string;
  readonly placeholder: string;
  readonly missing: string;
  readonly multiline: boolean;
  readonly value: string;
}

/** A choice for each word of a closed list. */
export const choicesOf = <T extends string>(
  say: Say,
  list: readonly T[],
  key: (one: T) => TextKey,
): Choice[] => list.map((value) => ({ title: say(key(value)), value }));

/** The three levels, each with an example. */
export const severityInput = (say: Say, value: string): ChoiceInput => ({
  id: 'severity',
  style: 'expanded',
  label: say('report-form.severity'),
  placeholder: '',
  missing: say('problem.missing', { field: say('problem.field.severity') }),
  value,
  choices: choicesOf(say, SEVERITIES, (severity) => `report-form.severity-example.${severity}`),
});
