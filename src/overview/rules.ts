import type { Role, RuleArticle, Rules, RuleTopic, Tone, Verdict } from '../http/contract.ts';
import { isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Library, Ruling } from '../policy/model.ts';
import type { Viewer } from './viewer.ts';
import type { Identify } from './viewers.ts';

const TONES: Readonly<Record<Verdict, Tone>> = {
  allowed: 'good',
  conditional: 'info',
  discouraged: 'warning',
  'not-allowed': 'alarm',
  required: 'info',
  info: 'neutral',
  unknown: 'neutral',
};

export interface RulesParts {
  readonly library: Library;
  readonly identify: Identify;
}

/** The rules of somebody's school to browse: what they say of each act, and the rules themselves. */
export function createRules({ library, identify }: RulesParts): Pick<TabApi, 'getRules'> {
  return { getRules };

  async function getRules(...[caller, query]: Parameters<TabApi['getRules']>) {
    const viewer = await identify(caller);
    return isRefusal(viewer) ? viewer : rulesFor(viewer, query.audience ?? viewer.person.role);
  }

  function rulesFor(viewer: Viewer, audience: Role): Rules {
    const { policy, language, say } = viewer;
    const rulings = policy.rulings.filter((ruling) => ruling.audience.includes(audience));
    // a rule for somebody else may be what decides
    const cited = new Set(rulings.flatMap(({ articles }) => articles));
    return {
      school: policy.school[language],
      source: { title: policy.title[language], version: policy.version },
      audience,
      audiences: policy.audiences.map((id) => ({ id, label: say(`profile.roles.${id}`) })),
      themes: library.themes
        .map(({ id, title }) => ({ id, title: title[language], topics: topicsOf(viewer, id, rulings) }))
        .filter(({ topics }) => topics.length > 0),
      articles: [...policy.articles.values()]
        .filter(({ id, audience: addressed }) => addressed.includes(audience) || cited.has(id))
        .map(({ id, title, text }): RuleArticle => ({ id, title: title[language], text: text[language] })),
    };
  }

  function topicsOf(viewer: Viewer, theme: string, rulings: readonly Ruling[]): RuleTopic[] {
    return [...library.topics.values()]
      .filter((topic) => topic.theme === theme)
      .map(({ id, title }) => ({
        id,
        title: title[viewer.language],
        cases: rulings.filter(({ topic }) => topic === id).map((ruling) => caseOf(viewer, ruling)),
      }))
      .filter(({ cases }) => cases.length > 0);
  }

  function caseOf({ language, say }: Viewer, ruling: Ruling): RuleTopic['cases'][number] {
    const { verdict, answer, conditions, next, articles } = ruling;
    const when = situationOf(ruling, language);
    return {
      ...(when !== '' && { when }),
      verdict,
      label: say(`verdict.${verdict}`),
      tone: TONES[verdict],
      answer: answer[language],
      conditions: conditions.map((text) => text[language]),
      ...(next && { next: next[language] }),
      articles,
    };
  }

  /** The facts for which a ruling holds, as the buttons of a question call them. */
  function situationOf({ when }: Ruling, language: Viewer['language']): string {
    return Object.entries(when)
      .flatMap(([slot, value]) => {
        const found = library.slots.get(slot)?.values.find(({ id }) => id === value);
        return found ? [found.label[language]] : [];
      })
      .join(' · ');
  }
}
