import { type Config, readConfig } from '../../src/config.ts';
import { isFault } from '../../src/errors.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const TENANT = '66666666-7777-4888-8999-aaaaaaaaaaaa';
const BOT = { MicrosoftAppId: APP, MicrosoftAppPassword: 'secret-value' };

describe('The configuration', () => {
  it('has a value for everything when nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      bot: undefined,
      tenants: [],
      database: { kind: 'pglite', folder: '.data' },
      policies: 'policies',
      directory: { file: undefined, graph: false, catalogueApp: undefined },
      logLevel: 'info',
    });
  });

  it.each<[variable: string, value: string, read: Partial<Config>]>([
    ['PORT', '8080', { port: 8080 }],
    ['PORT', '0', { port: 0 }],
    ['HOST', 'localhost', { host: 'localhost' }],
    ['HOST', '::1', { host: '::1' }],
    ['MAGDAT_TENANTS', TENANT, { tenants: [TENANT] }],
    ['MAGDAT_TENANTS', ` ${TENANT} , ${APP},`, { tenants: [TENANT, APP] }],
    ['MAGDAT_DATA', '/var/magdat', { database: { kind: 'pglite', folder: '/var/magdat' } }],
    ['MAGDAT_POLICIES', '/etc/policies', { policies: '/etc/policies' }],
    [
      'DATABASE_URL',
      'postgres://u:p@db/magdat',
      { database: { kind: 'postgres', url: 'postgres://u:p@db/magdat' } },
    ],
    [
      'DATABASE_URL',
      'postgresql://db/magdat',
      { database: { kind: 'postgres', url: 'postgresql://db/magdat' } },
    ],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ])('reads %s=%s', (variable, value, read) => {
    expect(readConfig({ [variable]: value })).toEqual({ ...readConfig({}), ...read });
  });

  it('prefers a server over a folder', () => {
    const { database } = readConfig({ DATABASE_URL: 'postgres://db/magdat', MAGDAT_DATA: 'folder' });
    expect(database.kind).toBe('postgres');
  });

  it('takes an empty variable for absent', () => {
    const empty = {
      PORT: '',
      HOST: '',
      MicrosoftAppId: '',
      DATABASE_URL: '',
      LOG_LEVEL: '',
      MAGDAT_TENANTS: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('does not look at other variables', () => {
    expect(readConfig({ PATH: '/bin', SECRET: 'x' })).toEqual(readConfig({}));
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('The directory', () => {
  const GRAPH = { ...BOT, MicrosoftAppTenantId: TENANT, MAGDAT_GRAPH: 'on' };

  it('is a file, and Graph where it is switched on', () => {
    const env = { ...GRAPH, MAGDAT_DIRECTORY: 'people.yaml', MAGDAT_CATALOGUE_APP: APP };
    expect(readConfig(env).directory).toEqual({ file: 'people.yaml', graph: true, catalogueApp: APP });
  });

  it('asks Graph only as a bot with a tenant and a password', () => {
    expect(linesOf({ MAGDAT_GRAPH: 'on' })).toEqual([expect.stringMatching(/^MicrosoftAppId /)]);
    expect(linesOf({ ...BOT, MAGDAT_GRAPH: 'on' })).toEqual([
      expect.stringMatching(/^MicrosoftAppTenantId /),
    ]);
    const managed = { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' };
    expect(linesOf({ ...GRAPH, ...managed })).toEqual([expect.stringMatching(/^MicrosoftAppPassword /)]);
  });

  it('is on or off', () => {
    expect(linesOf({ MAGDAT_GRAPH: 'yes' })).toEqual([expect.stringMatching(/^MAGDAT_GRAPH .*on or off/)]);
  });

  it('installs the app through Graph alone', () => {
    expect(linesOf({ ...BOT, MAGDAT_CATALOGUE_APP: APP })).toEqual([
      expect.stringMatching(/^MAGDAT_CATALOGUE_APP needs MAGDAT_GRAPH=on/),
    ]);
  });
});

describe('The tab', () => {
  it('takes tokens for the app id, or for its URI where that is set', () => {
    const uri = `api://magdat.example/${APP}`;
    expect(readConfig(BOT).tabAudience).toBe(APP);
    expect(readConfig({ ...BOT, MAGDAT_TAB_AUDIENCE: uri }).tabAudience).toBe(uri);
    expect(readConfig({}).tabAudience).toBeUndefined();
  });

  it.each([
    ['magdat.example', /Application ID URI/],
    ['api://magdat.example/other', /must end with the MicrosoftAppId/],
  ])('takes none for %s', (audience, fault) => {
    expect(linesOf({ ...BOT, MAGDAT_TAB_AUDIENCE: audience })[0]).toMatch(fault);
  });
});

describe('A bot', () => {
  it('listens on all addresses, since its requests are authenticated', () => {
    expect(readConfig(BOT)).toMatchObject({
      host: '0.0.0.0',
      bot: { ...BOT, MicrosoftAppType: 'MultiTenant' },
    });
  });

  it('may listen on any address', () => {
    expect(readConfig({ ...BOT, HOST: '10.0.0.4' }).host).toBe('10.0.0.4');
  });

  it('of one tenant has a tenant', () => {
    const single = { ...BOT, MicrosoftAppType: 'SingleTenant' };
    expect(readConfig({ ...single, MicrosoftAppTenantId: TENANT }).bot).toMatchObject({
      MicrosoftAppTenantId: TENANT,
    });
    expect(linesOf(single)).toEqual([expect.stringMatching(/^MicrosoftAppTenantId /)]);
  });

  it('with a managed identity needs a tenant and no password', () => {
    const managed = { MicrosoftAppId: APP, MicrosoftAppType: 'UserAssignedMSI' };
    expect(readConfig({ ...managed, MicrosoftAppTenantId: TENANT }).bot).toMatchObject({
      MicrosoftAppType: 'UserAssignedMSI',
    });
    expect(linesOf(managed)).toEqual([expect.stringMatching(/^MicrosoftAppTenantId /)]);
  });

  it('needs a password beside its id', () => {
    expect(linesOf({ MicrosoftAppId: APP })).toEqual([expect.stringMatching(/^MicrosoftAppPassword /)]);
  });

  it('is required in production', () => {
    expect(linesOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^MicrosoftAppId .*required/),
    ]);
    expect(readConfig({ ...BOT, NODE_ENV: 'production' }).bot).toBeDefined();
  });

  it.each(['0.0.0.0', '::', '192.168.1.10', 'example.org'])('is required to listen on %s', (HOST) => {
    expect(linesOf({ HOST })).toEqual([expect.stringMatching(/^HOST /)]);
  });
});

describe('A bad variable', () => {
  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['MicrosoftAppId', 'my-bot'],
    ['MicrosoftAppTenantId', 'contoso'],
    ['MicrosoftAppType', 'Anything'],
    ['MAGDAT_TENANTS', 'contoso.onmicrosoft.com'],
    ['DATABASE_URL', 'mysql://u:topsecret@db/magdat'],
    ['DATABASE_URL', 'topsecret'],
    ['LOG_LEVEL', 'chatty'],
  ])('is told in one line that names %s, without its value (%s)', (variable, value) => {
    const lines = linesOf({ ...BOT, [variable]: value });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${variable} .{8,}`))]);
    expect(lines.join()).not.toContain(value);
  });

  it.each(['abc', '70000', '80.5'])('is told with its remedy: PORT=%s', (PORT) => {
    expect(linesOf({ PORT })).toEqual([expect.stringMatching(/^PORT must be /)]);
  });

  it('is a coded fault', () => {
    const error = faultOf({ PORT: 'abc' });
    expect(isFault(error)).toBe(true);
    expect(error).toMatchObject({ code: 'config-invalid' });
  });

  it('comes with all others in one error', () => {
    const lines = linesOf({
      PORT: 'abc',
      MicrosoftAppId: 'x',
      LOG_LEVEL: 'y',
      DATABASE_URL: 'z',
      MAGDAT_TENANTS: 'w',
    });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'MAGDAT_TENANTS',
      'MicrosoftAppId',
      'MicrosoftAppPassword',
      'PORT',
    ]);
  });

  it('comes with what is missing in the same error', () => {
    const lines = linesOf({ PORT: 'abc', NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['HOST', 'MicrosoftAppId', 'PORT']);
  });

  it('comes with two things that are missing in the same error', () => {
    const lines = linesOf({ MicrosoftAppId: APP, MicrosoftAppType: 'SingleTenant' });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
    ]);
  });
});

function faultOf(env: NodeJS.ProcessEnv): unknown {
  try {
    readConfig(env);
  } catch (error) {
    return error;
  }
  throw new Error('the configuration was accepted');
}

const linesOf = (env: NodeJS.ProcessEnv): string[] => (faultOf(env) as Error).message.split('\n');
