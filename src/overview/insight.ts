import { DateTime } from 'luxon';
import type { Count, Insight, InsightQuery } from '../http/contract.ts';
import { type Caller, type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Library } from '../policy/model.ts';
import type { Viewer } from './viewer.ts';
import { type Identify, refuse } from './viewers.ts';

/** A period of whole days; `until` is the first moment after it. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** How often something was asked in a week, by what became of it. */
export interface AskedCount {
  /** Monday, ISO date. */
  readonly week: string;
  readonly topic: string | undefined;
  readonly kind: 'answered' | 'unanswered' | 'helpful' | 'not-helpful' | 'report';
  readonly count: number;
}

export interface CaseCounts {
  readonly begun: number;
  readonly acknowledged: number;
  readonly closed: number;
  readonly passedOn: number;
  /** Medians, in minutes of clock time; absent where there is nothing to count. */
  readonly minutesToAcknowledge: number | undefined;
  readonly minutesToClose: number | undefined;
}

/** Counts what is kept; who asked or reported is not looked at. */
export interface Figures {
  countAsked(policy: string, span: Span): Promise<readonly AskedCount[]>;
  countCases(school: { readonly tenant: string; readonly id: string }, span: Span): Promise<CaseCounts>;
}

export interface InsightParts {
  readonly library: Library;
  readonly figures: Figures;
  readonly identify: Identify;
  readonly now: () => Date;
}

/** Counts below this are not told: behind few questions somebody could be recognised. */
const FEW = 5;

/** Without a period: the last twelve weeks. At most two years. */
const WEEKS = { usual: 12, most: 104 } as const;

/** What people ask at a school and how its reports fare, in counts without names. */
export function createInsight(parts: InsightParts): Pick<TabApi, 'getInsight' | 'getInsightCsv'> {
  const { library, figures, identify, now } = parts;
  return {
    getInsight,
    async getInsightCsv(caller, query) {
      const found = await getInsight(caller, query);
      return isRefusal(found) ? found : toCsv(found);
    },
  };

  async function getInsight(caller: Caller, query: InsightQuery): Given<Insight> {
    const viewer = await identify(caller, { keeper: true });
    if (isRefusal(viewer)) return viewer;
    const days = readDays(viewer, query);
    return days ? count(viewer, days) : refuse(viewer.say, 'bad-request');
  }

  /** The days that were asked for, whole weeks; nothing when they are none. */
  function readDays({ school }: Viewer, { from, until }: InsightQuery) {
    const zone = school?.calendar.zone ?? 'Europe/Amsterdam';
    const today = DateTime.fromJSDate(now(), { zone });
    const last = until ? DateTime.fromISO(until, { zone }) : today;
    const first = from ? DateTime.fromISO(from, { zone }) : last.minus({ weeks: WEEKS.usual - 1 });
    if (!first.isValid || !last.isValid || first > last) return undefined;
    const start = first.startOf('week');
    return last.diff(start, 'weeks').weeks > WEEKS.most
      ? undefined
      : { start, end: last.endOf('day'), first, last };
  }

  async function count(viewer: Viewer, days: NonNullable<ReturnType<typeof readDays>>): Promise<Insight> {
    const span = { from: days.start.toJSDate(), until: days.end.toJSDate() };
    const { person, policy, school } = viewer;
    const asked = await figures.countAsked(policy.id, span);
    const cases = await figures.countCases({ tenant: person.tenant, id: school?.id ?? '' }, span);
    const weeks = weeksOf(days.start, days.end);
    return {
      from: days.start.toISODate() ?? '',
      until: days.last.toISODate() ?? '',
      weeks,
      themes: themesOf(viewer, asked, weeks),
      answers: {
        asked: tell(sum(asked, 'answered') + sum(asked, 'unanswered')),
        unanswered: tell(sum(asked, 'unanswered')),
        helpful: tell(sum(asked, 'helpful')),
        notHelpful: tell(sum(asked, 'not-helpful') + sum(asked, 'report')),
      },
      cases: tellCases(cases),
    };
  }

  function themesOf({ language }: Viewer, asked: readonly AskedCount[], weeks: readonly string[]) {
    const themeOf = ({ topic }: AskedCount) => library.topics.get(topic ?? '')?.theme;
    return library.themes
      .map(({ id, title }) => {
        const own = asked.filter((one) => isAsked(one) && themeOf(one) === id);
        const counts = weeks.map((week) => tell(total(own.filter((one) => one.week === week))));
        return { id, title: title[language], counts };
      })
      .filter(({ counts }) => counts.some((one) => one !== 0));
  }
}

function weeksOf(start: DateTime, end: DateTime): string[] {
  const weeks: string[] = [];
  for (let week = start; week <= end; week = week.plus({ weeks: 1 })) weeks.push(week.toISODate() ?? '');
  return weeks;
}

const isAsked = ({ kind }: AskedCount): boolean => kind === 'answered' || kind === 'unanswered';

const total = (counts: readonly AskedCount[]): number => counts.reduce((all, { count }) => all + count, 0);

const sum = (counts: readonly AskedCount[], kind: AskedCount['kind']): number =>
  total(counts.filter((one) => one.kind === kind));

const tell = (count: number): Count => (count > 0 && count < FEW ? null : count);

function tellCases(cases: CaseCounts): Insight['cases'] {
  const { begun, acknowledged, closed, passedOn, minutesToAcknowledge, minutesToClose } = cases;
  return {
    begun: tell(begun),
    acknowledged: tell(acknowledged),
    closed: tell(closed),
    passedOn: tell(passedOn),
    ...(acknowledged >= FEW && minutesToAcknowledge !== undefined && { minutesToAcknowledge }),
    ...(closed >= FEW && minutesToClose !== undefined && { minutesToClose }),
  };
}

/** A row for each theme and week. Themes by their ids, which hold no sign that a spreadsheet takes for a formula. */
function toCsv({ weeks, themes }: Insight): string {
  const rows = themes.flatMap(({ id, counts }) =>
    weeks.map((week, index) => [week, id, counts[index] === null ? '<5' : counts[index]].join(';')),
  );
  return ['week;theme;questions', ...rows, ''].join('\r\n');
}
