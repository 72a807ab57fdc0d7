import { Fault } from '../errors.ts';
import type { Audience, Language, Library, Policy } from '../policy/model.ts';
import { AUDIENCES, LANGUAGES } from '../policy/model.ts';

/** @throws {Fault} `usage` */
export function getPolicy(library: Library, id: string | undefined): Policy {
  const policy = library.policies.get(id ?? '');
  if (policy) return policy;
  throw new Fault('usage', `unknown policy "${id ?? ''}": choose ${[...library.policies.keys()].join(', ')}`);
}

/** @throws {Fault} `usage` */
export function getAudience(policy: Policy, audience: string | undefined): Audience {
  const known = AUDIENCES.find((one) => one === audience);
  if (known && policy.audiences.includes(known)) return known;
  throw new Fault(
    'usage',
    `audience "${audience ?? ''}" is not addressed by policy ${policy.id}: choose ${policy.audiences.join(', ')}`,
  );
}

/**
 * The language that was asked for, if one was.
 * @throws {Fault} `usage`
 */
export function getLanguage(language: string | undefined): Language | undefined {
  const known = LANGUAGES.find((one) => one === language);
  if (known || language === undefined) return known;
  throw new Fault('usage', `unknown language "${language}": choose ${LANGUAGES.join(', ')}`);
}
