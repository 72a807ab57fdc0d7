/** What Teams on phones documents for cards: elements of 1.2 and their properties, and the few later ones we allow. */

const ELEMENT = ['type', 'id', 'isVisible', 'separator', 'spacing'];
const ACTION = ['type', 'title'];
const INPUT = [...ELEMENT, 'label', 'isRequired', 'errorMessage', 'placeholder'];

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['$schema', 'type', 'version', 'speak', 'fallbackText', 'body', 'actions'],
  TextBlock: [...ELEMENT, 'text', 'wrap', 'size', 'weight', 'isSubtle', 'color', 'horizontalAlignment'],
  RichTextBlock: [...ELEMENT, 'inlines', 'horizontalAlignment'],
  TextRun: ['type', 'text', 'size', 'weight', 'isSubtle', 'color', 'italic'],
  Container: [...ELEMENT, 'items', 'style', 'bleed'],
  ColumnSet: [...ELEMENT, 'columns'],
  Column: [...ELEMENT, 'width', 'items'],
  FactSet: [...ELEMENT, 'facts'],
  ActionSet: [...ELEMENT, 'actions'],
  'Input.Text': [...INPUT, 'isMultiline', 'maxLength'],
  'Input.ChoiceSet': [...INPUT, 'style', 'value', 'choices'],
  'Action.Submit': [...ACTION, 'data'],
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
  const faults = nodesOf(card).flatMap(faultsOfNode);
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
  if (Array.isArray(node.actions) && node.actions.length > 5) faults.push('more than five actions in a row');
  if (type.startsWith('Action.') && !isTitle(node.title)) faults.push(`a bad title: ${node.title}`);
  return faults;
}

const isTitle = (title: unknown): boolean =>
  typeof title === 'string' && title.length > 0 && title.length <= 40;
