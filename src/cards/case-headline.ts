import type { CaseReply } from '../flows/escalation/reply.ts';
import type { TextKey } from '../locale/locale.ts';
import { actingOf } from './case-standing.ts';
import { asObject, asSubject } from './case-words.ts';
import type { Say } from './parts.ts';
import { capital } from './problems.ts';

type Headline = NonNullable<CaseReply['headline']>;
type Below<Path extends string, Key = TextKey> = Key extends `${Path}.${infer Rest}` ? Rest : never;
type Own = Below<'case.headline.own'>;
type Led = Below<'case.headline.led'>;

/** What a notice is called to the reporter, and to everybody else. `news` where it says nothing that they wait for. */
const TOLD: Readonly<Record<Exclude<Headline, 'refresh'>, readonly [own: Own, led: Led]>> = {
  sent: ['sent', 'done'],
  done: ['done', 'done'],
  assigned: ['news', 'assigned'],
  'passed-on': ['passed-on', 'passed-on'],
  acknowledged: ['acknowledged', 'news'],
  question: ['question', 'news'],
  answered: ['done', 'answered'],
  added: ['done', 'added'],
  corrected: ['done', 'corrected'],
  planned: ['planned', 'news'],
  offered: ['news', 'offered'],
  accepted: ['accepted', 'accepted'],
  declined: ['news', 'declined'],
  lapsed: ['news', 'lapsed'],
  reminder: ['news', 'reminder'],
  'follow-up': ['follow-up', 'follow-up'],
  returned: ['returned', 'news'],
  exhausted: ['exhausted', 'news'],
  alarm: ['exhausted', 'alarm'],
  withdrawn: ['withdrawn', 'withdrawn'],
  closed: ['closed', 'closed'],
  reopened: ['reopened', 'reopened'],
};

/** Why the card is there, in a sentence; none when somebody just looks. */
export function headlineOf(say: Say, { headline, part, viewer, case: one }: CaseReply): string[] {
  if (headline === undefined || headline === 'refresh') return [];
  const [own, led] = TOLD[headline];
  const names = {
    holder: asSubject(say, viewer, one.holder),
    next: asObject(say, viewer, actingOf(one)),
  };
  const key: TextKey = part === 'reporter' ? `case.headline.own.${own}` : `case.headline.led.${led}`;
  return [capital(say(key, names))];
}

/**
 * What a notification says of a case: that there is something, never what, of whom or of which kind. It stands on a
 * locked phone, and others may look.
 */
export const summaryOf = (say: Say, { headline, part }: CaseReply): string =>
  part === 'reporter' ? ownSummary(say, headline) : ledSummary(say, headline);

function ownSummary(say: Say, headline: CaseReply['headline']): string {
  if (headline === undefined || headline === 'refresh') return say('case.summary.look-own');
  const isOwn = headline === 'sent' || headline === 'question';
  return say(`case.summary.${isOwn ? headline : 'own'}`);
}

function ledSummary(say: Say, headline: CaseReply['headline']): string {
  switch (headline) {
    case undefined:
    case 'refresh':
      return say('case.summary.look-led');
    case 'assigned':
    case 'offered':
    case 'alarm':
      return say(`case.summary.${headline}`);
    case 'reminder':
    case 'follow-up':
    case 'reopened':
      return say('case.summary.waiting');
    default:
      return say('case.summary.led');
  }
}
