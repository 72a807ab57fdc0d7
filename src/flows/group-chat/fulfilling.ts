import { findLeaderRequirement } from '../../policy/groups.ts';
import type { Directory } from '../../routing/directory.ts';
import { endOfSchoolYear } from '../../routing/school-time.ts';
import { type Answer, type PostedAnswer, readAnswer } from './answer.ts';
import { askPermission } from './asking.ts';
import { askSecond, type Step, type Turn, toChange } from './changes.ts';
import { listQuestions } from './guide.ts';
import { type Owner, typedIn } from './guiding.ts';
import type { InTeams } from './in-teams.ts';
import { FACT_QUESTIONS, type Group, isRunning } from './model.ts';
import type { Groups } from './ports.ts';
import type { GroupChatReply, GroupQuestionReply } from './reply.ts';
import { withAnswered } from './typed-before.ts';
import type { GroupViews } from './views.ts';

export interface FulfillingParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly views: GroupViews;
  readonly inTeams: InTeams;
  readonly now: () => Date;
}

/** What is done, or what the question says when it comes back. */
type Outcome =
  | { readonly kind: 'right'; readonly step: Step }
  | {
      readonly kind: 'wrong';
      readonly shown: Partial<Pick<GroupQuestionReply, 'problems' | 'contradicted'>>;
    };

/** What a group in the register still needs: the owner answers it on the same cards as in the guide. */
export function createFulfilling({ groups, directory, views, inTeams, now }: FulfillingParts) {
  return { openQuestion, fulfil };

  /** Answers a question about a group that is in the register. */
  async function fulfil(owner: Owner, action: PostedAnswer, group: Group): Promise<GroupChatReply> {
    const { question, later } = action;
    const viewer = { id: owner.person.id, part: 'owner', language: owner.language } as const;
    const { setting, ...moment } = await views.momentOf(group, owner.language);
    const isOpen =
      isRunning(group) && !isFact(question) && listQuestions(setting.policy, group).includes(question);
    if (later || !isOpen) return views.ofGroup(group, viewer, { refused: later ? undefined : 'not-now' });
    const again = (newest: Group, shown: Parameters<GroupViews['question']>[3]) =>
      views.question(newest, question, owner.language, { typed: typedIn(action), ...shown });
    if (action.version !== group.version) return again(group, { stale: true });
    const turn = { ...moment, actor: owner.person };
    const lastDay = endOfSchoolYear(turn.calendar, turn.now);
    const outcome = await decide(turn, withAnswered(action, group, lastDay));
    if (outcome.kind === 'wrong') return again(group, outcome.shown);
    const change = toChange(turn, outcome.step);
    if (await groups.save(change)) return views.ofGroup(change.group, viewer, { headline: 'done' });
    return again((await groups.find(group)) ?? group, { stale: true });
  }

  /** What an answer brings about, or what is wrong with it. In a channel Teams itself is asked who may post. */
  async function decide(turn: Turn, answer: Answer): Promise<Outcome> {
    const { group, calendar } = turn;
    const read = await readAnswer({ group, directory, calendar, now: now() }, answer);
    if (read.kind === 'wrong') return { kind: 'wrong', shown: { problems: read.problems } };
    const isSeen = answer.question === 'admin-only-posting' ? await inTeams.isModerated(group) : undefined;
    if (isSeen === false) return { kind: 'wrong', shown: { contradicted: true } };
    const answered = { ...turn, group: { ...group, ...read.changes } };
    const step = isSeen ? checkedStep(answered) : await toStep(answered, answer, read.changes);
    return { kind: 'right', step };
  }

  /** What an answer brings about in the register. */
  async function toStep(turn: Turn, { question }: Answer, read: Partial<Group>): Promise<Step> {
    const { group, plan } = turn;
    const requirement = findLeaderRequirement(plan, 'permission');
    if (question === 'second-staff' && group.second) return askSecond(turn, group.second.person);
    if (question === 'permission' && requirement) return askPermission(directory, turn, requirement);
    if (question === 'consent') return { changes: read, events: [{ kind: 'consent-counted' }], messages: [] };
    return { changes: read, events: [{ kind: 'attested', reason: question }], messages: [] };
  }

  async function openQuestion(owner: Owner, group: Group, question: Answer['question']) {
    const viewer = { id: owner.person.id, part: 'owner', language: owner.language } as const;
    if (group.state === 'draft') return views.guide(group, owner.language);
    return isRunning(group) && listQuestions(owner.policy, group).includes(question)
      ? views.question(group, question, owner.language)
      : views.ofGroup(group, viewer, { refused: 'not-now' });
  }
}

/** Teams says that only moderators start posts, which counts for more than the word of the owner. */
const checkedStep = ({ group: { proofs }, now }: Turn): Step => ({
  changes: {
    proofs: { ...proofs, 'admin-only-posting': { by: 'checked', who: undefined, at: now.toISOString() } },
  },
  events: [{ kind: 'checked', reason: 'admin-only-posting' }],
  messages: [],
});

/** What the group is stands fast once it is registered. */
const isFact = (question: Answer['question']): boolean => FACT_QUESTIONS.some((one) => one === question);
