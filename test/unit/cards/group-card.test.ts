import {
  GROUP_EVENT_KINDS,
  GROUP_STATES,
  type Permission,
  type Second,
  type Standing,
} from '../../../src/flows/group-chat/model.ts';
import { GROUP_ACTS, type GroupReply } from '../../../src/flows/group-chat/reply.ts';
import { LANGUAGES } from '../../../src/policy/model.ts';
import * as groups from '../../support/cards/group-replies.ts';
import { textsOf } from './card-rules.ts';
import { buttonOf, buttonsOf, cardOf, linesOf, read, titlesOf } from './reading.ts';

const shown = (overrides: Partial<GroupReply> = {}) => cardOf(groups.buildGroupReply('nl', overrides));
const active = { group: groups.buildActive(), standings: groups.MET_STANDINGS };

describe('the card of a group', () => {
  test('shows each state in other words and another icon', () => {
    const bands = GROUP_STATES.map((state) => textsOf(shown({ group: groups.buildGroup({ state }) }))[0]);
    expect(new Set(bands).size).toBe(GROUP_STATES.length);
    expect(new Set(bands.map((band) => band?.split(' ')[0])).size).toBe(GROUP_STATES.length);
  });

  test('tells what it waits for', () => {
    const band = (second?: Partial<Second>, permission?: Partial<Permission>) => {
      const group = groups.buildWaiting({ waits: [] });
      return textsOf(
        shown({
          group: {
            ...group,
            second: group.second && second && { ...group.second, ...second },
            permission: group.permission && permission && { ...group.permission, ...permission },
          },
        }),
      )[0];
    };
    expect(band({}, {})).toBe('⏳ Wacht op toestemming en een tweede collega');
    expect(band({ state: 'declined' }, { state: 'granted' })).toBe('⏳ Wacht op een tweede collega');
    expect(band({ state: 'confirmed' }, { state: 'silent' })).toBe('⏳ Wacht op toestemming');
  });

  test('labels what Teams showed as checked, and what somebody said as attested, never the one for the other', () => {
    for (const [by, label, other] of [
      ['checked', 'gecontroleerd', 'verklaard'],
      ['attested', 'verklaard', 'gecontroleerd'],
    ] as const) {
      const standing = groups.buildStanding('no-student-admin', { state: 'met', proof: groups.proofOf(by) });
      const seen = read(shown({ standings: [standing] }));
      expect(seen).toContain(`in orde · ${label} `);
      expect(seen).not.toContain(other);
    }
  });

  test('says no such label of what nobody showed yet', () => {
    const standings = groups.REQUIREMENTS.map(({ kind }) => groups.buildStanding(kind));
    expect(read(shown({ standings }))).not.toMatch(/gecontroleerd|verklaard/);
  });

  test.each<[Standing, string]>([
    [
      groups.buildStanding('purpose-limited', { state: 'met', proof: groups.proofOf('attested') }),
      'in orde · verklaard door Docent, vandaag om 10.10 · regel III.B.4',
    ],
    [
      groups.buildStanding('admin-only-posting', { state: 'met', proof: groups.proofOf('checked') }),
      'in orde · gecontroleerd in Teams, vandaag om 10.10 · regel 15b',
    ],
    [groups.buildStanding('consent'), 'nog te doen · regel III.B.9'],
    [groups.buildStanding('no-student-admin', { state: 'lost' }), 'klopt niet meer · regel 15b'],
    [
      groups.buildStanding('permission', { state: 'asked', who: groups.LEADER }),
      'gevraagd · Schoolleider · regel III.B.4',
    ],
    [groups.buildStanding('inform-manager', { state: 'asked' }), 'krijgt bericht · regel III.B.9'],
    [
      groups.buildStanding('inform-manager', { state: 'met' }),
      'niet nodig: de maker van de groep is dat zelf · regel III.B.9',
    ],
    [
      groups.buildStanding('inform-manager', { state: 'open' }),
      'niemand krijgt bericht: ik weet niet wie dat is · regel III.B.9',
    ],
  ])('shows how a requirement stands: %#', (standing, expected) => {
    expect(linesOf(shown({ standings: [standing] }))).toContain(expected);
  });

  test('counts consent, names the day, and what those get who refuse', () => {
    expect(linesOf(shown(active))).toContain(
      'in orde · verklaard door Docent, donderdag 19 november · 25 ja, 3 nee, 28 gevraagd · Wie nee zei, krijgt het nieuws anders · regel III.B.9',
    );
  });

  test('tells where whoever must answer is with it, in other words each', () => {
    const word = (kind: string, group: GroupReply['group']) =>
      linesOf(shown({ group, standings: [groups.buildStanding(kind)] })).find((line) =>
        / · regel /.test(line),
      );
    const { second, permission } = groups.buildWaiting();
    if (!second || !permission) throw new Error('nobody is asked');
    const seconds = ['chosen', 'asked', 'confirmed', 'declined', 'silent', 'left'] as const;
    const permissions = ['written', 'asked', 'granted', 'conditional', 'refused', 'silent'] as const;
    const saidOf = [
      seconds.map((state) => word('second-staff', groups.buildWaiting({ second: { ...second, state } }))),
      permissions.map((state) =>
        word('permission', groups.buildWaiting({ permission: { ...permission, state } })),
      ),
    ];
    for (const said of saidOf) expect(new Set(said).size).toBe(6);
  });

  test('shows the conditions, and why somebody wants the group to whoever decides', () => {
    expect(linesOf(shown(active))).toContain('“Alleen voor de excursie van mei.”');
    expect(linesOf(shown({ part: 'approver' }))).toContain(groups.WHY);
    expect(linesOf(shown({ part: 'second' }))).not.toContain(groups.WHY);
  });

  test('says in one sentence what is asked', () => {
    expect(read(shown({ part: 'second', acts: ['confirm', 'decline'] }))).toContain('Wil je meelezen?');
    expect(read(shown({ part: 'approver', acts: ['approve', 'refuse'] }))).toContain('Jij beslist.');
    expect(read(shown({ acts: ['history'] }))).not.toMatch(/Wil je meelezen|Jij beslist/);
  });

  test('warns when too few colleagues are in the chat', () => {
    const warned = (unattended: 'one-left' | 'none-left') =>
      read(shown({ group: groups.buildActive({ unattended }) }));
    expect(warned('one-left')).toContain('Voeg weer een tweede toe.');
    expect(warned('none-left')).toContain('Ga terug in de chat, of sluit de groep.');
    expect(read(shown(active))).not.toContain('Te weinig');
  });

  test('tells its owner, with the rule, that the policy does not allow it any more', () => {
    const plan = groups.buildPlan({ outcome: 'not-allowed', requirements: [], articles: ['III.B.4', '15'] });
    const forbidden = (overrides: Partial<GroupReply> = {}) =>
      shown({ ...active, standings: [], plan, ...overrides });
    const warning = 'De regels staan deze groep niet meer toe.';
    expect(read(forbidden())).toContain(warning);
    expect(linesOf(forbidden())).toContain(`${plan.sentence.nl} (regel III.B.4, regel 15)`);
    expect(textsOf(forbidden())[0]).toBe('⛔ Mag niet meer');
    expect(read(forbidden({ part: 'second' }))).not.toContain(warning);
    expect(read(forbidden({ group: groups.buildActive({ state: 'closed' }) }))).not.toContain(warning);
    expect(read(shown(active))).not.toContain(warning);
  });

  test('does not look well while something is still to do, or too few colleagues are there', () => {
    const band = (overrides: Partial<GroupReply['group']>) => {
      const [about] = textsOf(shown({ group: groups.buildActive(overrides) }));
      return about;
    };
    expect(band({ waits: [] })).toBe('✅ Loopt');
    expect(band({ waits: [{ awaited: 'to-do', at: '2026-11-27T10:00:00Z' }] })).toBe(
      '📝 Nog niet alles in orde',
    );
    expect(band({ unattended: 'one-left' })).toBe("❗ Te weinig collega's in de chat");
    const { second } = groups.buildActive();
    for (const state of ['declined', 'silent', 'left', 'asked'] as const) {
      expect(band({ waits: [], second: second && { ...second, state } })).toBe('👀 Nog niemand leest mee');
    }
  });

  test('says once what is wrong in the chat', () => {
    const group = groups.buildActive({ unattended: 'none-left' });
    const seen = read(shown({ group, headline: 'none-left' }));
    expect(seen.split('Er is geen collega meer in de chat.')).toHaveLength(2);
  });

  test('tells its owner not to begin before there is permission', () => {
    const wait = 'Begin pas met de groep als er toestemming is.';
    const group = groups.buildWaiting();
    expect(read(shown({ group, acts: ['history'] }))).toContain(wait);
    expect(read(shown({ group, part: 'leader', acts: ['history'] }))).not.toContain(wait);
    expect(read(shown({ ...active, acts: ['history'] }))).not.toContain(wait);
  });

  test.each<[GroupReply['headline'], string]>([
    ['second-asked', 'Docent vraagt of je wilt meelezen in een groep.'],
    ['second-confirmed', 'Collega leest mee in de groep.'],
    ['permission-decided', 'Schoolleider geeft toestemming, met voorwaarden.'],
    ['permission-passed-on', 'Er kwam niet op tijd een reactie. Schoolleider heeft nu de vraag.'],
    ['registered', 'Je groep is vastgelegd.'],
  ])('tells of %s: %s', (headline, expected) => {
    expect(linesOf(shown({ ...active, headline }))).toContain(expected);
  });

  test('offers every act, asking for words first where it needs them', () => {
    const { id, version } = groups.buildWaiting();
    for (const act of GROUP_ACTS) {
      const [button] = buttonsOf(shown({ acts: [act] }));
      expect(button?.title).toMatch(/^.{2,24}$/);
      expect([
        { do: 'group-act', id, version, act },
        { do: 'group-form', id, act },
        { do: 'group-question', id, question: 'consent' },
      ]).toContainEqual(button?.data);
    }
    const dos = (acts: GroupReply['acts']) => buttonsOf(shown({ acts })).map(({ verb }) => verb);
    expect(dos(['confirm', 'approve', 'welcome', 'set-moderation', 'history'])).toEqual(
      Array(5).fill('group-act'),
    );
    expect(dos(['decline', 'approve-if', 'refuse', 'change', 'close'])).toEqual(Array(5).fill('group-form'));
  });

  test('names what is still to do on its button', () => {
    expect(buttonOf(shown(), 'Werk af: akkoord').data).toMatchObject({ question: 'consent' });
    expect(titlesOf(shown({ open: undefined }))).not.toContain('Werk af: akkoord');
  });

  test('tells its history, oldest first, and no longer offers it', () => {
    const card = shown({ events: groups.EVENTS });
    const lines = linesOf(card).filter((line) => line.startsWith('Vandaag om'));
    expect(lines[0]).toBe('Vandaag om 10.15 · Docent legde de groep vast');
    expect(lines.at(-1)).toBe(
      'Vandaag om 10.15 · Schoolleider gaf toestemming, met voorwaarden: “Alleen voor de excursie van mei.”',
    );
    expect(lines).toContain('Vandaag om 10.15 · Vervanger overgeslagen · afwezig');
    expect(titlesOf(card)).not.toContain('Geschiedenis');
  });

  test.each(LANGUAGES)('has other words for each event in %s', (language) => {
    const lines = GROUP_EVENT_KINDS.map((kind) => {
      const events = [groups.buildEvent({ kind, subject: groups.SECOND })];
      return linesOf(cardOf(groups.buildGroupReply(language, { events, standings: [] }))).find((line) =>
        / at 10:15 · |om 10\.15 · /.test(line),
      );
    });
    expect(lines).not.toContain(undefined);
    expect(new Set(lines).size).toBe(GROUP_EVENT_KINDS.length);
  });

  test('brings itself up to date for its viewer, where the viewer is known', () => {
    expect(shown()).toMatchObject({
      refresh: { action: { data: { do: 'group-refresh', id: groups.GROUP_ID } }, userIds: ['29:viewer'] },
    });
    expect(shown({ viewerId: undefined })).not.toHaveProperty('refresh');
  });
});
