import type { RuleArticle, Rules, RuleTopic } from '../../http/contract.ts';

/** What a search leaves of the rules. */
export interface Found {
  readonly themes: Rules['themes'];
  /** Only where something is searched. */
  readonly articles: readonly RuleArticle[];
}

/** Finds topics and articles that hold every word of `search`, whatever its capitals and accents. */
export function searchRules(rules: Rules, search: string): Found {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { themes: rules.themes, articles: [] };
  const holds = (text: string) => {
    const folded = fold(text);
    return words.every((word) => folded.includes(word));
  };
  const themes = rules.themes.map((theme) => ({
    ...theme,
    topics: theme.topics.filter((topic) => holds(`${theme.title} ${wordsOf(topic)}`)),
  }));
  return {
    themes: themes.filter(({ topics }) => topics.length > 0),
    articles: rules.articles.filter(({ id, title, text }) => holds(`${id} ${title} ${text}`)),
  };
}

const wordsOf = ({ title, cases }: RuleTopic): string =>
  [title, ...cases.flatMap((one) => [one.when, one.label, one.answer, ...one.conditions, one.next])].join(
    ' ',
  );

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
