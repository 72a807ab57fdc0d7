import { readAppValues } from '../../../src/manifest/values.ts';

const BOT = 'BBBBBBBB-0000-4000-8000-000000000002';
const APP = 'aaaaaaaa-0000-4000-8000-000000000001';

describe('reading the values of a deployment', () => {
  it('takes the bot id for the app id when that is not set', () => {
    const values = readAppValues({
      MicrosoftAppId: BOT,
      MAGDAT_TEAMS_APP_ID: '',
      MAGDAT_DOMAIN: 'Magdat.School.nl',
    });
    expect(values).toEqual({
      appId: BOT.toLowerCase(),
      botId: BOT.toLowerCase(),
      domain: 'magdat.school.nl',
    });
  });

  it('keeps an app id of its own', () => {
    const values = readAppValues({ MicrosoftAppId: BOT, MAGDAT_TEAMS_APP_ID: APP, MAGDAT_DOMAIN: 'a.nl' });
    expect(values.appId).toBe(APP);
  });

  it('lists everything that is missing in one go', () => {
    expect(() => readAppValues({})).toThrow(
      expect.objectContaining({
        code: 'manifest-invalid',
        message: expect.stringMatching(/^MicrosoftAppId must .+\nMAGDAT_DOMAIN must .+$/),
      }),
    );
  });

  it('lists everything that is wrong in one go', () => {
    const wrong = { MicrosoftAppId: 'x', MAGDAT_TEAMS_APP_ID: 'y', MAGDAT_DOMAIN: 'https://magdat.nl' };
    expect(() => readAppValues(wrong)).toThrow(
      /^MicrosoftAppId must .+\nMAGDAT_TEAMS_APP_ID must .+\nMAGDAT_DOMAIN must .+$/,
    );
  });

  it.each([
    'https://a.nl',
    'a.nl/',
    'a.nl:3978',
    'localhost',
    '127.0.0.1',
    'a b.nl',
    '-a.nl',
    'a..nl',
    'a.nl\n',
    '"a.nl',
  ])('refuses %j for a host name', (domain) => {
    expect(() => readAppValues({ MicrosoftAppId: BOT, MAGDAT_DOMAIN: domain })).toThrow(
      /^MAGDAT_DOMAIN must be/,
    );
  });

  it.each(['magdat.school.nl', 'a-b.xn--p1ai', 'x7.azurewebsites.net'])(
    'takes %s for a host name',
    (domain) => {
      expect(readAppValues({ MicrosoftAppId: BOT, MAGDAT_DOMAIN: domain }).domain).toBe(domain);
    },
  );
});
