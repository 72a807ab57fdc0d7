import type { PersonRef } from '../routing/person.ts';
import type { Addresses, Content, Sender } from './model.ts';

/** Sends something to somebody's own chat at once, without the outbox. True when it arrived. */
export type SendDirectly = (person: PersonRef, content: Content) => Promise<boolean>;

/**
 * Makes the way to answer somebody in their own chat who wrote where others read along. It tries once: whoever asked looks
 * at the screen now, and is told at once when it did not arrive.
 */
export function createDirect(addresses: Addresses, sender: Sender): SendDirectly {
  return async (person, content) => {
    const address = await addresses.find(person);
    const outcome = await sender.send(person, address, content);
    if (outcome.kind !== 'delivered') return false;
    const { conversation } = outcome;
    // the chat was opened for this: the next message goes there at once
    if (address && address.conversation !== conversation)
      await addresses.save(person, { ...address, conversation }, '');
    return true;
  };
}
