import { isDeepStrictEqual } from 'node:util';

/** What Teams on phones documents for cards: elements of 1.2 and their properties, and the few later ones we allow. */

const ELEMENT = ['type', 'id', 'isVisible', 'separator', 'spacing'];
const ACTION = ['type', 'title'];
const INPUT = [...ELEMENT, 'label', 'isRequired', 'errorMessage', 'placeholder'];

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['$schema', 'type', 'version', 'speak', 'fallbackText', 'refresh', 'body', 'actions'],
  TextBlock: [...ELEMENT, 'text', 'wrap', 'size', 'weight', 'isSubtle', 'color', 'horizontalAlignment'],
  RichTextBlock: [...ELEMENT, 'inlines', 'horizontalAlignment'],
  TextRun: ['type', 'text', 'size', 'weight', 'isSubtle', 'color', 'italic'],
  Container: [...ELEMENT, 'items', 'style', 'bleed'],
  ColumnSet: [...ELEMENT, 'columns'],
  Column: [...ELEMENT, 'width', 'items'],
  FactSet: [...ELEMENT, 'facts'],
  ActionSet: [...ELEMENT, 'actions'],
  'Input.Text': [...INPUT, 'isMultiline', 'maxLength', 'value', 'style'],
  'Input.ChoiceSet': [...INPUT, 'style', 'value', 'choices', 'wrap', 'choices.data', 'isMultiSelect'],
  'Input.Date': [...INPUT, 'value'],
  'Input.Toggle': [...INPUT, 'title', 'value', 'valueOn', 'valueOff', 'wrap'],
  'Data.Query': ['type', 'dataset'],
  'Action.Submit': [...ACTION, 'data', 'associatedInputs'],
  'Action.Execute': [...ACTION, 'verb', 'data', 'associatedInputs', 'fallback'],
  'Action.OpenUrl': [...ACTION, 'url'],
  'Action.ShowCard': [...ACTION, 'card'],
  'Action.ToggleVisibility': [...ACTION, 'targetElements'],
};

export type Node = Readonly<Record<string, unknown>>;

/** All elements and actions of a card, in reading order; what a button sends is no part of it. */
export function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const { data: _, ...rest } = value as Node;
  const inside = Object.values(rest).flatMap(nodesOf);
  return 'type' in value ? [value as Node, ...inside] : inside;
}

/** All texts that a card shows, those behind buttons included. */
export const textsOf = (card: object): string[] =>
  nodesOf(card).flatMap(({ text, title }) => [text, title].filter((one) => typeof one === 'string'));

/** The size that Teams counts. */
const bytesOf = (card: object): number => JSON.stringify(card).length * 2;

/** Everything by which a card breaks our rules; empty when it is good. */
export function faultsOf(card: object): string[] {
  const top = card as Node;
  const { refresh, ...pressed } = top;
  const faults = [...nodesOf(pressed).flatMap(faultsOfNode), ...faultsOfRefresh(refresh)];
  const json = JSON.stringify(card);
  if (top.version !== '1.5') faults.push('the version is not 1.5');
  if (!top.speak || !top.fallbackText) faults.push('speak or fallbackText is missing');
  if (bytesOf(card) > 80_000) faults.push(`${bytesOf(card)} bytes`);
  if (/\bundefined\b|\[object|"null"|"include"|"\$(data|when)"/.test(json))
    faults.push('something was not filled in');
  return faults;
}

function faultsOfNode(node: Node): string[] {
  const type = String(node.type);
  const known = PROPERTIES[type];
  if (!known) return [`${type} is not an element of 1.2 that we use`];
  const faults = Object.keys(node)
    .filter((name) => !known.includes(name))
    .map((name) => `${type} has ${name}`);
  if (type === 'TextBlock' && node.wrap !== true) faults.push(`does not wrap: ${node.text}`);
  if (type.startsWith('Input.') && !node.label) faults.push(`no label: ${node.id}`);
  if (Array.isArray(node.actions) && node.actions.length > 6) faults.push('more than six actions in a row');
  if (type.startsWith('Action.') && !isTitle(node.title)) faults.push(`a bad title: ${node.title}`);
  if (type === 'Action.Execute') faults.push(...faultsOfExecute(node));
  return faults;
}

/** A button that gets its card back does the same on clients that do not know it. */
function faultsOfExecute({ title, verb, data, associatedInputs, fallback }: Node): string[] {
  const faults = isVerb(verb, data) ? [] : [`the verb of ${title} is ${verb}`];
  const same = { type: 'Action.Submit', title, data, associatedInputs };
  return isDeepStrictEqual(fallback, same)
    ? faults
    : [...faults, `the fallback of ${title} does something else`];
}

/** A card brings itself up to date for those who are named, 60 at most; with none it would do so for everybody. */
function faultsOfRefresh(refresh: unknown): string[] {
  if (refresh === undefined) return [];
  const { action, userIds } = refresh as { action: Node; userIds: string[] };
  const faults = isVerb(action.verb, action.data) ? [] : ['the verb of the refresh is another'];
  return userIds.length === 1 && userIds[0] ? faults : [...faults, 'the refresh is not for one person'];
}

const isVerb = (verb: unknown, data: unknown): boolean =>
  typeof verb === 'string' && (data as Node | undefined)?.do === verb;

const isTitle = (title: unknown): boolean =>
  typeof title === 'string' && title.length > 0 && title.length <= 40;
