import type { Language } from '../http/contract.ts';
import en from '../locale/tab/en.json' with { type: 'json' };
import nl from '../locale/tab/nl.json' with { type: 'json' };

type Leaves<T, Path extends string = ''> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Leaves<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

/** A place in `src/locale/tab/nl.json`, its parts joined by dots: `cases.empty.open`. */
export type TextKey = Leaves<typeof nl>;

/** Says the text at `key`, with `{name}` replaced by the parameter of that name. */
export type Say = (key: TextKey, params?: Readonly<Record<string, string | number>>) => string;

const FILES: Readonly<Record<Language, object>> = { nl, en };

/** Makes the lookup of everything that the tab says by itself. */
export function createSay(language: Language): Say {
  return (key, params = {}) => {
    const text = find(FILES[language], key);
    return text.replace(/\{([a-z]+)\}/g, (brace, name: string) => String(params[name] ?? brace));
  };
}

function find(file: object, key: string): string {
  let node: unknown = file;
  for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
  return typeof node === 'string' ? node : key;
}

/** The language of a locale such as `nl-nl`; Dutch where it is neither. */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('en') ? 'en' : 'nl');
