import { sayKind, saySeverity } from '../cards/case-words.ts';
import { SEVERITIES } from '../flows/escalation/model.ts';
import { isUnreadable } from '../flows/unreadable.ts';
import type { CasePage, CaseQuery, Choice } from '../http/contract.ts';
import { type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import { CASE_KINDS } from '../policy/model.ts';
import { toCaseRow, toUnreadableCase } from './case-words.ts';
import type { CaseLists, WantedCases } from './ports.ts';
import { clockOf, type Viewer } from './viewer.ts';
import { type Identify, refuse } from './viewers.ts';

export interface CasesParts {
  readonly identify: Identify;
  readonly caseLists: CaseLists;
  readonly now: () => Date;
}

/** Lists the reports in which somebody has a part: leaders those of others too, students their own. */
export function createCases({ identify, caseLists, now }: CasesParts): Pick<TabApi, 'listCases'> {
  return {
    async listCases(caller, query) {
      const viewer = await identify(caller, {
        roles: query.scope === 'reported' ? ['staff', 'student'] : ['staff'],
      });
      return isRefusal(viewer) ? viewer : list(viewer, query);
    },
  };

  async function list(viewer: Viewer, query: CaseQuery): Given<CasePage> {
    const { person, say } = viewer;
    const clock = clockOf(viewer, now());
    const page = await caseLists.list(person, toWanted(viewer, query, clock.now));
    if (!page) return refuse(say, 'bad-request');
    return {
      rows: page.rows.map((one) =>
        isUnreadable(one) ? toUnreadableCase(say, clock, one) : toCaseRow(say, clock, one, person.id),
      ),
      ...(page.next !== undefined && { next: page.next }),
      counts: await caseLists.count(person, clock.now),
      ...choicesOf(viewer),
    };
  }
}

const choicesOf = ({ say }: Viewer) => ({
  kinds: CASE_KINDS.map((id): Choice => ({ id, label: sayKind(say, id) })),
  severities: SEVERITIES.map((id): Choice => ({ id, label: saySeverity(say, id) })),
});

/** People type the words that they see: those of the kinds too. */
function toWanted(viewer: Viewer, { search = '', ...query }: CaseQuery, at: Date): WantedCases {
  const text = search.trim().toLowerCase();
  if (text === '') return { ...query, at };
  const { kinds } = choicesOf(viewer);
  const found = kinds.filter(({ label }) => label.toLowerCase().includes(text)).map(({ id }) => id);
  return { ...query, at, search: { text, kinds: found } };
}
