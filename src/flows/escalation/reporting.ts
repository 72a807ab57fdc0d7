import { makeChain, planRoute, type Step } from '../../routing/chain.ts';
import type { Directory } from '../../routing/directory.ts';
import { toNamed } from '../../routing/person.ts';
import { type IsTooOften, TOO_OFTEN } from '../limits.ts';
import type { Known } from '../people.ts';
import { advance, involvedIn } from './advance.ts';
import { endOfStep } from './clocks.ts';
import type { createDrafting, Posted } from './drafting.ts';
import type { Case, Draft } from './model.ts';
import type { Cases, Drafts } from './ports.ts';
import type { CaseNoticeReply, CaseReply, NoRouteReply, ReportCheckReply, ReportFormReply } from './reply.ts';
import { type Checked, checkDraft } from './report.ts';
import type { ReportForms } from './report-forms.ts';
import type { Views } from './views.ts';

export interface ReportingParts {
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly directory: Directory;
  readonly views: Views;
  readonly forms: ReportForms;
  readonly drafting: ReturnType<typeof createDrafting>;
  readonly now: () => Date;
  readonly isTooOften: IsTooOften;
}

type Right = Extract<Checked, { kind: 'right' }>;

/** Checking a report and sending it. What was typed is kept before anything else. */
export function createReporting(parts: ReportingParts) {
  const { cases, drafts, directory, views, forms, drafting, now } = parts;
  return { check, send };

  /** Keeps what the form holds; then shows who will get it, or what is wrong. */
  async function check(
    known: Known,
    posted: Posted,
  ): Promise<ReportFormReply | ReportCheckReply | NoRouteReply | CaseReply | CaseNoticeReply> {
    const isSent = await drafting.isSent(known.person, posted);
    return isSent
      ? drafting.showSent(known, posted.id)
      : showChecked(known, await drafting.fill(known.person, posted));
  }

  /** Sends the draft. A second press finds the case that the first one made. */
  async function send(known: Known, id: string) {
    const draft = await drafts.find(known.person, id);
    if (!draft) return drafting.showSent(known, id);
    const checked = checkDraft(draft);
    if (checked.kind === 'wrong' || !known.school) return showChecked(known, draft);
    const isTooOften = await parts.isTooOften(known.person, 'report');
    if (isTooOften && checked.severity !== '3') return forms.form(known, draft, [TOO_OFTEN]);
    const one = await makeCase(known, draft, checked);
    const moment = { case: one, now: now(), calendar: known.school.calendar };
    const reported = { at: now(), kind: 'reported', actor: toNamed(known.person) } as const;
    const change = await advance(directory, moment, 0, { events: [], messages: [] });
    if (change.messages.every(({ to }) => to === known.person.id))
      return forms.noRoute(known, draft, checked.severity);
    const { version } = change.case;
    const kept = await cases.create({ ...change, events: [{ ...reported, version }, ...change.events] });
    if (!kept) return drafting.showSent(known, id);
    return views.ofCase(change.case, viewerOf(known), { headline: 'sent' });
  }

  async function showChecked(
    known: Known,
    draft: Draft,
  ): Promise<ReportFormReply | ReportCheckReply | NoRouteReply> {
    const checked = checkDraft(draft);
    if (checked.kind === 'wrong') return forms.form(known, draft, checked.problems);
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
    if (!last && !route.some(({ person }) => person)) return forms.noRoute(known, draft, severity);
    return {
      kind: 'report-check',
      ...forms.settingOf(known, draft, severity === '3'),
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

const viewerOf = ({ person, language }: Known) =>
  ({ id: person.id, part: 'reporter', language }) satisfies {
    id: string;
    part: 'reporter';
    language: string;
  };
