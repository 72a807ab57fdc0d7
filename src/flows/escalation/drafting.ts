import type { PersonRef } from '../../routing/person.ts';
import type { Known } from '../people.ts';
import type { Draft, Snapshot } from './model.ts';
import type { Cases, Drafts } from './ports.ts';
import type { CaseNoticeReply, CaseReply, DraftChoiceReply, ReportFormReply } from './reply.ts';
import { newDraft } from './report.ts';
import { gone, type ReportForms } from './report-forms.ts';
import type { Views } from './views.ts';

export interface DraftingParts {
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly forms: ReportForms;
  readonly views: Views;
  readonly newId: () => string;
  /** Whether words tell of what the very person does who would get the report. */
  readonly isAboutLeader: (text: string) => Promise<boolean>;
}

/** What a form sent, without what did not come. `id`: the draft that it was of. */
export type Posted = Partial<Draft> & Pick<Draft, 'id'>;

type Drafted = ReportFormReply | DraftChoiceReply | CaseNoticeReply;

/**
 * Beginning a report, leaving it and taking it up again. Each start is a draft of its own, so that no words and no message
 * of somebody end up in another report. Every card carries the id of its draft.
 */
export function createDrafting({ cases, drafts, forms, views, newId, isAboutLeader }: DraftingParts) {
  return { start, resume, keep, fill, unquote, edit, begin, drop, isSent, showSent };

  /** Opens a form with what led to it; while other drafts lie there, first asks which of them it is about. */
  async function start(known: Known, text: string, snapshot?: Snapshot): Promise<Drafted> {
    const next = await keep(known.person, text, snapshot);
    return formOrChoice(known, next);
  }

  /** Goes on where somebody was before they were asked who they are. */
  async function resume(known: Known): Promise<Drafted> {
    const [last] = (await drafts.list(known.person)).filter(isWritten);
    return last ? forms.form(known, last) : start(known, '');
  }

  /** Keeps what led to a report as a draft of its own. The same start pressed twice is one; so is an empty one. */
  async function keep(person: PersonRef, text: string, snapshot?: Snapshot): Promise<Draft> {
    const begun = { ...newDraft(newId(), text), involved: await isAboutLeader(text), snapshot };
    const lying = await drafts.list(person);
    const same = lying.find((one) => isSameStart(one, begun) || (!isWritten(one) && !isWritten(begun)));
    if (same) return same;
    await drafts.save(person, begun);
    return begun;
  }

  /** Keeps what the form holds, before anything of it is looked at. */
  async function fill(person: PersonRef, posted: Posted): Promise<Draft> {
    const kept = await drafts.find(person, posted.id);
    const base = kept ?? newDraft(await freeId(person, posted.id), '');
    const draft = { ...base, ...posted, id: base.id };
    await drafts.save(person, draft);
    return draft;
  }

  /** Takes the message of somebody else out of a report; what was typed stays. */
  async function unquote(known: Known, posted: Posted): Promise<ReportFormReply> {
    const { snapshot: _, ...draft } = await fill(known.person, posted);
    await drafts.save(known.person, draft);
    return forms.form(known, draft);
  }

  /** Shows a draft; of one that was sent, what became of it. */
  async function edit(known: Known, id: string): Promise<ReportFormReply | CaseReply | CaseNoticeReply> {
    const draft = await drafts.find(known.person, id);
    return draft ? forms.form(known, draft) : showSent(known, id);
  }

  /** Opens the form of a new report beside the drafts that lie there. */
  async function begin(known: Known, id: string): Promise<ReportFormReply | CaseReply | CaseNoticeReply> {
    const draft = await drafts.find(known.person, id);
    if (draft) return forms.form(known, draft);
    if ((await freeId(known.person, id)) !== id) return showSent(known, id);
    const begun = newDraft(id, '');
    await drafts.save(known.person, begun);
    return forms.form(known, begun);
  }

  /** Throws one draft away. `next`: the new report that waits while somebody is asked about their drafts. */
  async function drop(known: Known, id: string, next?: string): Promise<Drafted | CaseReply> {
    await drafts.drop(known.person, id);
    const lying = (await drafts.list(known.person)).filter((one) => isWritten(one) || one.id === next);
    const waiting = lying.find((one) => one.id === next) ?? (next ? newDraft(next, '') : undefined);
    const others = lying.filter((one) => one.id !== next);
    if (waiting) return others.length === 0 ? begin(known, waiting.id) : forms.choice(known, others, waiting);
    const [last, ...more] = others;
    if (!last) return gone(known);
    return more.length === 0 ? forms.form(known, last) : forms.choice(known, others, newDraft(newId(), ''));
  }

  /** Whether a form on an older card is of a report that was sent, with the same words: it must not be sent twice. */
  async function isSent({ tenant, id }: PersonRef, posted: Posted): Promise<boolean> {
    const one = await cases.find({ tenant, id: posted.id });
    const isSame = posted.text === undefined || posted.text.trim() === one?.report?.text.trim();
    return one?.reporter.id === id && isSame;
  }

  /** The case that a draft became. */
  async function showSent(known: Known, id: string): Promise<CaseReply | CaseNoticeReply> {
    const { person, language } = known;
    const one = await cases.find({ tenant: person.tenant, id });
    if (one?.reporter.id !== person.id) return gone(known);
    return views.ofCase(one, { id: person.id, part: 'reporter', language }, { headline: 'sent' });
  }

  async function formOrChoice(known: Known, next: Draft): Promise<Drafted> {
    const lying = (await drafts.list(known.person)).filter((one) => isWritten(one) && one.id !== next.id);
    return lying.length === 0 ? forms.form(known, next) : forms.choice(known, lying, next);
  }

  /**
   * The id that a client posted, unless a case or the draft of somebody else has it: only one of them could be sent, and
   * the words of the other would be lost.
   */
  async function freeId(person: PersonRef, id: string): Promise<string> {
    const isTaken =
      (await cases.find({ tenant: person.tenant, id })) || (await drafts.isOfAnother(person, id));
    return isTaken ? newId() : id;
  }
}

/** Whether there is anything in it that would be missed. */
const isWritten = ({ snapshot, text, group, reach, links, kind, severity }: Draft): boolean =>
  snapshot !== undefined || [text, group, reach, links, kind, severity].some((value) => value.trim() !== '');

const isSameStart = (one: Draft, other: Draft): boolean =>
  isWritten(other) &&
  one.text === other.text &&
  one.snapshot?.text === other.snapshot?.text &&
  one.snapshot?.link === other.snapshot?.link;
