import type { Say } from '../cards/parts.ts';
import type { Clock } from '../cards/times.ts';
import type { Known } from '../flows/people.ts';

/** Somebody who looks at the tab, as the directory knows them: never as the client says. */
export interface Viewer extends Known {
  /** Texts in the language that the tab is in. */
  readonly say: Say;
}

/** When and where a viewer reads: times are those of their school. */
export const clockOf = ({ language, school }: Viewer, now: Date): Clock => ({
  language,
  zone: school?.calendar.zone ?? 'Europe/Amsterdam',
  now,
});
