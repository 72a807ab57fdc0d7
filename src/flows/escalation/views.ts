import { aidForCase } from '../../policy/help.ts';
import type {
  Aid,
  Article,
  Audience,
  FirstAid,
  Help,
  HelpKind,
  Language,
  Policy,
} from '../../policy/model.ts';
import { type Directory, orUnknown } from '../../routing/directory.ts';
import type { PersonRef } from '../../routing/person.ts';
import type { Problem } from '../typed.ts';
import type { Unreadable } from '../unreadable.ts';
import { barredFrom } from './advance.ts';
import { type Case, type CaseEvent, isUrgent } from './model.ts';
import type { CaseRef } from './ports.ts';
import { readableFor } from './readers.ts';
import type { CaseAct, CaseFormAct, CaseFormReply, CaseReply, CasesReply, Part } from './reply.ts';
import { actsOf } from './rights.ts';

/** How many colleagues a list shows; with more, a people picker is quicker to use. Range 20 to 100. */
const LISTED = 50;

export interface ViewParts {
  readonly directory: Directory;
  readonly findPolicy: (id: string) => Policy | undefined;
  readonly help: Help;
  /** Channel id of a person, for the card that refreshes itself. */
  readonly findChannelId: (person: PersonRef) => Promise<string | undefined>;
  readonly now: () => Date;
}

/** Who looks at a case, in which language. */
export interface Viewer {
  readonly id: string;
  readonly part: Part;
  readonly language: Language;
}

/** Time zone of a school that the directory no longer knows. */
const ZONE = 'Europe/Amsterdam';

/** Makes what somebody sees of a case. */
export function createViews({ directory, findPolicy, help, findChannelId, now }: ViewParts) {
  return { ofCase, form, list, settingOf, findArticle, firstAidOf, aidFor, crisisAid };

  async function ofCase(
    one: Case,
    viewer: Viewer,
    shown: Partial<Pick<CaseReply, 'headline' | 'refused'>> & {
      readonly opened?: readonly CaseEvent[] | undefined;
    } = {},
  ): Promise<CaseReply> {
    const { headline, refused, opened } = shown;
    return {
      kind: 'case',
      ...(await settingOf(one, viewer.language)),
      case: one,
      part: viewer.part,
      viewer: viewer.id,
      headline,
      refused,
      aid: aidFor(one.kind, one.reporter.role),
      opened: opened && { events: readableFor(opened, viewer) },
      acts: withoutOpen(actsOf(one, viewer.part), opened !== undefined),
      viewerId: await findChannelId({ tenant: one.tenant, id: viewer.id }),
    };
  }

  async function form(
    one: Case,
    act: CaseFormAct,
    viewer: Viewer,
    filled: {
      readonly typed?: Readonly<Record<string, string>>;
      readonly problems?: readonly Problem[];
      readonly stale?: boolean;
    } = {},
  ): Promise<CaseFormReply> {
    const setting = await settingOf(one, viewer.language);
    return {
      kind: 'case-form',
      ...setting,
      case: one,
      aid: aidFor(one.kind, one.reporter.role),
      act,
      typed: filled.typed ?? (act === 'correct' ? asReported(one) : {}),
      problems: filled.problems ?? [],
      stale: filled.stale ?? false,
      colleagues: act === 'hand-over' ? await colleaguesFor(one, viewer) : [],
      articles: act === 'close' ? [...setting.policy.articles.values()] : [],
      links: act === 'plan' ? await linksTo(one) : undefined,
    };
  }

  function aidFor(kind: string, audience: Audience): Aid {
    return aidForCase(help, kind, audience);
  }

  function crisisAid(kind: HelpKind, audience: Audience): Aid {
    return help.kinds[kind][audience];
  }

  function findArticle(one: Case, id: string): Article | undefined {
    return findPolicy(one.policy)?.articles.get(id);
  }

  async function list(
    cases: readonly { readonly one: Case; readonly part: Part }[],
    unreadable: readonly Unreadable[],
    setting: Pick<CasesReply, 'policy' | 'zone' | 'language' | 'viewer'>,
  ): Promise<CasesReply> {
    const pick = (own: boolean) =>
      cases.filter(({ part }) => (part === 'reporter') === own).map(({ one }) => one);
    const urgent = cases.find(({ one }) => isUrgent(one))?.one;
    return {
      kind: 'cases',
      ...setting,
      now: now(),
      urgent: urgent && { case: urgent, aid: aidFor(urgent.kind, urgent.reporter.role) },
      own: pick(true),
      led: pick(false),
      unreadable,
    };
  }

  async function settingOf(one: Pick<Case, 'policy' | 'school'>, language: Language) {
    const policy = findPolicy(one.policy);
    if (!policy) throw new Error(`the policy ${one.policy} of a case is gone`);
    const school = await directory.findSchool(one.school);
    return { language, policy, zone: school?.calendar.zone ?? ZONE, now: now() };
  }

  /** Staff of the school who may take the case over. */
  async function colleaguesFor(one: Case, viewer: Viewer) {
    const holder = await orUnknown(directory.findPerson({ tenant: one.tenant, id: viewer.id }));
    const colleagues = (holder && (await orUnknown(directory.listColleagues(holder)))) ?? [];
    const barred = barredFrom(one);
    const possible = colleagues.filter(({ id }) => !barred.includes(id));
    return possible.length > LISTED ? [] : possible;
  }

  /** Deep links of Teams, without a word of the case (Teams documentation, "Deep link to a chat", "… to a meeting"). */
  async function linksTo(one: Case): Promise<CaseFormReply['links']> {
    const reporter = await orUnknown(directory.findPerson({ tenant: one.tenant, id: one.reporter.id }));
    if (!reporter?.principal) return undefined;
    const who = encodeURIComponent(reporter.principal);
    return {
      chat: `https://teams.microsoft.com/l/chat/0/0?users=${who}`,
      meeting: `https://teams.microsoft.com/l/meeting/new?attendees=${who}`,
    };
  }
}

export type Views = ReturnType<typeof createViews>;

export const refOf = ({ tenant, id }: Case): CaseRef => ({ tenant, id });

/** The check of the policies sees to it that each audience of a policy has first aid. */
function firstAidOf(policy: Policy, role: string): FirstAid {
  const found = Object.entries(policy.escalation).find(([audience]) => audience === role)?.[1];
  if (!found) throw new Error(`policy ${policy.id} has no first aid for ${role}`);
  return found;
}

/** What a correction begins with. */
export const asReported = ({ report, kind, severity }: Case) => ({
  text: report?.text ?? '',
  kind,
  severity,
});

/** What is open needs no button to open it. */
const withoutOpen = (acts: readonly CaseAct[], opened: boolean): readonly CaseAct[] =>
  opened ? acts.filter((act) => act !== 'open') : acts;
