import { create, insert, search } from '@orama/orama';
import { stemmer } from '@orama/stemmers/dutch';
import MiniSearch from 'minisearch';
import type { Article } from '../src/policy/model.ts';

/** An off-the-shelf search engine over articles: the ids of the first three, best first. */
export type Search = (question: string) => Promise<readonly string[]> | readonly string[];

const FOUND = 3;

/** What is searched: both languages of an article, title and text. */
const documentsOf = (articles: readonly Article[]) =>
  articles.map(({ id, title, text }, index) => ({
    id: index,
    article: id,
    title: `${title.nl} ${title.en}`,
    text: `${text.nl} ${text.en}`,
  }));

export function createMiniSearch(articles: readonly Article[]): Search {
  const index = new MiniSearch({
    fields: ['title', 'text'],
    storeFields: ['article'],
    processTerm: (term) => stemmer(term.toLowerCase()),
  });
  index.addAll(documentsOf(articles));
  return (question) =>
    index
      .search(question)
      .slice(0, FOUND)
      .map((hit) => String(hit.article));
}

export async function createOrama(articles: readonly Article[]): Promise<Search> {
  const index = create({
    schema: { article: 'string', title: 'string', text: 'string' },
    components: { tokenizer: { language: 'dutch', stemming: true, stemmer } },
  });
  for (const { article, title, text } of documentsOf(articles)) await insert(index, { article, title, text });
  return async (question) => {
    const { hits } = await search(index, {
      term: question,
      properties: ['title', 'text'],
      limit: FOUND,
    });
    return hits.map(({ document }) => document.article);
  };
}
