import { join } from "node:path";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Database } from "./database.ts";
import { testFolder, type TestFile } from "./testing.ts";
import { verify } from "./verify.ts";
import { openSoundFile } from "./verify/testing/sound-file.ts";

let sound: TestFile;
let folder: ReturnType<typeof testFolder>;
let unguarded: string;
let copies = 0;

beforeAll(() => {
  sound = openSoundFile();
  folder = testFolder();
  unguarded = join(folder.path, "unguarded.db");
  removeGuards(unguarded);
});
afterAll(() => {
  sound.dispose();
  folder.dispose();
});

/** The sound file without its triggers and unique indexes, so that it can be damaged. */
function removeGuards(path: string): void {
  sound.db.vacuumInto(path);
  const copy = Database.open(path, sound.key);
  const guards = copy.read((db) =>
    db.all<{ type: string; name: string }>(
      "select type, name from sqlite_master where type = 'trigger' or (type = 'index' and sql like '%unique%')",
    ),
  );
  copy.script(`begin; ${guards.map(({ type, name }) => `drop ${type} ${name};`).join(" ")} commit`);
  copy.close();
}

function damagedCopy(damage: string): Database {
  const path = join(folder.path, `copy-${(copies += 1)}.db`);
  copyFileSync(unguarded, path);
  const copy = Database.open(path, sound.key);
  copy.script("pragma foreign_keys = off");
  copy.script(damage);
  return copy;
}

test("F-16 a sound file has no breach, and every check looked at rows", () => {
  const { checks, breaches } = verify(sound.db);
  expect(breaches).toEqual([]);
  const untouched = checks.filter((check) => check.rows === 0).map((check) => check.name);
  expect(untouched).toEqual(["No invoice is charged beyond its total", "Every successful charge is one card payment of its amount"]);
  expect(checks.length).toBeGreaterThanOrEqual(25);
});

test("F-16 verify changes nothing in the file", () => {
  const before = sound.db.read((db) => db.get<{ v: number }>("select total_changes() as v"));
  verify(sound.db);
  expect(sound.db.read((db) => db.get<{ v: number }>("select total_changes() as v"))).toEqual(before);
});

const lastAudit = "(select max(id) from audit)";

/** A way to damage the sound file, the check that must find it, and the rows it must name. */
const damages: readonly (readonly [check: string, damage: string, rowIds: readonly number[]])[] = [
  ["Every reference points at a row", "delete from patient where id = 1", [1]],
  ["Every table, index and guard is in place", "select 1", []],
  ["Every table, index and guard is in place", "create table stray (a integer)", []],
  ["Every journal entry sums to zero", "update posting set amount_cents = amount_cents + 1 where id = 1", [1]],
  ["Every journal entry sums to zero", "delete from posting where id = 4", [2]],
  ["Every invoice totals its lines", "update invoice_line set net_cents = net_cents - 1 where id = 2", [2]],
  ["Every invoice totals its lines", "update invoice set tax_cents = 0 where id = 1", [1]],
  ["Every invoice's paid, credited and written-off amounts equal its settlements", "update allocation set amount_cents = 1 where id = 1", [1]],
  ["Every invoice's paid, credited and written-off amounts equal its settlements", "update invoice set paid_cents = paid_cents - 200, credited_cents = 200 where id = 2", [2]],
  ["Every invoice's balance is its total less what was settled", "update invoice set balance_cents = balance_cents + 1 where id = 1", [1]],
  ["Every invoice's balance is its total less what was settled", "update invoice set balance_cents = 900 where id = 3", [3]],
  ["Every issued invoice is booked once, with its total", "update invoice set total_cents = total_cents + 1 where id = 2", [2]],
  ["Every issued invoice is booked once, with its total", "update entry set invoice_id = 1 where id = 2", [1]],
  ["A void invoice's entry is reversed, and no other one's", "update invoice set voided_on = null, balance_cents = 900 where id = 3", [3]],
  ["A void invoice's entry is reversed, and no other one's", "update invoice set voided_on = '2026-03-02' where id = 1", [1]],
  ["A void invoice's entry is reversed, and no other one's", "update invoice set voided_on = '2026-03-02' where id = 4", [4]],
  ["Every issued invoice is booked once, with its total", "update entry set reverses_id = null where kind = 'invoice_revised'", [4]],
  ["Every invoice is sorted by the name of its person", "update invoice set patient_sort = 'nobody' where id = 1", [1]],
  ["Every invoice lies within the spans of its days", "update invoice set due_on = '2031-05-05' where id = 1", [1]],
  ["Every invoice lies within the spans of its days", "update invoice set number = 100000 where id = 2", [2]],
  ["Every invoice lies within the spans of its days", "update invoice_line set service_on = '2031-01-01' where id = 2", [2]],
  ["A draft has no number, no entry and no settlement", "update invoice set number = 77 where id = 5", [5]],
  ["A draft has no number, no entry and no settlement", "update entry set invoice_id = 5 where id = 1", [5]],
  ["A draft has no number, no entry and no settlement", "update allocation set invoice_id = 5 where id = 1", [5]],
  ["A draft has no number, no entry and no settlement", "insert into coupon_use (held_coupon_id, invoice_id, off_cents, created_at) values (1, 5, 1, 'x')", [5]],
  ["Every invoice's balance is its total less what was settled", "update invoice set balance_cents = 500 where id = 5", [5]],
  ["Every revision of an issued invoice is kept", "delete from invoice_revision", [4]],
  ["Every revision of an issued invoice is kept", "update invoice set revision = 1 where id = 4", [4]],
  ["Every revision of an issued invoice is kept", "update invoice_revision set revision = 2", [4]],
  ["Every revision of an issued invoice is kept", "update invoice set revision = 3 where id = 2", [2]],
  ["Every earlier revision totals its own lines", "update invoice_revision set total_cents = 899", [1]],
  ["Every earlier revision totals its own lines", "update invoice_revision set content = json_set(content, '$.lines[0].taxCents', 1)", [1]],
  ["Every credit note totals its lines and is booked with its amount", "update credit_note set total_cents = 101", [1]],
  ["Every credit note totals its lines and is booked with its amount", "update credit_note_line set net_cents = 99", [1]],
  ["Every credit note totals its lines and is booked with its amount", "update credit_note_line set tax_cents = 1", [1]],
  ["Every credit note totals its lines and is booked with its amount", "update credit_note set entry_id = 1", [1]],
  ["No line is credited beyond its amount, and a whole one with its whole tax", "update invoice_line set net_cents = 99 where id = 4", [4]],
  ["No line is credited beyond its amount, and a whole one with its whole tax", "update invoice_line set net_cents = 100, tax_cents = 1 where id = 4", [4]],
  ["Every credited line is of the credit note's own invoice", "update credit_note_line set invoice_line_id = 1", [1]],
  ["Nothing took effect on a locked day", "update entry set effective_on = '2026-02-28' where id = 6; update day_lock set last_entry_id = 1", [6, 1]],
  ["Every deposit is what is in it", "update deposit set cash_cents = 6 where id = 2", [2]],
  ["Every deposit is what is in it", "delete from deposit_item where deposit_id = 2", [2]],
  ["Every deposit is what is in it", "update deposit_item set amount_cents = 4 where deposit_id = 1", [1]],
  ["What is in an undone deposit can be deposited again, and only that", "update deposit_item set released_at = null", [1, 1]],
  ["What is in an undone deposit can be deposited again, and only that", "update deposit_item set released_at = 'x'", [2, 2]],
  ["What a drawer had over or short is booked", "update drawer_count set over_cents = 6", [1]],
  ["What a drawer had over or short is booked", "update drawer_count set entry_id = null", [1]],
  ["Every day of earned dues is booked by its own entry", "update entry set kind = 'dues_recognised' where id = 1", [1]],
  ["Every day of earned dues is booked by its own entry", "insert into dues_recognition (on_day, entry_id, deferred_cents, last_posting_id, created_at) values ('2026-03-01', 1, 0, 0, 'x')", [1]],
  ["What stays of the dues after each day is what the ledger has", "insert into dues_recognition (on_day, deferred_cents, last_posting_id, created_at) values ('2026-03-01', 5, 2, 'x')", [2]],
  ["Every payout is booked as it arrived", "update payout set amount_cents = 91", [1]],
  ["The deposit numbers have no gaps", "update deposit set number = 3 where id = 2", [2]],
  ["The gift certificate numbers have no gaps", "update gift_certificate set number = 2", [1]],
  ["The gift certificate numbers have no gaps", "update number_series set next = 7 where name = 'gift_certificate'", []],
  ["What is left of every gift certificate is its amount and its moves", "update gift_certificate set left_cents = left_cents + 1", [1]],
  ["What is left of every gift certificate is its amount and its moves", "update gift_certificate_move set amount_cents = amount_cents + 1 where id = 1", [1]],
  ["Every redeemed gift certificate is one payment by gift certificate", "update payment set tender = 'cash' where tender = 'gift_certificate'", [1]],
  ["Every redeemed gift certificate is one payment by gift certificate", "update gift_certificate_move set amount_cents = amount_cents + 1 where id = 1", [1]],
  ["Every payment plan is the sum of its parts", "update payment_plan set total_cents = total_cents + 1", [1]],
  ["Every payment plan is the sum of its parts", "delete from payment_plan_part where position = 1", [1]],
  ["An ended payment plan holds no invoice", "update payment_plan set ended_on = '2026-03-01', end_reason = 'x'", [1]],
  ["A payment plan that was signed on the screen has its signature and its copy", "update payment_plan set signed_on = '2026-03-01', sign_method = 'screen', agreed_hash = 'x'", [1]],
  ["No payment plan is charged beyond its total", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at, payment_id, plan_part_id) select 'a', (select invoice_id from payment_plan_invoice where plan_id = 1), 1, 1, 301, 90, 'succeeded', 'x', (select id from payment where reversed_on is null and not exists (select 1 from refund r where r.payment_id = payment.id) order by id limit 1), 1", [1]],
  ["No part of a payment plan is charged for more than it is", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at, payment_id, plan_part_id) select 'a', (select invoice_id from payment_plan_invoice where plan_id = 1), 1, 1, 151, 90, 'sent', 'x', null, 1", [1]],
  ["A charge of a part is for an invoice of its plan", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at, payment_id, plan_part_id) select 'a', (select min(id) from invoice where id <> (select invoice_id from payment_plan_invoice where plan_id = 1)), 1, 1, 100, 90, 'sent', 'x', null, 1", [1]],
  ["Payment plans say what was signed", "update payment_plan set signed_on = '2026-03-01', sign_method = 'paper', agreed = '{}', agreed_hash = 'x'", [1]],
  ["The credit note numbers have no gaps", "update credit_note set number = 2", [1]],
  ["The credit note numbers have no gaps", "update number_series set next = 7 where name = 'credit_note'", []],
  ["No provider has two appointments at the same time, unless double-booking is allowed", "update appointment set provider_id = 1 where id = 2", [1, 2]],
  ["No room has two appointments at the same time, unless double-booking is allowed", "update appointment set room_id = 1 where id = 2", [1, 2]],
  ["Every appointment is at the wall time that was promised", "update appointment set from_minute = 600 where id = 1", [1]],
  ["Every appointment is at the wall time that was promised", "update appointment set minutes = 45 where id = 1", [1]],
  ["Every appointment stands where its history led", "update appointment set state = 'checked_in' where id = 1", [1]],
  ["What a visit led to is an issued invoice", "update invoice set issued_at = null where id = (select fee_invoice_id from appointment where id = 3)", [3]],
  ["Every settlement is booked with its amount", "update posting set amount_cents = -4999 where account = 'receivable' and amount_cents = -5000", [4]],
  ["Every household's balance and credit equal its postings", "update household set balance_cents = balance_cents - 1", [1]],
  ["Every household's balance and credit equal its postings", "update household set credit_cents = credit_cents + 1", [1]],
  ["Every invoice counts its reminders and knows the last", "update invoice set reminders = 2 where id = 2", [2]],
  ["Every invoice counts its reminders and knows the last", "update invoice set last_reminded_on = '2026-03-02' where id = 1", [1]],
  ["Every invoice counts its reminders and knows the last", "insert into notice (household_id, invoice_id, event, kind, due_on, channel, state, created_at) values (1, 1, 'x', 'invoice_reminder', '2026-03-02', 'letter', 'queued', 'x')", [1]],
  ["Every household owes what its invoices say", "update invoice set balance_cents = balance_cents - 5 where id = 1", [1]],
  ["What is left of every credit is its amount less its uses", "update credit set left_cents = left_cents + 1", [1]],
  ["What is left of every credit is its amount less its uses", "update credit set taken_back_on = '2026-03-01', left_cents = 0", [1]],
  ["What is left of a household's credits is its credit", "update credit set amount_cents = 400, left_cents = 200", [1]],
  ["No payment is used, kept as credit or refunded beyond its amount", "update payment set refunded_cents = 100 where id = 1", [1]],
  ["No payment is used, kept as credit or refunded beyond its amount", "update payment set amount_cents = amount_cents - 1 where id = 1", [1]],
  ["No payment is used, kept as credit or refunded beyond its amount", "update payment set reversed_on = null, reversed_as = null where id = 3", [3]],
  ["No payment is used, kept as credit or refunded beyond its amount", "pragma ignore_check_constraints = on; update payment set refunded_cents = 5001 where id = 1", [1]],
  ["Every invoice's refunded amount equals its refunds", "update invoice set refunded_cents = 100 where id = 2", [2]],
  ["No invoice is charged beyond its total", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', 2, 1, 1, 2001, 1, 'succeeded', 'x')", [2]],
  ["Every successful charge is one card payment of its amount", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', 2, 1, 1, 1, 1, 'succeeded', 'x')", [1]],
  ["Every payment by a card on file has its charge", "update payment set tender = 'card_on_file' where id = 1", [1]],
  ["Credit that went to another household arrived there, once", "insert into credit (household_id, origin, amount_cents, left_cents, granted_on, memo, created_at) values (1, 'goodwill', 5, 5, 'x', '', 'x'); insert into credit_move (from_credit_id, to_credit_id, amount_cents, reason, moved_on, entry_id, created_at) select 1, max(id), 4, 'x', 'x', 1, 'x' from credit", [1]],
  ["Every refund to a card carries refunds of its amount", "insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 5, 'x', 'x', 'succeeded', 'sent', 1, null, null, 1)", [2]],
  ["Every refund to a card carries refunds of its amount", "insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 5, 'x', 'x', 'sent', null, 1, null, null, null); insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 4, 'tender', 'x', 'x', 1, 'x', 'b')", [2]],
  ["Every refund to a card carries refunds of its amount", "insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 5, 'x', 'x', 'declined', 'check', 1, null, 'no', null); insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 5, 'tender', 'x', 'x', 1, 'x', 'b')", [2]],
  ["Every refund to a card carries refunds of its amount", "insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 700, 'tender', 'x', 'x', 1, 'x', 'refused')", [1]],
  ["Every refund that reached its card left card clearing once", "insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 5, 'x', 'x', 'succeeded', 'unplaced', 1, null, null, 1)", [2]],
  ["Every refund that reached its card left card clearing once", "update refund_attempt set entry_id = 1; insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 5, 'x', 'x', 'declined', 'check', 1, null, 'no', 1)", [2]],
  ["No charge is paid back beyond its amount", "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (1, 't', 'visa', '4242', 1, 2030, 'x'); insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', 2, 1, 1, 2001, 1, 'sent', 'x'); insert into refund_attempt (id, origin, amount_cents, attempt_on, sent_at, state, booked_as, payment_id, charge_id, decline_code, entry_id) values ('b', 'found', 2000, 'x', 'x', 'sent', null, 1, 'a', null, null), ('c', 'found', 2, 'x', 'x', 'sent', null, 1, 'a', null, null)", [2]],
  ["What a card paid goes back to it by a request to its processor", "update payment set tender = 'card_on_file' where id = 1; insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 5, 'tender', 'x', 'x', 1, 'x', null)", [1]],
  ["What a card paid goes back to it by a request to its processor", "insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 5, 'tender', 'x', 'x', 1, 'x', 'refused')", [1]],
  ["Refunds payable is what is on its way and what waits to be written", "insert into refund (payment_id, invoice_id, household_id, amount_cents, paid_by, refunded_on, reason, entry_id, created_at, attempt_id) values (1, 1, 1, 5, 'check', 'x', 'x', 1, 'x', null)", [0]],
  ["Refunds payable is what is on its way and what waits to be written", "update posting set account = 'refunds_payable' where entry_id = 4 and account <> 'receivable'", [4]],
  ["No two periods of a membership overlap", "update period set to_on = '2026-03-01' where id = 1", [1, 2]],
  ["No paused day is billed", "update membership_hold set from_on = '2026-03-15'", [2, 1]],
  ["No paused day is billed", "update membership_hold set from_on = '2026-02-01'; update membership set next_work_on = '2026-02-01'", [2, 1]],
  ["No day after the end of a membership is billed", "insert into membership_cancellation (membership_id, effective_on, kind, reason, created_at) values (1, '2026-02-28', 'cancelled', '', 'x')", [2, 1]],
  ["No day after the end of a membership is billed", "insert into membership_lapse (membership_id, lapsed_on, unpaid_since_on, created_at) values (1, '2026-01-31', '2026-01-01', 'x')", [1, 1]],
  ["Every billed period lies on a line of its own invoice", "update period set invoice_id = 2 where id = 2", [2]],
  ["Every billed period lies on a line of its own invoice", "update period set invoice_id = null where id = 2", [2]],
  ["No benefit is used more often than granted", "update benefit_grant set used = 3 where id = 1", [1]],
  ["What is owed for wallets is what is left of them", "update wallet_move set cents = 999 where id = 1", []],
  ["What is owed for wallets is what is left of them", "update posting set account = 'package_liability' where account = 'wallet_liability' and amount_cents = 400", []],
  ["No wallet is spent beyond what was banked", "update wallet_move set cents = 300 where id = 1", [1]],
  ["No period banks more than its dues", "update period set amount_cents = 999 where id = 1", [1]],
  ["No period banks more than its dues", "update wallet_move set kind = 'taken_back', cents = -1 where id = 1", [1]],
  ["Every payment from a wallet took its amount from one", "delete from wallet_move where kind = 'spent'", [7]],
  ["Every payment from a wallet took its amount from one", "update wallet_move set payment_id = 1 where kind = 'spent'", [7]],
  ["Every payment from a wallet took its amount from one", "update payment set tender = 'cash' where tender = 'wallet'", [7]],
  ["Units that rolled over come from a grant that lost them", "update benefit_grant set quantity = 2 where origin = 'rollover'", [2]],
  ["Units that rolled over come from a grant that lost them", "update benefit_grant set forfeited = 2 where id = 2", [2]],
  ["The uses of every package are worth its price", "update package_unit set value_cents = 499 where id = 2", [1]],
  ["The uses of every package are worth its price", "update package_sale set price_cents = 999", [1]],
  ["Every redeemed use is paid by a package unit of its worth", "update payment set tender = 'cash' where id = (select payment_id from package_use)", [1]],
  ["Every redeemed use is paid by a package unit of its worth", "update package_use set invoice_id = 1", [1]],
  ["Every redeemed use is paid by a package unit of its worth", "update package_use set undone_on = '2026-03-01'", [1]],
  ["Every payment by a package unit has its use", "delete from package_use", [6]],
  ["A cancelled package has nothing left, unless its sale is void", "update package_sale set cancelled_on = '2026-03-01', cancel_reason = ''", [1]],
  ["A cancelled package has nothing left, unless its sale is void", "update invoice set voided_on = '2026-03-01' where id = (select invoice_id from package_sale)", [1]],
  ["What is owed for packages and certificates is what is left of them", "update package_use set unit_id = 2, undone_on = null; delete from package_unit where id = 1", []],
  ["What is owed for packages and certificates is what is left of them", "update package_use set undone_on = '2026-03-01'", []],
  ["Every benefit's counter covers its uses", "update benefit_grant set used = 0 where id = 1", [1]],
  ["No coupon is used more often than it was given for", "insert into coupon_use (held_coupon_id, invoice_id, off_cents, created_at) values (1, 2, 1, 'x')", [1]],
  ["No coupon is used more often than it was given for", "insert into household (number, name, created_at) values (9, 'Other', 'x'); update held_coupon set household_id = 2", [1]],
  ["Every change of a membership says whose it is and what it wrote", "delete from membership_changed where change_id = 1", [1]],
  ["Every change of a membership says whose it is and what it wrote", "update membership_change set trace = '{' where id = 1", [1]],
  ["Every change of a membership says whose it is and what it wrote", "update membership_change set trace = json_set(trace, '$.to.entry', 9999) where id = 1", [1]],
  ["Every change of a membership says whose it is and what it wrote", "update membership_change set trace = json_remove(trace, '$.to.entry') where id = 1", [1]],
  ["Every change of a membership says whose it is and what it wrote", "update membership_change set kind = 'cancel' where id = 2", [2]],
  ["Every change of a membership says whose it is and what it wrote", "delete from membership_hold where id = 2", [2]],
  ["What a change made is withdrawn when it is taken back", "update membership_hold set withdrawn_at = null where id = 2", [2, 2]],
  ["What a change made is withdrawn when it is taken back", "update membership_change set undone_at = 'x' where id = 1", [1, 1]],
  ["Agreements say what was agreed", "update agreement set text = 'Other terms'", [1]],
  ["Agreements say what was agreed", `update agreement set agreed = '{"priceCents":4000}'`, [1]],
  ["What was signed on the screen has its signature and its copy", "update agreement set signature = null", [1]],
  ["What was signed on the screen has its signature and its copy", "update agreement set document_id = null", [1]],
  ["A letter told by e-mail has its message, and it has gone", "delete from mail where event = 'notice/sent'", [2]],
  ["A letter told by e-mail has its message, and it has gone", "update mail set state = 'unsure' where event = 'notice/sent'", [2]],
  ["A letter told by e-mail has its message, and it has gone", "update mail set state = 'cancelled', ended_at = 'x' where event = 'notice/waits'", [3]],
  ["A letter of a print run has its day and the file of the run", "update notice_batch set undone_at = 'x'", [4]],
  ["A letter of a print run has its day and the file of the run", "update notice set document_id = null where id = 4", [4]],
  ["A letter of a print run has its day and the file of the run", "update notice set state = 'queued', told_on = null where id = 4", [4]],
  ["No act is told twice", "insert into notice (household_id, event, kind, due_on, channel, state, created_at) values (1, 'joined/7,8', 'signup', '2026-03-02', 'letter', 'queued', 'x'), (1, 'joined/8', 'signup', '2026-03-02', 'letter', 'queued', 'x')", [6]],
  ["Every message about an act says which", "insert into notice (household_id, event, kind, due_on, channel, state, created_at) values (1, 'joined/8,x', 'signup', '2026-03-02', 'letter', 'queued', 'x')", [5]],
  ["Every message goes to the household it is about", "insert into household (number, name, created_at) values (9, 'Other', 'x'); update mail set household_id = (select max(id) from household) where id = 1", [1]],
  ["Every message goes to the household it is about", "insert into household (number, name, created_at) values (9, 'Other', 'x'); update notice set household_id = (select max(id) from household) where id = 3", [3]],
  ["Every message goes to the household it is about", "update document set household_id = null where kind = 'statement'", [1]],
  ["A statement by e-mail has a file and one message of its own, and counts as sent when that has gone", "delete from mail where event like 'statement/%'", [2]],
  ["A statement by e-mail has a file and one message of its own, and counts as sent when that has gone", "update statement set sent_at = null where id = 2", [2]],
  ["A statement by e-mail has a file and one message of its own, and counts as sent when that has gone", "update statement set document_id = null where id = 2", [2]],
  ["A statement by e-mail has a file and one message of its own, and counts as sent when that has gone", "update statement set document_id = (select document_id from statement where id = 2) where id = 1", [2]],
  ["What the mailbox gave back had gone out", "update mail set began_at = null where event like 'statement/%'", [1, 1]],
  ["What the mailbox gave back had gone out", "update mail set kept_here = 1 where event like 'statement/%'", [1, 1]],
  ["Every new price was told in time", "update notice set told_on = '2026-01-30' where id = 1", [1]],
  ["Every new price was told in time", "update notice set state = 'queued', told_on = null where id = 1", [1]],
  ["Every new price is the one that was told", "update membership_schedule set price_cents = 4000", [1]],
  ["A household that was merged away has no people and no money", "insert into household (number, name, created_at) values (9, 'Other', 'x'); insert into household_merge (survivor_id, absorbed_id, merged_on, kept, last_entry_id, last_attempt, last_audit_id, created_at) values (2, 1, 'x', '{}', 0, 0, 0, 'x')", [1]],
  ["Every chart that was merged leads to the chart that stands for it", "update patient set merged_into_id = 1 where id = 1", [1]],
  ["The ledger's chain is whole", "update entry set memo = 'kind words' where id = 5", [5]],
  ["The ledger's chain is whole", "update posting set account = 'bank' where account = 'cash_drawer' and entry_id = 4", [4]],
  ["The ledger's chain is whole", "delete from entry where id = 6", [7]],
  ["The audit trail's chain is whole", "update audit set actor_id = null where id = 2", [2]],
  ["The audit trail's chain is whole", "delete from audit where id = 1", [2]],
  ["The audit trail's chain is whole", `update audit set after = '{"n":2}' where id = ${lastAudit}`, [3]],
  ["The invoice numbers have no gaps", "update invoice set number = 9 where id = 2", [3]],
  ["The invoice numbers have no gaps", "update number_series set next = 9 where name = 'invoice'", []],
  ["The receipt numbers have no gaps", "delete from payment where id = 2", [3]],
  ["The statement numbers have no gaps", "update statement set number = 9 where id = 1", [2]],
  ["The statement numbers have no gaps", "delete from number_series where name = 'statement'", []],
];

test("F-16 every check of verify has a damage planted for it", () => {
  const planted = new Set(damages.map(([check]) => check));
  // Bytes changed on the disk are planted in a test of their own.
  const without = verify(sound.db).checks.filter(({ name }) => name !== "The file is whole" && !planted.has(name));
  expect(without.map(({ name }) => name)).toEqual([]);
});

test("F-16 the checks have names of their own, and none is asked twice", () => {
  const names = verify(sound.db).checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe("F-16 each kind of damage is found by its check, with the rows", () => {
  test.each(damages)("%s: %s", (check, damage, rowIds) => {
    const copy = damagedCopy(damage);
    const found = verify(copy).breaches.filter((breach) => breach.check === check);
    copy.close();
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((breach) => breach.rowIds)).toContainEqual(rowIds);
  });

  test("bytes changed on the disk are damage of the file, told as a breach and not as an error", () => {
    const copy = damagedCopy("select 1");
    const { path } = copy;
    const page = copy.read((db) =>
      db.get<{ number: number }>("select rootpage as number from sqlite_master where name = 'invoice'"),
    );
    copy.close();
    const bytes = readFileSync(path);
    const place = ((page?.number ?? 0) - 1) * 4096 + 2000;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(path, bytes);
    const again = Database.open(path, sound.key);
    const { breaches } = verify(again);
    again.close();
    const checks = breaches.map((breach) => breach.check);
    expect(checks).toContain("The file is whole");
    expect(checks).toContain("Every invoice totals its lines");
  });
});

test("F-16 a paused day that the next run will cut is no breach yet", () => {
  const copy = damagedCopy(
    "update membership_hold set from_on = '2026-03-15'; update membership set next_work_on = '2026-03-15'",
  );
  expect(verify(copy).breaches.filter((breach) => breach.check === "No paused day is billed")).toEqual([]);
  copy.close();
});

test("F-16 neither are days that were charged before the pause and begin after its first day", () => {
  const held = "update membership_hold set from_on = '2026-02-01'; update membership set next_work_on = '2026-02-01'";
  const found = (damage: string) => {
    const copy = damagedCopy(damage);
    const breaches = verify(copy).breaches.filter((breach) => breach.check === "No paused day is billed");
    copy.close();
    return breaches.length;
  };
  expect(found(`${held}; update period set charge_on = '2026-01-31'`)).toBe(0);
  expect(found(`${held}; update period set charge_on = '2026-02-01'`)).toBeGreaterThan(0);
  expect(found(`${held}; update membership_hold set after_period_id = 99`)).toBe(0);
});
