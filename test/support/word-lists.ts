/** A hunspell dictionary: `aff` holds the rules for endings and beginnings, `dic` the words with the rules that they take. */
interface Dictionary {
  readonly aff: Uint8Array;
  readonly dic: Uint8Array;
}

interface Affix {
  readonly isPrefix: boolean;
  readonly strip: string;
  readonly add: string;
  readonly fits: RegExp;
}

/** All words of a dictionary with the endings and beginnings that each takes, one at a time. */
export function wordsOf({ aff, dic }: Dictionary): Set<string> {
  const rules = new TextDecoder().decode(aff);
  const flagLength = /^FLAG long/m.test(rules) ? 2 : 1;
  const affixes = readAffixes(rules);
  const found = new Set<string>();
  for (const line of new TextDecoder().decode(dic).split('\n').slice(1)) {
    const [stem = '', flags = ''] = (line.split(/\s/)[0] ?? '').split('/');
    found.add(stem);
    for (let at = 0; at < flags.length; at += flagLength) {
      for (const affix of affixes.get(flags.slice(at, at + flagLength)) ?? []) {
        if (affix.fits.test(stem)) found.add(withAffix(stem, affix));
      }
    }
  }
  return found;
}

const RULE = /^(PFX|SFX)\s+(\S+)\s+(\S+)\s+([^\s/]+)(?:\/\S+)?\s+(\S+)/;

function readAffixes(rules: string): Map<string, Affix[]> {
  const affixes = new Map<string, Affix[]>();
  for (const line of rules.split('\n')) {
    const [, kind, flag = '', strip = '', add = '', condition = ''] = RULE.exec(line) ?? [];
    if (!kind) continue;
    const isPrefix = kind === 'PFX';
    const fits = new RegExp(isPrefix ? `^${condition}` : `${condition}$`, 'u');
    const bare = (part: string) => (part === '0' ? '' : part);
    affixes.set(flag, [...(affixes.get(flag) ?? []), { isPrefix, strip: bare(strip), add: bare(add), fits }]);
  }
  return affixes;
}

const withAffix = (stem: string, { isPrefix, strip, add }: Affix): string =>
  isPrefix ? add + stem.slice(strip.length) : stem.slice(0, stem.length - strip.length) + add;
