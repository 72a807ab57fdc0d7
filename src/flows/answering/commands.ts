import { words } from '../../policy/normalise.ts';

/** What can be asked of the bot itself, in a word. */
export type Command = 'help' | 'profile' | 'language';

/** Both languages work always: the titles in the manifest are what Teams sends. */
const COMMANDS: Readonly<Record<string, Command>> = {
  help: 'help',
  hulp: 'help',
  menu: 'help',
  rol: 'profile',
  role: 'profile',
  school: 'profile',
  taal: 'language',
  language: 'language',
};

/** The command that a message consists of; nothing when it is a question. */
export function findCommand(text: string): Command | undefined {
  const [first, ...rest] = words(text);
  return first !== undefined && rest.length === 0 && Object.hasOwn(COMMANDS, first)
    ? COMMANDS[first]
    : undefined;
}
