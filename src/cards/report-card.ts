import { type Draft, PLATFORMS } from '../flows/escalation/model.ts';
import type { NoRouteReply, ReportCheckReply, ReportFormReply } from '../flows/escalation/reply.ts';
import { type Aid, CASE_KINDS, type Language } from '../policy/model.ts';
import { aidSteps, emergencyBlock } from './aid-parts.ts';
import { factOf, personText, sayKind, saySeverity, sayWhere, snapshotOf, wordsOf } from './case-words.ts';
import { type ChoiceInput, choicesOf, severityInput, type TextInput } from './choices.ts';
import { plainButton, sendButton } from './execute.ts';
import { policyText, type Say } from './parts.ts';
import { LIMITS, sizeOf, within } from './plain.ts';
import { problemWarnings } from './problems.ts';
import { sayRoute } from './route.ts';

/** The cards on which somebody writes a report, and sees who will get it. */

/**
 * What the form gives back of what was typed, in characters of its JSON: everything of whoever did not paste a whole
 * conversation. The text has the room that the short fields leave; together they keep the card under 80 KB.
 */
const ROOM = { all: 21_000, group: 500, reach: 500, links: 2500 } as const;

/** Data of `cards/report-form.json`: what was typed stands in it, right or wrong. */
export function reportFormData(say: Say, reply: ReportFormReply) {
  const { language, draft, problems, emergency } = reply;
  const { id, snapshot } = draft;
  const kept = keepTyped(draft);
  const cut = TYPED.filter((field) => kept[field] !== draft[field]);
  const input = (field: Typed, placeholder: string, multiline = false): TextInput => ({
    id: field,
    label: say(`report-form.${field}`),
    readers: say('readers.later'),
    placeholder,
    missing: say('problem.missing', { field: say(`problem.field.${field}`) }),
    multiline,
    value: kept[field],
  });
  return {
    summary: say('report-form.summary'),
    emergency: emergencyBlock(say, emergency, { ...reply, lines: true }),
    warnings: problemWarnings(say, language, problems, cut),
    title: say('report-form.title'),
    next: say('report-form.next'),
    firstAid: firstAidBox(say('report-form.steps'), reply),
    snapshots: snapshot ? [snapshotOf(say, reply, snapshot)] : [],
    text: { ...input('text', say('report-form.text-placeholder'), true), hint: say('report-form.text-hint') },
    choices: choiceInputs(say, reply),
    group: input('group', ''),
    involved: involvedToggle(say, reply),
    reach: input('reach', say('report-form.reach-placeholder')),
    links: { ...input('links', 'https://', true), hint: say('report-form.links-hint') },
    buttons: [
      sendButton(say('report-form.submit'), { do: 'report-check', id }),
      ...(snapshot ? [sendButton(say('report-form.unquote'), { do: 'report-unquote', id })] : []),
      plainButton(say('report-form.drop'), { do: 'report-drop', id }),
    ],
  };
}

const TYPED = ['text', 'group', 'reach', 'links'] as const;
type Typed = (typeof TYPED)[number];

function keepTyped(draft: Draft): Record<Typed, string> {
  const group = within(draft.group, ROOM.group);
  const reach = within(draft.reach, ROOM.reach);
  const links = within(draft.links, ROOM.links);
  const left = ROOM.all - sizeOf(group) - sizeOf(reach) - sizeOf(links);
  return { text: within(draft.text, left), group, reach, links };
}

function choiceInputs(say: Say, { draft }: ReportFormReply): ChoiceInput[] {
  const missing = (field: 'kind' | 'severity' | 'platform') =>
    say('problem.missing', { field: say(`problem.field.${field}`) });
  return [
    {
      id: 'kind',
      style: 'compact',
      label: say('report-form.kind'),
      placeholder: say('report-form.kind-placeholder'),
      missing: missing('kind'),
      value: draft.kind,
      choices: choicesOf(say, CASE_KINDS, (kind) => `kind.${kind}`),
    },
    severityInput(say, draft.severity),
    {
      id: 'platform',
      style: 'compact',
      label: say('report-form.platform'),
      placeholder: say('report-form.platform-placeholder'),
      missing: missing('platform'),
      value: draft.platform,
      choices: choicesOf(say, PLATFORMS, (platform) => `platform.${platform}`),
    },
  ];
}

/** Names the role that the chain of this school begins with: it is the one that is skipped. */
function involvedToggle(say: Say, { audience, policy, draft }: ReportFormReply) {
  const first = policy.chains[audience]?.[0]?.role;
  return {
    label: say('report-form.involved.label'),
    title: first
      ? say('report-form.involved.role', { role: say(`role.${first}`) })
      : say(`report-form.involved.${audience === 'student' ? 'student' : 'staff'}`),
    value: String(draft.involved),
  };
}

/** Data of `cards/part-first-aid.json`. */
export const firstAidBox = (
  title: string,
  { aid, language }: { readonly aid: Aid; readonly language: Language },
) => ({
  shown: true,
  title,
  steps: aidSteps(aid, language),
  tell: policyText(aid.tell[language], LIMITS.aid),
});

export const NO_FIRST_AID = { shown: false, title: '', steps: [], tell: '' };

/** Data of `cards/report-check.json`: who will get the report and when, and what it says. Nothing was sent yet. */
export function reportCheckData(say: Say, reply: ReportCheckReply) {
  const { draft, emergency, aid, language, route } = reply;
  const [first] = route;
  const links = draft.links.split(/\s+/u).filter((link) => link !== '');
  return {
    summary: say('report-check.summary'),
    emergency: emergencyBlock(say, emergency, { ...reply, lines: true }),
    title: say('report-check.title'),
    ...sayRoute(say, reply),
    words: wordsOf(say, reply, say('report-check.words'), { ...draft, links }),
    facts: [
      ...factOf(say('fact.kind'), sayKind(say, draft.kind)),
      ...factOf(say('fact.severity'), saySeverity(say, draft.severity)),
      ...factOf(say('fact.where'), sayWhere(say, draft)),
      ...factOf(say('fact.involved'), draft.involved && first ? say(`role.${first.step.role}`) : ''),
      ...factOf(say('fact.reach'), personText(draft.reach)),
    ],
    noHotline: say('report-check.no-hotline'),
    danger: policyText(aid.emergency[language], LIMITS.aid),
    buttons: [
      plainButton(say('report-check.submit'), { do: 'report-send', id: draft.id }),
      plainButton(say('report-check.edit'), { do: 'report-edit', id: draft.id }),
      plainButton(say('report-check.drop'), { do: 'report-drop', id: draft.id }),
    ],
  };
}

/** Data of `cards/no-route.json`: nobody could be told; whom to go to. */
export function noRouteData(say: Say, reply: NoRouteReply) {
  const { language, firstAid, emergency, draft } = reply;
  return {
    summary: say('no-route.summary'),
    emergency: emergencyBlock(say, emergency, { ...reply, lines: true }),
    band: { style: 'warning', icon: '⚠️', word: say('no-route.title'), about: '' },
    why: say('no-route.why'),
    who: say('no-route.who', { who: policyText(firstAid.who[language], LIMITS.line) }),
    kept: say('no-route.kept'),
    firstAid: firstAidBox(say('report-form.steps'), reply),
    buttons: [plainButton(say('no-route.back'), { do: 'report-edit', id: draft.id })],
  };
}
