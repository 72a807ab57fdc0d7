import type { Rules } from '../../src/http/contract.ts';
import type { TabSchool } from './tab-school.ts';

/** Questions that people of the demo ask: enough that the figures show, with some that no rule answers. */
const QUESTIONS = [
  'mag ik een foto van mijn klas op insta zetten?',
  'mag ik een leerling volgen?',
  'mag mijn telefoon in de les aan?',
  'mag ik appen met ouders?',
  'mag ik een vlog maken over mijn schaatsclub?',
];

/** Counts below five are hidden, so each question is asked more often. */
const ROUNDS = 6;

/** Puts some reports, a group and questions into the demo school, and gives every place worth looking at. */
export async function fillSchool(school: TabSchool): Promise<Readonly<Record<string, string>>> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of QUESTIONS) await school.call('teacher', '/ask', { text });
  }
  school.passWeek();
  await school.report('Een ouder scheldt mij uit in de groepsapp.', '1');
  await school.report('Er gaat een filmpje rond van een les.', '3');
  const open = await school.report('Er gaan foto’s rond van een feest.', '2');
  const group = await school.registerGroup();
  const rules = await school.call<Rules>('leader', '/rules');
  const [article] = rules.articles;
  const topic = rules.themes[0]?.topics[0];
  if (!article || !topic) throw new Error('the demo school has no rules');
  return {
    cases: 'cases',
    case: `cases/${open}`,
    groups: 'groups',
    group: `groups/${group}`,
    guide: 'groups/new',
    rules: 'rules',
    article: `rules/${encodeURIComponent(article.id)}`,
    topic: `rules/${encodeURIComponent(topic.id)}`,
    insight: 'insight',
  };
}
