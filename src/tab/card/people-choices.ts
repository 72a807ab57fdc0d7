import type { Choice } from '../../http/contract.ts';
import type { CardJson } from './render-card.ts';

/** Whether a card asks for somebody with the people picker of Teams, which is not there outside a chat. */
export const hasPeoplePicker = (card: CardJson): boolean => JSON.stringify(card).includes('"Data.Query"');

/** Puts a list of people in the place of the picker. */
export function withPeople(card: CardJson, people: readonly Choice[]): CardJson {
  const choices = people.map(({ id, label }) => ({ title: label, value: id }));
  return replace(card, choices) as CardJson;
}

function replace(node: unknown, choices: readonly object[]): unknown {
  if (Array.isArray(node)) return node.map((child) => replace(child, choices));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const isPicker = entries.some(
    ([name, value]) => name === 'choices.data' && (value as { type?: string } | null)?.type === 'Data.Query',
  );
  if (!isPicker) return Object.fromEntries(entries.map(([name, value]) => [name, replace(value, choices)]));
  const { 'choices.data': _, ...input } = node as Record<string, unknown>;
  const own = Array.isArray(input.choices) ? input.choices : [];
  return { ...input, style: 'compact', choices: [...own, ...choices] };
}
