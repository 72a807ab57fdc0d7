import { DateTime } from 'luxon';
import type { Count, Insight, InsightQuery, PeriodKind } from '../http/contract.ts';
import { type Caller, type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Library } from '../policy/model.ts';
import type { Viewer } from './viewer.ts';
import type { Identify } from './viewers.ts';

/** Whole weeks or months; `until` is the first moment after them. */
export interface Span {
  readonly by: PeriodKind;
  readonly from: Date;
  readonly until: Date;
}

/** A school of one tenant. */
export interface SchoolRef {
  readonly tenant: string;
  readonly id: string;
}

/** How often something was asked in a week or month, by what became of it. */
export interface AskedCount {
  /** The first day of it, ISO date. */
  readonly period: string;
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
  countAsked(school: SchoolRef, span: Span): Promise<readonly AskedCount[]>;
  countCases(school: SchoolRef, span: Span): Promise<CaseCounts>;
}

export interface InsightParts {
  readonly library: Library;
  readonly figures: Figures;
  readonly identify: Identify;
  readonly now: () => Date;
}

/**
 * Counts are told in these steps, and none below one: behind few questions somebody could be recognised, and from two
 * exact counts a third can be worked out.
 */
const STEP = 5;

/** How many weeks or months are shown. */
const PERIODS = 12;

/** The row of themes that have too few questions to stand alone. */
const OTHER = 'other';

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

  async function getInsight(caller: Caller, { by = 'week' }: InsightQuery): Given<Insight> {
    const viewer = await identify(caller, { keeper: true });
    return isRefusal(viewer) ? viewer : count(viewer, by);
  }

  async function count(viewer: Viewer, by: PeriodKind): Promise<Insight> {
    const { person, school } = viewer;
    const end = DateTime.fromJSDate(now(), { zone: school?.calendar.zone ?? 'Europe/Amsterdam' }).startOf(by);
    const start = end.minus({ [by]: PERIODS });
    const span = { by, from: start.toJSDate(), until: end.toJSDate() };
    const own = { tenant: person.tenant, id: school?.id ?? '-' };
    const asked = await figures.countAsked(own, span);
    const periods = Array.from({ length: PERIODS }, (_, place) => toDay(start.plus({ [by]: place })));
    return {
      from: toDay(start),
      until: toDay(end.minus({ days: 1 })),
      by,
      periods,
      themes: themesOf(viewer, asked, periods),
      answers: {
        asked: tell(sum(asked, 'answered') + sum(asked, 'unanswered')),
        unanswered: tell(sum(asked, 'unanswered')),
        helpful: tell(sum(asked, 'helpful')),
        notHelpful: tell(sum(asked, 'not-helpful') + sum(asked, 'report')),
      },
      cases: tellCases(await figures.countCases(own, span)),
    };
  }

  function themesOf({ language, say }: Viewer, asked: readonly AskedCount[], periods: readonly string[]) {
    const themeOf = ({ topic }: AskedCount) => library.topics.get(topic ?? '')?.theme;
    const rows = [...library.themes, undefined].map((theme) => {
      const own = asked.filter((one) => isAsked(one) && themeOf(one) === theme?.id);
      return {
        id: theme?.id ?? OTHER,
        title: theme?.title[language] ?? '',
        counts: periods.map((period) => total(own.filter((one) => one.period === period))),
      };
    });
    return mergeSmall(rows, say('insight.other-themes'));
  }
}

const toDay = (day: DateTime): string => day.toISODate() ?? '';

interface ThemeRow {
  readonly id: string;
  readonly title: string;
  readonly counts: readonly number[];
}

/** Rows to tell: what is too small in a period is counted together there, and rows with nothing to tell are left out. */
function mergeSmall(rows: readonly ThemeRow[], title: string): Insight['themes'] {
  const named = rows.filter(({ id }) => id !== OTHER);
  const rest = rows.filter(({ id }) => id === OTHER);
  const small = (rows[0]?.counts ?? []).map((_, place) => {
    const few = named.map(({ counts }) => counts[place] ?? 0).filter((count) => count < STEP);
    const unnamed = rest.map(({ counts }) => counts[place] ?? 0);
    return [...few, ...unnamed].reduce((all, count) => all + count, 0);
  });
  return [...named, { id: OTHER, title, counts: small }]
    .map((row) => ({ ...row, counts: row.counts.map(tell) }))
    .filter(({ counts }) => counts.some((count) => count !== null));
}

const isAsked = ({ kind }: AskedCount): boolean => kind === 'answered' || kind === 'unanswered';

const total = (counts: readonly AskedCount[]): number => counts.reduce((all, { count }) => all + count, 0);

const sum = (counts: readonly AskedCount[], kind: AskedCount['kind']): number =>
  total(counts.filter((one) => one.kind === kind));

const tell = (count: number): Count => (count < STEP ? null : round(count));

const round = (count: number): number => STEP * Math.round(count / STEP);

function tellCases(cases: CaseCounts): Insight['cases'] {
  const { begun, acknowledged, closed, passedOn, minutesToAcknowledge, minutesToClose } = cases;
  return {
    begun: tell(begun),
    acknowledged: tell(acknowledged),
    closed: tell(closed),
    passedOn: tell(passedOn),
    ...(acknowledged >= STEP &&
      minutesToAcknowledge !== undefined && { minutesToAcknowledge: round(minutesToAcknowledge) }),
    ...(closed >= STEP && minutesToClose !== undefined && { minutesToClose: round(minutesToClose) }),
  };
}

/** A row for each theme and week or month. Themes by their ids, which hold no sign that a spreadsheet takes for a formula. */
function toCsv({ periods, themes }: Insight): string {
  const rows = themes.flatMap(({ id, counts }) =>
    periods.map((period, place) => [period, id, counts[place] ?? `<${STEP}`].join(';')),
  );
  return ['period;theme;questions', ...rows, ''].join('\r\n');
}
