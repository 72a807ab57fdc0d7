import type { Card } from '../support/fake-connector.ts';
import type { Agenda } from './agenda.ts';
import { chance, pick } from './chance.ts';
import type { Crowd } from './crowd.ts';
import { MINUTE } from './fast-clock.ts';
import type { Accepted } from './ledger.ts';
import { findButton, type Line } from './line.ts';
import type { Mail } from './mailbox.ts';

/** What people do: reporters report, and leaders act on what they are told, or do not. */
export interface People {
  readonly accepted: Accepted[];
  /** Has the next report made, some minutes from now at the most. */
  report(number: number, within: number): void;
  /** Somebody gets something. */
  hear(mail: Mail): void;
  /** Reports that still move: not closed, nobody to move them is left, and no holder who stays silent for hours. */
  unsettled(): number;
}

export interface PeopleParts {
  readonly crowd: Crowd;
  readonly line: Line;
  readonly agenda: Agenda;
  readonly now: () => number;
  readonly seed: string;
}

/** As far as people outside can tell. `silent`: somebody took it up and does nothing more. */
type Standing = 'waiting' | 'held' | 'silent' | 'closed' | 'exhausted';

/** How often somebody presses again when a card was out of date. */
const TRIES = 8;

const CLOSING = { outcome: 'agreed', text: 'Samen gebeld.', article: 'III.B.10' };

export function createPeople({ crowd, line, agenda, now, seed }: PeopleParts): People {
  const accepted: Accepted[] = [];
  const standing = new Map<string, Standing>();
  const writing = new Set<string>();
  const numbers = new Map<string, number>();
  /** The newest card that somebody has of a case. */
  const cards = new Map<string, { readonly card: unknown; readonly id: string }>();
  const decided = new Set<string>();

  return {
    accepted,
    report(number, within) {
      agenda.add(now() + chance(seed, 'moment', number) * within * MINUTE, () => write(number));
    },
    hear,
    unsettled: () => accepted.filter(isMoving).length,
  };

  /** A holder of a case of the third level who stays silent loses it within minutes; of another one after hours. */
  function isMoving({ id, severity }: Accepted): boolean {
    const state = standing.get(id);
    return state === 'waiting' || state === 'held' || (state === 'silent' && severity === '3');
  }

  /** Writes and sends a report. Whoever is busy with one comes back later: a second start would ask about the first. */
  async function write(number: number): Promise<void> {
    const reporter = pick(crowd.reporters, seed, 'reporter', number);
    if (writing.has(reporter)) return agenda.add(now() + MINUTE, () => write(number));
    writing.add(reporter);
    const mark = `kenmerk-${number}-${Math.floor(chance(seed, 'mark', number) * 1e9)}`;
    const severity = pick(['1', '2', '2', '3', '3'] as const, seed, 'severity', number);
    const involved = chance(seed, 'involved', number) < 0.1;
    const card = `form-${number}`;
    const form = await line.execute(reporter, { do: 'escalate', text: '' }, card);
    const typed = {
      text: `Een ouder scheldt mij uit in de groepsapp. ${mark}`,
      platform: 'whatsapp',
      group: `Klas ${mark}`,
      kind: 'conflict-parent',
      severity,
      involved: String(involved),
      reach: '',
      links: '',
    };
    const check = { ...need(form, { do: 'report-check' }), ...typed };
    const checked = await line.execute(reporter, check, card);
    const send = need(checked, { do: 'report-send' });
    const id = String(send.id);
    numbers.set(id, number);
    standing.set(id, 'waiting');
    await sendUntilTaken(reporter, send, card);
    accepted.push({ id, reporter, severity, involved, mark });
    writing.delete(reporter);
  }

  /** It is taken once the card of the case comes back. */
  async function sendUntilTaken(
    reporter: string,
    send: Record<string, unknown>,
    card: string,
  ): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await line.execute(reporter, send, card);
      if (findButton(answer, { id: String(send.id), do: 'case-form', act: 'withdraw' })) return;
    }
    throw new Error('a report was sent and no card of a case came back');
  }

  function hear({ caseId, person, card, id, acts }: Mail): void {
    if (caseId === undefined) return;
    cards.set(`${caseId} ${person}`, { card, id });
    if (!acts.includes('acknowledge')) return;
    if (person === crowd.safetyCoordinator) standing.set(caseId, 'exhausted');
    if (!decided.has(`${caseId} ${person}`)) decide(caseId, person);
  }

  /** Half act at once, some late, and the rest never; nearly all whom the alarm reaches do. */
  function decide(caseId: string, person: string): void {
    decided.add(`${caseId} ${person}`);
    const words = wordsOf(caseId, person);
    const mood = chance(...words, 'mood');
    if (mood > (person === crowd.safetyCoordinator ? 0.8 : 0.65)) return;
    const delay = mood < 0.45 ? chance(...words, 'soon') : 5 + 40 * chance(...words, 'late');
    agenda.add(now() + delay * MINUTE, () => acknowledge(caseId, person));
  }

  async function acknowledge(caseId: string, person: string): Promise<void> {
    const known = cards.get(`${caseId} ${person}`);
    let press = findButton(known?.card, { do: 'case-act', act: 'acknowledge' });
    for (let tries = 0; press && known && tries < TRIES; tries++) {
      const answer = await line.execute(person, press, known.id);
      if (findButton(answer, { do: 'case-form', act: 'close' })) return hold(caseId, person);
      press = findButton(answer, { do: 'case-act', act: 'acknowledge' });
    }
  }

  /** Ids are drawn anew in each run, numbers are not. */
  function wordsOf(caseId: string, person: string) {
    return [seed, numbers.get(caseId) ?? caseId, person] as const;
  }

  /** Most holders close the case some time later; the others stay silent. */
  function hold(caseId: string, person: string): void {
    const words = wordsOf(caseId, person);
    const willClose = chance(...words, 'close') < 0.75;
    standing.set(caseId, willClose ? 'held' : 'silent');
    if (willClose) agenda.add(now() + 20 * chance(...words, 'work') * MINUTE, () => close(caseId, person));
  }

  async function close(caseId: string, person: string): Promise<void> {
    const id = cards.get(`${caseId} ${person}`)?.id ?? '';
    let form: Card = await line.execute(person, { do: 'case-form', id: caseId, act: 'close' }, id);
    for (let tries = 0; tries < TRIES; tries++) {
      const submit = findButton(form, { do: 'case-act', act: 'close' });
      if (!submit) break; // it is closed, or somebody else's by now
      form = await line.execute(person, { ...submit, ...CLOSING }, id);
    }
    standing.set(caseId, 'closed');
  }
}

/** @throws {Error} when the card has no such button: the bot answered something else than it should */
function need(card: Card, wanted: Readonly<Record<string, string>>): Record<string, unknown> {
  const found = findButton(card, wanted);
  if (!found) throw new Error(`no button ${JSON.stringify(wanted)} on a card: ${JSON.stringify(card)}`);
  return found;
}
