/** Write-offs (INV-10): one invoice with a reason, small balances together, and no finance charge by itself. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { openClub } from "../memberships/club.fixture.ts";
import { agreePlan } from "../payment-plans/agree-plan.ts";
import { openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { viewSmallBalances, writeOffSmall } from "./small-balances.ts";
import { previewWriteOff, writeOffAtDesk } from "./write-off-at-desk.ts";

let desk: Desk;
let lee: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});
const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts];
    throw error;
  }
};
const ask = { atMostCents: toCents(500), dueBy: toDay("2026-11-22") };

describe("one invoice", () => {
  test("INV-10 a part and the rest, each with its reason; the invoice reads written off, and money already paid stays", () => {
    const { invoiceId } = desk.issue(lee, 5000);
    desk.take(lee, 3000);
    expect(previewWriteOff(desk.cx(), { invoiceId, cents: toCents(500), reason: "x" })).toEqual({ invoiceId, balanceAfterCents: 1500, owedAfterCents: 1500 });
    expect(previewInvoice(desk.cx(), invoiceId).balanceCents).toBe(2000);
    writeOffAtDesk(desk.cx(), { invoiceId, cents: toCents(500), reason: "Goodwill" });
    writeOffAtDesk(desk.cx(), { invoiceId, cents: toCents(1500), reason: "Uncollectable" });
    expect(previewInvoice(desk.cx(), invoiceId)).toMatchObject({ status: "written_off", paidCents: 3000, writtenOffCents: 2000, balanceCents: 0 });
    expect(desk.db.read((r) => r.all("select memo from entry where kind = 'written_off' order by id"))).toEqual([{ memo: "Goodwill" }, { memo: "Uncollectable" }]);
  });

  test("INV-10 refuses more than is owed, a settled invoice and one that is not there", () => {
    const { invoiceId, number } = desk.issue(lee, 5000);
    const off = (cents: number, id = invoiceId) => refusalOf(() => writeOffAtDesk(desk.cx(), { invoiceId: id, cents: toCents(cents), reason: "x" }));
    expect(off(5001)).toEqual(["write_off_too_much", { number, balanceCents: 5000 }]);
    expect(off(1, 99 as InvoiceId)).toEqual(["invoice_not_found", {}]);
    expect(off(5000)).toBe(undefined);
    expect(off(1)).toEqual(["invoice_not_open", { number }]);
  });
});

describe("small balances together", () => {
  test("INV-10 lists households that owe little in all, due by the day, without credit, plans and running charges", () => {
    const small = desk.issue(lee, 500).invoiceId;
    const ben = desk.household("Ben", "Ortiz").householdId;
    desk.issue(ben, 300);
    desk.issue(ben, 201);
    const kim = desk.household("Kim", "Wong").householdId;
    desk.issue(kim, 400, { dueOn: toDay("2026-11-23") });
    const ann = desk.household("Ann", "Berg").householdId;
    const planned = desk.issue(ann, 400).invoiceId;
    agreePlan(desk.cx(), { invoiceIds: [planned], downCents: toCents(0), by: { kind: "count", count: 2 }, every: "week", firstOn: toDay("2026-11-22"), payBy: "desk" });
    expect(viewSmallBalances(desk.cx(), ask)).toMatchObject({ rows: [{ invoiceId: small, payerName: "Rosa Lee", balanceCents: 500 }], more: false });
    expect(viewSmallBalances(desk.cx(), { ...ask, atMostCents: toCents(501) }).rows.map((row) => row.payerName)).toEqual(["Rosa Lee", "Ben Ortiz", "Ben Ortiz"]);
    expect(viewSmallBalances(desk.cx(), { ...ask, dueBy: toDay("2026-11-23") }).rows.map((row) => row.payerName)).toEqual(["Rosa Lee", "Kim Wong"]);
  });

  test("INV-10 writes the chosen off and leaves one that was paid in the meantime", () => {
    const first = desk.issue(lee, 300).invoiceId;
    const ben = desk.household("Ben", "Ortiz").householdId;
    const second = desk.issue(ben, 200).invoiceId;
    const kim = desk.household("Kim", "Wong").householdId;
    const third = desk.issue(kim, 100).invoiceId;
    desk.take(ben, 200);
    expect(writeOffSmall(desk.cx(), { ...ask, invoiceIds: [first, second], reason: "Tidying up" })).toEqual({ writtenOff: 1, cents: 300, left: 1 });
    expect([first, second, third].map((id) => previewInvoice(desk.cx(), id).status)).toEqual(["written_off", "paid", "unpaid"]);
    expect(refusalOf(() => writeOffSmall(desk.cx(), { ...ask, invoiceIds: [], reason: "x" }))).toEqual(["write_off_nothing_chosen", {}]);
  });
});

test("INV-10 no finance charge is ever made by itself, however long something is owed", () => {
  const club = openClub("2026-01-05");
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  club.enrol(householdId, [{ patientId, plan: club.adult, periodMonths: 1 }]);
  const { cx } = club;
  club.db.write((w) => issueInvoice(cx(), w, { kind: "manual", householdId, patientId: null, drawOn: null, invoicedOn: cx().today, dueOn: cx().today, termsDays: 0, lines: [serviceLine(cx().today, 9000)] }));
  club.advanceTo("2026-12-31");
  const kinds = club.db.read((r) => r.all<{ kind: string }>("select distinct kind from invoice_line order by kind").map((row) => row.kind));
  expect(kinds.filter((kind) => kind === "fee")).toEqual([]);
  expect(club.db.read((r) => r.get("select coalesce(sum(amount_cents), 0) as cents from posting where account = 'revenue_fees'"))).toEqual({ cents: 0 });
  expect(club.balance(householdId).balanceCents).toBeGreaterThan(0);
  club.dispose();
});
