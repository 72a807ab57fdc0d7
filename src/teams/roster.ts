import { TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Member } from '../flows/group-chat/ports.ts';
import { readAsker } from './activity.ts';
import { failAt } from './attempt.ts';
import { findOwnRoster } from './place.ts';

/**
 * Somebody in the roster (Teams documentation, "Get member details and roster"). The object id stands in `objectId` or
 * `aadObjectId`; mail address and principal may be left out. Only what is looked at here is read.
 */
const account = z.looseObject({
  id: z.string().min(1),
  aadObjectId: z.string().min(1).nullish().catch(undefined),
  objectId: z.string().min(1).nullish().catch(undefined),
  name: z.string().nullish().catch(undefined),
  tenantId: z.string().nullish().catch(undefined),
  userPrincipalName: z.string().nullish().catch(undefined),
  userRole: z.string().nullish().catch(undefined),
});
type Account = z.infer<typeof account>;

/** The largest page that the service gives; of a chat it gives everybody at once. */
const PAGE = 500;
/** Enough for the largest team, and an end for a service that goes on giving tokens. */
const PAGES = 60;

/** Roles of somebody without an account in the organisation. */
const OUTSIDE = ['anonymous', 'guest'];
/** Stands in the principal of somebody who was invited from another organisation. */
const INVITED = '#ext#';

/**
 * Reads who is in the group chat, in the team of the channel, or in the channel where that has members of its own. The
 * bot is left out, and everybody is there once.
 * @param timeout in milliseconds, for all pages together: a turn has about 15 seconds.
 * @throws as the connector client does, or a `TimeoutError`
 */
export async function readRoster(context: TurnContext, timeout = 8000): Promise<readonly Member[]> {
  const signal = AbortSignal.timeout(timeout);
  const accounts = await Promise.race([readAll(context, signal), failAt(signal)]);
  const { activity } = context;
  const { tenant } = readAsker(activity);
  const people = accounts.filter(({ id }) => id !== activity.recipient?.id);
  return [...new Map(people.map((one) => toMember(one, tenant)).map((one) => [one.id, one])).values()];
}

async function readAll(context: TurnContext, signal: AbortSignal): Promise<Account[]> {
  const accounts: Account[] = [];
  const own = findOwnRoster(context.activity);
  let token: string | undefined;
  for (let page = 0; page < PAGES && !signal.aborted; page++) {
    const { members, continuationToken } = await (own === undefined
      ? TeamsInfo.getPagedMembers(context, PAGE, token)
      : // the service knows a team by the id of one of its channels, so this asks for any channel
        TeamsInfo.getPagedTeamMembers(context, own, PAGE, token));
    accounts.push(...z.array(account).parse(members ?? []));
    if (!continuationToken) return accounts;
    token = continuationToken;
  }
  // half a roster would say that people left who did not
  throw new Error('the roster has no end');
}

const toMember = (one: Account, tenant: string): Member => ({
  id: one.aadObjectId ?? one.objectId ?? one.id,
  name: one.name ?? '',
  isGuest: isGuest(one, tenant),
});

/** Any one of the signs is enough: none of them is always there. */
function isGuest({ tenantId, userPrincipalName, userRole }: Account, tenant: string): boolean {
  const isForeign = Boolean(tenantId && tenant) && tenantId?.toLowerCase() !== tenant.toLowerCase();
  return (
    isForeign ||
    (userPrincipalName ?? '').toLowerCase().includes(INVITED) ||
    OUTSIDE.includes((userRole ?? '').toLowerCase())
  );
}
