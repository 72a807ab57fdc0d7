import type { Aid, HelpLine, Language } from '../policy/model.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS } from './plain.ts';

/** The parts of a card with first aid: what to do, whom to tell, and who helps outside of the school. */

/** Data of `cards/part-emergency.json`: the emergency number on top. `lines`: who else to call, where no first aid follows. */
export const emergencyBlock = (
  say: Say,
  emergency: boolean,
  { aid, language, lines }: { readonly aid: Aid; readonly language: Language; readonly lines: boolean },
) => ({
  shown: emergency,
  danger: policyText(aid.emergency[language], LIMITS.aid),
  noHotline: say('emergency.no-hotline'),
  help: lines ? [helpLines(say, aid.lines, language)] : [],
});

export const NO_EMERGENCY = { shown: false, danger: '', noHotline: '', help: [] };

/** Data of `cards/part-aid.json`. */
export const aidBlock = (say: Say, aid: Aid, language: Language) => ({
  first: policyText(aid.first[language], LIMITS.aid),
  stepsTitle: say('escalation.steps'),
  steps: aidSteps(aid, language),
  tell: policyText(aid.tell[language], LIMITS.aid),
  linesTitle: say('escalation.lines'),
  help: helpLines(say, aid.lines, language),
});

/** The steps, numbered; what national law asks for is marked as such. */
export const aidSteps = ({ steps }: Aid, language: Language) =>
  steps.map(({ text, law }, index) => ({
    number: `${index + 1}`,
    text: policyText(text[language], LIMITS.aid),
    rule: law ? ` (${policyText(law[language], LIMITS.detail)})` : '',
  }));

/** Data of `cards/part-help-lines.json`. Numbers are text: Teams opens no telephone from a button on every client. */
const helpLines = (say: Say, lines: readonly HelpLine[], language: Language) => ({
  lines: lines.map(({ number, site, name, hours, closed, free }) => ({
    number: number ?? hostOf(site),
    name: policyText(name[language], LIMITS.detail),
    hours: [
      policyText(hours[language], LIMITS.detail),
      free ? say('help-line.free') : '',
      closed ? policyText(closed[language], LIMITS.detail) : '',
    ]
      .filter(Boolean)
      .join(' '),
  })),
  sites: lines.flatMap(({ site }) =>
    site === undefined ? [] : [{ title: say('help-line.open', { site: hostOf(site) }), url: site }],
  ),
});

const hostOf = (site: string | undefined): string =>
  site === undefined ? '' : new URL(site).hostname.replace(/^www\./, '');
