import { Fault, isFault } from '../errors.ts';

/** A report or a group that a newer version kept, in words or a shape that this version does not know. */
export interface Unreadable {
  readonly unreadable: true;
  readonly id: string;
  readonly createdAt: Date;
  readonly closedAt: Date | undefined;
}

export const isUnreadable = (one: object): one is Unreadable => 'unreadable' in one;

export const isReadable = <T extends object>(one: T | Unreadable): one is T => !isUnreadable(one);

export const newerRecord = (): Fault =>
  new Fault(
    'record-newer',
    'A record was kept by a newer version of the bot, and this one cannot read it. Start that version again.',
  );

/** Gives something else where what is looked for cannot be read; other faults go on. */
export const ifUnreadable = <T, Else>(looked: Promise<T>, otherwise: () => Else | Promise<Else>) =>
  looked.catch((error: unknown): Else | Promise<Else> => {
    if (isFault(error) && error.code === 'record-newer') return otherwise();
    throw error;
  });
