import type { TabApi } from '../http/tab-api.ts';
import { type AbsenceParts, createAbsence } from './absence.ts';
import { type CasesParts, createCases } from './cases.ts';
import { createGaps, type GapParts } from './gaps.ts';
import { createGroupRegister, type GroupsParts } from './groups.ts';
import { createInsight, type InsightParts } from './insight.ts';
import { type LimitParts, limitCalls } from './limits.ts';
import { createMe, type MeParts } from './me.ts';
import { createRules, type RulesParts } from './rules.ts';
import { createTalk, type TalkParts } from './talk.ts';

export interface OverviewParts
  extends MeParts,
    CasesParts,
    GroupsParts,
    TalkParts,
    RulesParts,
    AbsenceParts,
    InsightParts,
    GapParts,
    LimitParts {
  readonly session: TabApi['session'];
}

/** What stands behind the routes of the tab. */
export const createOverview = (parts: OverviewParts): TabApi =>
  limitCalls(
    {
      session: parts.session,
      ...createMe(parts),
      ...createCases(parts),
      ...createGroupRegister(parts),
      ...createTalk(parts),
      ...createRules(parts),
      ...createAbsence(parts),
      ...createInsight(parts),
      ...createGaps(parts),
    },
    parts,
  );
