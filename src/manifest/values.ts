import { z } from 'zod';
import { Fault } from '../errors.ts';

/** What differs from one deployment to the next. */
export interface AppValues {
  /** The Teams app's own id, a GUID. */
  readonly appId: string;
  /** The bot's registration (`MicrosoftAppId`), a GUID. */
  readonly botId: string;
  /** Host name under which the bot is reached, for example `magdat.school.nl`. */
  readonly domain: string;
}

/** A host name with at least one dot, without scheme, port or path. */
export const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

const guid = (remedy: string) => z.guid(remedy).toLowerCase();

const environment = z.object({
  MicrosoftAppId: guid("must be set to the bot's app id, a GUID that the Azure portal shows"),
  MAGDAT_TEAMS_APP_ID: guid('must be a GUID; leave it out to use MicrosoftAppId').optional(),
  MAGDAT_DOMAIN: z
    .string('must be set to the host name of the bot, for example magdat.school.nl')
    .regex(HOST, 'must be a host name alone, such as magdat.school.nl, without https://, port or path')
    .toLowerCase(),
});

/**
 * Reads what the app package needs from the environment. An empty variable counts as absent.
 * @throws {Fault} `manifest-invalid`, with a line for every variable that is missing or wrong.
 */
export function readAppValues(env: NodeJS.ProcessEnv): AppValues {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(set);
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    throw new Fault('manifest-invalid', lines.join('\n'));
  }
  const { MicrosoftAppId, MAGDAT_TEAMS_APP_ID, MAGDAT_DOMAIN } = result.data;
  return { appId: MAGDAT_TEAMS_APP_ID ?? MicrosoftAppId, botId: MicrosoftAppId, domain: MAGDAT_DOMAIN };
}
