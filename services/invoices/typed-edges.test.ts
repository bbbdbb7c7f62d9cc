import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, openDesk, type Desk } from "../payments/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { applyCredit } from "./apply-credit.ts";
import { issueTyped, type TypedLine } from "./issue-typed.ts";
import { previewInvoice } from "./preview.ts";
import { voidAtDesk } from "./void.ts";
import { writeOffInvoice } from "./write-off.ts";

let desk: Desk;
let home: HouseholdId;
let patientId: PatientId;
beforeEach(() => {
  desk = openDesk();
  ({ householdId: home, patientId } = desk.household("Rosa", "Lee"));
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const line = (over: Partial<TypedLine> = {}): TypedLine => ({
  patientId,
  kind: "service",
  description: "Cleaning",
  serviceOn: toDay("2026-11-22"),
  quantity: 1,
  unitCents: toCents(5000),
  taxRatePpm: 0,
  ...over,
});
const issue = (lines: readonly TypedLine[], termsDays = 0, today?: string) => issueTyped(desk.cx(today), { householdId: home, lines, termsDays });
const preview = (invoiceId: InvoiceId, today?: string) => previewInvoice(desk.cx(today), invoiceId);
const writeOff = (invoiceId: InvoiceId, cents: number) => desk.db.write((db) => writeOffInvoice(desk.cx(), db, { invoiceId, amountCents: toCents(cents), reason: "Goodwill" }));

describe("INV-1 tax is rounded once a line, half away from zero", () => {
  test.each<[net: number, quantity: number, rate: number, tax: number]>([
    [9000, 1, 88_750, 799],
    [1, 1, 500_000, 1],
    [1, 1, 499_999, 0],
    [50, 1, 10_000, 1],
    [49, 1, 10_000, 0],
    [333, 3, 62_500, 62],
    [1999, 7, 70_000, 980],
    [0, 5, 200_000, 0],
    [100_000_000, 1, 1, 100],
    [12_345, 2, 0, 0],
  ])("%i cents × %i at %i ppm: %i", (unit, quantity, rate, tax) => {
    const { invoiceId } = issue([line({ unitCents: toCents(unit), quantity, taxRatePpm: rate })]);
    expect(preview(invoiceId)).toMatchObject({ taxCents: tax, totalCents: unit * quantity + tax, balanceCents: unit * quantity + tax });
  });

  test("three lines of a third of a cent of tax owe none, one line of all three owes one", () => {
    const thirds = issue([1, 2, 3].map(() => line({ unitCents: toCents(33), taxRatePpm: 10_000 })));
    const whole = issue([line({ unitCents: toCents(99), taxRatePpm: 10_000 })]);
    expect([preview(thirds.invoiceId).taxCents, preview(whole.invoiceId).taxCents]).toEqual([0, 1]);
  });
});

describe("INV-2, INV-3 the life of an invoice over 50.00 net 15", () => {
  const dueOn = "2026-12-07";

  test.each<[day: string, status: string]>([
    ["2026-11-22", "unpaid"],
    [dueOn, "unpaid"],
    ["2026-12-08", "overdue"],
  ])("unpaid, on %s it is %s", (day, status) => {
    const { invoiceId } = issue([line()], 15);
    expect(preview(invoiceId, day)).toMatchObject({ dueOn, status });
  });

  const acts: Record<string, (invoiceId: InvoiceId) => void> = {
    pay10: () => void desk.take(home, 1000),
    payAll: () => void desk.take(home, 5000),
    writeOff10: (id) => writeOff(id, 1000),
    writeOffRest: (id) => writeOff(id, preview(id).balanceCents),
    void: (id) => void voidAtDesk(desk.cx(), { invoiceId: id, reason: "Typed twice" }),
  };

  test.each<[acts: string[], status: InvoiceStatus, balance: number, credit: number]>([
    [["pay10"], "part_paid", 4000, 0],
    [["writeOff10"], "part_paid", 4000, 0],
    [["payAll"], "paid", 0, 0],
    [["pay10", "writeOffRest"], "written_off", 0, 0],
    [["writeOffRest"], "written_off", 0, 0],
    [["writeOff10", "payAll"], "written_off", 0, 1000],
    [["void"], "void", 0, 0],
    [["pay10", "void"], "void", 0, 1000],
    [["payAll", "void"], "void", 0, 5000],
    [["writeOff10", "void"], "void", 0, 0],
    [["pay10", "writeOff10", "void"], "void", 0, 1000],
  ])("after %j it is %s, owes %i, and %i is the household's", (done, status, balance, credit) => {
    const { invoiceId } = issue([line()], 15);
    for (const act of done) acts[act]?.(invoiceId);
    expect(preview(invoiceId)).toMatchObject({ status, balanceCents: balance, householdCreditCents: credit });
    expect(desk.money(home)).toEqual({ balanceCents: balance, creditCents: credit });
    if (balance === 0) expect(preview(invoiceId, "2027-12-31").status).toBe(status);
  });

  test("what is not open takes neither credit nor a write-off nor a second void", () => {
    const paid = issue([line()]).invoiceId;
    desk.take(home, 6000);
    const voided = issue([line({ unitCents: toCents(0) })]).invoiceId;
    voidAtDesk(desk.cx(), { invoiceId: voided, reason: "Nothing" });
    for (const invoiceId of [paid, voided]) {
      expect(() => applyCredit(desk.cx(), { invoiceId })).toThrow(refusal("invoice_not_open"));
      expect(() => writeOff(invoiceId, 1)).toThrow(refusal("invoice_not_open"));
    }
    expect(() => voidAtDesk(desk.cx(), { invoiceId: voided, reason: "Again" })).toThrow(refusal("invoice_already_void"));
    for (const work of [() => applyCredit(desk.cx(), { invoiceId: 999 as InvoiceId }), () => voidAtDesk(desk.cx(), { invoiceId: 999 as InvoiceId, reason: "x" })]) expect(work).toThrow(refusal("invoice_not_found"));
  });

  test("a write-off is at most what is owed, and says so with the figure", () => {
    const { invoiceId, number } = issue([line()]);
    desk.take(home, 4000);
    expect(() => writeOff(invoiceId, 1001)).toThrow(expect.objectContaining({ code: "write_off_too_much", facts: { number, balanceCents: 1000 } }) as Error);
    writeOff(invoiceId, 1000);
    expect(preview(invoiceId).balanceCents).toBe(0);
  });

  test("without any credit none is used, and the invoice is as it was", () => {
    const { invoiceId } = issue([line()]);
    const before = preview(invoiceId);
    expect(() => applyCredit(desk.cx(), { invoiceId })).toThrow(refusal("no_household_credit"));
    expect(preview(invoiceId)).toEqual(before);
  });
});

describe("INV-1 what may be typed", () => {
  test("each kind of line, a description without outer blanks, a service day before today", () => {
    const { invoiceId } = issue([line({ kind: "product", description: "  Floss " }), line({ kind: "fee" }), line({ serviceOn: addDays(toDay("2026-11-22"), -30), quantity: 999, unitCents: toCents(0) })]);
    expect(preview(invoiceId).lines.map(({ kind, description, serviceOn, quantity, netCents }) => [kind, description, serviceOn, quantity, netCents])).toEqual([
      ["product", "Floss", "2026-11-22", 1, 5000],
      ["fee", "Cleaning", "2026-11-22", 1, 5000],
      ["service", "Cleaning", "2026-10-23", 999, 0],
    ]);
  });

  test("the patient of the invoice is the one of all its lines, or nobody", () => {
    const { patientId: other } = desk.household("Ben", "Ortiz");
    desk.db.write((w) => w.exec("update patient set household_id = ? where id = ?", home, other));
    const patientOf = (invoiceId: InvoiceId) => desk.db.read((r) => r.get("select patient_id as id from invoice where id = ?", invoiceId));
    expect(patientOf(issue([line(), line()]).invoiceId)).toEqual({ id: patientId });
    expect(patientOf(issue([line(), line({ patientId: other })]).invoiceId)).toEqual({ id: null });
  });

  test.each<[string, Partial<TypedLine>, string]>([
    ["a patient who is not there", { patientId: 999 as PatientId }, "patient_not_found"],
    ["more than an invoice may be", { quantity: 999, unitCents: toCents(100_000_000) }, "invoice_too_large"],
  ])("%s is refused, and no number is taken (F-14)", (_, over, code) => {
    const first = issue([line()]).number;
    expect(() => issue([line(), line(over)])).toThrow(refusal(code));
    expect(issue([line()]).number).toBe(first + 1);
  });
});
