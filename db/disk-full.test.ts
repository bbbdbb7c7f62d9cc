/** R7: every procedure that writes, tried in a file that has no room left. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDay, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type ImportBatchId, type InvoiceId, type MembershipId, type PatientId, type PaymentId, type StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { insertAudit } from "./audit.ts";
import { finishRun, insertLapse, liftBillingStops, noteAttention, resolveAttention, startRun } from "./billing-runs.ts";
import { insertBillingStop } from "./billing-stops.ts";
import { Books, someAt, someDay, someTerms } from "./books.fixture.ts";
import { insertCredit, takeBackCredit } from "./credits.ts";
import type { WritableDb } from "./database.ts";
import { insertBatch as insertImport, setBatchState } from "./imports/batches.ts";
import { deleteMapping, upsertMapping } from "./imports/mappings.ts";
import { hideBatch, showBatch } from "./imports/staged.ts";
import { deleteUpdates, insertUpdate, keepBefore } from "./imports/updates.ts";
import { insertAllocation, insertInvoice, insertInvoiceLine, markVoid } from "./invoices.ts";
import { releaseLease, takeLease } from "./leases.ts";
import { insertLedgerEntry } from "./ledger.ts";
import { endHold, insertCancellation, insertHold, withdrawCancellation, withdrawHold } from "./memberships/changes.ts";
import { insertAgreement, markSigned } from "./agreements/agreements.ts";
import { cutPeriod, listPeriodsFrom } from "./memberships/period-cuts.ts";
import { insertPlan, insertPlanVersion } from "./memberships/plans.ts";
import { insertMembership, insertPeriod, insertScheduleRecord, setDrawCursor } from "./memberships/records.ts";
import { takeNumber } from "./numbers.ts";
import { insertPayment, markReversed } from "./payments.ts";
import { insertHouseholdRow, setPayer, updateHouseholdRow } from "./people/household.ts";
import { deleteHouseholdRow, deletePatientRow, moveToHousehold, setOwnAddress } from "./people/members.ts";
import { insertPatientRow, updatePatientRow } from "./people/patient.ts";
import { blankRecord } from "./people/testing.ts";
import { insertPractice, raiseEpoch, setClockOffset, updatePractice } from "./practice.ts";
import { forgetRequests } from "./requests.ts";
import { endAllSessions, endSessionRow, endSessionsOf, insertSession, lockSessionRow, touchSession, unlockSessionRow } from "./sessions.ts";
import { countTry, deactivateStaffRow, forgetTries, insertStaff, recordSignIn } from "./staff.ts";
import { insertBatch, insertDocument, insertStatement, markBatch, markInvoicesSent } from "./statements/records.ts";
import { contentHash, refusalOf } from "./testing.ts";

let books: Books;
const household = asId<HouseholdId>(1);
const patient = asId<PatientId>(1);
const membership = asId<MembershipId>(1);
const invoice = asId<InvoiceId>(1);
const payment = asId<PaymentId>(1);
const staff = asId<StaffId>(1);
const batch = asId<ImportBatchId>(1);
const later: Day = toDay("2026-04-01");
const by = { reason: "asked", createdBy: null, createdAt: someAt };
const address = { line1: "1 Elm", line2: "", city: "Salem", region: "MA", postalCode: "01970", country: "US" };

beforeAll(() => {
  books = new Books();
  books.staff("Ada");
  const family = books.family(["Rosa Lee", "Ben Lee"]);
  const plan = books.plan();
  books.membership(family.householdId, family.payer, plan);
  const first = books.invoice(family.householdId, { lines: [{ netCents: 3700, kind: "dues", membershipId: membership }] });
  books.period(membership, someDay, later, first);
  books.pay(family.householdId, 5000, { applied: [[first, 100]] });
  books.write((db) => {
    insertPractice(db, { name: "Salem", kind: "training", specialty: "dental", time_zone: "UTC", currency: "USD", lineage_id: "a", epoch: 1, computer_id: "c", created_at: someAt });
    insertImport(db, { fileName: "a.csv", sha256: "", source: "csv", rows: 1, counts: "{}", mapping: "{}", staffId: null, createdAt: someAt });
    insertHold(db, membership, { kind: "pause", from: later, until: null }, by);
  });
});
afterAll(() => books.dispose());

const posting = (account: "receivable" | "bank", cents: number) => ({
  account,
  amountCents: toCents(cents),
  householdId: account === "receivable" ? household : null,
});
const entry = (db: WritableDb) =>
  insertLedgerEntry(db, {
    kind: "written_off",
    householdId: household,
    effectiveOn: someDay,
    enteredAt: someAt,
    actorId: null,
    workstation: "desk",
    memo: "",
    postings: [posting("receivable", -5), posting("bank", 5)],
  });
const documentOf = (db: WritableDb) =>
  insertDocument(db, { kind: "statement_batch", householdId: null, title: "Run", sha256: "", bytes: 1, pages: 1, createdBy: null, createdAt: someAt });
const line = {
  kind: "service",
  patientId: null,
  membershipId: null,
  planVersionId: null,
  description: "x",
  serviceOn: someDay,
  fromOn: null,
  toOn: null,
  quantity: 1,
  unitCents: toCents(1),
  netCents: toCents(1),
  taxRatePpm: 0,
  taxCents: toCents(0),
  facts: {} as never,
} as const;
const newPatient = { ...blankRecord, householdId: household, firstName: "New", lastName: "One", phones: [{ kind: "mobile", number: "617 555 0100" }], createdAt: someAt } as const;

const procedures: readonly (readonly [name: string, work: (db: WritableDb) => unknown])[] = [
  ["insertAudit", (db) => insertAudit(db, { at: someAt, actorId: null, workstation: "w", action: "a.b", subject: "s/1" })],
  ["startRun", (db) => finishRun(db, startRun(db, { startedAt: someAt, todayOn: someDay, trigger: "asked" }), someAt, "{}")],
  ["noteAttention", (db) => noteAttention(db, { householdId: household, kind: "k", reason: "r", at: someAt })],
  ["resolveAttention", (db) => { noteAttention(db, { householdId: household, kind: "k", reason: "r", at: someAt }); resolveAttention(db, household, "k", someAt); }], // prettier-ignore
  ["insertLapse", (db) => insertLapse(db, { membershipId: membership, lapsedOn: later, unpaidSinceOn: someDay, createdAt: someAt })],
  ["insertBillingStop", (db) => insertBillingStop(db, { reason: "clock", sinceAt: someAt, detail: "" })],
  ["liftBillingStops", (db) => { insertBillingStop(db, { reason: "clock", sinceAt: someAt, detail: "" }); liftBillingStops(db, ["clock"], someAt, null); }], // prettier-ignore
  ["insertCredit", (db) => insertCredit(db, { householdId: household, origin: "goodwill", paymentId: null, amountCents: toCents(5), grantedOn: someDay, memo: "", createdAt: someAt })],
  ["takeBackCredit", (db) => takeBackCredit(db, asId(1), someDay)],
  ["insertImport", (db) => setBatchState(db, insertImport(db, { fileName: "b.csv", sha256: "", source: "csv", rows: 1, counts: "{}", mapping: "{}", staffId: null, createdAt: someAt }), "cancelled", someAt)],
  ["upsertMapping", (db) => { upsertMapping(db, "m", "{}", someAt); deleteMapping(db, 1); }], // prettier-ignore
  ["insertUpdate", (db) => { insertUpdate(db, batch, patient, "{}"); keepBefore(db, batch, patient, "{}", 2); deleteUpdates(db, batch); }], // prettier-ignore
  ["showBatch", (db) => { showBatch(db, batch); hideBatch(db, batch); }], // prettier-ignore
  ["insertInvoice", (db) => insertInvoice(db, { number: takeNumber(db, "invoice"), kind: "manual", householdId: household, patientId: null, billTo: [], drawOn: null, drawSeq: 0, invoicedOn: someDay, issuedAt: someAt, dueOn: someDay, termsDays: 0, totalCents: toCents(1), taxCents: toCents(0), createdBy: null })],
  ["insertInvoiceLine", (db) => insertInvoiceLine(db, invoice, 9, line)],
  ["markVoid", (db) => markVoid(db, invoice, someDay, "mistyped")],
  ["insertAllocation", (db) => insertAllocation(db, { invoiceId: invoice, source: "write_off", amountCents: 5, effectiveOn: someDay, entryId: entry(db), createdAt: someAt })],
  ["takeLease", (db) => takeLease(db, { name: "billing", owner: "a", now: someAt, aliveFrom: someAt, aliveTo: someAt })],
  ["releaseLease", (db) => releaseLease(db, "billing", "a")],
  ["insertLedgerEntry", entry],
  ["insertHold", (db) => { endHold(db, insertHold(db, membership, { kind: "pause", from: later, until: null }, by), toDay("2026-06-01")); withdrawHold(db, 1, someAt); }], // prettier-ignore
  ["insertCancellation", (db) => { insertCancellation(db, membership, { effectiveOn: later, kind: "cancelled" }, by); withdrawCancellation(db, 1, someAt); }], // prettier-ignore
  ["insertAgreement", (db) => { const id = insertAgreement(db, { membershipId: membership, fingerprint: "h", text: "Terms", agreed: "{}", templateVersionId: null, createdAt: someAt }); markSigned(db, id, { on: someDay, at: someAt, method: "paper", signer: "Rosa", signature: null, before: null, workstation: "desk", documentId: null }); }], // prettier-ignore
  ["cutPeriod", (db) => { for (const one of listPeriodsFrom(db, membership, someDay)) cutPeriod(db, one, toDay("2026-03-15"), toCents(1800), someAt); }], // prettier-ignore
  ["insertPlan", (db) => insertPlanVersion(db, { planId: insertPlan(db, { name: "New", state: "draft", createdAt: someAt }), number: 1, terms: someTerms, createdBy: null, createdAt: someAt })],
  ["insertMembership", (db) => insertMembership(db, { patientId: patient, householdId: household, planId: asId(1), startOn: someDay, benefitYearOn: someDay, createdBy: null, createdAt: someAt })],
  ["insertScheduleRecord", (db) => insertScheduleRecord(db, membership, 2, books.schedule({ planId: asId(1), planVersionId: asId(1) }, later), by)],
  ["insertPeriod", (db) => insertPeriod(db, { membershipId: membership, dues: { kind: "period", from: later, to: toDay("2026-05-01"), chargeOn: later, amountCents: toCents(1) }, invoiceId: null, invoiceLineId: null, createdAt: someAt })],
  ["setDrawCursor", (db) => setDrawCursor(db, membership, { billedThroughOn: later, nextDrawOn: null, nextWorkOn: null })],
  ["takeNumber", (db) => takeNumber(db, "ticket")],
  ["insertPayment", (db) => insertPayment(db, { receiptNumber: takeNumber(db, "receipt"), householdId: household, tender: "cash", reference: "", amountCents: toCents(5), tenderedCents: null, changeCents: toCents(0), receivedOn: someDay, note: "", staffId: null, workstation: "w", createdAt: someAt })],
  ["markReversed", (db) => markReversed(db, payment, { on: someDay, reason: "mistyped", as: "mistake" })],
  ["insertHouseholdRow", (db) => insertHouseholdRow(db, { name: "Zak", address, contactPreference: "print", createdAt: someAt })],
  ["setPayer", (db) => setPayer(db, household, asId(2), "Ben Lee")],
  ["updateHouseholdRow", (db) => updateHouseholdRow(db, household, { address, contactPreference: "print", paysBy: "manual" })],
  ["insertPatientRow", (db) => insertPatientRow(db, newPatient)],
  ["updatePatientRow", (db) => updatePatientRow(db, { patientId: patient, chartNumber: "1" }, { ...newPatient, lastName: "Changed" })],
  ["deletePatientRow", (db) => deletePatientRow(db, asId(2))],
  ["moveToHousehold", (db) => moveToHousehold(db, asId(2), insertHouseholdRow(db, { name: "", address, contactPreference: "print", createdAt: someAt }))],
  ["deleteHouseholdRow", (db) => deleteHouseholdRow(db, insertHouseholdRow(db, { name: "", address, contactPreference: "print", createdAt: someAt }))],
  ["setOwnAddress", (db) => setOwnAddress(db, patient, address)],
  ["updatePractice", (db) => updatePractice(db, 1, { name: "Other" })],
  ["raiseEpoch", (db) => raiseEpoch(db, "other", 7)],
  ["setClockOffset", (db) => setClockOffset(db, 3)],
  ["forgetRequests", (db) => forgetRequests(db, someAt)],
  ["insertSession", (db) => { const id = insertSession(db, { tokenHash: "t", staffId: staff, workstation: "w", at: someAt }); touchSession(db, id, someAt); lockSessionRow(db, id, someAt); unlockSessionRow(db, id, someAt); endSessionRow(db, id, someAt); endSessionsOf(db, staff, someAt); endAllSessions(db, someAt); }], // prettier-ignore
  ["insertStaff", (db) => insertStaff(db, { name: "New", username: "new", role: "biller", passwordHash: null, createdAt: someAt })],
  ["countTry", (db) => { countTry(db, staff, someAt); forgetTries(db, staff); recordSignIn(db, staff, someAt, "hash"); deactivateStaffRow(db, staff, someAt); }], // prettier-ignore
  ["insertStatement", (db) => { const documentId = documentOf(db); const batchId = insertBatch(db, { asOfOn: someDay, fromOn: someDay, documentId, createdBy: null, createdAt: someAt }); insertStatement(db, { number: takeNumber(db, "statement"), householdId: household, batchId, documentId, asOfOn: someDay, fromOn: someDay, closingCents: toCents(1), createdAt: someAt }); markBatch(db, batchId, someAt, null); markInvoicesSent(db, batchId, someAt); }], // prettier-ignore
];

/** More rows than any room that is left can take. */
function fill(db: WritableDb): void {
  const filler = "x".repeat(3000);
  for (let row = 0; row < 400; row += 1) upsertMapping(db, `filler ${row}`, filler, someAt);
}

describe("R7 with no room left, every procedure that writes is refused as disk_full and leaves nothing", () => {
  let before: string;
  let room: number;
  beforeAll(() => {
    before = contentHash(books.db);
    room = Number(books.db.pragma("max_page_count"));
    books.db.pragma(`max_page_count = ${Number(books.db.pragma("page_count"))}`);
  });

  test.each(procedures)("%s", (_, work) => {
    const code = refusalOf(() =>
      books.write((db) => {
        work(db);
        fill(db);
      }),
    );
    expect([code, books.db.inTransaction]).toEqual(["disk_full", false]);
    expect(contentHash(books.db)).toBe(before);
  });

  test.each([
    ["audit records", (db: WritableDb, row: number) => insertAudit(db, { at: someAt, actorId: null, workstation: "w", action: "a.b", subject: `s/${row}` })],
    ["journal entries", (db: WritableDb) => entry(db)],
    ["patients with their phones and tokens", (db: WritableDb) => insertPatientRow(db, newPatient)],
    ["payments", (db: WritableDb) => insertPayment(db, { receiptNumber: takeNumber(db, "receipt"), householdId: household, tender: "cash", reference: "", amountCents: toCents(5), tenderedCents: null, changeCents: toCents(0), receivedOn: someDay, note: "", staffId: null, workstation: "w", createdAt: someAt })],
    ["sessions", (db: WritableDb, row: number) => insertSession(db, { tokenHash: `token ${row}`, staffId: staff, workstation: "w", at: someAt })],
  ])("%s alone, until there is no room, leave no part of them", (_, work) => {
    const many = (): void =>
      books.write((db) => {
        for (let row = 0; row < 20_000; row += 1) work(db, row);
      });
    expect(refusalOf(many)).toBe("disk_full");
    expect(contentHash(books.db)).toBe(before);
  });

  test("reading goes on, and with room again all of it works", () => {
    expect(books.read((db) => db.get("select count(*) as n from patient"))).toEqual({ n: 2 });
    books.db.pragma(`max_page_count = ${room}`);
    books.write(fill);
    books.write((db) => db.exec("delete from import_mapping"));
    expect(books.db.pragma("integrity_check")).toBe("ok");
    for (const [name, work] of procedures) {
      const undo = new Error("undo");
      expect(() =>
        books.write((db) => {
          work(db);
          throw undo;
        }),
        name,
      ).toThrow(undo);
    }
  });
});
