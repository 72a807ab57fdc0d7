import type { Audience, Language, Slots } from '../../policy/model.ts';
import type { PersonRef } from '../../routing/person.ts';

/** Somebody in a conversation. */
export interface Asker extends PersonRef {
  readonly conversation: string;
}

/** What was last answered to somebody in a conversation. Holds no words of theirs. */
export interface Context {
  readonly topic: string;
  readonly slots: Slots;
}

/** Remembers for half an hour what was answered, so that `en op excursie?` means something. */
export interface Contexts {
  find(asker: Asker): Promise<Context | undefined>;
  save(asker: Asker, context: Context): Promise<void>;
  /** Ends the subject of a conversation. */
  clear(asker: Asker): Promise<void>;
  forget(person: PersonRef): Promise<void>;
}

/** What somebody told about themselves. */
export interface Profile {
  readonly audience?: Audience | undefined;
  /** Id of the policy of their school. */
  readonly policy?: string | undefined;
  /** The language that they chose; absent: the language of each question. */
  readonly language?: Language | undefined;
}

/** Remembers who somebody is. */
export interface Profiles {
  find(person: PersonRef): Promise<Profile | undefined>;
  /** Changes what is given and keeps the rest. */
  save(person: PersonRef, changes: Profile): Promise<void>;
  forget(person: PersonRef): Promise<void>;
}

/** What the keeper of a policy learns from; holds no identity. */
export interface Feedback {
  /** `answered`: counts an answer; `instructions`: the steps for an app, which the note names, look different in the app. */
  readonly kind: 'answered' | 'unanswered' | 'helpful' | 'not-helpful' | 'report' | 'instructions';
  readonly tenant: string;
  /** Id of the school in the directory; empty where the directory does not tell it, and then no keeper sees it. */
  readonly school: string;
  readonly policy: string;
  readonly audience: Audience;
  readonly language: Language;
  readonly topic?: string | undefined;
  /** Kept only when the question was not answered or the answer was not right. */
  readonly question?: string | undefined;
  readonly note?: string | undefined;
}

/** The school of somebody to whom a policy applies; empty where the directory does not tell. */
export type FindSchool = (person: PersonRef, policy: string) => Promise<string>;

export interface FeedbackBox {
  add(feedback: Feedback): Promise<void>;
}
