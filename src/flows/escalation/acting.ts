import type { Directory } from '../../routing/directory.ts';
import { type Named, toNamed } from '../../routing/person.ts';
import type { Calendar } from '../../routing/school-time.ts';
import { type IsTooOften, TOO_OFTEN } from '../limits.ts';
import type { Problem } from '../typed.ts';
import type { Turn } from './changes.ts';
import { type Act, createDecide, type Outcome, type PostedAct } from './deciding.ts';
import { type Case, referenceOf } from './model.ts';
import type { CaseRef, Cases } from './ports.ts';
import type { CaseAct, CaseFormAct, CaseFormReply, CaseNoticeReply, CaseReply } from './reply.ts';
import { actsOf, partOf } from './rights.ts';
import { asReported, refOf, type Viewer, type Views } from './views.ts';

export interface ActingParts {
  readonly cases: Cases;
  readonly directory: Directory;
  readonly views: Views;
  readonly now: () => Date;
  readonly isTooOften: IsTooOften;
}

/** The calendar of a school that the directory no longer knows: always closed, so that clock time counts. */
const CLOSED: Calendar = { zone: 'Europe/Amsterdam', hours: {}, closed: [] };

/** What reporters and leaders do with a case. Who may do what is read from the store at each press. */
export function createActing({ cases, directory, views, now, isTooOften }: ActingParts) {
  const decide = createDecide({ directory, findArticle: views.findArticle });
  return { act, form, refresh, show };

  /** The case as somebody may see it. */
  async function find(tenant: string, id: string, person: string) {
    const one = await cases.find({ tenant, id });
    const part = one && partOf(one, person);
    return one && part && { one, part };
  }

  async function refresh(tenant: string, id: string, viewer: Omit<Viewer, 'part'>) {
    const found = await find(tenant, id, viewer.id);
    return found ? views.ofCase(found.one, { ...viewer, part: found.part }) : missing({ tenant, id }, viewer);
  }

  async function form(tenant: string, id: string, act: CaseAct, viewer: Omit<Viewer, 'part'>) {
    const found = await find(tenant, id, viewer.id);
    if (!found) return missing({ tenant, id }, viewer);
    const me = { ...viewer, part: found.part };
    return isAllowed(found.one, me, act) && hasForm(act)
      ? views.form(found.one, act, me)
      : views.ofCase(found.one, me, { refused: 'not-now' });
  }

  async function show(tenant: string, id: string, viewer: Omit<Viewer, 'part'>, name: string) {
    const found = await find(tenant, id, viewer.id);
    return found ? open(found.one, { ...viewer, part: found.part }, name) : missing({ tenant, id }, viewer);
  }

  /** Does an act; a card that is out of date does nothing and shows the case as it is, with what was typed. */
  async function act(
    tenant: string,
    name: string,
    posted: PostedAct,
    viewer: Omit<Viewer, 'part'>,
  ): Promise<CaseReply | CaseFormReply | CaseNoticeReply> {
    const found = await find(tenant, posted.id, viewer.id);
    if (!found) return missing({ tenant, id: posted.id }, viewer);
    const action = withReported(found.one, posted);
    const me = { ...viewer, part: found.part };
    if (action.act === 'open') return open(found.one, me, name);
    if (action.version !== found.one.version) return stale(found.one, me, action);
    if (!isAllowed(found.one, me, action.act)) return views.ofCase(found.one, me, { refused: 'not-now' });
    const outcome = await decideOn(found.one, { id: viewer.id, name }, action);
    if (outcome.kind === 'wrong') return wrong(found.one, me, action, outcome.problems);
    if (await cases.save(outcome.change)) return done(outcome.change.case, me, action);
    const newer = await find(tenant, action.id, viewer.id);
    return newer
      ? stale(newer.one, { ...viewer, part: newer.part }, action)
      : missing(refOf(found.one), viewer);
  }

  function wrong(one: Case, viewer: Viewer, action: Act, problems: readonly Problem[]) {
    return hasForm(action.act)
      ? views.form(one, action.act, viewer, { typed: typedIn(action), problems })
      : views.ofCase(one, viewer, { refused: 'not-now' });
  }

  /** What becomes of the case. About what may be an emergency nobody can send too many messages. */
  async function decideOn(one: Case, actor: Named, action: Act): Promise<Outcome> {
    const { tenant, severity } = one;
    const isMany = MESSAGES.includes(action.act) && (await isTooOften({ tenant, id: actor.id }, 'request'));
    if (isMany && severity !== '3') return { kind: 'wrong', problems: [TOO_OFTEN] };
    return decide(await turnOf(one, actor), action);
  }

  /** Shows the words of a case, and keeps that they were read. */
  async function open(one: Case, viewer: Viewer, name: string, headline?: 'done'): Promise<CaseReply> {
    const actor = { id: viewer.id, name };
    await cases.record(refOf(one), { at: now(), kind: 'read', version: one.version, actor });
    return views.ofCase(one, viewer, { headline, opened: await cases.listEvents(refOf(one)) });
  }

  /** Whoever takes a case up reads it at once. */
  async function done(
    one: Case,
    viewer: Omit<Viewer, 'part'>,
    { act: did }: Act,
  ): Promise<CaseReply | CaseNoticeReply> {
    const part = partOf(one, viewer.id);
    if (did === 'decline') return declined(one, viewer);
    if (!part) return missing(refOf(one), viewer);
    const takesUp = did === 'acknowledge' || did === 'accept';
    return takesUp
      ? open(one, { ...viewer, part }, (one.holder ?? { name: '' }).name, 'done')
      : views.ofCase(one, { ...viewer, part }, { headline: 'done' });
  }

  async function stale(one: Case, viewer: Viewer, action: Act): Promise<CaseReply | CaseFormReply> {
    return isAllowed(one, viewer, action.act) && hasForm(action.act)
      ? views.form(one, action.act, viewer, { typed: typedIn(action), stale: true })
      : views.ofCase(one, viewer, { refused: 'stale' });
  }

  /**
   * Nothing tells a case of others from one that does not exist. Only to whoever was brought it before does it say that it
   * is no longer theirs.
   */
  async function missing(ref: CaseRef, viewer: Omit<Viewer, 'part'>): Promise<CaseNoticeReply> {
    const card = await cases.findCard(ref, viewer.id);
    return { kind: 'case-notice', language: viewer.language, notice: card ? 'no-longer' : 'not-found' };
  }

  async function turnOf(one: Case, actor: Named): Promise<Turn> {
    const school = await directory.findSchool(one.school);
    return { case: one, actor, now: now(), calendar: school?.calendar ?? CLOSED };
  }
}

export type Acting = ReturnType<typeof createActing>;

/** An act with what a client left out as the case has it; only a correction begins with what was reported. */
function withReported(one: Case, posted: PostedAct): Act {
  const before = posted.act === 'correct' ? asReported(one) : { text: '', kind: '', severity: '' };
  const { text = before.text, kind = before.kind, severity = before.severity } = posted;
  return { ...posted, text, kind, severity };
}

const isAllowed = (one: Case, { part }: Viewer, act: CaseAct): boolean => actsOf(one, part).includes(act);

/** Acts that send somebody a message of one's own. */
const MESSAGES: readonly CaseAct[] = ['ask', 'hand-over', 'answer', 'add', 'reopen'];

const FORMS: readonly CaseAct[] = [
  'ask',
  'plan',
  'hand-over',
  'close',
  'answer',
  'add',
  'correct',
  'withdraw',
  'reopen',
  'rate',
] satisfies CaseFormAct[];

const hasForm = (act: CaseAct): act is CaseFormAct => FORMS.includes(act);

const typedIn = ({ text, date, person, outcome, article, kind, severity, rating }: Act) => ({
  text,
  date,
  person,
  outcome,
  article,
  kind,
  severity,
  rating,
});

/** What a colleague reads who does not take a case over: it is not theirs to see any more. */
const declined = (one: Case, { language }: Pick<Viewer, 'language'>): CaseNoticeReply => ({
  kind: 'case-notice',
  language,
  notice: 'declined',
  about: { reference: referenceOf(one), holder: one.holder && toNamed(one.holder) },
});
