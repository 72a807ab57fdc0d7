import { parseEscalationAction } from '../flows/escalation/action.ts';
import type { IsTooOften, Limited } from '../flows/limits.ts';
import type { Caller, Refusal, TabApi } from '../http/tab-api.ts';
import type { Texts } from '../locale/locale.ts';

export interface LimitParts {
  readonly isTooOften: IsTooOften;
  readonly texts: Texts;
}

/** Refuses calls of somebody who makes too many. Writing a report is left out: its own limit knows how severe it is. */
export function limitCalls(api: TabApi, { isTooOften, texts }: LimitParts): TabApi {
  return {
    session: api.session,
    me: limit(api.me, 'tab'),
    listCases: limit(api.listCases, 'tab'),
    listGroups: limit(api.listGroups, 'tab'),
    ask: limit(api.ask, 'tab'),
    getRules: limit(api.getRules, 'tab'),
    getAbsence: limit(api.getAbsence, 'tab'),
    setAbsence: limit(api.setAbsence, 'tab'),
    endAbsence: limit(api.endAbsence, 'tab'),
    getInsight: limit(api.getInsight, 'tab'),
    getInsightCsv: limit(api.getInsightCsv, 'tab'),
    listGaps: limit(api.listGaps, 'tab'),
    decideGap: limit(api.decideGap, 'tab'),
    remind: limit(limit(api.remind, 'reminder'), 'tab'),
    press: (caller, sent) => (isReporting(sent.data) ? api.press : limit(api.press, 'tab'))(caller, sent),
  };

  function limit<Rest extends unknown[], T>(
    call: (caller: Caller, ...rest: Rest) => Promise<T>,
    kind: Limited,
  ): (caller: Caller, ...rest: Rest) => Promise<T | Refusal> {
    return async (caller, ...rest) =>
      (await isTooOften(caller, kind)) ? refuse(caller) : call(caller, ...rest);
  }

  function refuse({ language }: Caller): Refusal {
    return { refused: 'too-often', message: texts(language, 'tab-failure.too-often') };
  }
}

/** A step on the way of a report, from the first word to the sending. */
const isReporting = (data: unknown): boolean => {
  const step = parseEscalationAction(data)?.do;
  return step === 'escalate' || step?.startsWith('report-') === true;
};
