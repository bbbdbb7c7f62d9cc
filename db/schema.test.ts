import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WritableDb } from "./database.ts";
import { checksOf, columnsOf, insertExactly, insertRow, referencesOf, tablesOf, validRow, type Row } from "./schema.fixture.ts";
import { openTestFile, type TestFile } from "./testing.ts";

let file: TestFile;
let tables: string[];
beforeAll(() => {
  file = openTestFile();
  tables = attempt(tablesOf);
});
afterAll(() => file.dispose());

const undo = new Error("undo");

/** Does some work in a transaction that is taken back, and answers what it answered. */
function attempt<T>(work: (db: WritableDb) => T): T {
  let result: T | undefined;
  try {
    file.db.write((db) => {
      result = work(db);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return result as T;
}

/** Commits some work, which must fail: deferred references are looked at in the end only. */
function failureOf(work: (db: WritableDb) => void): string {
  try {
    file.db.write((db) => {
      work(db);
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing failed";
}

const parentOf = (table: string, from: string): string => `${table}.${from}`;

/** What a row must say beside a reference for that to be its only fault. */
const alongside: Readonly<Record<string, Row>> = {
  "portal_request.membership_id": { state: "approved", decided_at: "2026-03-01T09:00:00.000Z" },
  "allocation.payment_id": { source: "payment" },
  "allocation.credit_id": { source: "credit" },
  "refund.credit_id": { paid_by: "check", invoice_id: null },
  "refund.attempt_id": { paid_by: "check" },
  "charge_attempt.payment_id": { state: "succeeded" },
  "charge_attempt.invoice_id": { origin: "found" },
  "charge_attempt.card_id": { origin: "found" },
  "dunning_retry.attempt_id": { state: "done" },
  "benefit_grant.rolled_from": { origin: "rollover" },
  "mail.notice_id": { about: "notice" },
  "wallet_move.payment_id": { kind: "spent", cents: -100, period_id: null },
  "appointment.invoice_id": { state: "checked_out" },
  "appointment.fee_invoice_id": { state: "no_show", fee: "charged" },
};

test("F-18 a valid row of every table is taken, so that what follows fails for its own reason", () => {
  expect(tables.length).toBeGreaterThan(35);
  for (const table of tables) expect(attempt((db) => insertRow(db, table)), table).toBeGreaterThanOrEqual(0);
});

test("F-1 F-4 every table is strict: text is no number and a number is no text", () => {
  let tried = 0;
  for (const table of tables) {
    for (const { name, type, pk } of attempt((db) => columnsOf(db, table))) {
      const isInteger = type.toLowerCase() === "integer";
      if (isInteger && pk > 0) continue;
      const value = isInteger ? "12.5" : Buffer.from("ab");
      const message = failureOf((db) => insertExactly(db, table, { ...validRow(db, table), [name]: value }));
      expect(`${table}.${name}: ${message}`).toMatch(/cannot store (TEXT|BLOB|REAL) value|generated column/);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(300);
});

test("F-18 a column that must have a value has one", () => {
  let tried = 0;
  for (const table of tables) {
    for (const { name, notnull, pk } of attempt((db) => columnsOf(db, table))) {
      if (notnull === 0 || pk > 0) continue;
      const message = failureOf((db) => insertExactly(db, table, { ...validRow(db, table), [name]: null }));
      expect(`${table}.${name}: ${message}`).toMatch(/NOT NULL constraint failed|generated column|datatype mismatch/);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(200);
});

test("F-16 no row can point at a row that is not there", () => {
  let tried = 0;
  for (const table of tables) {
    for (const { from } of attempt((db) => referencesOf(db, table))) {
      const message = failureOf((db) => {
        const over = { [from]: 987_654 };
        const more = alongside[parentOf(table, from)] ?? {};
        insertExactly(db, table, { ...validRow(db, table, { ...over, ...more }), ...over, ...more });
      });
      expect(`${parentOf(table, from)}: ${message}`).toBe(`${parentOf(table, from)}: FOREIGN KEY constraint failed`);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(50);
});

test("F-16 a row that another one points at cannot be taken away, except where its own parts go with it", () => {
  const goAlong = ["phone.patient_id", "patient_search.patient_id", "import_update.patient_id"];
  const cascading: string[] = [];
  for (const table of tables) {
    const rules = attempt((db) =>
      db.all<{ from: string; on_delete: string; on_update: string }>(
        'select "from", on_delete, on_update from pragma_foreign_key_list(?)',
        table,
      ),
    );
    for (const rule of rules) {
      expect(rule.on_update).toBe("NO ACTION");
      if (rule.on_delete !== "NO ACTION") cascading.push(`${table}.${rule.from} ${rule.on_delete}`);
    }
  }
  expect(cascading.filter((one) => !goAlong.some((name) => one === `${name} CASCADE`))).toEqual([]);
  expect(cascading).toHaveLength(goAlong.length);
  const kept: readonly (readonly [parent: string, child: string])[] = [
    ["household", "invoice"],
    ["patient", "membership"],
    ["plan", "membership"],
    ["plan", "plan_version"],
    ["membership", "period"],
    ["membership", "agreement"],
    ["invoice", "invoice_line"],
    ["payment", "allocation"],
    ["staff", "session"],
    ["import_batch", "import_update"],
  ];
  for (const [parent, child] of kept) {
    const message = failureOf((db) => {
      const over: Row = child === "allocation" ? { source: "payment" } : {};
      const parentId = insertRow(db, parent);
      insertRow(db, child, { ...over, [child === "import_update" ? "batch_id" : `${parent}_id`]: parentId });
      db.exec(`delete from ${parent} where id = ?`, parentId);
    });
    expect(`${parent} of ${child}: ${message}`).toMatch(/FOREIGN KEY constraint failed|append-only/);
  }
});

/** Rows that break a rule over several columns, by the rule. */
const broken: Readonly<Record<string, readonly Row[]>> = {
  "membership_hold: until_on is null or until_on >= from_on": [{ from_on: "2026-03-01", until_on: "2026-02-28" }],
  "membership_hold: (fee = 'none') = (fee_cents = 0)": [{ fee: "once" }, { fee: "none", fee_cents: 500 }],
  "membership_cancellation: (settlement = 'refund') = (refund_by is not null)": [
    { settlement: "refund", refund_by: null },
    { settlement: "credit", refund_by: "check" },
  ],
  "refund: (written_on is null) = (check_number is null)": [{ paid_by: "check", written_on: "2026-03-01" }],
  "refund: (invoice_id is null) <> (credit_id is null)": [{ invoice_id: null, credit_id: null }],
  "refund: payment_id is not null or credit_id is not null": [{ payment_id: null }],
  "refund: payment_id is not null or paid_by <> 'tender'": [{ payment_id: null, invoice_id: null, credit_id: 1, paid_by: "tender" }],
  "refund: credit_id is null or (paid_by <> 'credit' and owed_again = 0)": [
    { invoice_id: null, credit_id: 1, paid_by: "credit" },
    { invoice_id: null, credit_id: 1, paid_by: "check", owed_again: 1 },
  ],
  "payment: (reversed_on is null) = (reversed_as is null)": [{ reversed_on: "2026-03-01", reversed_as: null }, { reversed_as: "mistake" }],
  "gift_certificate: code = upper(code) and length(code) >= 8": [{ code: "abcd-efgh" }, { code: "ABC" }],
  "gift_certificate: left_cents >= 0 and left_cents <= amount_cents": [{ left_cents: -1 }, { left_cents: 501 }],
  "gift_certificate_move: (kind = 'returned') = (amount_cents > 0)": [{ kind: "cancelled", amount_cents: 100 }, { kind: "returned", amount_cents: -100 }],
  "gift_certificate_move: kind = 'cancelled' or payment_id is not null": [{ kind: "redeemed", amount_cents: -100, payment_id: null }],
  "package_sale: (cancelled_on is null) = (cancel_reason is null)": [{ cancelled_on: "2026-03-01", cancel_reason: null }, { cancel_reason: "Moved" }],
  "package_use: kind <> 'redeemed' or (patient_id is not null and invoice_id is not null and payment_id is not null)": [{ kind: "redeemed", patient_id: null }],
  "payment_plan: (ended_on is null) = (end_reason is null)": [{ ended_on: "2026-03-01" }, { end_reason: "Moved" }],
  "payment_plan: (signed_on is null) = (sign_method is null)": [{ signed_on: "2026-03-01" }, { sign_method: "paper" }],
  "payment_plan_part: through_cents >= cents": [{ cents: 200, through_cents: 100 }],
  "refund: written_on is null or paid_by = 'check'": [{ paid_by: "credit", written_on: "2026-03-01", check_number: "7" }],
  "refund: attempt_id is null or paid_by in ('tender','check')": [{ paid_by: "credit", attempt_id: "key" }],
  "refund_attempt: origin = 'found' or (charge_id is not null and payment_id is not null and household_id is not null)": [
    { origin: "desk" },
    { origin: "settlement", payment_id: 987_654 },
  ],
  "refund_attempt: state <> 'declined' or decline_code is not null": [{ state: "declined", decline_code: null, booked_as: "check" }],
  "refund_attempt: (state in ('sent','pending','unknown')) = (booked_as is null)": [
    { state: "sent", booked_as: "check" },
    { state: "failed", booked_as: null },
  ],
  "refund_attempt: (entry_id is not null) >= (booked_as is 'sent')": [{ state: "succeeded", booked_as: "sent", entry_id: null }],
  "charge_attempt: origin = 'found' or (invoice_id is not null and card_id is not null)": [
    { origin: "staff", invoice_id: null },
    { origin: "automatic", card_id: null },
  ],
  // The reference is deferred to the end of the statement, so that the rule is what fails first.
  "charge_attempt: payment_id is null or state = 'succeeded'": [{ state: "sent", payment_id: 987_654 }],
  "charge_attempt: state <> 'declined' or decline_kind is not null": [{ state: "declined", decline_kind: null }],
  "help_note: length(article_id) between 1 and 60": [{ article_id: "" }, { article_id: "a".repeat(61) }],
  "help_note: length(body) <= 4000": [{ body: "a".repeat(4001) }],
  "own_text: (subject is null) = (body is null)": [{ subject: "Your payment" }, { body: "Please pay." }],
  "dunning_case: (closed_at is null) = (outcome is null) and (closed_at is null) = (closed_on is null)": [
    { closed_at: "2026-03-01T09:00:00.000Z" },
    { outcome: "settled" },
    { closed_at: "2026-03-01T09:00:00.000Z", outcome: "settled" },
  ],
  "dunning_retry: (state = 'done') = (attempt_id is not null)": [{ state: "done" }, { state: "skipped", attempt_id: "a" }],
  "notice: (state in ('printed','sent')) = (told_on is not null)": [
    { state: "printed", told_on: null },
    { state: "queued", told_on: "2026-03-01" },
  ],
  "mail_account: (fault is null) = (paused_until is null)": [{ fault: "refused" }, { paused_until: "2026-03-01T09:00:00.000Z" }],
  "mail_check: (fault is null) = (paused_until is null)": [{ fault: "refused" }, { paused_until: "2026-03-01T09:00:00.000Z" }],
  "mail: (about = 'notice') = (notice_id is not null)": [{ about: "notice", notice_id: null }, { about: "invoice", notice_id: 987_654 }],
  "mail: about = 'notice' or document_id is not null": [{ about: "receipt", document_id: null }],
  "mail: (state in ('sent','failed','unsure','cancelled')) = (ended_at is not null)": [
    { state: "sent", ended_at: null },
    { state: "queued", ended_at: "2026-03-01T09:00:00.000Z" },
  ],
  "portal_request: (state = 'open') = (decided_at is null)": [
    { state: "open", decided_at: "2026-03-01T09:00:00.000Z" },
    { state: "declined", reason: "Full", decided_at: null },
  ],
  "portal_request: (state = 'approved') = (membership_id is not null)": [{ state: "approved", membership_id: null, decided_at: "2026-03-01T09:00:00.000Z" }],
  "portal_request: state <> 'declined' or reason <> ''": [{ state: "declined", reason: "", decided_at: "2026-03-01T09:00:00.000Z" }],
  "accounting_export: to_on >= from_on": [{ from_on: "2026-03-02", to_on: "2026-03-01" }],
  "price_rise_member: (ended_at is null) = (ended_why is null)": [
    { ended_at: "2026-03-01T09:00:00.000Z", ended_why: null },
    { ended_at: null, ended_why: "withdrawn" },
  ],
  "benefit_grant: (origin = 'rollover') = (rolled_from is not null)": [{ origin: "rollover", rolled_from: null }],
  "benefit_grant: closed_on is not null or (rolled = 0 and forfeited = 0)": [{ rolled: 1, closed_on: null }, { forfeited: 1, closed_on: null }],
  "wallet_move: (kind in ('banked','given_back')) = (cents > 0)": [{ cents: -100 }, { kind: "taken_back", cents: 100 }, { kind: "forfeited", period_id: null, cents: 100 }],
  "wallet_move: (kind in ('banked','taken_back')) = (period_id is not null)": [{ period_id: null }, { kind: "taken_back", cents: -100, period_id: null }],
  "wallet_move: (kind in ('spent','given_back')) = (payment_id is not null)": [{ kind: "spent", cents: -100, period_id: null, payment_id: null }],
  "price_rise_member: took_effect_on is null or ended_at is null": [
    { took_effect_on: "2026-03-01", ended_at: "2026-03-01T09:00:00.000Z", ended_why: "withdrawn" },
  ],
  "insurance_policy: term_on is null or term_on >= effective_on": [{ effective_on: "2026-03-02", term_on: "2026-03-01" }],
  "insurance_policy: (detached_on is null) = (detached_why is null)": [
    { detached_on: "2026-03-01", detached_why: null },
    { detached_on: null, detached_why: "Changed jobs" },
  ],
  "credit_note: to_credit_cents between 0 and total_cents": [{ to_credit_cents: -1 }, { total_cents: 500, to_credit_cents: 501 }],
  "invoice_revision: revision >= 1": [{ revision: 0 }],
  "invoice: kind <> 'draw' or draw_on is not null": [{ kind: "draw", draw_on: null }],
  "period: to_on > from_on": [
    { from_on: "2026-03-01", to_on: "2026-03-01" },
    { from_on: "2026-03-01", to_on: "2026-02-28" },
  ],
  "payment: refunded_cents >= 0 and refunded_cents <= amount_cents": [
    { refunded_cents: -1, amount_cents: 500 },
    { refunded_cents: 501, amount_cents: 500 },
  ],
  "credit: left_cents >= 0 and left_cents <= amount_cents": [
    { left_cents: -1, amount_cents: 500 },
    { left_cents: 501, amount_cents: 500 },
  ],
  "credit: taken_back_on is null or left_cents = 0": [{ left_cents: 1, amount_cents: 5, taken_back_on: "2026-03-01" }],
  "allocation: (source = 'payment') = (payment_id is not null)": [{ source: "payment" }],
  "allocation: (source = 'credit') = (credit_id is not null)": [{ source: "credit" }],
  "deposit: cash_cents + checks_cents > 0": [{ cash_cents: 500, checks_cents: -500 }, { cash_cents: 0, checks_cents: 0 }],
  "deposit: confirmed_on is null or undone_on is null": [
    { confirmed_on: "2026-03-02", undone_on: "2026-03-03", undo_reason: "Wrong bank" },
  ],
  "deposit: (undone_on is null) = (undo_reason is null)": [{ undone_on: "2026-03-02" }, { undo_reason: "Wrong bank" }],
  "payout: (bank_on is null) = (bank_cents is null)": [{ bank_on: "2026-03-02" }, { bank_cents: 500 }],
  "location_statement: to_on >= from_on": [{ from_on: "2026-03-02", to_on: "2026-03-01" }],
  "appointment: ends_at > starts_at": [{ starts_at: "2026-03-01T09:00:00.000Z", ends_at: "2026-03-01T09:00:00.000Z" }],
  "appointment: (fee is null) = (state not in ('cancelled','no_show'))": [{ state: "cancelled" }, { state: "booked", fee: "none" }],
  "appointment: (fee_invoice_id is not null) = (fee is 'charged' or fee is 'session')": [{ state: "no_show", fee: "charged" }, { state: "no_show", fee: "session" }, { fee_invoice_id: 1 }],
  "appointment: invoice_id is null or state = 'checked_out'": [{ invoice_id: 1 }],
  "block_out: until_on is null or until_on >= first_on": [{ first_on: "2026-03-02", until_on: "2026-03-01" }],
  "block_out: (every_weeks = 0) = (weekdays = 0)": [{ every_weeks: 1 }, { weekdays: 1 }],
  "block_out: provider_id is null or room_id is null": [{ provider_id: 1, room_id: 1 }],
  "card: length(last4) = 4": [{ last4: "123" }, { last4: "12345" }],
};

/** Values on both sides of a rule about one column, or nothing when the rule is of another form. */
function breakersOf(check: string): readonly Row[] {
  const column = /^(\w+)/.exec(check)?.[1] ?? "";
  if (new RegExp(`^${column} in \\(\\s*'`).test(check)) return [{ [column]: "nonsense" }, { [column]: "" }];
  if (new RegExp(`^${column} in \\(\\s*\\d`).test(check)) return [{ [column]: 99 }, { [column]: -1 }];
  const between = new RegExp(`^${column} between (\\d+) and (\\d+)$`).exec(check);
  if (between) return [{ [column]: Number(between[1]) - 1 }, { [column]: Number(between[2]) + 1 }];
  const id = new RegExp(`^${column} <> (\\w+_id)$`).exec(check);
  if (id) return [{ [column]: 1, [id[1] ?? ""]: 1 }];
  const other = new RegExp(`^${column} <> (\\w+_on)$`).exec(check);
  if (other) return [{ [column]: "2026-03-01", [other[1] ?? ""]: "2026-03-01" }];
  if (check === `${column} = 1`) return [{ [column]: 2 }, { [column]: 0 }];
  if (check === `${column} <> ''`) return [{ [column]: "" }];
  if (check === `${column} >= 0`) return [{ [column]: -1 }];
  if (check === `${column} > 0`) return [{ [column]: 0 }, { [column]: -1 }];
  if (check === `${column} <> 0`) return [{ [column]: 0 }];
  return [];
}

test("F-18 every CHECK of the schema refuses the rows it is there for", () => {
  const without: string[] = [];
  let tried = 0;
  for (const table of tables) {
    for (const check of attempt((db) => checksOf(db, table))) {
      const rows = broken[`${table}: ${check}`] ?? breakersOf(check);
      if (rows.length === 0) without.push(`${table}: ${check}`);
      for (const row of rows) {
        const message = failureOf((db) => insertExactly(db, table, { ...validRow(db, table, row), ...row }));
        expect(`${table} ${JSON.stringify(row)}: ${message}`).toContain("CHECK constraint failed");
        tried += 1;
      }
    }
  }
  expect(without, "say above which row breaks these").toEqual([]);
  expect(tried).toBeGreaterThan(50);
});

test("F-18 rules over several columns let their valid sides pass", () => {
  const valid: readonly (readonly [table: string, row: Row])[] = [
    ["membership_hold", { from_on: "2026-03-01", until_on: "2026-03-02" }],
    ["invoice", { kind: "draw", draw_on: "2026-03-01" }],
    ["invoice", { kind: "enrolment", draw_on: null }],
    ["payment", { amount_cents: 500, refunded_cents: 500 }],
    ["credit", { amount_cents: 500, left_cents: 0, taken_back_on: "2026-03-01" }],
    ["credit", { amount_cents: 500, left_cents: 0 }],
    ["staff", { password_hash: null }],
  ];
  for (const [table, row] of valid) expect(attempt((db) => insertRow(db, table, row)), table).toBeGreaterThan(0);
  expect(attempt((db) => insertRow(db, "allocation", { source: "payment", payment_id: insertRow(db, "payment") }))).toBeGreaterThan(0);
  expect(attempt((db) => insertRow(db, "allocation", { source: "credit", credit_id: insertRow(db, "credit") }))).toBeGreaterThan(0);
});

describe("F-13 one obligation is one row", () => {
  /** Two rows that say the same, and a third that differs where it may. */
  const doubles: readonly (readonly [rule: string, table: string, same: Row, other: Row])[] = [
    ["one person per username, whatever its case", "staff", { username: "Ada" }, { username: "Ben" }],
    ["one session per token", "session", { token_hash: "t" }, { token_hash: "u" }],
    ["one household per number", "household", { number: 7 }, { number: 8 }],
    ["one chart per number", "patient", { chart_number: "7" }, { chart_number: "8" }],
    ["one chart per person of another program", "patient", { external_source: "od", external_id: "1" }, { external_source: "sr", external_id: "1" }],
    ["one mapping per name", "import_mapping", { name: "a" }, { name: "b" }],
    ["one invoice per number (F-14)", "invoice", { number: 7 }, { number: 8 }],
    ["one payment per receipt number (F-14)", "payment", { receipt_number: 7 }, { receipt_number: 8 }],
    ["one statement per number (F-14)", "statement", { number: 7 }, { number: 8 }],
    ["one reply per request (F-15)", "request", { id: "r" }, { id: "s" }],
    ["one owner per lease (BIL-1)", "lease", { name: "billing" }, { name: "other" }],
    ["one series per name", "number_series", { name: "mine" }, { name: "other" }],
  ];
  test.each(doubles)("%s", (_, table, same, other) => {
    const message = failureOf((db) => {
      insertRow(db, table, same);
      insertRow(db, table, same);
    });
    expect(message).toContain("UNIQUE constraint failed");
    expect(attempt((db) => [insertRow(db, table, same), insertRow(db, table, other)])).toHaveLength(2);
  });

  test("a username differs by more than its case", () => {
    expect(failureOf((db) => { insertRow(db, "staff", { username: "ada" }); insertRow(db, "staff", { username: "ADA" }); })).toContain("staff.username"); // prettier-ignore
  });

  type Twice = readonly [rule: string, table: string, shared: readonly string[], same: Row, freed: Row];
  /** The second row counts only while the first is in force; `freed` is the first one out of force. */
  const inForce: readonly Twice[] = [
    ["one draw invoice per household, day and place in it (BIL-2)", "invoice", ["household_id"], { kind: "draw", draw_on: "2026-03-01", draw_seq: 0 }, { voided_on: "2026-03-02" }],
    ["one live charge per invoice (BIL-8)", "charge_attempt", ["invoice_id"], { state: "sent" }, { state: "succeeded" }],
    ["one cancellation in force per membership", "membership_cancellation", ["membership_id"], {}, { withdrawn_at: "2026-03-01T09:00:00.000Z" }],
    ["one lapse in force per membership", "membership_lapse", ["membership_id"], {}, { ended_at: "2026-03-01T09:00:00.000Z" }],
    ["one open word of attention per household and kind (BIL-6)", "attention", ["household_id"], { kind: "stopped" }, { resolved_at: "2026-03-01T09:00:00.000Z" }],
    ["one period per membership, first day and place (MEM-1)", "period", ["membership_id"], { from_on: "2026-01-31", to_on: "2026-02-28" }, { in_force: 0 }],
  ];
  const twice = (db: WritableDb, [, table, shared, same, freed]: Twice, free: boolean): void => {
    const first = validRow(db, table, { ...same, ...(free ? freed : {}) });
    insertExactly(db, table, first);
    const kept = Object.fromEntries(shared.map((name) => [name, first[name] ?? null]));
    insertRow(db, table, { ...same, ...kept });
  };
  test.each(inForce)("%s", (...one) => {
    expect(failureOf((db) => twice(db, one, false))).toMatch(/UNIQUE constraint failed|period overlaps/);
    expect(() => attempt((db) => twice(db, one, true))).not.toThrow();
  });

  test.each(["sent", "pending", "unknown"])("a charge that is %s is live; one that has an outcome is not", (state) => {
    const second = (db: WritableDb, first: string): void => {
      const invoiceId = insertRow(db, "invoice");
      const decline_kind = first === "declined" ? "soft" : null;
      insertRow(db, "charge_attempt", { invoice_id: invoiceId, state: first, decline_kind });
      insertRow(db, "charge_attempt", { invoice_id: invoiceId, state });
    };
    for (const live of ["sent", "pending", "unknown"]) expect(failureOf((db) => second(db, live))).toContain("UNIQUE");
    for (const settled of ["succeeded", "declined"]) expect(() => attempt((db) => second(db, settled))).not.toThrow();
  });

  test("an entry, and a settlement, is taken back once", () => {
    for (const table of ["entry", "allocation"]) {
      const message = failureOf((db) => {
        const first = insertRow(db, table);
        insertRow(db, table, { reverses_id: first });
        insertRow(db, table, { reverses_id: first });
      });
      expect(message).toContain(`${table}.reverses_id`);
    }
  });

  const days: readonly (readonly [what: string, from: string, to: string, overlaps: boolean])[] = [
    ["the same days", "2026-02-28", "2026-03-31", true],
    ["its last day", "2026-03-30", "2026-04-30", true],
    ["its first day", "2026-01-31", "2026-03-01", true],
    ["days inside it", "2026-03-05", "2026-03-06", true],
    ["all of it and more", "2026-01-01", "2026-12-31", true],
    ["days up to its first", "2026-01-31", "2026-02-28", false],
    ["days from its end on", "2026-03-31", "2026-04-30", false],
  ];
  test.each(days)("MEM-1 a period beside [28 Feb, 31 Mar) that covers %s", (_, from, to, overlaps) => {
    const add = (db: WritableDb, other: Row = {}): void => {
      const membershipId = insertRow(db, "membership");
      insertRow(db, "period", { membership_id: membershipId, from_on: "2026-02-28", to_on: "2026-03-31" });
      insertRow(db, "period", { membership_id: membershipId, seq: 1, from_on: from, to_on: to, ...other });
    };
    if (overlaps) expect(failureOf(add)).toContain("period overlaps");
    else expect(() => attempt((db) => add(db))).not.toThrow();
    expect(() => attempt((db) => add(db, { in_force: 0 }))).not.toThrow();
    expect(() => attempt((db) => add(db, { membership_id: insertRow(db, "membership") }))).not.toThrow();
  });
});

describe("F-10 F-11 money and history are written once", () => {
  test.each(["entry", "posting", "audit", "plan_version", "allocation"])("no column of %s can be changed, and no row removed", (table) => {
    const columns = attempt((db) => columnsOf(db, table)).map(({ name }) => name);
    expect(columns.length).toBeGreaterThan(4);
    for (const name of columns) {
      const message = failureOf((db) => {
        insertRow(db, table);
        db.exec(`update ${table} set "${name}" = "${name}"`);
      });
      expect(`${table}.${name}: ${message}`).toContain(`${table} is append-only`);
    }
    expect(failureOf((db) => { insertRow(db, table); db.exec(`delete from ${table}`); })).toContain(`${table} is append-only`); // prettier-ignore
    expect(failureOf((db) => { const id = insertRow(db, table); db.exec(`insert or replace into ${table} select * from ${table} where id = ?`, id); })).not.toBe("nothing failed"); // prettier-ignore
  });
});

describe("F-16 kept balances follow by trigger", () => {
  const balances = (db: WritableDb, id: number): unknown => db.get("select balance_cents as owed, credit_cents as credit from household where id = ?", id);

  test.each([
    ["receivable", 3700, { owed: 3700, credit: 0 }],
    ["receivable", -3700, { owed: -3700, credit: 0 }],
    ["household_credit", -500, { owed: 0, credit: 500 }],
    ["household_credit", 500, { owed: 0, credit: -500 }],
    ["bank", 900, { owed: 0, credit: 0 }],
  ])("a posting to %s of %i leaves %o", (account, cents, expected) => {
    const seen = attempt((db) => {
      const householdId = insertRow(db, "household");
      const other = insertRow(db, "household");
      insertRow(db, "posting", { account, household_id: householdId, amount_cents: cents });
      return [balances(db, householdId), balances(db, other)];
    });
    expect(seen).toEqual([expected, { owed: 0, credit: 0 }]);
  });

  test.each([
    ["payment", 300, { paid: 300, credited: 0, off: 0, balance: 700 }],
    ["credit", 300, { paid: 300, credited: 0, off: 0, balance: 700 }],
    ["credit_note", 300, { paid: 0, credited: 300, off: 0, balance: 700 }],
    ["write_off", 300, { paid: 0, credited: 0, off: 300, balance: 700 }],
    ["payment", -300, { paid: -300, credited: 0, off: 0, balance: 1300 }],
  ])("a settlement by %s of %i moves the invoice to %o", (source, cents, expected) => {
    const seen = attempt((db) => {
      const invoiceId = insertRow(db, "invoice", { total_cents: 1000, balance_cents: 1000 });
      const paymentId = source === "payment" ? insertRow(db, "payment") : null;
      const creditId = source === "credit" ? insertRow(db, "credit") : null;
      insertRow(db, "allocation", { invoice_id: invoiceId, source, payment_id: paymentId, credit_id: creditId, amount_cents: cents });
      const credit = db.get<{ left: number }>("select left_cents as left from credit where id = ?", creditId);
      const invoice = db.get(
        `select paid_cents as paid, credited_cents as credited, written_off_cents as off, balance_cents as balance
         from invoice where id = ?`,
        invoiceId,
      );
      return { invoice, left: credit?.left ?? null };
    });
    expect(seen).toEqual({ invoice: expected, left: source === "credit" ? 500 - cents : null });
  });

  test("no more of a credit can be used than is left, and none is given back beyond its amount", () => {
    for (const cents of [501, -1]) {
      const message = failureOf((db) => {
        insertRow(db, "allocation", { source: "credit", credit_id: insertRow(db, "credit"), amount_cents: cents });
      });
      expect(message).toContain("CHECK constraint failed");
    }
  });
});
