import type { Audience } from '../policy/model.ts';

/** Somebody in a tenant: the Entra object id where the client gives it, else the channel's own id. */
export interface PersonRef {
  readonly tenant: string;
  readonly id: string;
}

/** Somebody with the name that cards show; as copied into a case, so that it stays readable when they leave. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Stands in the history of a case for somebody who had themselves erased; cards say so in words. No client has this id. */
export const ERASED: Named = { id: 'erased', name: 'erased' };

/** Somebody whom the directory knows. */
export interface Person extends PersonRef {
  readonly name: string;
  readonly role: Audience;
  /** Id of their school in the directory. */
  readonly school: string;
  /** User principal name, for deep links into Teams; absent where the directory does not tell. */
  readonly principal?: string | undefined;
}

export const isSame = (one: { readonly id: string }, other: { readonly id: string } | undefined): boolean =>
  one.id === other?.id;

/** Without what else is known of somebody: this is kept and shown. */
export const toNamed = ({ id, name }: Named): Named => ({ id, name });
