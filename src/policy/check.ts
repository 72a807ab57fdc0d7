import { checkGroups } from './check-groups.ts';
import { checkRulings } from './check-rulings.ts';
import type { PolicySources, Shared, SlotsSource, TopicsSource } from './content.ts';
import type { Slot } from './model.ts';
import { findFault } from './signs.ts';
import type { Path, Report } from './source.ts';

/** Cross references: what one content file says about another. Shapes are checked before, in `schema.ts`. */

export function checkSlots({ value, at }: SlotsSource, report: Report) {
  const seen = new Set<string>();
  value.slots.forEach((slot, index) => {
    if (seen.has(slot.id)) report(at(['slots', index, 'id'], `slot ${slot.id} exists twice`));
    seen.add(slot.id);
    slot.values.forEach((value, place) => {
      for (const kind of ['signs', 'hints'] as const) {
        value[kind].forEach((sign, nth) => {
          const fault = findFault(sign);
          if (fault) report(at(['slots', index, 'values', place, kind, nth], fault));
        });
      }
    });
  });
}

export function checkTopics(
  sources: readonly TopicsSource[],
  slots: ReadonlyMap<string, Slot>,
  report: Report,
) {
  const seen = new Set<string>();
  for (const { value, at } of sources) {
    value.topics.forEach((topic, index) => {
      if (seen.has(topic.id)) report(at(['topics', index, 'id'], `topic ${topic.id} exists twice`));
      seen.add(topic.id);
      topic.slots.forEach((slot, place) => {
        if (!slots.has(slot)) report(at(['topics', index, 'slots', place], `unknown slot ${slot}`));
      });
    });
  }
}

export function checkPolicy(sources: PolicySources, folder: string, shared: Shared, report: Report) {
  checkIdentity(sources, folder, report);
  checkArticles(sources, report);
  checkSettings(sources, report);
  checkGroups(sources, report);
  checkRulings(sources, shared, report);
}

function checkIdentity({ policy }: PolicySources, folder: string, report: Report) {
  if (policy.value.id !== folder) {
    report(policy.at(['id'], `the id ${policy.value.id} must be the name of its folder, ${folder}`));
  }
}

function checkArticles({ policy, articles }: PolicySources, report: Report) {
  const seen = new Set<string>();
  articles.value.articles.forEach((article, index) => {
    if (seen.has(article.id)) {
      report(articles.at(['articles', index, 'id'], `article ${article.id} exists twice`));
    }
    seen.add(article.id);
    for (const audience of article.audience) {
      if (policy.value.audiences.includes(audience)) continue;
      report(articles.at(['articles', index, 'audience'], `the policy does not address ${audience}`));
    }
  });
}

/** Every audience has its contact, first aid and group-chat rules, and what they cite exists. */
function checkSettings({ policy, articles }: PolicySources, report: Report) {
  const known = new Set(articles.value.articles.map((article) => article.id));
  const cite = (id: string | undefined, path: Path) => {
    if (id !== undefined && !known.has(id)) report(policy.at(path, `unknown article ${id}`));
  };
  for (const audience of policy.value.audiences) {
    for (const part of ['contacts', 'escalation', 'groupChat'] as const) {
      const setting = policy.value[part][audience];
      if (!setting) report(policy.at([part], `${part} lacks ${audience}`));
      setting?.articles.forEach((id, place) => {
        cite(id, [part, audience, 'articles', place]);
      });
    }
    policy.value.escalation[audience]?.steps.forEach((step, place) => {
      cite(step.article, ['escalation', audience, 'steps', place, 'article']);
    });
    policy.value.groupChat[audience]?.requirements.forEach((requirement, place) => {
      cite(requirement.article, ['groupChat', audience, 'requirements', place, 'article']);
    });
  }
}

/** Every topic with intent `answer` must have a ruling in at least one policy; the others must have none. */
export function checkCoverage(sources: readonly TopicsSource[], ruled: ReadonlySet<string>, report: Report) {
  for (const { value, at } of sources) {
    value.topics.forEach((topic, index) => {
      if (topic.intent === 'answer' && !ruled.has(topic.id)) {
        report(at(['topics', index], `topic ${topic.id} has no ruling in any policy: its intent is unknown`));
      }
    });
  }
}
