import { z } from 'zod';
import { Fault } from '../errors.ts';
import type { GraphAnswer, GraphRequest } from './graph-client.ts';

/** An account, as far as this program looks at it. */
export interface GraphUser {
  readonly id: string;
  readonly name: string;
  readonly principal: string | undefined;
}

/** What is asked of Microsoft Graph; also the names under which refusals are told. */
export type GraphCall = 'user' | 'manager' | 'education-user' | 'groups' | 'members';

/** Told of each call that Graph refuses and that one can do without: a permission is missing. */
export type Refused = (call: GraphCall, status: number) => void;

/** The questions that a directory has for Microsoft Graph v1.0. Ids are Entra object ids; a miss is `undefined`. */
export interface GraphCalls {
  /** An account that exists and is not switched off. */
  findUser(id: string): Promise<GraphUser | undefined>;
  findManager(id: string): Promise<string | undefined>;
  /** What School Data Sync says that somebody is. */
  findRole(id: string): Promise<'staff' | 'student' | undefined>;
  /** Which of these groups somebody is in, also by way of a group in a group. */
  findGroups(id: string, groups: readonly string[]): Promise<ReadonlySet<string>>;
  /** The accounts in a group, also by way of a group in a group. */
  listMembers(group: string): Promise<readonly GraphUser[]>;
}

const FIELDS = '$select=id,displayName,userPrincipalName,accountEnabled';

/** Most groups that one `checkMemberGroups` may ask about (Graph, "directoryObject: checkMemberGroups"). */
const GROUPS_PER_CALL = 20;

/** The largest page of members that Graph gives, and how many pages are read at most. */
const PAGE = 999;
const PAGES = 20;

const account = z.object({
  '@odata.type': z.string().default('#microsoft.graph.user'),
  id: z.string().toLowerCase(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});
const reference = z.object({ id: z.string().toLowerCase() });
const educationUser = z.object({ primaryRole: z.string().nullish() });
const ids = z.object({ value: z.array(z.string().toLowerCase()) });
const page = z.object({ value: z.array(account), '@odata.nextLink': z.string().optional() });

const ROLES: Readonly<Record<string, 'staff' | 'student'>> = {
  student: 'student',
  teacher: 'staff',
  faculty: 'staff',
};

export function createGraphCalls(request: GraphRequest, refused: Refused): GraphCalls {
  /** Something that one can do without: a refusal is told, and counts as a miss. */
  async function ask<T>(call: GraphCall, path: string, shape: z.ZodType<T>): Promise<T | undefined> {
    const answer = await request('GET', path);
    if (answer.status >= 400 && answer.status !== 404) refused(call, answer.status);
    return answer.status >= 400 ? undefined : parse(answer, shape);
  }

  return {
    findUser: async (id) => {
      const answer = await request('GET', `/users/${id}?${FIELDS}`);
      return answer.status === 404 ? undefined : toUser(parse(answer, account));
    },
    findManager: async (id) => (await ask('manager', `/users/${id}/manager?$select=id`, reference))?.id,
    findRole: async (id) => {
      const found = await ask('education-user', `/education/users/${id}?$select=primaryRole`, educationUser);
      return ROLES[found?.primaryRole ?? ''];
    },
    findGroups: async (id, groups) => {
      const found = new Set<string>();
      for (let first = 0; first < groups.length; first += GROUPS_PER_CALL) {
        const groupIds = groups.slice(first, first + GROUPS_PER_CALL);
        const answer = await request('POST', `/users/${id}/checkMemberGroups`, { groupIds });
        for (const group of parse(answer, ids).value) found.add(group);
      }
      return found;
    },
    listMembers: (group) => listMembers(request, group),
  };
}

async function listMembers(request: GraphRequest, group: string): Promise<readonly GraphUser[]> {
  const members: GraphUser[] = [];
  let next: string | undefined = `/groups/${group}/transitiveMembers?${FIELDS}&$top=${PAGE}`;
  for (let count = 0; next && count < PAGES; count++) {
    const { value, ...more }: z.infer<typeof page> = parse(await request('GET', next), page);
    members.push(...value.map(toUser).filter((user) => user !== undefined));
    next = more['@odata.nextLink'];
  }
  return members;
}

/** A person who may sign in; groups hold devices and other groups too. */
function toUser({ displayName, ...found }: z.infer<typeof account>): GraphUser | undefined {
  if (found['@odata.type'] !== '#microsoft.graph.user' || found.accountEnabled === false || !displayName) {
    return undefined;
  }
  return { id: found.id, name: displayName, principal: found.userPrincipalName ?? undefined };
}

/** The body of an answer that one cannot do without. */
function parse<T>({ status, body }: GraphAnswer, shape: z.ZodType<T>): T {
  const result = status < 300 ? shape.safeParse(body) : undefined;
  if (result?.success) return result.data;
  throw new Fault(
    'directory-unreachable',
    `Microsoft Graph gave no usable answer (${status}). Give the app registration the application permissions User.Read.All and GroupMember.Read.All with admin consent, and check the groups in the directory file.`,
  );
}
