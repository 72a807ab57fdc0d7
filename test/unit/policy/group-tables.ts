import { GROUP_FACTS, type GroupSituation } from '../../../src/policy/group-situation.ts';
import { REQUIREMENT_KINDS, VERDICTS } from '../../../src/policy/model.ts';

/**
 * What each policy says of each group, read from the articles by hand and not from the policy files. Columns: medium,
 * participants, age, purpose, managed by, outcome, requirements, articles. `*` is anything, `/` is or, `+` is and, `-`
 * is none. Exactly one row fits each situation.
 */
export const TABLES: Readonly<Record<string, string>> = {
  /*
   * 15: staff and students have contact in the Microsoft environment only. 15a: else with a professional account that
   * the manager knows. 15b: Teams is preferred; else a group with a second member of staff; WhatsApp from 16, so not
   * where some are younger. 9: on an excursion students use social media on the way there and back. The introduction
   * counts e-mail as social media, and does not count calls. Nothing is about groups with parents or colleagues.
   */
  'de-langstraat': `
    teams                           students/mixed  *               *                   *  allowed      -                                       15b+15
    email                           students/mixed  *               *                   *  conditional  school-account-only                     15+15b+inleiding
    whatsapp                        students/mixed  under-16/mixed  *                   *  not-allowed  -                                       15b
    whatsapp                        students/mixed  16-plus         trip                *  conditional  second-staff+minimum-age+inform-manager 15b+15+9+15a
    whatsapp                        students/mixed  16-plus         urgent/lesson/social *  conditional  second-staff+minimum-age+inform-manager 15b+15+15a
    signal/telegram/instagram/other students/mixed  *               trip                *  conditional  second-staff+inform-manager             15b+15+9+15a
    signal/telegram/instagram/other students/mixed  *               urgent/lesson/social *  conditional  second-staff+inform-manager             15b+15+15a
    phone                           students/mixed  *               *                   *  unknown      -                                       -
    *                               parents/staff   *               *                   *  unknown      -                                       -
  `,
  /*
   * B.6 and C.7: staff keep out of group chats that students manage. They may make and manage one for urgent, practical
   * information, if only the admin posts. So an app like WhatsApp is out for any other purpose. The articles name no
   * school system: their limit is not read as a ban on Teams. Nothing is about mail, phone, groups of parents, or
   * colleagues among themselves. No article looks at age.
   */
  'scala-coenecoop': `
    teams/whatsapp/signal/telegram/instagram/other *                     * *                  student not-allowed -                                                   B.6+C.7
    teams/whatsapp/signal/telegram/instagram/other students/parents/mixed * urgent             staff   conditional purpose-limited+admin-only-posting+no-student-admin B.6+C.7
    whatsapp/signal/telegram/instagram/other       students/parents/mixed * lesson/trip/social staff   not-allowed -                                                   B.6+C.7
    teams                                          students/parents/mixed * lesson/trip/social staff   unknown     -                                                   B.6+C.7
    teams/whatsapp/signal/telegram/instagram/other staff                  * *                  staff   unknown     -                                                   -
    teams/whatsapp/signal/telegram/instagram/other *                      * *                  parent  unknown     -                                                   -
    email/phone                                    *                      * *                  *       unknown     -                                                   -
  `,
  /*
   * III.B.4: contact with students goes through school systems in principle, and is always about education and school;
   * WhatsApp is advised against unless the school leadership permits it; mail from the school account only. III.B.9:
   * consent every year for social media, of the student from 16 and of the parents below. III.B.3: social media for
   * one's subject are allowed if the leadership knows. III.B.1: always professional. I.3: social media are online, so
   * not calls. Nothing is about groups with parents or colleagues only.
   */
  svok: `
    teams                           students/mixed *  urgent/lesson/trip * allowed     -                                      III.B.4+III.B.1
    email                           students/mixed *  urgent/lesson/trip * conditional school-account-only                    III.B.4+III.B.1
    whatsapp                        students/mixed *  urgent/lesson/trip * discouraged permission+consent+purpose-limited     III.B.4+III.B.9
    signal/telegram/instagram/other students/mixed *  urgent/trip        * discouraged consent+purpose-limited                III.B.4+III.B.9
    signal/telegram/instagram/other students/mixed *  lesson             * conditional consent+purpose-limited+inform-manager III.B.3+III.B.9+III.B.4
    teams/email/whatsapp/signal/telegram/instagram/other students/mixed * social * not-allowed -                              III.B.4+III.B.1
    phone                           students/mixed *  *                  * unknown     -                                      -
    *                               parents/staff  *  *                  * unknown     -                                      -
  `,
  /*
   * medewerkers.8: no WhatsApp group with parents or students unless the management permits it. medewerkers.7: e-mail or
   * phone for parents, so no other medium; the private number is not shared. leerlingen.7: students may use e-mail and
   * Teams. ouders.2: below 16 a child needs consent for social media. medewerkers.6: no friends among students, unless the
   * management was asked; members of a group on Instagram are friends there. Other apps with students, calls with
   * students, and groups of colleagues are not mentioned. No article looks at the purpose or at who manages.
   */
  leyenburg: `
    whatsapp                              students under-16/mixed * * conditional permission+consent+school-account-only medewerkers.8+leerlingen.7+ouders.2+medewerkers.7
    whatsapp                              students 16-plus        * * conditional permission+school-account-only         medewerkers.8+leerlingen.7+medewerkers.7
    whatsapp                              mixed    under-16/mixed * * conditional permission+consent+school-account-only medewerkers.8+medewerkers.7+leerlingen.7+ouders.2
    whatsapp                              mixed    16-plus        * * conditional permission+school-account-only         medewerkers.8+medewerkers.7+leerlingen.7
    whatsapp                              parents  *              * * conditional permission+school-account-only         medewerkers.8+medewerkers.7
    teams                                 students *              * * allowed     -                                      leerlingen.7
    email                                 students *              * * allowed     -                                      leerlingen.7
    email                                 parents  *              * * allowed     -                                      medewerkers.7
    email                                 mixed    *              * * allowed     -                                      medewerkers.7+leerlingen.7
    phone                                 parents  *              * * conditional school-account-only                    medewerkers.7
    phone                                 students/mixed *        * * unknown     -                                      -
    teams/signal/telegram/instagram/other parents  *              * * not-allowed -                                      medewerkers.7
    teams/signal/telegram/instagram/other mixed    *              * * not-allowed -                                      medewerkers.7+leerlingen.7
    instagram                             students under-16/mixed * * conditional permission+consent                     medewerkers.6+leerlingen.7+ouders.2
    instagram                             students 16-plus        * * conditional permission                             medewerkers.6+leerlingen.7
    signal/telegram/other                 students *              * * unknown     -                                      medewerkers.8+leerlingen.7
    *                                     staff    *              * * unknown     -                                      -
  `,
  /*
   * medewerkers.10: friends with students on social media with a professional account only; members of a group on
   * Instagram, which the introduction names, are friends there. No article is about groups, age or contact by message.
   */
  omo: `
    instagram                      students/mixed * * * conditional school-account-only medewerkers.10
    whatsapp/signal/telegram/other students/mixed * * * unknown     -                   medewerkers.10
    teams/email/phone              students/mixed * * * unknown     -                   -
    *                              parents/staff  * * * unknown     -                   -
  `,
};

/** A row of a table. */
export interface Row {
  readonly text: string;
  readonly outcome: string;
  readonly requirements: readonly string[];
  readonly articles: readonly string[];
  readonly fits: (situation: GroupSituation) => boolean;
}

const FACTS = Object.entries(GROUP_FACTS);

/** Reads a table; a value that does not exist is a mistake in it. */
export const readTable = (table: string): readonly Row[] =>
  table
    .trim()
    .split('\n')
    .map((line) => readRow(line.trim()));

function readRow(text: string): Row {
  const cells = text.split(/\s+/);
  if (cells.length !== FACTS.length + 3) throw new Error(`${cells.length} columns: ${text}`);
  const conditions = FACTS.map(([fact, values], column) => {
    const cell = cells[column] ?? '';
    const wanted = cell === '*' ? values : cell.split('/').map((value) => known(value, values));
    return (situation: Readonly<Record<string, string>>) => wanted.some((one) => one === situation[fact]);
  });
  const [outcome = '', requirements = '', articles = ''] = cells.slice(FACTS.length);
  return {
    text,
    outcome: known(outcome, [...VERDICTS, 'unknown']),
    requirements: listIn(requirements).map((kind) => known(kind, REQUIREMENT_KINDS)),
    articles: listIn(articles),
    fits: (situation) => conditions.every((holds) => holds(situation)),
  };
}

const listIn = (cell: string): string[] => (cell === '-' ? [] : cell.split('+'));

function known(value: string, values: readonly string[]): string {
  if (!values.includes(value)) throw new Error(`${value} is none of ${values.join(', ')}`);
  return value;
}
