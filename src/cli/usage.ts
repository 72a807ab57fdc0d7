import { Fault } from '../errors.ts';
import type { Audience, Language, Library, Policy } from '../policy/model.ts';
import { AUDIENCES, LANGUAGES } from '../policy/model.ts';

/** Runs a command; a fault becomes its message on standard error and exit code 2. */
export async function runCommand(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    const known =
      error instanceof Fault || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    if (!known) throw error;
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}

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
