/**
 * The first shape of a practice file. State is kept as records (F-12), money rows are append-only
 * (F-10), one obligation is one row by unique index (F-13), and kept balances are moved by triggers
 * in the same transaction and proved by `verify` (F-16).
 */
import type { Migration } from "../migrate.ts";

export const practiceMigration: Migration = {
  version: 1,
  name: "practice",
  up: (db) => {
    db.script(tables);
    db.script(money);
    db.script(work);
    db.script(dunning);
    db.script(planUpkeep);
    db.script(accounting);
    db.script(closing);
    db.script(packages);
    db.script(appendOnly(["entry", "posting", "audit", "plan_version", "allocation", "dunning_settings", "invoice_revision", "credit_note_line", "day_lock", "drawer_count", "location_statement", "appointment_event", "schedule_settings", "own_text", "help_note"]));
  },
};

const tables = `
create table practice (
  id integer primary key check (id = 1),
  name text not null,
  kind text not null check (kind in ('live', 'training', 'sample')),
  specialty text not null check (specialty in ('dental', 'aesthetics', 'massage', 'counselling')),
  time_zone text not null,
  currency text not null,
  locale text not null default 'en-US',
  address_line1 text not null default '',
  address_line2 text not null default '',
  city text not null default '',
  region text not null default '',
  postal_code text not null default '',
  country text not null default 'US',
  phone text not null default '',
  email text not null default '',
  tax_id text not null default '',
  draw_time text not null default '09:00',
  lock_minutes integer not null default 5 check (lock_minutes between 1 and 15),
  terms_days integer not null default 0,
  past_due_members text not null default 'warn' check (past_due_members in ('allow', 'warn', 'block')),
  -- The day since which unpaid invoices are reminded of by themselves (INV-5), null while they are not.
  reminders_from text,
  returned_check_fee_cents integer not null default 0 check (returned_check_fee_cents >= 0),
  statement_minimum_cents integer not null default 500,
  envelope text not null default 'single-10',
  paper text not null default 'letter',
  lineage_id text not null,
  epoch integer not null,
  computer_id text not null,
  version integer not null default 1,
  created_at text not null
) strict;

create table training_clock (
  id integer primary key check (id = 1),
  offset_days integer not null
) strict;

create table staff (
  id integer primary key,
  name text not null,
  username text not null collate nocase unique,
  password_hash text,
  role text not null check (role in ('owner','site_admin','manager','provider','front_desk','biller','read_only')),
  -- The licence number that insurers ask for on the invoice of a visit. Empty where there is none.
  licence text not null default '',
  failed_count integer not null default 0,
  not_before_at text,
  last_sign_in_at text,
  created_at text not null,
  deactivated_at text,
  version integer not null default 1
) strict;

create table session (
  id integer primary key,
  token_hash text not null unique,
  staff_id integer not null references staff,
  workstation text not null,
  started_at text not null,
  last_seen_at text not null,
  locked_at text,
  ended_at text
) strict;
create index session_staff on session (staff_id) where ended_at is null;

create table import_batch (
  id integer primary key,
  file_name text not null,
  sha256 text not null,
  source text not null,
  state text not null check (state in ('staging','committed','cancelled','undone')),
  rows integer not null default 0,
  counts text not null default '{}',
  mapping text not null default '{}',
  staff_id integer references staff,
  created_at text not null,
  committed_at text,
  ended_at text
) strict;

create table import_mapping (
  id integer primary key,
  name text not null unique,
  mapping text not null,
  created_at text not null
) strict;

create table household (
  id integer primary key,
  number integer not null unique,
  name text not null,
  payer_patient_id integer references patient deferrable initially deferred,
  address_line1 text not null default '',
  address_line2 text not null default '',
  city text not null default '',
  region text not null default '',
  postal_code text not null default '',
  country text not null default 'US',
  contact_preference text not null default 'print' check (contact_preference in ('email','text','print')),
  pays_by text not null default 'manual' check (pays_by in ('manual','card')),
  balance_cents integer not null default 0,
  credit_cents integer not null default 0,
  staged_batch_id integer references import_batch,
  import_batch_id integer references import_batch,
  version integer not null default 1,
  created_at text not null
) strict;
create index household_staged on household (staged_batch_id) where staged_batch_id is not null;
create index household_import on household (import_batch_id) where import_batch_id is not null;
create index household_payer on household (payer_patient_id);
create index household_owing on household (balance_cents) where balance_cents <> 0;

create table patient (
  id integer primary key,
  household_id integer not null references household,
  chart_number text not null unique,
  prefix text not null default '',
  first_name text not null default '',
  middle_name text not null default '',
  last_name text not null default '',
  suffix text not null default '',
  preferred_name text not null default '',
  sort_name text not null,
  birth_on text,
  sex text not null default '',
  pronouns text not null default '',
  email text not null default '',
  language text not null default 'en',
  alerts text not null default '',
  notes text not null default '',
  text_consent text not null default 'unknown' check (text_consent in ('unknown','yes','no')),
  status text not null default 'active' check (status in ('active','inactive','deceased','non_patient','prospective')),
  deceased_on text,
  first_visit_on text,
  address_line1 text,
  address_line2 text,
  city text,
  region text,
  postal_code text,
  country text,
  external_source text,
  external_id text,
  -- The chart this one was merged into (PPL-4) and in whose place it is not listed any more.
  merged_into_id integer references patient,
  staged_batch_id integer references import_batch,
  import_batch_id integer references import_batch,
  version integer not null default 1,
  created_at text not null
) strict;
create index patient_merged on patient (merged_into_id) where merged_into_id is not null;
create index patient_household on patient (household_id);
create index patient_sort on patient (sort_name, id) where staged_batch_id is null;
create index patient_staged on patient (staged_batch_id) where staged_batch_id is not null;
create index patient_import on patient (import_batch_id) where import_batch_id is not null;
create unique index patient_external on patient (external_source, external_id) where external_id is not null;
create index patient_birth on patient (birth_on);

create table household_merge (
  id integer primary key,
  survivor_id integer not null references household,
  absorbed_id integer not null references household check (absorbed_id <> survivor_id),
  merged_on text not null,
  -- The rows that came along, so that an un-merge takes back exactly those.
  kept text not null,
  -- The newest rows when it was done: money booked or a charge sent later has touched it.
  last_entry_id integer not null,
  last_attempt integer not null,
  last_audit_id integer not null,
  created_by integer references staff,
  created_at text not null,
  undone_at text,
  undone_by integer references staff
) strict;
create unique index household_merge_live on household_merge (absorbed_id) where undone_at is null;
create index household_merge_survivor on household_merge (survivor_id);

create table patient_merge (
  id integer primary key,
  survivor_id integer not null references patient,
  merged_id integer not null references patient check (merged_id <> survivor_id),
  household_merge_id integer references household_merge,
  merged_on text not null,
  kept text not null,
  last_entry_id integer not null,
  last_audit_id integer not null,
  created_by integer references staff,
  created_at text not null,
  undone_at text,
  undone_by integer references staff
) strict;
create unique index patient_merge_live on patient_merge (merged_id) where undone_at is null;
create index patient_merge_survivor on patient_merge (survivor_id);

create table email_bounce (
  id integer primary key,
  patient_id integer not null references patient,
  email text not null collate nocase,
  bounced_on text not null,
  reason text not null,
  created_by integer references staff,
  created_at text not null
) strict;
create index email_bounce_patient on email_bounce (patient_id);

create table insurance_policy (
  id integer primary key,
  -- Whose profile it is on, or was on before it was detached.
  patient_id integer not null references patient,
  position integer not null,
  carrier text not null check (carrier <> ''),
  plan_name text not null default '',
  member_number text not null default '',
  group_number text not null default '',
  holder_name text not null default '',
  relation text not null default 'self' check (relation in ('self','spouse','child','other')),
  effective_on text not null,
  -- The first day that is not covered any more.
  term_on text check (term_on is null or term_on >= effective_on),
  detached_on text,
  detached_why text,
  created_by integer references staff,
  created_at text not null,
  version integer not null default 1,
  check ((detached_on is null) = (detached_why is null))
) strict;
create index insurance_policy_patient on insurance_policy (patient_id, position) where detached_on is null;
create index insurance_policy_detached on insurance_policy (detached_on) where detached_on is not null;

create table phone (
  id integer primary key,
  patient_id integer not null references patient on delete cascade,
  kind text not null check (kind in ('mobile','home','work')),
  number text not null,
  digits text not null
) strict;
create index phone_patient on phone (patient_id);
create index phone_digits on phone (digits);

create table import_update (
  batch_id integer not null references import_batch,
  patient_id integer not null references patient on delete cascade,
  record text not null,
  before text,
  version_after integer,
  primary key (batch_id, patient_id)
) strict, without rowid;

create table patient_search (
  token text not null,
  patient_id integer not null references patient on delete cascade,
  primary key (token, patient_id)
) strict, without rowid;
create index patient_search_patient on patient_search (patient_id);

create table plan (
  id integer primary key,
  name text not null,
  state text not null check (state in ('draft','on_sale','closed')),
  version integer not null default 1,
  created_at text not null
) strict;

create table plan_version (
  id integer primary key,
  plan_id integer not null references plan,
  number integer not null,
  terms text not null,
  -- Dues of it are banked (PKG-11).
  has_wallet integer generated always as (iif(json_valid(terms), coalesce(terms ->> '$.wallet.kind', 'none') <> 'none', 0)) stored,
  created_by integer references staff,
  created_at text not null,
  unique (plan_id, number)
) strict;

create table membership (
  id integer primary key,
  patient_id integer not null references patient,
  household_id integer not null references household,
  plan_id integer not null references plan,
  start_on text not null,
  benefit_year_on text not null,
  billed_through_on text not null,
  next_draw_on text,
  next_work_on text,
  version integer not null default 1,
  created_by integer references staff,
  created_at text not null
) strict;
create index membership_patient on membership (patient_id);
create index membership_household on membership (household_id);
create index membership_plan on membership (plan_id);
create index membership_draw on membership (next_draw_on) where next_draw_on is not null;
create index membership_work on membership (next_work_on, household_id) where next_work_on is not null;

create table membership_schedule (
  id integer primary key,
  membership_id integer not null references membership,
  seq integer not null,
  plan_version_id integer not null references plan_version,
  period_months integer not null check (period_months in (1, 3, 6, 12)),
  price_cents integer not null check (price_cents >= 0),
  draw_day integer not null check (draw_day between 1 and 31),
  anchor_on text not null,
  covered_from_on text,
  covered_to_on text,
  stub_from_on text,
  stub_to_on text,
  stub_charge_on text,
  opening text not null check (opening in ('stub','full','free','none')),
  reason text not null,
  created_by integer references staff,
  created_at text not null,
  withdrawn_at text,
  unique (membership_id, seq)
) strict;

create table membership_draw_shift (
  id integer primary key,
  membership_id integer not null references membership,
  draw_on text not null,
  collect_on text not null check (collect_on <> draw_on),
  reason text not null,
  created_by integer references staff,
  created_at text not null,
  withdrawn_at text
) strict;
create unique index membership_draw_shift_once on membership_draw_shift (membership_id, draw_on) where withdrawn_at is null;

create table membership_hold (
  id integer primary key,
  membership_id integer not null references membership,
  kind text not null check (kind in ('pause','extend','billing_only')),
  from_on text not null,
  until_on text,
  reason text not null,
  created_by integer references staff,
  created_at text not null,
  withdrawn_at text,
  paid_through_on text,
  moved_cents integer,
  -- No end was named: it ends where the limit is reached.
  open_ended integer not null default 0 check (open_ended in (0, 1)),
  fee text not null default 'none' check (fee in ('none','once','each')),
  fee_cents integer not null default 0 check (fee_cents >= 0),
  -- The newest period when it was booked: days billed before, by a clock that ran ahead, are cut later.
  after_period_id integer not null default 0,
  -- Why somebody past due was put on hold all the same.
  exception text not null default '',
  check (until_on is null or until_on >= from_on),
  check ((fee = 'none') = (fee_cents = 0))
) strict;
create index membership_hold_membership on membership_hold (membership_id);

create table hold_fee (
  id integer primary key,
  hold_id integer not null references membership_hold,
  due_on text not null,
  invoice_id integer not null references invoice,
  created_at text not null,
  unique (hold_id, due_on)
) strict;
create index hold_fee_invoice on hold_fee (invoice_id);

create table membership_cancellation (
  id integer primary key,
  membership_id integer not null references membership,
  effective_on text not null,
  kind text not null check (kind in ('cancelled','expired')),
  reason text not null,
  reason_code text not null default 'other',
  -- What becomes of paid days that will not be used: nothing, household credit, or a refund.
  settlement text not null default 'none' check (settlement in ('none','credit','refund')),
  refund_by text check (refund_by in ('tender','check')),
  -- The invoice with the early-exit fee, if one was asked for.
  fee_invoice_id integer references invoice,
  after_period_id integer not null default 0,
  created_by integer references staff,
  created_at text not null,
  withdrawn_at text,
  rejoined_on text,
  check ((settlement = 'refund') = (refund_by is not null))
) strict;
create unique index membership_cancellation_live on membership_cancellation (membership_id) where withdrawn_at is null;
create index membership_cancellation_over on membership_cancellation (membership_id) where rejoined_on is not null;

create table membership_lapse (
  id integer primary key,
  membership_id integer not null references membership,
  lapsed_on text not null,
  unpaid_since_on text not null,
  after_period_id integer not null default 0,
  created_at text not null,
  ended_at text,
  rejoined_on text
) strict;
create unique index membership_lapse_live on membership_lapse (membership_id) where ended_at is null;
create index membership_lapse_over on membership_lapse (membership_id) where rejoined_on is not null;

create table membership_change (
  id integer primary key,
  kind text not null check (kind in ('hold','resume','cancel','plan_move','pay_year','draw_day','next_draw','rejoin')),
  effective_on text not null,
  sentence text not null,
  trace text not null,
  created_by integer references staff,
  created_at text not null,
  undone_by integer references staff,
  undone_at text
) strict;

create table membership_changed (
  id integer primary key,
  change_id integer not null references membership_change,
  membership_id integer not null references membership,
  unique (membership_id, change_id)
) strict;
create index membership_changed_change on membership_changed (change_id);

create table agreement (
  id integer primary key,
  membership_id integer not null references membership,
  text_hash text not null,
  required integer not null check (required in (0, 1)),
  signed_on text,
  method text check (method in ('screen','paper','portal')),
  signer text,
  created_at text not null,
  template_version_id integer references agreement_template_version,
  text text not null default '',
  -- Who agreed to which plan at which prices, as JSON, and the hash is over the text and this.
  agreed text not null default '{}',
  -- The strokes drawn on the screen, or the typed name, as JSON. Null for a signature on paper.
  signature text,
  signed_at text,
  signed_before integer references staff,
  workstation text,
  -- The signed copy: made from the screen, or the scan of the paper.
  document_id integer references document
) strict;
create index agreement_membership on agreement (membership_id);

create table agreement_template (
  id integer primary key,
  name text not null,
  version integer not null default 1,
  created_at text not null,
  retired_at text
) strict;

create table agreement_template_version (
  id integer primary key,
  template_id integer not null references agreement_template,
  number integer not null,
  body text not null,
  not_insurance integer not null check (not_insurance in (0, 1)),
  disclosure text not null,
  created_by integer references staff,
  created_at text not null,
  unique (template_id, number)
) strict;

create table service (
  id integer primary key,
  kind text not null default 'service' check (kind in ('service','product')),
  code text not null collate nocase,
  name text not null,
  category text not null,
  duration_minutes integer check (duration_minutes between 1 and 1440),
  taxable integer not null check (taxable in (0, 1)),
  tax_rate_ppm integer not null default 0 check (tax_rate_ppm between 0 and 500000),
  deactivated_at text,
  version integer not null default 1,
  created_at text not null
) strict;
create unique index service_code on service (code);

create table service_price (
  id integer primary key,
  service_id integer not null references service,
  effective_on text not null,
  price_cents integer not null check (price_cents >= 0),
  created_by integer references staff,
  created_at text not null,
  replaced_at text
) strict;
create unique index service_price_day on service_price (service_id, effective_on) where replaced_at is null;

create table coupon (
  id integer primary key,
  code text not null collate nocase,
  terms text not null,
  version integer not null default 1,
  created_by integer references staff,
  created_at text not null,
  ended_at text
) strict;
create unique index coupon_code on coupon (code);

create table held_coupon (
  id integer primary key,
  coupon_id integer not null references coupon,
  household_id integer not null references household,
  terms text not null,
  applied_on text not null,
  applied_by integer references staff,
  created_at text not null,
  ended_on text
) strict;
create index held_coupon_household on held_coupon (household_id);
create index held_coupon_coupon on held_coupon (coupon_id);

create table coupon_use (
  id integer primary key,
  held_coupon_id integer not null references held_coupon,
  invoice_id integer not null references invoice,
  off_cents integer not null check (off_cents > 0),
  created_at text not null
) strict;
create unique index coupon_use_once on coupon_use (held_coupon_id, invoice_id);
create index coupon_use_invoice on coupon_use (invoice_id);

create table benefit_grant (
  id integer primary key,
  membership_id integer not null references membership,
  benefit text not null,
  label text not null,
  from_on text not null,
  to_on text not null,
  quantity integer not null,
  used integer not null default 0,
  -- As the plan grants it, or units that were left of an earlier grant (PPL-13).
  origin text not null default 'plan' check (origin in ('plan','rollover')),
  rolled_from integer references benefit_grant,
  -- Written at the reset: what became of the units that were left.
  closed_on text,
  rolled integer not null default 0,
  forfeited integer not null default 0,
  created_at text not null,
  unique (membership_id, benefit, from_on, origin),
  check ((origin = 'rollover') = (rolled_from is not null)),
  check (closed_on is not null or (rolled = 0 and forfeited = 0))
) strict;
create index benefit_grant_to_reset on benefit_grant (to_on) where closed_on is null;
create index benefit_grant_rolled on benefit_grant (rolled_from) where rolled_from is not null;
`;

const money = `
create table number_series (
  name text primary key,
  next integer not null
) strict;
insert into number_series (name, next) values
  ('household', 1), ('chart', 1), ('invoice', 1), ('receipt', 1), ('credit_note', 1), ('gift_certificate', 1), ('deposit', 1), ('statement', 1), ('ticket', 1);

create table entry (
  id integer primary key,
  kind text not null,
  household_id integer references household,
  patient_id integer references patient,
  invoice_id integer,
  payment_id integer,
  effective_on text not null,
  belongs_on text,
  entered_at text not null,
  actor_id integer references staff,
  workstation text not null,
  memo text not null,
  reverses_id integer references entry,
  prev_hash text not null,
  hash text not null
) strict;
create index entry_household on entry (household_id, effective_on);
create index entry_invoice on entry (invoice_id) where invoice_id is not null;
create index entry_payment on entry (payment_id) where payment_id is not null;
create unique index entry_reversed_once on entry (reverses_id) where reverses_id is not null;
create index entry_effective on entry (effective_on);

create table posting (
  id integer primary key,
  entry_id integer not null references entry,
  account text not null,
  household_id integer references household,
  amount_cents integer not null check (amount_cents <> 0)
) strict;
create index posting_entry on posting (entry_id);
create index posting_account on posting (account, household_id);

create trigger posting_keeps_household_balance after insert on posting
when new.household_id is not null and new.account in ('receivable', 'household_credit')
begin
  update household set
    balance_cents = balance_cents + case when new.account = 'receivable' then new.amount_cents else 0 end,
    credit_cents = credit_cents - case when new.account = 'household_credit' then new.amount_cents else 0 end
  where id = new.household_id;
end;

create table invoice (
  id integer primary key,
  number integer unique,
  kind text not null check (kind in ('draw','enrolment','manual')),
  household_id integer not null references household,
  patient_id integer references patient,
  -- The name the person is sorted by, kept from the chart for the order of the tracker.
  patient_sort text,
  bill_to text not null,
  draw_on text,
  draw_seq integer not null default 0,
  invoiced_on text not null,
  issued_at text,
  due_on text not null,
  terms_days integer not null default 0,
  total_cents integer not null,
  tax_cents integer not null default 0,
  paid_cents integer not null default 0,
  credited_cents integer not null default 0,
  written_off_cents integer not null default 0,
  refunded_cents integer not null default 0,
  balance_cents integer not null,
  voided_on text,
  void_reason text,
  revision integer not null default 1,
  last_sent_at text,
  last_channel text,
  -- Reminders that were written and not taken off the list again, and the day of the last (INV-5).
  reminders integer not null default 0,
  last_reminded_on text,
  -- One bit for each kind of line on it, in the order of the check of invoice_line.
  line_kinds integer not null default 0,
  -- What most filters of the tracker ask for, in one number that an index can hold: where it
  -- stands without today (bits 13 and up), the kinds of its lines (4 to 12), whether it was reminded
  -- of (3), and the channel by which it was sent last (0 to 2, 0 for never).
  tracker_group integer generated always as (
    (case
      when voided_on is not null then 0
      when issued_at is null then 1
      when balance_cents <= 0 then case
        when refunded_cents > 0 and refunded_cents >= paid_cents then 2
        when written_off_cents > 0 then 3
        when credited_cents > 0 and paid_cents = 0 then 4
        else 5 end
      when paid_cents + credited_cents + written_off_cents > 0 then 6
      else 7 end) * 8192 + line_kinds * 16 + (reminders > 0) * 8
    + case when last_sent_at is null then 0 else
        case last_channel when 'print' then 1 when 'email' then 2 when 'portal' then 3 when 'text' then 4 else 5 end
      end) virtual,
  tracker_state integer generated always as (tracker_group >> 13) virtual,
  created_by integer references staff,
  created_at text not null,
  check (kind <> 'draw' or draw_on is not null)
) strict;
create unique index invoice_one_draw_a_day on invoice (household_id, draw_on, draw_seq) where kind = 'draw' and voided_on is null;
create index invoice_household on invoice (household_id, invoiced_on, id, tracker_group);
create index invoice_date on invoice (invoiced_on, id);
create index invoice_due on invoice (due_on, id);
create index invoice_total on invoice (total_cents, id);
create index invoice_paid on invoice (paid_cents, id);
create index invoice_patient on invoice (patient_id);
-- Whatever a filter or an order of the tracker asks for stands in each, so that a walk tells rows apart without reading them.
create index invoice_state_date on invoice (tracker_state, invoiced_on, id, tracker_group, due_on, balance_cents, number, patient_sort, patient_id);
create index invoice_state_due on invoice (tracker_state, due_on, id, tracker_group, invoiced_on, balance_cents, number, patient_sort, patient_id);
create index invoice_state_number on invoice (tracker_state, number, id, tracker_group, invoiced_on, due_on, balance_cents);
create index invoice_state_balance on invoice (tracker_state, balance_cents, invoiced_on, id, tracker_group, due_on, number, patient_sort, patient_id);
create index invoice_state_patient on invoice (tracker_state, patient_sort, patient_id, id, tracker_group, invoiced_on, due_on, balance_cents);
-- The same by group, with the money: the totals of any filter are read from it.
create index invoice_group on invoice (tracker_group, invoiced_on, id, due_on, balance_cents, number, patient_sort, patient_id, total_cents, paid_cents);
-- The few for several people: in the order of names they stand apart.
create index invoice_nobody on invoice (tracker_group, id, invoiced_on, due_on, balance_cents) where patient_id is null;
create index invoice_nobody_date on invoice (invoiced_on, id, tracker_group, due_on, balance_cents) where patient_id is null;
-- Few are sent or reminded of: the run of dues writes nothing here.
create index invoice_sent_last on invoice (last_sent_at, id, tracker_group, invoiced_on, due_on, balance_cents, number) where last_sent_at is not null;
create index invoice_reminded on invoice (reminders, id, tracker_group, invoiced_on, due_on, balance_cents, number) where reminders > 0;
-- Covers aging of all accounts (INV-11): who owes what since when, without a look at the invoices.
create index invoice_open on invoice (due_on, id, household_id, balance_cents, invoiced_on, patient_id) where balance_cents > 0 and voided_on is null;

create table invoice_line (
  id integer primary key,
  invoice_id integer not null references invoice,
  position integer not null,
  kind text not null check (kind in ('dues','stub','activation','reactivation','service','product','package','fee','discount')),
  patient_id integer references patient,
  membership_id integer references membership,
  plan_version_id integer references plan_version,
  -- What of the catalogue it is, and who did it, where the desk said so.
  service_id integer references service,
  provider_id integer references staff,
  description text not null,
  service_on text not null,
  from_on text,
  to_on text,
  quantity integer not null default 1,
  unit_cents integer not null,
  net_cents integer not null,
  tax_rate_ppm integer not null default 0,
  tax_cents integer not null default 0,
  explain text not null default '{}',
  unique (invoice_id, position)
) strict;
create index invoice_line_membership on invoice_line (membership_id) where membership_id is not null;
create index invoice_line_patient on invoice_line (patient_id);

create index invoice_line_service on invoice_line (service_on, invoice_id);
create index invoice_line_provider on invoice_line (provider_id, service_on, invoice_id) where provider_id is not null;

-- From where to where the invoices of a day reach: by the day they are dated, due, or on which something
-- on them was done. Spans only ever widen, and numbers are kept in steps of 256, so that a run of dues
-- rarely writes here. The tracker begins a walk under a range of days where these say (T1).
create table invoice_span (
  basis text not null check (basis in ('date','due','service')),
  day text not null,
  first_number integer,
  last_number integer,
  first_date text not null,
  last_date text not null,
  first_due text not null,
  last_due text not null,
  primary key (basis, day)
) strict, without rowid;

-- What an issued invoice said before it was edited (INV-3): one row for each revision that gave way.
create table invoice_revision (
  id integer primary key,
  invoice_id integer not null references invoice,
  revision integer not null check (revision >= 1),
  -- Head and lines as they were, as JSON.
  content text not null,
  total_cents integer not null,
  reason text not null,
  replaced_by integer references staff,
  replaced_at text not null
) strict;
create unique index invoice_revision_once on invoice_revision (invoice_id, revision);

create table invoice_policy (
  invoice_id integer not null references invoice,
  patient_id integer not null references patient,
  position integer not null,
  policy_id integer not null references insurance_policy,
  -- The policy as it was at the visit, as JSON.
  snapshot text not null,
  primary key (invoice_id, patient_id, position)
) strict, without rowid;
create index invoice_policy_policy on invoice_policy (policy_id);

create trigger invoice_widens_spans after insert on invoice
begin
  insert into invoice_span values
    ('date', new.invoiced_on, new.number & ~255, new.number | 255, new.invoiced_on, new.invoiced_on, new.due_on, new.due_on),
    ('due', new.due_on, new.number & ~255, new.number | 255, new.invoiced_on, new.invoiced_on, new.due_on, new.due_on)
    on conflict do update set
    first_number = min(coalesce(first_number, excluded.first_number), coalesce(excluded.first_number, first_number)),
    last_number = max(coalesce(last_number, excluded.last_number), coalesce(excluded.last_number, last_number)),
    first_date = min(first_date, excluded.first_date), last_date = max(last_date, excluded.last_date),
    first_due = min(first_due, excluded.first_due), last_due = max(last_due, excluded.last_due)
    where coalesce(excluded.first_number < first_number, excluded.first_number is not null and first_number is null)
      or coalesce(excluded.last_number > last_number, false)
      or excluded.first_date < first_date or excluded.last_date > last_date
      or excluded.first_due < first_due or excluded.last_due > last_due;
end;
create trigger invoice_moves_spans after update of number, invoiced_on, due_on on invoice
when old.number is not new.number or old.invoiced_on <> new.invoiced_on or old.due_on <> new.due_on
begin
  insert into invoice_span values
    ('date', new.invoiced_on, new.number & ~255, new.number | 255, new.invoiced_on, new.invoiced_on, new.due_on, new.due_on),
    ('due', new.due_on, new.number & ~255, new.number | 255, new.invoiced_on, new.invoiced_on, new.due_on, new.due_on)
    on conflict do update set
    first_number = min(coalesce(first_number, excluded.first_number), coalesce(excluded.first_number, first_number)),
    last_number = max(coalesce(last_number, excluded.last_number), coalesce(excluded.last_number, last_number)),
    first_date = min(first_date, excluded.first_date), last_date = max(last_date, excluded.last_date),
    first_due = min(first_due, excluded.first_due), last_due = max(last_due, excluded.last_due)
    where coalesce(excluded.first_number < first_number, excluded.first_number is not null and first_number is null)
      or coalesce(excluded.last_number > last_number, false)
      or excluded.first_date < first_date or excluded.last_date > last_date
      or excluded.first_due < first_due or excluded.last_due > last_due;
  insert into invoice_span
    select 'service', l.service_on, i.number & ~255, i.number | 255, i.invoiced_on, i.invoiced_on, i.due_on, i.due_on
    from invoice_line l join invoice i on i.id = l.invoice_id where l.invoice_id = new.id
    on conflict do update set
    first_number = min(coalesce(first_number, excluded.first_number), coalesce(excluded.first_number, first_number)),
    last_number = max(coalesce(last_number, excluded.last_number), coalesce(excluded.last_number, last_number)),
    first_date = min(first_date, excluded.first_date), last_date = max(last_date, excluded.last_date),
    first_due = min(first_due, excluded.first_due), last_due = max(last_due, excluded.last_due)
    where coalesce(excluded.first_number < first_number, excluded.first_number is not null and first_number is null)
      or coalesce(excluded.last_number > last_number, false)
      or excluded.first_date < first_date or excluded.last_date > last_date
      or excluded.first_due < first_due or excluded.last_due > last_due;
end;
create trigger invoice_line_widens_spans after insert on invoice_line
begin
  insert into invoice_span
    select 'service', l.service_on, i.number & ~255, i.number | 255, i.invoiced_on, i.invoiced_on, i.due_on, i.due_on
    from invoice_line l join invoice i on i.id = l.invoice_id where l.id = new.id
    on conflict do update set
    first_number = min(coalesce(first_number, excluded.first_number), coalesce(excluded.first_number, first_number)),
    last_number = max(coalesce(last_number, excluded.last_number), coalesce(excluded.last_number, last_number)),
    first_date = min(first_date, excluded.first_date), last_date = max(last_date, excluded.last_date),
    first_due = min(first_due, excluded.first_due), last_due = max(last_due, excluded.last_due)
    where coalesce(excluded.first_number < first_number, excluded.first_number is not null and first_number is null)
      or coalesce(excluded.last_number > last_number, false)
      or excluded.first_date < first_date or excluded.last_date > last_date
      or excluded.first_due < first_due or excluded.last_due > last_due;
end;
create trigger invoice_line_moves_spans after update of service_on on invoice_line when old.service_on <> new.service_on
begin
  insert into invoice_span
    select 'service', l.service_on, i.number & ~255, i.number | 255, i.invoiced_on, i.invoiced_on, i.due_on, i.due_on
    from invoice_line l join invoice i on i.id = l.invoice_id where l.id = new.id
    on conflict do update set
    first_number = min(coalesce(first_number, excluded.first_number), coalesce(excluded.first_number, first_number)),
    last_number = max(coalesce(last_number, excluded.last_number), coalesce(excluded.last_number, last_number)),
    first_date = min(first_date, excluded.first_date), last_date = max(last_date, excluded.last_date),
    first_due = min(first_due, excluded.first_due), last_due = max(last_due, excluded.last_due)
    where coalesce(excluded.first_number < first_number, excluded.first_number is not null and first_number is null)
      or coalesce(excluded.last_number > last_number, false)
      or excluded.first_date < first_date or excluded.last_date > last_date
      or excluded.first_due < first_due or excluded.last_due > last_due;
end;
create trigger invoice_takes_sort_name after insert on invoice when new.patient_id is not null and new.patient_sort is null
begin
  update invoice set patient_sort = (select sort_name from patient where id = new.patient_id) where id = new.id;
end;
create trigger invoice_changes_person after update of patient_id on invoice when old.patient_id is not new.patient_id
begin
  update invoice set patient_sort = (select sort_name from patient where id = new.patient_id) where id = new.id;
end;
create trigger patient_renames_invoices after update of sort_name on patient when old.sort_name <> new.sort_name
begin
  update invoice set patient_sort = new.sort_name where patient_id = new.id;
end;

create trigger invoice_line_marks_its_invoice after insert on invoice_line
begin
  update invoice set line_kinds = line_kinds | case new.kind
      when 'dues' then 1 when 'stub' then 2 when 'activation' then 4 when 'reactivation' then 8 when 'service' then 16 when 'product' then 32 when 'package' then 64 when 'fee' then 128 when 'discount' then 256 end
  where id = new.invoice_id and line_kinds & case new.kind
      when 'dues' then 1 when 'stub' then 2 when 'activation' then 4 when 'reactivation' then 8 when 'service' then 16 when 'product' then 32 when 'package' then 64 when 'fee' then 128 when 'discount' then 256 end = 0;
end;

create table period (
  id integer primary key,
  membership_id integer not null references membership,
  item text not null check (item in ('dues')),
  kind text not null check (kind in ('period','stub','covered','free')),
  amount_cents integer not null,
  seq integer not null default 0,
  from_on text not null,
  to_on text not null,
  paid_to_on text,
  charge_on text not null,
  invoice_id integer references invoice,
  invoice_line_id integer references invoice_line,
  in_force integer not null default 1 check (in_force in (0, 1)),
  created_at text not null,
  -- Since when it is not in force: what was deferred before is asked for later (INV-15, REP-3).
  ended_at text,
  check (to_on > from_on)
) strict;
create index period_to on period (to_on);
create unique index period_billed_once on period (membership_id, from_on, item, seq) where in_force = 1;
create index period_invoice on period (invoice_id);

create trigger period_never_overlaps before insert on period when new.in_force = 1
begin
  select raise(abort, 'period overlaps') where exists (
    select 1 from period
    where membership_id = new.membership_id and item = new.item and in_force = 1
      and from_on < new.to_on and to_on > new.from_on
  );
end;

create table payment (
  id integer primary key,
  receipt_number integer not null unique,
  household_id integer not null references household,
  tender text not null check (tender in ('cash','check','card_on_file','card_terminal','ach','hsa_card','outside_financing','gift_certificate','package_unit','wallet','other')),
  reference text not null default '',
  amount_cents integer not null check (amount_cents > 0),
  tendered_cents integer,
  change_cents integer not null default 0,
  received_on text not null,
  note text not null default '',
  refunded_cents integer not null default 0 check (refunded_cents >= 0 and refunded_cents <= amount_cents),
  reversed_on text,
  reverse_reason text,
  -- Why it was taken back: entered by mistake, a check that came back, or the card's bank (INV-9, BIL-17).
  reversed_as text check (reversed_as in ('mistake','returned_check','dispute')),
  staff_id integer references staff,
  workstation text not null,
  created_at text not null,
  check ((reversed_on is null) = (reversed_as is null))
) strict;
create index payment_household on payment (household_id, received_on);
create index payment_received on payment (received_on, id);

create table credit (
  id integer primary key,
  household_id integer not null references household,
  origin text not null check (origin in ('overpayment','settlement','goodwill')),
  payment_id integer references payment,
  amount_cents integer not null check (amount_cents > 0),
  left_cents integer not null check (left_cents >= 0 and left_cents <= amount_cents),
  granted_on text not null,
  memo text not null default '',
  taken_back_on text,
  created_at text not null,
  check (taken_back_on is null or left_cents = 0)
) strict;
create index credit_payment on credit (payment_id) where payment_id is not null;
create index credit_household on credit (household_id, id);
create index credit_left on credit (household_id, granted_on) where left_cents > 0;

create table allocation (
  id integer primary key,
  invoice_id integer not null references invoice,
  source text not null check (source in ('payment','credit','credit_note','write_off')),
  payment_id integer references payment,
  credit_id integer references credit,
  amount_cents integer not null check (amount_cents <> 0),
  effective_on text not null,
  entry_id integer not null references entry,
  reverses_id integer references allocation,
  created_at text not null,
  check ((source = 'payment') = (payment_id is not null)),
  check ((source = 'credit') = (credit_id is not null))
) strict;
create index allocation_invoice on allocation (invoice_id);
create index allocation_payment on allocation (payment_id) where payment_id is not null;
create index allocation_credit on allocation (credit_id) where credit_id is not null;
create unique index allocation_reversed_once on allocation (reverses_id) where reverses_id is not null;

create trigger allocation_keeps_invoice_balance after insert on allocation
begin
  update invoice set
    paid_cents = paid_cents + case when new.source in ('payment','credit') then new.amount_cents else 0 end,
    credited_cents = credited_cents + case when new.source = 'credit_note' then new.amount_cents else 0 end,
    written_off_cents = written_off_cents + case when new.source = 'write_off' then new.amount_cents else 0 end,
    balance_cents = balance_cents - new.amount_cents
  where id = new.invoice_id;
  update credit set left_cents = left_cents - new.amount_cents where id = new.credit_id;
end;

create table credit_note (
  id integer primary key,
  number integer not null unique,
  invoice_id integer not null references invoice,
  household_id integer not null references household,
  noted_on text not null,
  reason text not null,
  total_cents integer not null check (total_cents > 0),
  tax_cents integer not null check (tax_cents >= 0),
  -- The part that was settled already and became household credit. The rest was still owed.
  to_credit_cents integer not null check (to_credit_cents between 0 and total_cents),
  entry_id integer not null references entry,
  created_by integer references staff,
  created_at text not null
) strict;
create index credit_note_invoice on credit_note (invoice_id);
create index credit_note_household on credit_note (household_id, id);

create table credit_note_line (
  id integer primary key,
  credit_note_id integer not null references credit_note,
  invoice_line_id integer not null references invoice_line,
  net_cents integer not null check (net_cents > 0),
  tax_cents integer not null check (tax_cents >= 0)
) strict;
create unique index credit_note_line_once on credit_note_line (credit_note_id, invoice_line_id);
create index credit_note_line_of on credit_note_line (invoice_line_id);

create table refund (
  id integer primary key,
  -- Empty for credit that no payment has brought, such as a credit note's.
  payment_id integer references payment,
  -- The invoice that the money stood on, or the credit that it was.
  invoice_id integer references invoice,
  credit_id integer references credit,
  household_id integer not null references household,
  membership_id integer references membership,
  amount_cents integer not null check (amount_cents > 0),
  -- Back the way it was paid, kept as household credit, as a check the office writes, or out of the drawer.
  paid_by text not null check (paid_by in ('tender','credit','check','cash')),
  -- The refunded part is owed again, else it is not owed any more.
  owed_again integer not null default 0 check (owed_again in (0, 1)),
  refunded_on text not null,
  reason text not null,
  entry_id integer not null references entry,
  -- A check to write: its number and day once it is written.
  written_on text,
  check_number text,
  -- The request to the card processor that carries it, and the period rows that it made cheaper.
  attempt_id text references refund_attempt,
  reduced text not null default '[]',
  created_by integer references staff,
  created_at text not null,
  check (attempt_id is null or paid_by in ('tender','check')),
  check ((written_on is null) = (check_number is null)),
  check (written_on is null or paid_by = 'check'),
  check ((invoice_id is null) <> (credit_id is null)),
  check (payment_id is not null or credit_id is not null),
  check (payment_id is not null or paid_by <> 'tender'),
  check (credit_id is null or (paid_by <> 'credit' and owed_again = 0))
) strict;
create index refund_payment on refund (payment_id) where payment_id is not null;
create index refund_invoice on refund (invoice_id) where invoice_id is not null;
create index refund_credit on refund (credit_id) where credit_id is not null;
create index refund_household on refund (household_id, id);
create index refund_to_write on refund (id) where paid_by = 'check' and written_on is null;
create index refund_attempt_rows on refund (attempt_id) where attempt_id is not null;

create trigger refund_takes_from_its_credit after insert on refund when new.credit_id is not null
begin
  update credit set left_cents = left_cents - new.amount_cents where id = new.credit_id;
end;

-- The processor refused it, and nothing of it stays.
create trigger refund_goes_back_to_its_credit after delete on refund when old.credit_id is not null
begin
  update credit set left_cents = left_cents + old.amount_cents where id = old.credit_id;
end;

-- A gift certificate (PKG-12): sold on an invoice, owed by the practice until it is redeemed as a tender.
create table gift_certificate (
  id integer primary key,
  number integer not null unique,
  code text not null unique check (code = upper(code) and length(code) >= 8),
  household_id integer not null references household,
  invoice_id integer not null references invoice,
  recipient text not null default '',
  amount_cents integer not null check (amount_cents > 0),
  left_cents integer not null check (left_cents >= 0 and left_cents <= amount_cents),
  sold_on text not null,
  cancelled_on text,
  created_by integer references staff,
  created_at text not null
) strict;
create index gift_certificate_invoice on gift_certificate (invoice_id);
create index gift_certificate_household on gift_certificate (household_id, id);

-- What was taken off a certificate (below zero) or came back onto it.
create table gift_certificate_move (
  id integer primary key,
  certificate_id integer not null references gift_certificate,
  kind text not null check (kind in ('redeemed','returned','cancelled')),
  payment_id integer references payment,
  amount_cents integer not null check (amount_cents <> 0),
  moved_on text not null,
  created_at text not null,
  check ((kind = 'returned') = (amount_cents > 0)),
  check (kind = 'cancelled' or payment_id is not null)
) strict;
create index gift_certificate_move_certificate on gift_certificate_move (certificate_id);
create index gift_certificate_move_payment on gift_certificate_move (payment_id) where payment_id is not null;

create trigger gift_certificate_keeps_what_is_left after insert on gift_certificate_move
begin
  update gift_certificate set left_cents = left_cents + new.amount_cents where id = new.certificate_id;
end;

-- A payment plan (INV-6): invoices paid in parts on agreed days.
create table payment_plan (
  id integer primary key,
  household_id integer not null references household,
  total_cents integer not null check (total_cents > 0),
  every text not null check (every in ('week','two_weeks','month')),
  -- Taken at the desk, or drawn from the household's card.
  pay_by text not null check (pay_by in ('desk','card')),
  signed_on text,
  signed_by text not null default '',
  sign_method text check (sign_method in ('screen','paper')),
  -- The schedule as it was signed, word for word, and its hash.
  agreed text not null default '',
  agreed_hash text not null default '',
  -- The strokes drawn on the screen, or the typed name, as JSON. Null for a signature on paper.
  signature text,
  signed_at text,
  signed_before integer references staff,
  workstation text,
  -- The signed copy: made from the screen, or the scan of the paper.
  document_id integer references document,
  started_on text not null,
  ended_on text,
  end_reason text,
  created_by integer references staff,
  created_at text not null,
  check ((ended_on is null) = (end_reason is null)),
  check ((signed_on is null) = (sign_method is null))
) strict;
create index payment_plan_household on payment_plan (household_id, id);

-- An invoice stands on one plan at a time, and what was settled before the plan does not count for it.
create table payment_plan_invoice (
  id integer primary key,
  plan_id integer not null references payment_plan,
  invoice_id integer not null references invoice,
  settled_before_cents integer not null check (settled_before_cents >= 0),
  due_before_on text not null,
  in_force integer not null default 1 check (in_force in (0, 1))
) strict;
create unique index payment_plan_invoice_once on payment_plan_invoice (invoice_id) where in_force = 1;
create index payment_plan_invoice_plan on payment_plan_invoice (plan_id);

create table payment_plan_part (
  id integer primary key,
  plan_id integer not null references payment_plan,
  position integer not null check (position >= 0),
  due_on text not null,
  cents integer not null check (cents > 0),
  -- This part and all before it.
  through_cents integer not null check (through_cents >= cents),
  -- What a person decided in Catch-up review about a part that was missed.
  catch_up text check (catch_up in ('charge','forgive','skip'))
) strict;
create unique index payment_plan_part_once on payment_plan_part (plan_id, position);

-- While a plan runs, its invoices are due with its first part that is not paid (INV-6).
create trigger payment_plan_moves_due_days after update of paid_cents, credited_cents, written_off_cents on invoice
  when exists (select 1 from payment_plan_invoice where invoice_id = new.id and in_force = 1)
begin
  update invoice set due_on = (
    select coalesce(
      (select min(p.due_on) from payment_plan_part p where p.plan_id = x.plan_id and p.through_cents > (
        select sum(i.paid_cents + i.credited_cents + i.written_off_cents - o.settled_before_cents)
        from payment_plan_invoice o join invoice i on i.id = o.invoice_id where o.plan_id = x.plan_id and o.in_force = 1)),
      (select max(p.due_on) from payment_plan_part p where p.plan_id = x.plan_id))
    from payment_plan_invoice x where x.invoice_id = new.id and x.in_force = 1)
  where id in (select o.invoice_id from payment_plan_invoice o where o.in_force = 1 and o.plan_id = (
    select plan_id from payment_plan_invoice where invoice_id = new.id and in_force = 1));
end;

create table card (
  id integer primary key,
  household_id integer not null references household,
  token text not null,
  brand text not null,
  last4 text not null check (length(last4) = 4),
  expires_month integer not null check (expires_month between 1 and 12),
  expires_year integer not null,
  funding text not null default 'unknown' check (funding in ('credit','debit','prepaid','unknown')),
  replaces_id integer references card,
  proven_at text,
  collects_through_on text,
  added_by integer references staff,
  added_at text not null,
  removed_by integer references staff,
  removed_at text,
  removed_why text check (removed_why in ('asked','replaced','updated'))
) strict;
create index card_household on card (household_id);
create unique index card_token_once on card (token) where removed_at is null;

create table charge_attempt (
  id text primary key,
  invoice_id integer references invoice,
  household_id integer references household,
  card_id integer references card,
  card_token text not null default '',
  amount_cents integer not null check (amount_cents > 0),
  ordinal integer not null,
  draw_on text,
  epoch integer not null default 1,
  origin text not null default 'automatic' check (origin in ('automatic','catch_up','new_card','staff','found')),
  attempt_on text not null default '',
  staff_id integer references staff,
  state text not null check (state in ('sent','pending','unknown','succeeded','declined','failed')),
  processor_id text,
  decline_kind text check (decline_kind in ('soft','hard','authentication')),
  decline_code text,
  failure text,
  doubt text,
  sent_at text not null,
  probe_at text,
  probes integer not null default 0,
  settled_at text,
  payment_id integer references payment,
  resolution text check (resolution in ('charged','not_charged')),
  resolved_by integer references staff,
  resolved_at text,
  reference text,
  -- The part of a payment plan that is drawn, where one is (INV-6).
  plan_part_id integer references payment_plan_part,
  check (origin = 'found' or (invoice_id is not null and card_id is not null)),
  check (state <> 'declined' or decline_kind is not null),
  check (payment_id is null or state = 'succeeded')
) strict;
create unique index charge_attempt_one_live on charge_attempt (invoice_id) where state in ('sent','pending','unknown');
create unique index charge_attempt_paid_once on charge_attempt (payment_id) where payment_id is not null;
create unique index charge_attempt_ordinal on charge_attempt (invoice_id, ordinal);
create index charge_attempt_unfinished on charge_attempt (probe_at) where state in ('sent','pending','unknown');
create index charge_attempt_day on charge_attempt (attempt_on, card_id);
create index charge_attempt_household on charge_attempt (household_id);
create index charge_attempt_part on charge_attempt (plan_part_id) where plan_part_id is not null;

-- Credit of one household that a person gave to another: it left one credit, and the other is what came of it.
create table credit_move (
  id integer primary key,
  from_credit_id integer not null references credit,
  to_credit_id integer not null unique references credit,
  amount_cents integer not null check (amount_cents > 0),
  reason text not null check (reason <> ''),
  moved_on text not null,
  entry_id integer not null references entry,
  created_by integer references staff,
  created_at text not null,
  undone_at text,
  undone_by integer references staff,
  check (from_credit_id <> to_credit_id)
) strict;
create index credit_move_from on credit_move (from_credit_id);

create trigger credit_move_takes_from_its_credit after insert on credit_move
begin
  update credit set left_cents = left_cents - new.amount_cents where id = new.from_credit_id;
end;
create trigger credit_move_goes_back after update of undone_at on credit_move when old.undone_at is null and new.undone_at is not null
begin
  update credit set left_cents = left_cents + new.amount_cents where id = new.from_credit_id;
end;

-- A refund to a card: one row a key, written down before the processor hears of it (BIL-8). Its refunds
-- reserve the money in refunds payable from the start. Card clearing moves when the processor says yes.
create table refund_attempt (
  id text primary key,
  -- Empty for a refund found at the processor whose charge or household this file does not know.
  charge_id text references charge_attempt,
  payment_id integer references payment,
  household_id integer references household,
  amount_cents integer not null check (amount_cents > 0),
  epoch integer not null default 1,
  -- Asked for at the desk, part of a cancellation or another settlement, or found at the processor.
  origin text not null default 'desk' check (origin in ('desk','settlement','found')),
  -- Which start of the program wrote it, so that a request that never left is known as such.
  claimed_by text not null default '',
  attempt_on text not null,
  staff_id integer references staff,
  reason text not null default '',
  state text not null check (state in ('sent','pending','unknown','succeeded','declined','failed')),
  processor_id text,
  decline_code text,
  failure text,
  doubt text,
  sent_at text not null,
  probe_at text,
  probes integer not null default 0,
  settled_at text,
  settled_on text,
  -- How the books took its end: sent back, nothing of it stays, a check instead, contained in what was
  -- booked of the charge, or gone from the processor without anything it could stand on.
  booked_as text check (booked_as in ('sent','taken_back','check','netted','unplaced','cleared')),
  entry_id integer references entry,
  resolution text check (resolution in ('refunded','not_refunded')),
  resolved_by integer references staff,
  resolved_at text,
  reference text,
  check (origin = 'found' or (charge_id is not null and payment_id is not null and household_id is not null)),
  check (state <> 'declined' or decline_code is not null),
  check ((state in ('sent','pending','unknown')) = (booked_as is null)),
  check ((entry_id is not null) >= (booked_as is 'sent'))
) strict;
create index refund_attempt_unfinished on refund_attempt (probe_at) where state in ('sent','pending','unknown');
create index refund_attempt_payment on refund_attempt (payment_id);
create index refund_attempt_charge on refund_attempt (charge_id);
create index refund_attempt_household on refund_attempt (household_id);

create table card_event (
  id text primary key,
  kind text not null,
  happened_at text not null,
  taken_at text not null
) strict, without rowid;

create table card_event_place (
  id integer primary key check (id = 1),
  after text not null
) strict;

create table dispute (
  id integer primary key,
  dispute_id text not null unique,
  attempt_id text references charge_attempt,
  household_id integer references household,
  invoice_id integer references invoice,
  amount_cents integer not null,
  reason text not null,
  state text not null check (state in ('opened','won','lost')),
  evidence_by_on text,
  opened_at text not null,
  closed_at text,
  returned_payment_id integer references payment,
  kept_payment_id integer references payment,
  released_by integer references staff,
  released_at text
) strict;
create index dispute_household on dispute (household_id) where released_at is null;

create table catch_up (
  invoice_id integer primary key references invoice,
  choice text not null check (choice in ('charge','forgive','skip')),
  decided_by integer references staff,
  decided_at text not null
) strict;

create table charge_pause (
  id integer primary key,
  today_on text not null,
  planned_count integer not null,
  planned_cents integer not null,
  ceiling_count integer not null,
  ceiling_cents integer not null,
  asked_at text not null,
  approved_by integer references staff,
  approved_at text
) strict;
create unique index charge_pause_waiting on charge_pause (today_on) where approved_at is null;
`;

const work = `
create table audit (
  id integer primary key,
  at text not null,
  actor_id integer references staff,
  workstation text not null,
  action text not null,
  subject text not null,
  before text,
  after text,
  prev_hash text not null,
  hash text not null
) strict;
create index audit_subject on audit (subject, id);
create index audit_actor on audit (actor_id, id);

create table request (
  id text primary key,
  operation text not null,
  staff_id integer references staff,
  reply text not null,
  at text not null
) strict;
create index request_at on request (at);

create table lease (
  name text primary key,
  owner text not null,
  heartbeat_at text not null
) strict;

create table billing_run (
  id integer primary key,
  started_at text not null,
  finished_at text,
  today_on text not null,
  trigger text not null,
  report text not null default '{}'
) strict;

create table billing_stop (
  id integer primary key,
  reason text not null check (reason in ('restored','other_computer','clock')),
  since_at text not null,
  detail text not null default '',
  after_run_id integer references billing_run,
  last_household_id integer,
  last_invoice_id integer,
  lifted_at text,
  lifted_by integer references staff
) strict;

create table attention (
  id integer primary key,
  household_id integer not null references household,
  kind text not null,
  subject text not null default '',
  reason text not null,
  since_at text not null,
  resolved_at text
) strict;
create unique index attention_once on attention (household_id, kind, subject) where resolved_at is null;

create table document (
  id integer primary key,
  kind text not null,
  household_id integer references household,
  title text not null,
  sha256 text not null,
  bytes integer not null,
  pages integer not null,
  created_by integer references staff,
  created_at text not null
) strict;
create index document_household on document (household_id, id);

create table statement_batch (
  id integer primary key,
  as_of_on text not null,
  from_on text not null,
  document_id integer references document,
  state text not null check (state in ('made','sent','unsent')),
  created_by integer references staff,
  created_at text not null,
  sent_at text
) strict;

create table statement (
  id integer primary key,
  number integer not null unique,
  household_id integer not null references household,
  batch_id integer references statement_batch,
  document_id integer references document,
  as_of_on text not null,
  from_on text not null,
  closing_cents integer not null,
  channel text not null default 'print',
  sent_at text,
  unsent_at text,
  created_at text not null
) strict;
create index statement_household on statement (household_id, id);
create index statement_run on statement (batch_id, channel) where batch_id is not null;
create index statement_document on statement (document_id) where document_id is not null;

-- Yearly statements of one file, in postal order (DOC-6).
create table yearly_run (
  id integer primary key,
  year integer not null,
  document_id integer not null references document,
  printed_at text,
  created_by integer references staff,
  created_at text not null
) strict;

create table yearly_statement (
  id integer primary key,
  household_id integer not null references household,
  year integer not null,
  -- Null for one that was made for itself.
  run_id integer references yearly_run,
  document_id integer not null references document,
  -- What it says was paid, less what was given back.
  net_cents integer not null,
  created_at text not null
) strict;
create index yearly_statement_household on yearly_statement (household_id, year);
create index yearly_statement_run on yearly_statement (run_id) where run_id is not null;

create table invoice_sending (
  id integer primary key,
  document_id integer references document,
  channel text not null check (channel in ('print','email')),
  sent_at text not null,
  staff_id integer references staff,
  undone_at text
) strict;

create table invoice_sent (
  sending_id integer not null references invoice_sending,
  invoice_id integer not null references invoice,
  -- What stood on the invoice before, so that the sending can be undone.
  before_at text,
  before_channel text,
  primary key (sending_id, invoice_id)
) strict, without rowid;
create index invoice_sent_invoice on invoice_sent (invoice_id);

create table list_view (
  id integer primary key,
  list text not null,
  name text not null check (name <> ''),
  -- Null for a view of the whole practice.
  owner_id integer references staff,
  search text not null,
  columns text not null default '',
  created_by integer references staff,
  created_at text not null,
  changed_at text not null
) strict;
create unique index list_view_name on list_view (list, coalesce(owner_id, 0), name collate nocase);

create table list_default (
  list text not null,
  staff_id integer not null references staff,
  view_id integer not null references list_view,
  primary key (list, staff_id)
) strict, without rowid;

create table backup (
  id integer primary key,
  file_name text not null,
  bytes integer not null,
  sha256 text not null,
  reason text not null,
  made_at text not null,
  verified_at text
) strict;
`;

const dunning = `
create table own_text (
  id integer primary key,
  text_id text not null,
  language text not null check (language in ('en', 'es')),
  -- Both null: back to the words that ship.
  subject text,
  body text,
  created_by integer references staff,
  created_at text not null,
  check ((subject is null) = (body is null))
) strict;
create index own_text_latest on own_text (text_id, language, id);

create table help_note (
  id integer primary key,
  article_id text not null check (length(article_id) between 1 and 60),
  -- Empty: the practice has taken its note away.
  body text not null check (length(body) <= 4000),
  created_by integer references staff,
  created_at text not null
) strict;
create index help_note_latest on help_note (article_id, id);

create table dunning_settings (
  id integer primary key,
  settings text not null,
  created_by integer references staff,
  created_at text not null
) strict;

create table dunning_case (
  id integer primary key,
  household_id integer not null references household,
  invoice_id integer not null references invoice,
  cause text not null check (cause in ('card_declined','card_removed','manual_payer')),
  day_zero_on text not null,
  settings_id integer references dunning_settings,
  opened_at text not null,
  closed_on text,
  closed_at text,
  outcome text check (outcome in ('settled','lapsed','ended')),
  -- A drawn part of a payment plan has a case of its own beside the one of the household's dues.
  plan_part_id integer references payment_plan_part,
  check ((closed_at is null) = (outcome is null) and (closed_at is null) = (closed_on is null))
) strict;
create unique index dunning_case_open on dunning_case (household_id) where closed_at is null and plan_part_id is null;
create unique index dunning_case_open_part on dunning_case (plan_part_id) where closed_at is null and plan_part_id is not null;
create index dunning_case_part_household on dunning_case (household_id) where closed_at is null and plan_part_id is not null;
create index dunning_case_invoice on dunning_case (invoice_id);

create table dunning_retry (
  id integer primary key,
  case_id integer not null references dunning_case,
  day integer not null,
  due_on text not null,
  state text not null check (state in ('done','skipped')),
  attempt_id text,
  reason text not null default '',
  decided_at text not null,
  unique (case_id, day),
  check ((state = 'done') = (attempt_id is not null))
) strict;

create table notice_batch (
  id integer primary key,
  document_id integer not null references document,
  letters integer not null,
  printed_on text not null,
  created_by integer references staff,
  created_at text not null,
  undone_at text
) strict;

create table notice (
  id integer primary key,
  household_id integer not null references household,
  case_id integer references dunning_case,
  invoice_id integer references invoice,
  card_id integer references card,
  membership_id integer references membership,
  event text not null,
  kind text not null,
  day integer,
  due_on text not null,
  channel text not null check (channel in ('letter','email','text','by_hand')),
  state text not null check (state in ('queued','printed','sent','skipped','cancelled')),
  facts text not null default '{}',
  told_on text,
  reason text not null default '',
  batch_id integer references notice_batch,
  document_id integer references document,
  created_by integer references staff,
  created_at text not null,
  ended_at text,
  check ((state in ('printed','sent')) = (told_on is not null))
) strict;
create unique index notice_once on notice (event, kind);
create index notice_household on notice (household_id, id);
create index notice_case on notice (case_id) where case_id is not null;
create index notice_queued on notice (id) where state = 'queued';
create index notice_membership on notice (membership_id) where membership_id is not null;
create index notice_invoice on notice (invoice_id, kind) where invoice_id is not null;

create table mail_account (
  id integer primary key check (id = 1),
  version integer not null,
  is_on integer not null check (is_on in (0, 1)),
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls','starttls')),
  username text not null,
  from_name text not null,
  from_email text not null,
  -- Encrypted under a key of the keychain, bound to host and user. Empty when none was typed.
  sealed_password text not null default '',
  fault text,
  fault_reply text not null default '',
  faults integer not null default 0,
  paused_until text,
  check ((fault is null) = (paused_until is null))
) strict;

create table mail (
  id integer primary key,
  message_id text not null unique,
  household_id integer not null references household,
  -- One message for one notice, and one for each time that somebody asks for a document to be sent.
  event text not null unique,
  about text not null check (about in ('notice','invoice','receipt','document')),
  notice_id integer references notice,
  invoice_id integer references invoice,
  document_id integer references document,
  to_name text not null,
  to_email text not null,
  -- Of a notice, written when it goes out.
  subject text not null default '',
  body text not null default '',
  state text not null check (state in ('queued','sending','sent','failed','unsure','cancelled')),
  tries integer not null default 0,
  next_at text not null,
  fault text,
  reply text not null default '',
  -- A training practice keeps everything on the computer.
  kept_here integer not null default 0 check (kept_here in (0, 1)),
  decided_by integer references staff,
  created_by integer references staff,
  created_at text not null,
  began_at text,
  ended_at text,
  check ((about = 'notice') = (notice_id is not null)),
  check (about = 'notice' or document_id is not null),
  check ((state in ('sent','failed','unsure','cancelled')) = (ended_at is not null))
) strict;
create index mail_waiting on mail (next_at, id) where state = 'queued';
create index mail_unfinished on mail (id) where state in ('sending','unsure','failed');
create unique index mail_notice on mail (notice_id) where notice_id is not null;
create index mail_household on mail (household_id, id);

-- The mailbox that is read for messages that came back, and how that went last.
create table mail_check (
  id integer primary key check (id = 1),
  version integer not null,
  is_on integer not null check (is_on in (0, 1)),
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls','starttls')),
  -- Signs in with the user and password that mail is sent with.
  is_same integer not null check (is_same in (0, 1)),
  username text not null,
  -- Encrypted under a key of the keychain, bound to host and user.
  sealed_password text not null default '',
  reads_junk integer not null check (reads_junk in (0, 1)),
  on_since text not null,
  tried_at text,
  -- The last time that went well, and what it found.
  checked_at text,
  looked integer not null default 0,
  came_back integer not null default 0,
  delayed integer not null default 0,
  not_ours integer not null default 0,
  fault text,
  fault_reply text not null default '',
  faults integer not null default 0,
  paused_until text,
  check ((fault is null) = (paused_until is null))
) strict;

-- How far each folder was read. Another validity means that the numbers of its messages begin anew.
create table mail_check_place (
  folder text primary key check (folder in ('inbox','junk')),
  uid_validity text not null,
  last_uid integer not null check (last_uid >= 0)
) strict;

-- A returned message about one of ours, by its fingerprint, so that it counts once however often it is read.
create table mail_return (
  id integer primary key,
  mail_id integer not null references mail,
  fingerprint text not null,
  outcome text not null check (outcome in ('came_back','delayed','no_effect')),
  found_at text not null,
  unique (mail_id, fingerprint)
) strict;
create index mail_return_found on mail_return (found_at) where outcome = 'came_back';

create trigger notice_counts_reminder after insert on notice when new.kind in ('invoice_reminder', 'invoice_due_soon')
begin
  update invoice set
    reminders = (select count(*) from notice n where n.invoice_id = new.invoice_id
      and n.kind in ('invoice_reminder', 'invoice_due_soon') and n.state in ('queued', 'printed', 'sent')),
    last_reminded_on = (select max(n.due_on) from notice n where n.invoice_id = new.invoice_id
      and n.kind in ('invoice_reminder', 'invoice_due_soon') and n.state in ('queued', 'printed', 'sent'))
  where id = new.invoice_id;
end;

create trigger notice_recounts_reminder after update of state on notice
when new.kind in ('invoice_reminder', 'invoice_due_soon')
begin
  update invoice set
    reminders = (select count(*) from notice n where n.invoice_id = new.invoice_id
      and n.kind in ('invoice_reminder', 'invoice_due_soon') and n.state in ('queued', 'printed', 'sent')),
    last_reminded_on = (select max(n.due_on) from notice n where n.invoice_id = new.invoice_id
      and n.kind in ('invoice_reminder', 'invoice_due_soon') and n.state in ('queued', 'printed', 'sent'))
  where id = new.invoice_id;
end;
`;

const accounting = `
-- The days that stood on an invoice before (INV-3, INV-6): aging of a day gone by goes by the due day of
-- then (REP-3). When it was changed is told by the first record of the audit trail after it.
create table invoice_day_change (
  id integer primary key,
  invoice_id integer not null references invoice,
  due_on text not null,
  invoiced_on text not null,
  after_audit_id integer not null
) strict;
create trigger invoice_remembers_its_days after update of due_on, invoiced_on on invoice
when old.due_on <> new.due_on or old.invoiced_on <> new.invoiced_on
begin
  insert into invoice_day_change (invoice_id, due_on, invoiced_on, after_audit_id)
  values (old.id, old.due_on, old.invoiced_on, (select coalesce(max(id), 0) from audit));
end;

create table dues_recognition (
  -- The day whose share of the dues was earned (INV-15).
  on_day text primary key,
  entry_id integer references entry,
  -- What stays deferred at its end, and the last posting that it knows.
  deferred_cents integer not null,
  last_posting_id integer not null,
  created_at text not null
) strict, without rowid;

create table account_map (
  account text primary key,
  name text not null check (name <> ''),
  number text not null default '',
  changed_by integer references staff,
  changed_at text not null
) strict, without rowid;

create table accounting_export (
  id integer primary key,
  format text not null check (format in ('iif','qbo','xero')),
  from_on text not null,
  to_on text not null check (to_on >= from_on),
  days integer not null,
  corrections integer not null,
  last_entry_id integer not null,
  created_by integer references staff,
  created_at text not null
) strict;

create table accounting_day (
  -- A day whose entries have left for the accountant, up to an entry (INV-16).
  on_day text primary key,
  export_id integer not null references accounting_export,
  last_entry_id integer not null
) strict, without rowid;
`;

const planUpkeep = `
create table age_out_choice (
  id integer primary key,
  membership_id integer not null references membership,
  -- The plan that is grown out of: the choice counts while the member is on it.
  plan_id integer not null references plan,
  choice text not null check (choice in ('move','stay')),
  reason text not null,
  created_by integer references staff,
  created_at text not null,
  replaced_at text
) strict;
create unique index age_out_choice_now on age_out_choice (membership_id, plan_id) where replaced_at is null;

create table price_rise (
  id integer primary key,
  effective_on text not null,
  scope text not null check (scope in ('new_members','at_renewal','first_draw_after_notice')),
  notice_days integer not null check (notice_days between 0 and 365),
  reason text not null,
  created_by integer references staff,
  created_at text not null,
  withdrawn_by integer references staff,
  withdrawn_at text
) strict;

create table price_rise_plan (
  rise_id integer not null references price_rise,
  plan_id integer not null references plan,
  -- The version on sale when the rise was decided, and the one with the new prices once its day has come.
  from_version_id integer not null references plan_version,
  to_version_id integer references plan_version,
  prices text not null,
  primary key (rise_id, plan_id)
) strict, without rowid;

create table price_rise_member (
  id integer primary key,
  rise_id integer not null references price_rise,
  membership_id integer not null references membership,
  plan_id integer not null references plan,
  old_cents integer not null,
  new_cents integer not null,
  -- The day of the rise, or the end of the member's term: never earlier, whatever the notice.
  wished_on text not null,
  notice_id integer references notice,
  took_effect_on text,
  ended_why text check (ended_why in ('withdrawn','plan_left')),
  ended_by integer references staff,
  ended_at text,
  unique (rise_id, membership_id),
  check ((ended_at is null) = (ended_why is null)),
  check (took_effect_on is null or ended_at is null)
) strict;
create unique index price_rise_member_open on price_rise_member (membership_id) where took_effect_on is null and ended_at is null;
create index price_rise_member_notice on price_rise_member (notice_id) where notice_id is not null;
`;

const closing = `
create table day_lock (
  id integer primary key,
  -- The newest row is the lock: every day up to and with this one is locked. Null locks nothing.
  through_on text,
  -- The newest journal entry when it was set: a later one must not be effective on a locked day.
  last_entry_id integer not null,
  reason text not null,
  created_by integer references staff,
  created_at text not null
) strict;

create table day_close (
  id integer primary key,
  day_on text not null unique,
  -- The newest journal entry at the first close: what came later stands in its own block (INV-12).
  last_entry_id integer not null,
  created_by integer references staff,
  created_at text not null
) strict;

create table drawer_count (
  id integer primary key,
  close_id integer not null references day_close,
  seq integer not null,
  denominations text not null,
  float_cents integer not null check (float_cents >= 0),
  counted_cash_cents integer not null check (counted_cash_cents >= 0),
  expected_cash_cents integer not null,
  counted_checks_cents integer not null,
  expected_checks_cents integer not null,
  card_batch_cents integer not null,
  expected_card_cents integer not null,
  -- What was in the drawer beyond, or short of, what should have been.
  over_cents integer not null,
  reason text not null,
  -- What this count booked beyond the counts before it. Null where nothing moved.
  entry_id integer references entry,
  created_by integer references staff,
  created_at text not null,
  unique (close_id, seq)
) strict;

create table deposit (
  id integer primary key,
  number integer not null unique,
  deposited_on text not null,
  cash_cents integer not null,
  checks_cents integer not null,
  note text not null,
  entry_id integer not null references entry,
  created_by integer references staff,
  created_at text not null,
  -- The day the bank shows it, once somebody has seen that.
  confirmed_on text,
  confirmed_by integer references staff,
  undone_on text,
  undone_by integer references staff,
  undo_reason text,
  check (cash_cents + checks_cents > 0),
  check (confirmed_on is null or undone_on is null),
  check ((undone_on is null) = (undo_reason is null))
) strict;
create index deposit_day on deposit (deposited_on, id);

create table deposit_item (
  id integer primary key,
  deposit_id integer not null references deposit,
  -- One movement of the drawer or of the checks. It is in one deposit at most.
  posting_id integer not null references posting,
  payment_id integer references payment,
  amount_cents integer not null,
  released_at text
) strict;
create unique index deposit_item_once on deposit_item (posting_id) where released_at is null;
create index deposit_item_deposit on deposit_item (deposit_id);
create index deposit_item_payment on deposit_item (payment_id) where payment_id is not null;

create table payout (
  id integer primary key,
  payout_id text not null unique,
  arrived_on text not null,
  amount_cents integer not null,
  entry_id integer references entry,
  taken_at text not null,
  -- What the bank shows, once somebody has looked.
  bank_on text,
  bank_cents integer,
  confirmed_by integer references staff,
  check ((bank_on is null) = (bank_cents is null))
) strict;
create index payout_day on payout (arrived_on, id);

create table payout_item (
  id integer primary key,
  payout_id integer not null references payout,
  position integer not null,
  kind text not null check (kind in ('charge','refund','dispute','dispute_won','fee','other')),
  -- The key of our charge, where it is about one.
  charge_key text,
  happened_on text not null,
  amount_cents integer not null,
  fee_cents integer not null,
  unique (payout_id, position)
) strict;

create table payout_place (
  id integer primary key check (id = 1),
  after text not null
) strict;

create table location_statement (
  id integer primary key,
  from_on text not null,
  to_on text not null check (to_on >= from_on),
  figures text not null,
  document_id integer references document,
  -- Null: made by itself on the 1st.
  created_by integer references staff,
  created_at text not null,
  unique (from_on, to_on)
) strict;

-- The schedule (PPL-16): who sees patients, where, and when.
create table provider (
  staff_id integer primary key references staff,
  position integer not null,
  double_booking integer not null default 0 check (double_booking in (0, 1)),
  ended_at text,
  created_at text not null,
  version integer not null default 1
) strict;

create table room (
  id integer primary key,
  name text not null collate nocase check (name <> ''),
  position integer not null,
  double_booking integer not null default 0 check (double_booking in (0, 1)),
  ended_at text,
  created_at text not null,
  version integer not null default 1
) strict;
create unique index room_name on room (name) where ended_at is null;

create table appointment (
  id integer primary key,
  patient_id integer not null references patient,
  provider_id integer not null references provider,
  room_id integer references room,
  -- The wall time is what was promised. The instants follow from it and the practice's time zone.
  visit_on text not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  minutes integer not null check (minutes between 5 and 720),
  starts_at text not null,
  ends_at text not null check (ends_at > starts_at),
  state text not null default 'booked' check (state in ('booked','checked_in','checked_out','cancelled','no_show')),
  note text not null default '',
  -- The invoice of the visit, made at check-out.
  invoice_id integer references invoice,
  -- What a missed visit cost.
  -- A session: a use of a package was taken, and its invoice is the one below.
  fee text check (fee in ('none','waived','charged','session')),
  fee_invoice_id integer references invoice,
  created_by integer references staff,
  created_at text not null,
  version integer not null default 1,
  check ((fee is null) = (state not in ('cancelled','no_show'))),
  check ((fee_invoice_id is not null) = (fee is 'charged' or fee is 'session')),
  check (invoice_id is null or state = 'checked_out')
) strict;
create index appointment_day on appointment (visit_on, provider_id);
create index appointment_patient on appointment (patient_id, visit_on);

create table appointment_service (
  appointment_id integer not null references appointment,
  position integer not null,
  service_id integer not null references service,
  minutes integer not null check (minutes between 0 and 720),
  primary key (appointment_id, position)
) strict, without rowid;

create table appointment_event (
  id integer primary key,
  appointment_id integer not null references appointment,
  what text not null check (what in ('booked','moved','edited','checked_in','checked_out','cancelled','no_show','taken_back')),
  -- The state that it led to.
  state text not null check (state in ('booked','checked_in','checked_out','cancelled','no_show')),
  detail text not null default '',
  created_by integer references staff,
  created_at text not null
) strict;
create index appointment_event_appointment on appointment_event (appointment_id);

create table block_out (
  id integer primary key,
  -- Without either it is the whole office.
  provider_id integer references provider,
  room_id integer references room,
  title text not null check (title <> ''),
  from_minute integer not null check (from_minute between 0 and 1439),
  minutes integer not null check (minutes between 5 and 1440),
  first_on text not null,
  until_on text check (until_on is null or until_on >= first_on),
  -- 0: once. Else every so many weeks on the weekdays, Monday being bit 0.
  every_weeks integer not null default 0 check (every_weeks between 0 and 52),
  weekdays integer not null default 0 check (weekdays between 0 and 127),
  created_by integer references staff,
  created_at text not null,
  removed_at text,
  version integer not null default 1,
  check ((every_weeks = 0) = (weekdays = 0)),
  check (provider_id is null or room_id is null)
) strict;

create table block_out_skip (
  block_out_id integer not null references block_out,
  skipped_on text not null,
  primary key (block_out_id, skipped_on)
) strict, without rowid;

create table schedule_settings (
  id integer primary key,
  settings text not null,
  created_by integer references staff,
  created_at text not null
) strict;
`;

const packages = `
-- What the practice sells as a package (PKG-1), its terms as JSON. A sale keeps the terms it was sold on.
create table package (
  id integer primary key,
  name text not null,
  terms text not null,
  version integer not null default 1,
  created_by integer references staff,
  created_at text not null,
  retired_at text
) strict;
create unique index package_name on package (name collate nocase) where retired_at is null;

create table package_sale (
  id integer primary key,
  package_id integer not null references package,
  household_id integer not null references household,
  -- Whose it is.
  patient_id integer not null references patient,
  invoice_id integer not null references invoice,
  terms text not null,
  -- Before tax: what the units are worth together.
  price_cents integer not null check (price_cents > 0),
  bought_on text not null,
  -- The first day on which it cannot be used any more. Null: never, or not known before the first use.
  expires_on text,
  cancelled_on text,
  cancel_reason text,
  created_by integer references staff,
  created_at text not null,
  check ((cancelled_on is null) = (cancel_reason is null))
) strict;
create unique index package_sale_invoice on package_sale (invoice_id);
create index package_sale_household on package_sale (household_id, id);
create index package_sale_patient on package_sale (patient_id);
create index package_sale_package on package_sale (package_id);
create index package_sale_expires on package_sale (expires_on) where expires_on is not null and cancelled_on is null;

create table package_unit (
  id integer primary key,
  sale_id integer not null references package_sale,
  position integer not null,
  -- What it is for. Null: any service of the pool.
  service_id integer references service,
  -- Its share of the price (PKG-2).
  value_cents integer not null check (value_cents > 0),
  -- One use that was given to somebody else (PKG-7).
  holder_id integer references patient
) strict;
create unique index package_unit_once on package_unit (sale_id, position);
create index package_unit_holder on package_unit (holder_id) where holder_id is not null;
create index package_unit_service on package_unit (service_id);

-- What became of a unit. One that is undone leaves it as it was.
create table package_use (
  id integer primary key,
  unit_id integer not null references package_unit,
  kind text not null check (kind in ('redeemed','expired','cancelled')),
  patient_id integer references patient,
  service_id integer references service,
  provider_id integer references staff,
  used_on text not null,
  invoice_id integer references invoice,
  -- The line as it is called on the invoice. An edit may take a line away, so that this is no reference.
  line_id integer,
  payment_id integer references payment,
  -- What the included service cost on the service day without a package, and what the patient paid on top.
  list_cents integer not null default 0,
  upsize_cents integer not null default 0,
  -- The line before, as JSON. Null where the invoice was made for the visit.
  line_before text,
  created_by integer references staff,
  created_at text not null,
  undone_on text,
  undone_by integer references staff,
  check (kind <> 'redeemed' or (patient_id is not null and invoice_id is not null and payment_id is not null))
) strict;
create unique index package_use_once on package_use (unit_id) where undone_on is null;
create index package_use_invoice on package_use (invoice_id) where invoice_id is not null;
create index package_use_payment on package_use (payment_id) where payment_id is not null;
create index package_use_patient on package_use (patient_id) where patient_id is not null;

create table package_transfer (
  id integer primary key,
  sale_id integer not null references package_sale,
  -- One use. Null: the whole package.
  unit_id integer references package_unit,
  from_patient_id integer not null references patient,
  to_patient_id integer not null references patient check (to_patient_id <> from_patient_id),
  reason text not null,
  transferred_on text not null,
  created_by integer references staff,
  created_at text not null
) strict;
create index package_transfer_sale on package_transfer (sale_id);
create index package_transfer_from on package_transfer (from_patient_id);
create index package_transfer_to on package_transfer (to_patient_id);

-- One unit of a membership's benefit that was used on a line (PKG-10).
create table benefit_use (
  id integer primary key,
  grant_id integer not null references benefit_grant,
  patient_id integer not null references patient,
  service_id integer references service,
  provider_id integer references staff,
  used_on text not null,
  invoice_id integer not null references invoice,
  line_id integer not null,
  -- What the service cost at its list price that day, and what the benefit took off.
  list_cents integer not null,
  off_cents integer not null check (off_cents > 0),
  line_before text not null,
  created_by integer references staff,
  created_at text not null,
  undone_on text,
  undone_by integer references staff
) strict;
create index benefit_use_grant on benefit_use (grant_id);
create unique index benefit_use_line on benefit_use (line_id) where undone_on is null;
create index benefit_use_invoice on benefit_use (invoice_id);
create index benefit_use_patient on benefit_use (patient_id);

-- Money of a membership's wallet (PKG-11): dues that were banked, above zero, and what became of it.
create table wallet_move (
  id integer primary key,
  membership_id integer not null references membership,
  kind text not null check (kind in ('banked','taken_back','spent','given_back','forfeited','to_credit')),
  cents integer not null check (cents <> 0),
  period_id integer references period,
  payment_id integer references payment,
  entry_id integer not null references entry,
  moved_on text not null,
  created_by integer references staff,
  created_at text not null,
  check ((kind in ('banked','given_back')) = (cents > 0)),
  check ((kind in ('banked','taken_back')) = (period_id is not null)),
  check ((kind in ('spent','given_back')) = (payment_id is not null))
) strict;
create index wallet_move_membership on wallet_move (membership_id, id);
create index wallet_move_period on wallet_move (period_id) where period_id is not null;
create index wallet_move_payment on wallet_move (payment_id) where payment_id is not null;
create index wallet_move_entry on wallet_move (entry_id);

-- Dues whose money moved and whose wallet was not looked at since.
create table wallet_due (
  id integer primary key,
  invoice_id integer not null unique references invoice
) strict;

create trigger wallet_follows_money after update of balance_cents, refunded_cents, written_off_cents, voided_on on invoice
when exists (select 1 from period p join invoice_line l on l.id = p.invoice_line_id
  join plan_version v on v.id = l.plan_version_id where p.invoice_id = new.id and v.has_wallet = 1)
begin
  insert into wallet_due (invoice_id) values (new.id) on conflict do nothing;
end;

create trigger wallet_follows_days after update of in_force on period
when new.invoice_id is not null and exists (select 1 from invoice_line l
  join plan_version v on v.id = l.plan_version_id where l.id = new.invoice_line_id and v.has_wallet = 1)
begin
  insert into wallet_due (invoice_id) values (new.invoice_id) on conflict do nothing;
end;

create trigger wallet_follows_new_days after insert on period
when new.invoice_id is not null and exists (select 1 from invoice_line l
  join plan_version v on v.id = l.plan_version_id where l.id = new.invoice_line_id and v.has_wallet = 1)
begin
  insert into wallet_due (invoice_id) values (new.invoice_id) on conflict do nothing;
end;

-- Members who were called about benefits they have not used (PKG-10).
create table recall_call (
  id integer primary key,
  membership_id integer not null references membership,
  year_ends_on text not null,
  called_on text not null,
  note text not null default '',
  -- The letter or message in place of a call. Null for a call.
  notice_id integer references notice,
  undone_at text,
  created_by integer references staff,
  created_at text not null
) strict;
create index recall_call_membership on recall_call (membership_id, year_ends_on);
create index recall_call_notice on recall_call (notice_id) where notice_id is not null;

create table portal_settings (
  id integer primary key check (id = 1),
  version integer not null,
  show_balances integer not null check (show_balances in (0, 1)),
  buy_packages integer not null check (buy_packages in (0, 1)),
  redeem integer not null check (redeem in (0, 1)),
  join_requests integer not null check (join_requests in (0, 1))
) strict;

create table portal_request (
  id integer primary key,
  -- What the message is known by on its way: the same one twice is one.
  message_id text not null unique,
  household_id integer not null references household,
  patient_id integer not null references patient,
  plan_id integer not null references plan,
  period_months integer not null,
  note text not null default '',
  asked_at text not null,
  received_at text not null,
  state text not null check (state in ('open','approved','declined')),
  reason text not null default '',
  membership_id integer references membership,
  decided_by integer references staff,
  decided_at text,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'approved') = (membership_id is not null)),
  check (state <> 'declined' or reason <> '')
) strict;
create index portal_request_open on portal_request (patient_id) where state = 'open';
create index portal_request_household on portal_request (household_id, id);

create trigger benefit_use_counts after insert on benefit_use
begin
  -- A use that is dated before the reset takes of what was lost then.
  update benefit_grant set used = used + 1, forfeited = max(forfeited - 1, 0) where id = new.grant_id;
end;

create trigger benefit_use_counts_back after update of undone_on on benefit_use
when old.undone_on is null and new.undone_on is not null
begin
  update benefit_grant set used = used - 1, forfeited = forfeited + (closed_on is not null) where id = new.grant_id;
end;
`;

/** Triggers that refuse every UPDATE and DELETE of a table (F-10, F-11, PPL-11). */
export function appendOnly(names: readonly string[]): string {
  return names
    .flatMap((name) =>
      ["update", "delete"].map(
        (verb) =>
          `create trigger ${name}_no_${verb} before ${verb} on ${name} begin select raise(abort, '${name} is append-only'); end;`,
      ),
    )
    .join("\n");
}
