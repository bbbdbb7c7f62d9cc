import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type InvoiceSendingId, type PatientId } from "#domain/identity.ts";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { breachesOfMoney, deskDay, givePractice, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { applyCredits, previewCredits } from "./apply-credits.ts";
import { readInvoiceList } from "./list-on-paper.ts";
import type { ChosenInvoices } from "./list.ts";
import { markInvoicesSent, unmarkInvoicesSent } from "./mark-sent.ts";
import { prepareInvoiceRun, recordInvoiceRun } from "./print-run.ts";
import { voidAtDesk } from "./void.ts";

type Family = { householdId: HouseholdId; patientId: PatientId };

let desk: Desk;
let rosa: Family;
let ben: Family;
beforeEach(() => {
  desk = openDesk();
  givePractice(desk);
  rosa = desk.household("Rosa", "Lee");
  ben = desk.household("Ben", "Ortiz");
});
afterEach(() => desk.dispose());

const bill = (who: Family, cents: number, today: string = deskDay): InvoiceId =>
  desk.issue(who.householdId, 0, { today, patientId: who.patientId, lines: [serviceLine(toDay(today), cents, { patientId: who.patientId })] })
    .invoiceId;
const all = (over: Partial<ChosenInvoices> = {}): ChosenInvoices => ({
  filter: emptyTrackerFilter,
  sort: "date",
  descending: false,
  invoiceIds: null,
  ...over,
});
const sentAt = (invoiceId: InvoiceId) =>
  desk.db.read((db) =>
    db.get<{ at: string | null; channel: string | null }>(
      "select last_sent_at as at, last_channel as channel from invoice where id = ?",
      invoiceId,
    ),
  );

test("INV-4 a print run holds the chosen invoices in the order of the list, and counts whom it leaves out", () => {
  const first = bill(rosa, 500, "2026-11-02");
  const second = bill(ben, 900, "2026-11-01");
  const wrong = bill(ben, 100, "2026-11-03");
  voidAtDesk(desk.cx(), { invoiceId: wrong, reason: "Typed twice" });
  const run = prepareInvoiceRun(desk.cx(), all());
  expect(run.invoices.map(({ invoiceId }) => invoiceId)).toEqual([second, first]);
  expect(run.invoices.map(({ data }) => data.recipient.name)).toEqual(["Ben Ortiz", "Rosa Lee"]);
  expect(run).toMatchObject({ leftOut: { drafts: 0, voids: 1 }, balanceCents: 1400 });
  expect(prepareInvoiceRun(desk.cx(), all({ sort: "total" })).invoices.map(({ invoiceId }) => invoiceId)).toEqual([first, second]);
});

test("INV-4 a selection is printed once each, and nothing that can be printed is refused", () => {
  const one = bill(rosa, 500);
  bill(ben, 900);
  expect(prepareInvoiceRun(desk.cx(), all({ invoiceIds: [one, one] })).invoices).toHaveLength(1);
  expect(() => prepareInvoiceRun(desk.cx(), all({ filter: { ...emptyTrackerFilter, statuses: ["void"] } }))).toThrow(
    "invoices_none_to_print",
  );
});

test("INV-4 the file of a run is a document of its own, in the history", () => {
  bill(rosa, 500);
  const { invoices } = prepareInvoiceRun(desk.cx(), all());
  const { documentId } = recordInvoiceRun(desk.cx(), invoices, { sha256: "a".repeat(64), bytes: 10, pages: 1 });
  const row = desk.db.read((db) => db.get<{ title: string }>("select title from document where id = ?", documentId));
  expect(row?.title).toBe("1 invoice printed on 2026-11-22");
  const last = desk.db.read((db) => db.get<{ action: string; after: string }>("select action, after from audit order by id desc limit 1"));
  expect(last).toEqual({ action: "invoice_run.printed", after: JSON.stringify({ invoices: 1, pages: 1 }) });
});

test("INV-4 sent invoices carry day and channel; drafts and void ones are passed over", () => {
  const one = bill(rosa, 500);
  const wrong = bill(rosa, 900);
  voidAtDesk(desk.cx(), { invoiceId: wrong, reason: "Typed twice" });
  expect(markInvoicesSent(desk.cx(), { invoiceIds: [one, wrong, one], documentId: null }).sent).toBe(1);
  expect(sentAt(one)).toEqual({ at: "2026-11-22T15:00:00.000Z", channel: "print" });
  expect(sentAt(wrong)).toEqual({ at: null, channel: null });
  expect(() => markInvoicesSent(desk.cx(), { invoiceIds: [wrong], documentId: null })).toThrow("invoices_none_to_print");
});

test("INV-4 undoing a sending brings the earlier mark back, and leaves alone what was sent again since", () => {
  const one = bill(rosa, 500, "2026-11-01");
  const two = bill(ben, 500, "2026-11-01");
  markInvoicesSent(desk.cx("2026-11-02"), { invoiceIds: [one], documentId: null });
  const { sendingId } = markInvoicesSent(desk.cx("2026-11-10"), { invoiceIds: [one, two], documentId: null });
  markInvoicesSent(desk.cx("2026-11-20"), { invoiceIds: [two], documentId: null });
  expect(unmarkInvoicesSent(desk.cx(), { sendingId })).toEqual({ undone: 1 });
  expect(sentAt(one)?.at).toBe("2026-11-02T15:00:00.000Z");
  expect(sentAt(two)?.at).toBe("2026-11-20T15:00:00.000Z");
  expect(() => unmarkInvoicesSent(desk.cx(), { sendingId })).toThrow("invoice_sending_not_found");
  expect(() => unmarkInvoicesSent(desk.cx(), { sendingId: asId<InvoiceSendingId>(99) })).toThrow("invoice_sending_not_found");
});

test("F-15 a sending repeated with its request id is one sending", () => {
  const one = bill(rosa, 500);
  const cx = desk.cx(deskDay, { id: "00000000-0000-4000-8000-00000000abcd", operation: "invoices.markSent" });
  const first = markInvoicesSent(cx, { invoiceIds: [one], documentId: null });
  expect(markInvoicesSent(cx, { invoiceIds: [one], documentId: null })).toEqual(first);
  expect(desk.db.read((db) => db.get<{ n: number }>("select count(*) as n from invoice_sending"))?.n).toBe(1);
});

/** Credit that waits beside open invoices: what was paid on an invoice that is void now. */
function withCredit<T>(who: Family, cents: number, between: () => T): T {
  const wrong = bill(who, cents, "2026-11-01");
  desk.take(who.householdId, cents, { today: "2026-11-01" });
  const made = between();
  voidAtDesk(desk.cx(), { invoiceId: wrong, reason: "Typed twice" });
  return made;
}

test("INV-8 each household's credit goes on its own chosen invoices, oldest due first, as the preview said", () => {
  const [younger, older] = withCredit(rosa, 700, () => [bill(rosa, 600, "2026-11-12"), bill(rosa, 500, "2026-11-05")] as const);
  bill(ben, 900, "2026-11-01");
  expect(desk.money(rosa.householdId)).toEqual({ balanceCents: 1100, creditCents: 700 });
  const said = previewCredits(desk.cx(), all());
  expect(said).toEqual({ invoices: 2, households: 1, appliedCents: 700 });
  expect(applyCredits(desk.cx(), all({ sort: "balance", descending: true }))).toEqual(said);
  const left = (id: InvoiceId) => desk.db.read((db) => db.get<{ b: number }>("select balance_cents as b from invoice where id = ?", id))?.b;
  expect([left(older), left(younger)]).toEqual([0, 400]);
  expect(desk.money(rosa.householdId)).toEqual({ balanceCents: 400, creditCents: 0 });
  expect(breachesOfMoney(desk.db)).toEqual([]);
  expect(() => applyCredits(desk.cx(), all())).toThrow("no_household_credit");
});

test("INV-8 credit does not reach invoices that were not chosen", () => {
  const [chosen] = withCredit(rosa, 700, () => [bill(rosa, 200, "2026-11-12"), bill(rosa, 500, "2026-11-05")] as const);
  expect(applyCredits(desk.cx(), all({ invoiceIds: [chosen] }))).toEqual({ invoices: 1, households: 1, appliedCents: 200 });
  expect(desk.money(rosa.householdId)).toEqual({ balanceCents: 500, creditCents: 500 });
  expect(breachesOfMoney(desk.db)).toEqual([]);
});

test("INV-4 the list on paper knows whose it is, who printed it, and that a selection has no filter", () => {
  bill(rosa, 500);
  const one = bill(ben, 900);
  const mine = readInvoiceList(desk.cx(), all({ filter: { ...emptyTrackerFilter, householdId: rosa.householdId } }));
  expect(mine).toMatchObject({
    practiceName: "Maple Street Dental",
    madeOn: deskDay,
    whose: "the household of Rosa Lee",
    isSelection: false,
    totals: { totalCents: 500, paidCents: 0, balanceCents: 500 },
  });
  expect(mine.rows.map((row) => row.payerName)).toEqual(["Lee, Rosa"]);
  expect(readInvoiceList(desk.cx(), all({ filter: { ...emptyTrackerFilter, patientId: ben.patientId } })).whose).toBe("Ben Ortiz");
  const selection = readInvoiceList(desk.cx(), all({ filter: { ...emptyTrackerFilter, text: "lee" }, invoiceIds: [one] }));
  expect(selection).toMatchObject({ isSelection: true, whose: "", filter: emptyTrackerFilter });
  expect(selection.rows).toHaveLength(1);
});

test("INV-4 the kinds of an issued invoice's lines are on it, all of them", () => {
  const lines = (["dues", "activation", "service"] as const).map((kind) => serviceLine(deskDay, 100, { kind }));
  const { invoiceId } = desk.issue(rosa.householdId, 0, { lines });
  const find = (kind: "dues" | "activation" | "service" | "fee") =>
    prepareIds(all({ filter: { ...emptyTrackerFilter, itemKinds: [kind] } }));
  expect([find("dues"), find("activation"), find("service"), find("fee")]).toEqual([[invoiceId], [invoiceId], [invoiceId], []]);
});

function prepareIds(chosen: ChosenInvoices): InvoiceId[] {
  return readInvoiceList(desk.cx(), chosen).rows.map((row) => (row as { invoiceId?: InvoiceId }).invoiceId ?? asId<InvoiceId>(0));
}
