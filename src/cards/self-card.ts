import type { Action } from '../flows/answering/action.ts';
import type { HelpReply, ProfileReply, WelcomeReply } from '../flows/answering/reply.ts';
import { AUDIENCES, type Audience, LANGUAGES } from '../policy/model.ts';
import { aidBlock, emergencyBlock, NO_EMERGENCY } from './aid-parts.ts';
import { type Button, exampleButtons, type Say, schoolOf } from './parts.ts';
import { shown } from './plain.ts';

/** The cards on which the bot speaks of itself or asks who somebody is. */

/** Data of `cards/profile.json`: role and school. The whole question waits in the button. */
export function profileData(
  say: Say,
  { language, policies, audience, policy, question, problem, urgent, amongOthers }: ProfileReply,
) {
  const schools = policies.map((one) => ({ title: schoolOf(one, language), value: one.id }));
  return {
    summary: say('profile.summary'),
    emergency: urgent
      ? emergencyBlock(say, urgent.emergency, { ...urgent, language, lines: false })
      : NO_EMERGENCY,
    aid: urgent ? [aidBlock(say, urgent.aid, language)] : [],
    title: say('profile.title'),
    intro: say('profile.intro'),
    problem: problem ? say(`profile.problem.${problem}`) : '',
    waiting: say('profile.waiting'),
    // the words stay in the button where others read along, or may look at the screen after words of trouble
    question: urgent || amongOthers ? '' : shown(question),
    audience: {
      label: say('profile.role'),
      placeholder: say('profile.role-placeholder'),
      missing: say('profile.role-missing'),
      value: audience ?? '',
      choices: AUDIENCES.map((role) => ({ title: say(`profile.roles.${role}`), value: role })),
    },
    policy: {
      label: say('profile.school'),
      placeholder: say('profile.school-placeholder'),
      missing: say('profile.school-missing'),
      value: policy ?? '',
      choices: schools,
    },
    privacy: say('profile.privacy'),
    save: {
      title: say(question === '' ? 'profile.save' : 'profile.save-and-answer'),
      data: { do: 'profile', question },
    },
  };
}

/** Data of `cards/welcome.json`. */
export const welcomeData = (say: Say, { audience, place }: WelcomeReply) => ({
  summary: say('welcome.summary'),
  title: say('welcome.title'),
  what: say('welcome.what'),
  whom: say('welcome.whom'),
  mention: place === 'personal' ? '' : say(`welcome.mention.${place}`),
  examplesTitle: say('welcome.examples'),
  examples: exampleButtons(say, audience),
  privacy: say('welcome.privacy'),
});

const COMMANDS = ['help', 'escalate', 'cases', 'group-chat', 'groups', 'role', 'school', 'language'] as const;

/** Who can use a command; absent: everybody. */
const USERS: Readonly<Partial<Record<(typeof COMMANDS)[number], readonly Audience[]>>> = {
  escalate: ['staff', 'student'],
  cases: ['staff', 'student'],
  'group-chat': ['staff'],
  groups: ['staff'],
};

/** Data of `cards/help.json`: what to ask, who the bot takes you for, and the words that it knows. */
export function helpData(say: Say, { language, profile }: HelpReply) {
  const type = (command: 'role' | 'language'): Button['data'] => ({
    do: 'say',
    text: say(`help.command.${command}.word`),
  });
  return {
    summary: say('help.summary'),
    title: say('help.title'),
    how: say('help.how'),
    now: profile
      ? say('help.now', {
          audience: say(`audience.${profile.audience}`),
          school: schoolOf(profile.policy, language),
        })
      : say('help.unknown'),
    examplesTitle: say('help.examples'),
    examples: exampleButtons(say, profile?.audience),
    commandsTitle: say('help.commands'),
    commands: COMMANDS.filter(
      (command) => !profile || (USERS[command]?.includes(profile.audience) ?? true),
    ).map((command) => ({
      word: say(`help.command.${command}.word`),
      effect: say(`help.command.${command}.effect`),
    })),
    actions: [
      { title: say('help.change-profile'), data: type('role') },
      { title: say('help.change-language'), data: type('language') },
    ] satisfies Button[],
  };
}

/** Data of `cards/language.json`. */
export const languageData = (say: Say) => ({
  summary: say('language.summary'),
  title: say('language.title'),
  options: LANGUAGES.map(
    (language): Button => ({ title: say(`language.${language}`), data: { do: 'language', language } }),
  ),
});

/** Data of `cards/draft.json`: a text to ask about, in a dialog. */
export const draftData = (say: Say) => ({
  summary: say('draft.title'),
  title: say('draft.title'),
  label: say('draft.label'),
  hint: say('draft.hint'),
  send: say('draft.send'),
  data: { do: 'consider' } satisfies Partial<Action>,
});
