import type { Known } from '../people.ts';
import type { Problem } from '../typed.ts';
import type { Draft, Severity } from './model.ts';
import type { CaseNoticeReply, DraftChoiceReply, NoRouteReply, ReportFormReply } from './reply.ts';
import { LENGTHS } from './report.ts';
import type { Views } from './views.ts';

export interface ReportFormParts {
  readonly views: Views;
  readonly now: () => Date;
  /** Whether words sound as if somebody may be in danger. */
  readonly isEmergency: (text: string) => boolean;
}

/** Makes what somebody sees while they write a report. */
export function createReportForms({ views, now, isEmergency }: ReportFormParts) {
  return { form, choice, noRoute, settingOf };

  function form(known: Known, draft: Draft, problems: readonly Problem[] = []): ReportFormReply {
    return {
      kind: 'report-form',
      ...settingOf(known, draft, isUrgent(draft)),
      audience: known.person.role,
      draft,
      problems,
    };
  }

  /** Asks whether to go on with a draft, or with what was started now. */
  function choice(known: Known, lying: readonly Draft[], next: Draft): DraftChoiceReply {
    const emergency = [next, ...lying].some(isUrgent);
    return { kind: 'draft-choice', ...settingOf(known, next, emergency), drafts: lying, next };
  }

  function noRoute(known: Known, draft: Draft, severity: Severity): NoRouteReply {
    const firstAid = views.firstAidOf(known.policy, known.person.role);
    return { kind: 'no-route', ...settingOf(known, draft, severity === '3'), firstAid, draft };
  }

  function settingOf({ person, policy, language, school }: Known, { kind }: Draft, emergency: boolean) {
    const zone = school?.calendar.zone ?? 'Europe/Amsterdam';
    return { language, policy, zone, now: now(), aid: views.aidFor(kind, person.role), emergency };
  }

  function isUrgent({ severity, text }: Draft): boolean {
    return severity === '3' || isEmergency(text.slice(0, LENGTHS.text.most));
  }
}

export type ReportForms = ReturnType<typeof createReportForms>;

/** There is no such draft. */
export const gone = ({ language }: Known): CaseNoticeReply => ({
  kind: 'case-notice',
  language,
  notice: 'dropped',
});
