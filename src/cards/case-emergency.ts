import { isUrgent } from '../flows/escalation/model.ts';
import type { CaseReply } from '../flows/escalation/reply.ts';
import { emergencyBlock } from './aid-parts.ts';
import type { Say } from './parts.ts';

/**
 * Data of `cards/part-emergency.json` on cards of a case: 112 as long as a case of the third level is open. `lines`: the
 * other numbers too, where they do not push the case out of view. A leader reads the report, so it does not say that
 * nobody reads along.
 */
export const caseEmergency = (
  say: Say,
  { case: one, aid, language }: Pick<CaseReply, 'case' | 'aid' | 'language'>,
  lines: boolean,
) => ({
  ...emergencyBlock(say, isUrgent(one), { aid, language, lines }),
  noHotline: say('report-check.no-hotline'),
});
