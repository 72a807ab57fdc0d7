import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * What the lists of the tab are made through: each place of somebody in a case or group repeats what these are filtered
 * and sorted by, so that a page is read from an index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await widenCases(db);
  await widenGroups(db);
}

/** `names` is what a search looks in: it follows the row, also when somebody is erased from it. */
async function widenCases(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table escalation_case add column names text not null generated always as (
      lower(coalesce(reporter->>'name', '') || chr(10) || coalesce(holder->>'name', ''))) stored`.execute(db);
  await sql`
    alter table case_party
      add column part text,
      add column deputised boolean not null default false,
      add column is_open boolean not null default false,
      add column is_late boolean not null default false,
      add column due_at timestamptz not null default '9999-12-31T00:00:00Z',
      add column urgency smallint not null default 0,
      add column created_at timestamptz not null default '1970-01-01T00:00:00Z'`.execute(db);
  await sql`
    update case_party set
      part = case
        when reporter->>'id' = person then 'reporter'
        when holder->>'id' = person then 'holder'
        when offer->>'id' = person then 'offered'
        when exists (select from jsonb_array_elements(asked) as one where one->>'id' = person) then 'asked'
        when guard->>'id' = person then 'guard'
      end,
      deputised = exists (
          select from case_event
          where case_event.case_id = case_party.case_id and kind = 'notified' and subject->>'id' = person)
        and not exists (
          select from jsonb_array_elements(chain) as link
          where link->'person'->>'id' = person and link->>'role' <> 'deputy'),
      is_open = state not in ('closed', 'withdrawn'),
      is_late = state not in ('closed', 'withdrawn') and (reminded or (exhausted and holder is null)),
      due_at = coalesce(escalation_case.due_at, '9999-12-31T00:00:00Z'),
      urgency = 3 - severity::smallint,
      created_at = escalation_case.created_at
    from escalation_case where id = case_party.case_id`.execute(db);
  await sql`create index case_party_due on case_party (tenant, person, is_open, due_at, case_id)
    where part is not null`.execute(db);
  await sql`create index case_party_new on case_party (tenant, person, is_open, created_at, case_id)
    where part is not null`.execute(db);
  await sql`create index case_party_urgent on case_party (tenant, person, is_open, urgency, due_at, case_id)
    where part is not null`.execute(db);
  await sql`create index case_party_reported on case_party (tenant, person, created_at, case_id)
    where part = 'reporter'`.execute(db);
}

async function widenGroups(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table group_chat add column names text not null generated always as (
      lower(coalesce(content->'answers'->>'name', '') || chr(10) || coalesce(content->'owner'->>'name', '')
        || chr(10) || coalesce(content->'second'->'person'->>'name', ''))) stored`.execute(db);
  await sql`
    alter table group_party
      add column part text,
      add column state text not null default 'dropped',
      add column is_running boolean not null default false,
      add column review_on text not null default '',
      add column created_at timestamptz not null default '1970-01-01T00:00:00Z'`.execute(db);
  const own = sql`jsonb_build_array(jsonb_build_object('id', person))`;
  await sql`
    update group_party set
      part = case
        when owner = person then 'owner'
        when group_chat.state in ('draft', 'dropped') then null
        when content->'second'->>'state' = 'asked' and content->'second'->'person'->>'id' = person then 'second'
        when content->'permission'->>'state' in ('asked', 'silent') and content->'permission'->'asked' @> ${own} then 'approver'
        when content->'second'->>'state' = 'confirmed' and content->'second'->'person'->>'id' = person then 'second'
        when content->'permission'->'asked' @> ${own} then 'approver'
        when content->'leader'->>'id' = person or content->'told' @> ${own} then 'leader'
      end,
      state = group_chat.state,
      is_running = group_chat.state in ('waiting', 'active', 'review'),
      review_on = coalesce(content->>'reviewOn', ''),
      created_at = group_chat.created_at
    from group_chat
    where id = group_party.group_id`.execute(db);
  await sql`create index group_party_running on group_party (tenant, person, is_running, created_at, group_id)
    where part is not null`.execute(db);
  await sql`create index group_party_review on group_party (tenant, person, review_on, group_id)
    where part is not null and state = 'review'`.execute(db);
}
