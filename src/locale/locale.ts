import type { Language } from '../policy/model.ts';
import en from './en.json' with { type: 'json' };
import nl from './nl.json' with { type: 'json' };

type Leaves<T, Path extends string = ''> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Leaves<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

/** A place in `nl.json` and `en.json`, its parts joined by dots: `notice.thanks`. */
export type TextKey = Leaves<typeof nl>;

export type TextParams = Readonly<Record<string, string | number>>;

/**
 * Gives the text at `key` in a language, with `{name}` replaced by the parameter of that name.
 * @throws {Error} when the key or a parameter is missing: a programming error.
 */
export type Texts = (language: Language, key: TextKey, params?: TextParams) => string;

const FILES: Readonly<Record<Language, object>> = { nl, en };

/** Makes the lookup of everything that the product says by itself; what policies say is in `policies/`. */
export function createTexts(): Texts {
  const texts = { nl: new Map(flatten(FILES.nl)), en: new Map(flatten(FILES.en)) };
  return (language, key, params = {}) => {
    const text = texts[language].get(key);
    if (text === undefined) throw new Error(`No text ${key} in ${language}.json`);
    return fill(text, key, params);
  };
}

/** All texts of a locale file with their keys. */
function flatten(node: object, path = ''): [key: string, text: string][] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : flatten(value, `${path}${name}.`),
  );
}

/** One pass: braces in a parameter stay as they are. */
const fill = (text: string, key: string, params: TextParams): string =>
  text.replace(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`Text ${key} needs the parameter ${name}`);
    return String(value);
  });
