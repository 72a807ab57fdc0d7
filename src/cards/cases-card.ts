import type { EscalationAction } from '../flows/escalation/action.ts';
import { type Case, isOpen, referenceOf } from '../flows/escalation/model.ts';
import type { CasesReply } from '../flows/escalation/reply.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import { NO_EMERGENCY } from './aid-parts.ts';
import { caseEmergency } from './case-emergency.ts';
import { stateBand } from './case-standing.ts';
import { asObject, sayKind } from './case-words.ts';
import type { Say } from './parts.ts';
import { type Clock, sayMoment } from './times.ts';

type Reader = Clock & Pick<CasesReply, 'viewer'>;

/** Rows of each part of the list. */
const ROWS = 10;

/** Data of `cards/cases.json`: one's own reports and those of others, without a word of them. */
export const casesData = (say: Say, reply: CasesReply) => ({
  summary: say('cases.summary'),
  emergency: reply.urgent
    ? caseEmergency(say, { ...reply.urgent, language: reply.language }, false)
    : NO_EMERGENCY,
  title: say('cases.title'),
  sections: [
    section(say, reply, 'own', reply.own),
    section(say, reply, 'led', reply.led),
    ...unreadableSection(say, reply, reply.unreadable),
  ],
});

function section(say: Say, clock: Reader, name: 'own' | 'led', cases: readonly Case[]) {
  const more = cases.length - ROWS;
  return {
    title: say(`cases.${name}`),
    empty: cases.length === 0 ? say(`cases.${name}-empty`) : '',
    rows: cases.slice(0, ROWS).map((one) => rowOf(say, clock, one)),
    more: more > 0 ? say('cases.more', { count: more }) : '',
  };
}

function rowOf(say: Say, clock: Reader, one: Case) {
  const { id, kind, createdAt } = one;
  const { icon, word } = stateBand(say, one, '');
  const about = [say('cases.when', { when: sayMoment(say, clock, createdAt) }), whereNow(say, clock, one)];
  return {
    state: `${icon} ${word}`,
    kind: sayKind(say, kind),
    about: about.join(' · '),
    // no button that gets its card back: the case stands below the list, which stays
    open: {
      title: say('cases.open', { reference: referenceOf(one) }),
      data: { do: 'case-show', id } satisfies EscalationAction,
    },
  };
}

/** Those that a newer version kept: that they are there, and since when. */
function unreadableSection(say: Say, clock: Clock, unreadable: readonly Unreadable[]) {
  if (unreadable.length === 0) return [];
  const rows = unreadable.slice(0, ROWS).map((one) => ({
    state: say('unreadable.state'),
    kind: say('unreadable.case'),
    about: say('cases.when', { when: sayMoment(say, clock, one.createdAt) }),
    open: {
      title: say('cases.open', { reference: referenceOf(one) }),
      data: { do: 'case-show', id: one.id } satisfies EscalationAction as EscalationAction,
    },
  }));
  const more = unreadable.length - ROWS;
  return [
    {
      title: say('unreadable.title'),
      empty: '',
      rows,
      more: more > 0 ? say('cases.more', { count: more }) : '',
    },
  ];
}

/** Who has it, or when it ended. */
function whereNow(say: Say, clock: Reader, one: Case): string {
  const { state, holder, closedAt } = one;
  if (isOpen(one))
    return holder ? say('cases.held', { holder: asObject(say, clock.viewer, holder) }) : say('cases.unheld');
  const ended = state === 'withdrawn' ? 'withdrawn' : 'closed';
  return closedAt
    ? say(`cases.${ended}`, { when: sayMoment(say, clock, closedAt) })
    : say(`case.state.${ended}`);
}
