import type { HelpKind, Language } from '../../policy/model.ts';
import { orUnknown } from '../../routing/directory.ts';
import type { Named, PersonRef } from '../../routing/person.ts';
import type { IsTooOften } from '../limits.ts';
import { createPeople, type Known, type PeopleParts } from '../people.ts';
import { repeat } from '../repeat.ts';
import type { CardPlace, Told } from '../told.ts';
import { sentOf } from '../typed.ts';
import { ifUnreadable } from '../unreadable.ts';
import { type Acting, createActing } from './acting.ts';
import type { CaseAction } from './action.ts';
import { passTime, skipUnreachable } from './advance.ts';
import { createDrafting, type Posted } from './drafting.ts';
import { createHearing } from './hearing.ts';
import { type Case, isOpen, type Notice, type Snapshot } from './model.ts';
import type { CaseRef, Cases, Change, Drafts } from './ports.ts';
import type { CaseNoticeReply, EscalationFlowReply } from './reply.ts';
import { createReportForms } from './report-forms.ts';
import { createReporting } from './reporting.ts';
import { partOf } from './rights.ts';
import { createTelling, type ToldReply } from './telling.ts';
import { createViews, refOf, type ViewParts } from './views.ts';

/** Reports of online communication that derails: written, routed to a leader who acts, and followed to their end. */
export interface Escalation {
  /** Starts a report with the words that led to it. */
  start(person: PersonRef, text: string, snapshot?: Snapshot): Promise<EscalationFlowReply>;
  /** Goes on with the report that somebody began before they said who they are. */
  resume(person: PersonRef): Promise<EscalationFlowReply>;
  /** Somebody pressed a button. `card`: the card in their own chat that it was on. */
  press(person: PersonRef, action: CaseAction, card?: CardPlace): Promise<EscalationFlowReply>;
  /** Asks about words that somebody typed while a case waits for them; nothing when none does. */
  hear(person: PersonRef, text: string): Promise<EscalationFlowReply | undefined>;
  /** One's own reports and the cases that one was told of. */
  list(person: PersonRef): Promise<EscalationFlowReply>;
  /** Makes the message of a notice; nothing when it is no longer true. */
  tell(to: PersonRef, caseId: string, notice: string): Promise<Told<ToldReply> | undefined>;
  /** Does what is due in a case; nothing when it is not yet time, or somebody else did it. */
  passTime(ref: CaseRef): Promise<void>;
  /** Keeps in the case what became of a message that asks somebody to act. `outcome`: a state of a delivery. */
  noteDelivery(to: PersonRef, caseId: string, notice: string, outcome: string): Promise<void>;
  /** Somebody cannot be reached about a case that waits for them. */
  skip(ref: CaseRef, person: string): Promise<void>;
  /** Cases whose time has come. */
  listDue(): Promise<readonly CaseRef[]>;
  /** The app was removed by somebody: what they were writing goes, and how to reach them as far as no open case needs it. */
  goodbye(person: PersonRef): Promise<void>;
}

export interface EscalationParts extends PeopleParts, Omit<ViewParts, 'findPolicy' | 'help'> {
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly newId: () => string;
  readonly forgetAddress: (person: PersonRef) => Promise<void>;
  /** Whether words sound as if somebody may be in danger. */
  readonly isEmergency: (text: string) => boolean;
  /** Which first aid words ask for when somebody may be in danger. */
  readonly crisisHelp: (text: string) => HelpKind | undefined;
  /** Whether words tell of what the very person does who would get the report. */
  readonly isAboutLeader: (text: string) => Promise<boolean>;
  readonly isTooOften: IsTooOften;
}

export function createEscalation(parts: EscalationParts): Escalation {
  const { cases, drafts, directory, library, now } = parts;
  const people = createPeople(parts);
  const views = createViews({
    ...parts,
    help: library.help,
    findPolicy: (id) => library.policies.get(id),
  });
  const forms = createReportForms({ ...parts, views });
  const drafting = createDrafting({ ...parts, views, forms });
  const reporting = createReporting({ ...parts, views, forms, drafting });
  const acting = createActing({ cases, directory, views, now, isTooOften: parts.isTooOften });

  return {
    start,
    resume: (person) => withKnown(person, drafting.resume),
    press,
    hear: createHearing({ ...parts, people, views }),
    list,
    tell: createTelling({ cases, people, views }),
    passTime: (ref) => changeByClock(ref, (moment) => passTime(directory, moment)),
    skip: (ref, person) => changeByClock(ref, (moment) => skipUnreachable(directory, moment, person)),
    noteDelivery,
    listDue: () => cases.listDue(now()),
    async goodbye(person) {
      await drafts.dropAll(person);
      await parts.forgetAddress(person);
    },
  };

  async function start(person: PersonRef, text: string, snapshot?: Snapshot) {
    const reply = await withKnown(person, (known) => drafting.start(known, text, snapshot));
    // a message that somebody reports waits in their draft while they are asked who they are
    if (isUnknown(reply) && snapshot) await drafting.keep(person, text, snapshot);
    return reply;
  }

  async function press(
    person: PersonRef,
    action: CaseAction,
    card?: CardPlace,
  ): Promise<EscalationFlowReply> {
    const reply = await dispatch(person, action);
    if (reply.kind === 'case' && card) await cases.saveCard(refOf(reply.case), person.id, card);
    return reply;
  }

  async function dispatch(person: PersonRef, action: CaseAction): Promise<EscalationFlowReply> {
    switch (action.do) {
      case 'escalate':
        return start(person, action.text);
      case 'report-check':
        return check(person, action, reporting.check);
      case 'report-unquote':
        return check(person, action, drafting.unquote);
      case 'report-edit':
        return withKnown(person, (known) => drafting.edit(known, action.id));
      case 'report-new':
        return withKnown(person, (known) => drafting.begin(known, action.id));
      case 'report-send':
        return withKnown(person, (known) => reporting.send(known, action.id));
      case 'report-drop':
        return withKnown(person, (known) => drafting.drop(known, action.id, action.next));
      case 'cases':
        return list(person);
      case 'case-show':
      case 'case-refresh':
      case 'case-form':
      case 'case-act':
        return actOn(person, action);
      default:
        return action satisfies never;
    }
  }

  /** What was typed waits in the draft of whoever must first say who they are. */
  async function check(
    person: PersonRef,
    { do: _, id, involved, ...typed }: Checking,
    then: (known: Known, posted: Posted) => Promise<EscalationFlowReply>,
  ) {
    const posted = { id, ...sentOf(typed), ...(involved && { involved: involved === 'true' }) };
    const reply = await withKnown(person, (known) => then(known, posted));
    if (isUnknown(reply)) await drafting.fill(person, posted);
    return reply;
  }

  async function actOn(
    person: PersonRef,
    action: Extract<CaseAction, { do: 'case-show' | 'case-refresh' | 'case-form' | 'case-act' }>,
  ): Promise<Awaited<ReturnType<Acting['act']>>> {
    const language = await people.languageOf(person);
    return ifUnreadable(
      actOnReadable(person, language, action),
      (): CaseNoticeReply => ({
        kind: 'case-notice',
        language,
        notice: 'newer',
      }),
    );
  }

  async function actOnReadable(
    person: PersonRef,
    language: Language,
    action: Parameters<typeof actOn>[1],
  ): ReturnType<Acting['act']> {
    const viewer = { id: person.id, language };
    const { tenant } = person;
    if (action.do === 'case-refresh') return acting.refresh(tenant, action.id, viewer);
    if (action.do === 'case-form') return acting.form(tenant, action.id, action.act, viewer);
    const name = await nameOf(person);
    if (action.do === 'case-show') return acting.show(tenant, action.id, viewer, name);
    return acting.act(tenant, name, action, viewer);
  }

  async function list(person: PersonRef): Promise<EscalationFlowReply> {
    return withKnown(person, async (known) => {
      const seen = (await cases.listFor(person)).flatMap((one) => {
        const part = partOf(one, person.id);
        return part ? [{ one, part }] : [];
      });
      const unreadable = await cases.listUnreadable(person);
      if (seen.length + unreadable.length === 0) return notice(known, 'no-reports');
      const zone = known.school?.calendar.zone ?? 'Europe/Amsterdam';
      const { policy, language } = known;
      return views.list(seen, unreadable, { policy, language, zone, viewer: person.id });
    });
  }

  /** Parents have no place in Teams: they are told whom to contact. */
  async function withKnown(
    person: PersonRef,
    then: (known: Known) => Promise<EscalationFlowReply>,
  ): Promise<EscalationFlowReply> {
    const known = await people.identify(person);
    if (!known) {
      return { kind: 'case-notice', language: await people.languageOf(person), notice: 'unknown-person' };
    }
    return known.person.role === 'parent' ? notice(known, 'parent') : then(known);
  }

  async function nameOf(person: PersonRef): Promise<string> {
    const found = await orUnknown(directory.findPerson(person));
    return found?.name ?? (await parts.findName(person)) ?? '';
  }

  async function noteDelivery({ tenant, id }: PersonRef, caseId: string, notice: string, outcome: string) {
    const one = await cases.find({ tenant, id: caseId });
    const subject = one && nameIn(one, id);
    if (!subject || !ASKING.includes(notice)) return;
    const kind = outcome === 'delivered' ? 'delivered' : 'undeliverable';
    const reason = kind === 'delivered' ? undefined : outcome;
    await cases.record(
      { tenant, id: caseId },
      { at: now(), kind, version: one.version, actor: undefined, subject, reason },
    );
  }

  async function changeByClock(
    ref: CaseRef,
    decide: (moment: Parameters<typeof passTime>[1]) => Promise<Change | undefined>,
  ): Promise<void> {
    const findOpen = async () => {
      const one = await cases.find(ref);
      return one && isOpen(one) ? one : undefined;
    };
    const decideNow = async (one: Case) => {
      const school = await directory.findSchool(one.school);
      const calendar = school?.calendar ?? { zone: 'Europe/Amsterdam', hours: {}, closed: [] };
      return decide({ case: one, now: now(), calendar });
    };
    await repeat(findOpen, decideNow, cases.save);
  }
}

/** Notices that ask somebody to act: whether they arrived belongs to the history of a case. */
const ASKING: readonly string[] = ['assigned', 'alarm', 'offered', 'question', 'reopened'] satisfies Notice[];

const nameIn = ({ asked, guard, offer, holder, reporter }: Case, person: string): Named | undefined => {
  const found = [...asked, guard, offer, holder, reporter].find((one) => one?.id === person);
  return found && { id: found.id, name: found.name };
};

type Checking = Extract<CaseAction, { do: 'report-check' | 'report-unquote' }>;

const isUnknown = (reply: EscalationFlowReply): boolean =>
  reply.kind === 'case-notice' && reply.notice === 'unknown-person';

const notice = ({ language }: Known, name: CaseNoticeReply['notice']): CaseNoticeReply => ({
  kind: 'case-notice',
  language,
  notice: name,
});
