import type { AppValues } from './values.ts';

const PLACEHOLDER = /\$\{\{([^}"\n]*)(?:\}\})?/g;

/** Puts the values into the text of the manifest. Placeholders that it does not know stay as they are. */
export function fillPlaceholders(text: string, { appId, botId, domain }: AppValues): string {
  const values = new Map([
    ['APP_ID', appId],
    ['BOT_ID', botId],
    ['APP_DOMAIN', domain],
  ]);
  return text.replace(PLACEHOLDER, (placeholder, name: string) => values.get(name) ?? placeholder);
}

/** Lists the placeholders that are left in a text, each once. */
export const findPlaceholders = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([placeholder]) => placeholder)),
];
