import { makeChain, planRoute, type Step } from '../../routing/chain.ts';
import type { Directory } from '../../routing/directory.ts';
import type { PersonRef } from '../../routing/person.ts';
import { toNamed } from '../../routing/person.ts';
import { type IsTooOften, TOO_OFTEN } from '../limits.ts';
import type { Known } from '../people.ts';
import type { Problem } from '../typed.ts';
import { advance, involvedIn } from './advance.ts';
import { endOfStep } from './clocks.ts';
import type { Case, Draft, Severity, Snapshot } from './model.ts';
import type { Cases, Drafts } from './ports.ts';
import type { CaseNoticeReply, CaseReply, NoRouteReply, ReportCheckReply, ReportFormReply } from './reply.ts';
import { type Checked, checkDraft, newDraft } from './report.ts';
import type { Views } from './views.ts';

export interface ReportingParts {
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly directory: Directory;
  readonly views: Views;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly isTooOften: IsTooOften;
}

type Right = Extract<Checked, { kind: 'right' }>;

/** Writing a report, from the first word until it is sent. What was typed is kept at each step. */
export function createReporting(parts: ReportingParts) {
  const { cases, drafts, directory, views, now, newId } = parts;
  return { start, keep, fill, check, edit, send, drop };

  /** Opens the form: with the draft that lies there, or a new one. Words that led to it come below those of the draft. */
  async function start(
    known: Known,
    text: string,
    emergency: boolean,
    snapshot?: Snapshot,
  ): Promise<ReportFormReply> {
    return form(known, await keep(known.person, text, snapshot), [], emergency);
  }

  /** Keeps the words, and the message, that led to a report. */
  async function keep(person: PersonRef, text: string, snapshot?: Snapshot): Promise<Draft> {
    const kept = (await drafts.find(person)) ?? newDraft(newId(), '');
    const draft = { ...kept, text: join(kept.text, text), snapshot: snapshot ?? kept.snapshot };
    await drafts.save(person, draft);
    return draft;
  }

  /** Keeps what the form holds, before anything of it is looked at. */
  async function fill(person: PersonRef, posted: Posted): Promise<Draft> {
    const kept = await drafts.find(person);
    const draft = withPosted(kept ?? newDraft(newId(), ''), posted);
    await drafts.save(person, draft);
    return draft;
  }

  /** Keeps what the form holds; then shows who will get it, or what is wrong. */
  async function check(
    known: Known,
    posted: Posted,
  ): Promise<ReportFormReply | ReportCheckReply | NoRouteReply> {
    return showChecked(known, await fill(known.person, posted));
  }

  async function edit(known: Known): Promise<ReportFormReply | CaseNoticeReply> {
    const draft = await drafts.find(known.person);
    return draft ? form(known, draft, []) : gone(known);
  }

  /** Sends the draft. A second press finds the case that the first one made. */
  async function send(known: Known, id: string) {
    const draft = await drafts.find(known.person);
    if (!draft || draft.id !== id) return sentBefore(known, id);
    const checked = checkDraft(draft);
    if (checked.kind === 'wrong' || !known.school) return showChecked(known, draft);
    const isTooOften = await parts.isTooOften(known.person, 'report');
    if (isTooOften && checked.severity !== '3') return form(known, draft, [TOO_OFTEN]);
    const one = await makeCase(known, draft, checked);
    const moment = { case: one, now: now(), calendar: known.school.calendar };
    const reported = { at: now(), kind: 'reported', actor: toNamed(known.person) } as const;
    const change = await advance(directory, moment, 0, { events: [], messages: [] });
    if (change.messages.every(({ to }) => to === known.person.id))
      return noRoute(known, draft, checked.severity);
    const { version } = change.case;
    const kept = await cases.create({ ...change, events: [{ ...reported, version }, ...change.events] });
    if (!kept) return sentBefore(known, id);
    return views.ofCase(change.case, viewerOf(known), { headline: 'sent' });
  }

  /** Throws the draft away, but not for a card of an earlier one: then the draft that lies there is shown. */
  async function drop(known: Known, id: string): Promise<ReportFormReply | CaseNoticeReply> {
    const draft = await drafts.find(known.person);
    if (draft?.id === id) await drafts.drop(known.person);
    return edit(known);
  }

  async function sentBefore(
    known: Known,
    id: string,
  ): Promise<CaseReply | CaseNoticeReply | ReportFormReply> {
    const one = await cases.find({ tenant: known.person.tenant, id });
    if (one?.reporter.id === known.person.id) return views.ofCase(one, viewerOf(known), { headline: 'sent' });
    return edit(known);
  }

  async function showChecked(
    known: Known,
    draft: Draft,
  ): Promise<ReportFormReply | ReportCheckReply | NoRouteReply> {
    const checked = checkDraft(draft);
    if (checked.kind === 'wrong') return form(known, draft, checked.problems);
    const chain = await chainOf(known);
    const severity = checked.severity;
    const calendar = known.school?.calendar;
    const involved = involvedIn({ report: checked.report, chain }).map(({ id }) => id);
    const route = calendar
      ? await planRoute(
          directory,
          {
            chain,
            tenant: known.person.tenant,
            reporter: known.person.id,
            involved,
            at: now(),
          },
          (minutes, from) => endOfStep(severity, calendar, { minutes }, from),
        )
      : [];
    const last = calendar && (await findLast(known, involved));
    if (!last && !route.some(({ person }) => person)) return noRoute(known, draft, severity);
    return {
      kind: 'report-check',
      ...settingOf(known, draft, severity === '3'),
      draft,
      route,
      last: last && toNamed(last),
    };
  }

  /** Who gets the alarm when everybody stays silent: nobody who reports it or is involved. */
  async function findLast({ person }: Known, involved: readonly string[]) {
    const last = await directory.findContact(person, 'safety-coordinator');
    return last && [person.id, ...involved].includes(last.id) ? undefined : last;
  }

  function form(
    known: Known,
    draft: Draft,
    problems: readonly Problem[],
    emergency = false,
  ): ReportFormReply {
    return {
      kind: 'report-form',
      ...settingOf(known, draft, emergency || draft.severity === '3'),
      audience: known.person.role,
      draft,
      problems,
    };
  }

  function noRoute(known: Known, draft: Draft, severity: Severity): NoRouteReply {
    const firstAid = views.firstAidOf(known.policy, known.person.role);
    return { kind: 'no-route', ...settingOf(known, draft, severity === '3'), firstAid, draft };
  }

  function settingOf({ person, policy, language, school }: Known, { kind }: Draft, emergency: boolean) {
    const zone = school?.calendar.zone ?? 'Europe/Amsterdam';
    return { language, policy, zone, now: now(), aid: views.aidFor(kind, person.role), emergency };
  }

  function chainOf({ person, policy }: Known): Promise<Step[]> {
    return makeChain(directory, person, policy.chains[person.role] ?? [], now());
  }

  async function makeCase(known: Known, draft: Draft, { report, caseKind, severity }: Right): Promise<Case> {
    const { person, policy, language } = known;
    return {
      id: draft.id,
      tenant: person.tenant,
      school: person.school,
      policy: policy.id,
      reporter: { ...toNamed(person), role: person.role, language },
      kind: caseKind,
      severity,
      report,
      state: 'reported',
      version: 0,
      chain: await chainOf(known),
      step: 0,
      asked: [],
      holder: undefined,
      offer: undefined,
      next: undefined,
      reminded: false,
      exhausted: false,
      guard: undefined,
      question: undefined,
      closing: undefined,
      rating: undefined,
      createdAt: now(),
      closedAt: undefined,
    };
  }
}

/** What a form sent, without what did not come. `id`: the draft that it was of. */
type Posted = Partial<Draft> & Pick<Draft, 'id'>;

/**
 * A draft with what a form sent. Only its own form takes back that the line manager is involved: the report would go to
 * whom it is about.
 */
const withPosted = (kept: Draft, { id, ...posted }: Posted): Draft => ({
  ...kept,
  ...posted,
  involved: (id !== kept.id && kept.involved) || (posted.involved ?? kept.involved),
});

/** What was written before and what comes to it; the same words come once. */
const join = (before: string, more: string): string =>
  before.includes(more) ? before : [before, more].filter(Boolean).join('\n\n');

const viewerOf = ({ person, language }: Known) =>
  ({ id: person.id, part: 'reporter', language }) satisfies {
    id: string;
    part: 'reporter';
    language: string;
  };

const gone = ({ language }: Known): CaseNoticeReply => ({ kind: 'case-notice', language, notice: 'dropped' });
