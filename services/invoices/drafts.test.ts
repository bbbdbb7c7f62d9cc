import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertDayLock } from "#db/closing/locks.ts";
import { toDay } from "#domain/calendar.ts";
import type { InvoiceId, InvoiceLineId, StaffId } from "#domain/identity.ts";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { toCents } from "#domain/money.ts";
import { deleteDraft, issueDraft, previewDraft, saveDraft } from "./drafts.ts";
import { openEditorDesk, refusal, type EditorDesk } from "./editor.fixture.ts";
import { invoiceHistory } from "./invoice-history.ts";
import { listProviders, openInEditor } from "./open-editor.ts";
import { listTracker } from "./list.ts";

let e: EditorDesk;
beforeEach(() => {
  e = openEditorDesk();
});
afterEach(() => e.close());

const save = (over: Partial<Parameters<typeof saveDraft>[1]> = {}) =>
  saveDraft(e.desk.cx(), { invoiceId: null, householdId: e.home, lines: [e.line()], termsDays: 15, ...over });

describe("INV-2 INV-3 a draft", () => {
  test("INV-2 has no number, owes nothing and books nothing; the list shows it as a draft", () => {
    const { invoiceId, revision } = save();
    expect(revision).toBe(1);
    expect(e.view(invoiceId)).toMatchObject({ number: null, status: "draft", totalCents: 9000, balanceCents: 0, dueOn: "2026-12-07" });
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect([e.count("entry"), e.count("allocation")]).toEqual([0, 0]);
    const { rows } = listTracker(e.desk.cx(), { filter: { ...emptyTrackerFilter, statuses: ["draft"] }, sort: "date", descending: true, limit: 10 });
    expect(rows.map((row) => [row.invoiceId, row.number, row.status, row.balanceCents])).toEqual([[invoiceId, null, "draft", 0]]);
  });

  test("INV-3 opens again as it was typed: provider, catalogue item, day, discount by hand", () => {
    const providerId = e.staff("Ben");
    const line = e.line({ kind: "product", providerId, quantity: 3, taxRatePpm: 88_750, discount: { kind: "percent", basisPoints: 1000, reason: "Last of the box" } });
    const { invoiceId } = save({ lines: [line], mayDiscount: true });
    const { lines, number, termsDays, payerName } = openInEditor(e.desk.cx(), invoiceId);
    expect([number, termsDays, payerName]).toEqual([null, 15, "Rosa Lee"]);
    expect(lines).toEqual([{ serviceId: null, ...line, lineId: lines[0]?.lineId }]);
  });

  test("INV-3 keeps the ids of its lines when it is saved again, in any order, with some taken out and some put in", () => {
    const { invoiceId } = save({ lines: [e.line({ description: "One" }), e.line({ description: "Two" }), e.line({ description: "Three" })] });
    const before = e.desk.db.read((r) => r.all<{ id: InvoiceLineId }>("select id from invoice_line order by position")).map(({ id }) => id);
    const lines = [e.line({ description: "New" }), e.line({ description: "Three", lineId: before[2] ?? null }), e.line({ description: "One", lineId: before[0] ?? null })];
    expect(save({ invoiceId, revision: 1, lines })).toEqual({ invoiceId, revision: 2 });
    const after = e.desk.db.read((r) => r.all<{ id: number; description: string; position: number }>("select id, description, position from invoice_line order by position"));
    expect(after.map(({ description, position }) => [description, position])).toEqual([["New", 1], ["Three", 2], ["One", 3]]);
    expect(after.slice(1).map(({ id }) => id)).toEqual([before[2], before[0]]);
    expect(before).not.toContain(after[0]?.id);
  });

  test("INV-3 saved from two windows: the second is told, and the first one's words stay", () => {
    const { invoiceId } = save();
    save({ invoiceId, revision: 1, lines: [e.line({ description: "First window" })] });
    expect(() => save({ invoiceId, revision: 1, lines: [e.line({ description: "Second window" })] })).toThrow(refusal("invoice_changed_meanwhile"));
    expect(e.view(invoiceId).lines[0]?.description).toBe("First window");
  });

  test("INV-3 deleted leaves no gap in the numbers and no trace but the record of it", () => {
    const first = e.issue([e.line()]);
    const { invoiceId } = save();
    expect(deleteDraft(e.desk.cx(), { invoiceId })).toEqual({ invoiceId });
    const second = e.issue([e.line()]);
    expect([e.view(first).number, e.view(second).number]).toEqual([1, 2]);
    expect(e.desk.db.read((r) => r.all("select action from audit where action like 'invoice_draft%' order by id"))).toEqual([{ action: "invoice_draft.saved" }, { action: "invoice_draft.deleted" }]);
    expect(() => deleteDraft(e.desk.cx(), { invoiceId })).toThrow(refusal("draft_not_there"));
  });

  test("INV-3 issued keeps its id, gets the next number, is dated and due as the editor says", () => {
    const { invoiceId } = save();
    const issued = issueDraft(e.desk.cx(), { invoiceId, revision: 1, householdId: e.home, lines: [e.line(), e.line({ description: "Floss", kind: "product" })], termsDays: 30, invoicedOn: toDay("2026-11-21"), expectedTotalCents: toCents(18_000) });
    expect(issued).toEqual({ invoiceId, number: 1 });
    expect(e.view(invoiceId)).toMatchObject({ number: 1, status: "unpaid", balanceCents: 18_000, invoicedOn: "2026-11-21", dueOn: "2026-12-21" });
    expect(e.desk.money(e.home).balanceCents).toBe(18_000);
    expect(invoiceHistory(e.desk.cx(), invoiceId)).toMatchObject({ revision: 0, revisions: [], creditNotes: [] });
  });

  test("INV-3 issued cannot be issued, saved or deleted as a draft again", () => {
    const { invoiceId } = save();
    const body = { householdId: e.home, lines: [e.line()], termsDays: 0 };
    issueDraft(e.desk.cx(), { invoiceId, ...body });
    expect(() => issueDraft(e.desk.cx(), { invoiceId, ...body })).toThrow(refusal("draft_not_there"));
    expect(() => save({ invoiceId })).toThrow(refusal("draft_not_there"));
    expect(() => deleteDraft(e.desk.cx(), { invoiceId })).toThrow(refusal("draft_not_there"));
    expect(() => previewDraft(e.desk.cx(), { invoiceId, ...body })).toThrow(refusal("draft_not_there"));
    expect(e.count("invoice")).toBe(1);
  });

  test("INV-3 whose total has changed since it was shown is not issued, and stays a draft", () => {
    const { invoiceId } = save();
    const draft = { invoiceId, householdId: e.home, lines: [e.line({ unitCents: toCents(9500) })], termsDays: 0, expectedTotalCents: toCents(9000) };
    expect(() => issueDraft(e.desk.cx(), draft)).toThrow(refusal("amount_changed_meanwhile", { shownCents: 9000, nowCents: 9500 }));
    expect(e.view(invoiceId)).toMatchObject({ status: "draft", totalCents: 9000 });
  });

  test("INV-3 can be given to another household while nobody owes it", () => {
    const { invoiceId } = save();
    const other = e.desk.household("Ben", "Ortiz");
    save({ invoiceId, householdId: other.householdId, lines: [e.line({ patientId: other.patientId })] });
    expect(e.view(invoiceId)).toMatchObject({ householdId: other.householdId, billTo: expect.arrayContaining(["Ben Ortiz"]) as string[] });
  });

  test("INV-8 an issued draft uses the household's credit by itself, a saved one none", () => {
    e.desk.take(e.home, 2500);
    const { invoiceId } = save();
    expect(e.desk.money(e.home).creditCents).toBe(2500);
    issueDraft(e.desk.cx(), { invoiceId, householdId: e.home, lines: [e.line()], termsDays: 0 });
    expect(e.view(invoiceId).balanceCents).toBe(6500);
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 6500, creditCents: 0 });
  });
});

describe("INV-1 what a typed line may say", () => {
  test("INV-1 several providers on one invoice, one a line, on the paper and in the preview", () => {
    const [ana, ben] = [e.staff("Ana"), e.staff("Ben")];
    const invoiceId = e.issue([e.line({ providerId: ana }), e.line({ providerId: ben }), e.line()]);
    expect(e.view(invoiceId).lines.map((line) => line.providerName)).toEqual(["Ana", "Ben", null]);
    expect(listProviders(e.desk.cx()).map(({ name, isProvider }) => [name, isProvider])).toEqual([["Ana", true], ["Ben", true]]);
  });

  test("INV-1 a provider who has left is refused on a new line and stays on an old one", () => {
    const ana = e.staff("Ana");
    const invoiceId = e.issue([e.line({ providerId: ana })]);
    e.desk.db.write((w) => w.exec("update staff set deactivated_at = '2026-11-22T10:00:00.000Z' where id = ?", ana));
    expect(() => e.issue([e.line({ providerId: ana })])).toThrow(refusal("provider_not_here"));
    expect(() => e.issue([e.line({ providerId: 999 as StaffId })])).toThrow(refusal("provider_not_here"));
    const { lines } = e.opened(invoiceId);
    e.revise(invoiceId, { lines: lines.map((line) => ({ ...line, quantity: 2 })) });
    expect(e.view(invoiceId).lines[0]).toMatchObject({ providerName: "Ana", quantity: 2 });
    expect(listProviders(e.desk.cx())).toEqual([]);
  });

  test("INV-1 a discount by hand comes before tax, keeps its reason, and is the last step", () => {
    const discount = { kind: "percent", basisPoints: 1000, reason: "Long wait" } as const;
    const invoiceId = e.issue([e.line({ taxRatePpm: 88_750, discount })], { mayDiscount: true });
    const [line] = e.view(invoiceId).lines;
    expect(line).toMatchObject({ netCents: 8100, taxCents: 719 });
    expect(line?.explain.steps).toContainEqual({ label: "Discount 10 %: Long wait", value: "− 9.00" });
  });

  test("INV-1 a discount by hand needs the permission; one that is there already does not", () => {
    const discount = { kind: "amount", cents: toCents(1000), reason: "Friend" } as const;
    expect(() => e.issue([e.line({ discount })])).toThrow(refusal("discount_not_allowed"));
    const { invoiceId } = save({ lines: [e.line({ discount })], mayDiscount: true });
    const { lines } = e.opened(invoiceId);
    const draft = { invoiceId, householdId: e.home, termsDays: 0 };
    expect(() => issueDraft(e.desk.cx(), { ...draft, lines: lines.map((line) => ({ ...line, discount: { ...discount, cents: toCents(2000) } })) })).toThrow(refusal("discount_not_allowed"));
    expect(previewDraft(e.desk.cx(), { ...draft, lines }).totalCents).toBe(8000);
    issueDraft(e.desk.cx(), { ...draft, lines });
    expect(e.view(invoiceId).totalCents).toBe(8000);
  });

  test("INV-1 a discount of more than the line is refused with the line's place", () => {
    const discount = { kind: "amount", cents: toCents(9001), reason: "Too kind" } as const;
    expect(() => e.issue([e.line(), e.line({ discount })], { mayDiscount: true })).toThrow(refusal("invoice_line_wrong", { line: 2, what: "discount_too_much" }));
  });

  test.each<[number, number]>([[0, 0], [-1, -1], [1000, 1000]])("INV-1 a quantity of %i is refused in words and nothing is kept (%i)", (quantity) => {
    expect(() => e.issue([e.line(), e.line({ quantity })])).toThrow(refusal("invoice_line_wrong"));
    expect([e.count("invoice"), e.count("invoice_line"), e.count("entry")]).toEqual([0, 0, 0]);
  });

  test("INV-1 10,000 lines on one invoice are refused in words, whether saved, previewed, issued or put into an edit", () => {
    const lines = Array.from({ length: 10_000 }, () => e.line());
    const tooMany = refusal("invoice_too_many_lines", { lines: 10_000, most: 500 });
    expect(() => e.issue(lines)).toThrow(tooMany);
    expect(() => save({ lines })).toThrow(tooMany);
    const invoiceId = e.issue([e.line()]);
    expect(() => e.revise(invoiceId, { lines })).toThrow(tooMany);
    expect(e.view(invoiceId).lines).toHaveLength(1);
  });

  test("INV-1 500 lines are issued and add up", () => {
    const invoiceId = e.issue(Array.from({ length: 500 }, (_, index) => e.line({ unitCents: toCents(index + 1), taxRatePpm: 88_750 })));
    const view = e.view(invoiceId);
    expect(view.lines).toHaveLength(500);
    expect(view.totalCents).toBe(view.lines.reduce((sum, line) => sum + line.netCents + line.taxCents, 0));
  });

  test("INV-3 an invoice is dated today or before, on an open day; terms are within a year", () => {
    expect(() => e.issue([e.line()], { invoicedOn: toDay("2026-11-23") })).toThrow(refusal("invoice_day_ahead", { todayOn: "2026-11-22" }));
    expect(() => e.issue([e.line()], { termsDays: 366 })).toThrow(refusal("invoice_terms_wrong", { most: 365 }));
    expect(() => e.issue([e.line()], { termsDays: -1 })).toThrow(refusal("invoice_terms_wrong"));
    e.desk.db.write((w) => insertDayLock(w, { throughOn: toDay("2026-11-19"), reason: "Counted", by: null, at: e.desk.cx().now }));
    expect(() => e.issue([e.line()], { invoicedOn: toDay("2026-11-19") })).toThrow(refusal("day_locked"));
    expect(e.view(e.issue([e.line()], { invoicedOn: toDay("2026-11-20"), termsDays: 7 })).dueOn).toBe("2026-11-27");
  });

  test("INV-1 no lines at all are refused", () => {
    expect(() => e.issue([])).toThrow(refusal("invoice_no_lines"));
    expect(() => openInEditor(e.desk.cx(), 99 as InvoiceId)).toThrow(refusal("invoice_not_found"));
    expect(() => invoiceHistory(e.desk.cx(), 99 as InvoiceId)).toThrow(refusal("invoice_not_found"));
  });
});
