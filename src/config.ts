import { z } from 'zod';
import { Fault } from './errors.ts';

/** Everything that the environment can set, read once. */
export interface Config {
  readonly port: number;
  /** The address to listen on: loopback alone where requests are not authenticated. */
  readonly host: string;
  readonly bot: BotIdentity | undefined;
  /** Entra tenants whose messages are answered; empty for any. */
  readonly tenants: readonly string[];
  /** What a token for the tab must be for: the app id, unless the registration gives its Application ID URI. */
  readonly tabAudience: string | undefined;
  readonly database: Database;
  /** Folder with the policies. */
  readonly policies: string;
  readonly directory: DirectoryPlaces;
  readonly logLevel: LogLevel;
}

/** Where it stands who is who. */
export interface DirectoryPlaces {
  /** Path of the directory file; absent when there is none. */
  readonly file: string | undefined;
  /** Whether Microsoft Graph is asked what the file does not say, with the bot's own registration. */
  readonly graph: boolean;
  /** Id of the app in the catalogue of the organisation: then it installs itself for whom it must reach. */
  readonly catalogueApp: string | undefined;
}

/** The bot's registration: the variables of the Bot Framework, by its own names. */
export interface BotIdentity {
  readonly MicrosoftAppId: string;
  readonly MicrosoftAppType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly MicrosoftAppTenantId?: string | undefined;
  readonly MicrosoftAppPassword?: string | undefined;
}

export type Database =
  | { readonly kind: 'pglite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const guid = z.guid('must be a GUID, as shown in the Azure portal');

const environment = z.object({
  PORT: z.coerce.number('must be a port number').int().min(0).max(65535).default(3978),
  HOST: z.string().optional(),
  NODE_ENV: z.string().optional(),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('MultiTenant'),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MAGDAT_TENANTS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.guid('must be tenant ids (GUIDs) with commas between'))),
  MAGDAT_TAB_AUDIENCE: z
    .string()
    .regex(
      /^api:\/\/[^/]+\/[^/]+$/,
      'must be the Application ID URI, such as api://magdat.school.nl/<app id>',
    )
    .optional(),
  MAGDAT_DATA: z.string().default('.data'),
  MAGDAT_POLICIES: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  MAGDAT_DIRECTORY: z.string().optional(),
  MAGDAT_GRAPH: z.enum(['on', 'off'], 'must be on or off').default('off'),
  MAGDAT_CATALOGUE_APP: z.guid('must be the id of the app in the Teams catalogue, a GUID').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** What one variable asks of another; looked at whether or not each of them is right. */
function findConflicts(env: NodeJS.ProcessEnv): string[] {
  const { MicrosoftAppId, MicrosoftAppType = 'MultiTenant', HOST = '127.0.0.1' } = env;
  const missing = (variable: string, why: string) => (env[variable] ? [] : [`${variable} ${why}`]);
  const graph = env.MAGDAT_GRAPH === 'on';
  if (!MicrosoftAppId) {
    const why = 'is required in production: without it anybody could speak for anybody';
    return [
      ...(env.NODE_ENV === 'production' ? missing('MicrosoftAppId', why) : []),
      ...(graph ? missing('MicrosoftAppId', 'is required beside MAGDAT_GRAPH=on') : []),
      ...(LOOPBACK.includes(HOST) ? [] : ['HOST must be 127.0.0.1 as long as MicrosoftAppId is not set']),
    ];
  }
  return [
    ...(['SingleTenant', 'UserAssignedMSI'].includes(MicrosoftAppType)
      ? missing('MicrosoftAppTenantId', 'is required for this type of bot')
      : []),
    ...(['MultiTenant', 'SingleTenant'].includes(MicrosoftAppType)
      ? missing('MicrosoftAppPassword', 'is required beside MicrosoftAppId')
      : []),
    ...(graph ? missing('MicrosoftAppTenantId', 'is required beside MAGDAT_GRAPH=on') : []),
    ...(graph ? missing('MicrosoftAppPassword', 'is required beside MAGDAT_GRAPH=on') : []),
    ...(env.MAGDAT_TAB_AUDIENCE && !env.MAGDAT_TAB_AUDIENCE.endsWith(`/${MicrosoftAppId}`)
      ? ['MAGDAT_TAB_AUDIENCE must end with the MicrosoftAppId']
      : []),
    ...(env.MAGDAT_CATALOGUE_APP && !graph ? ['MAGDAT_CATALOGUE_APP needs MAGDAT_GRAPH=on'] : []),
  ];
}

/**
 * Reads the environment. An empty variable counts as absent.
 * @throws {Fault} `config-invalid`, with a line for every variable that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(set);
  const faults = (result.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()} ${message}`);
  const lines = [...faults, ...findConflicts(set)];
  if (!result.success || lines.length > 0) throw new Fault('config-invalid', lines.join('\n'));
  return toConfig(result.data);
}

/** The folder with the policies: all that a command on the content needs to know. */
export const readPoliciesFolder = (env: NodeJS.ProcessEnv): string => env.MAGDAT_POLICIES || 'policies';

function toConfig(value: z.infer<typeof environment>): Config {
  const { MicrosoftAppId, MicrosoftAppType, MicrosoftAppTenantId, MicrosoftAppPassword } = value;
  return Object.freeze({
    port: value.PORT,
    host: value.HOST ?? (MicrosoftAppId ? '0.0.0.0' : '127.0.0.1'),
    bot: MicrosoftAppId
      ? { MicrosoftAppId, MicrosoftAppType, MicrosoftAppTenantId, MicrosoftAppPassword }
      : undefined,
    tenants: value.MAGDAT_TENANTS,
    tabAudience: value.MAGDAT_TAB_AUDIENCE ?? MicrosoftAppId,
    database: toDatabase(value.DATABASE_URL, value.MAGDAT_DATA),
    policies: readPoliciesFolder({ MAGDAT_POLICIES: value.MAGDAT_POLICIES }),
    directory: {
      file: value.MAGDAT_DIRECTORY,
      graph: value.MAGDAT_GRAPH === 'on',
      catalogueApp: value.MAGDAT_CATALOGUE_APP,
    },
    logLevel: value.LOG_LEVEL,
  });
}

const toDatabase = (url: string | undefined, folder: string): Database =>
  url ? { kind: 'postgres', url } : { kind: 'pglite', folder };
