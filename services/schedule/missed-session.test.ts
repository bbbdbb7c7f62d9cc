/** A missed visit that takes a session of the package by policy (PPL-16, PKG-3): a session or a fee, never both. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentRow } from "#db/schedule/appointments.ts";
import { listUses } from "#db/packages/uses.ts";
import { addDays } from "#domain/calendar.ts";
import type { PackageSaleId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import { Refusal } from "#domain/refusal.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { addPackage } from "../packages/catalogue.ts";
import { sellPackage } from "../packages/sell.ts";
import { purchasedDetails } from "../packages/show.ts";
import { tenMassages } from "../packages/shop.fixture.ts";
import { undoRedeem } from "../packages/undo-redeem.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { takeBackStep } from "./arrive.ts";
import { clinicDay, openClinic, type Clinic } from "./clinic.fixture.ts";
import { missAppointment, quoteMissed, type MissedToMark } from "./miss.ts";
import { saveScheduleSettings } from "./settings.ts";

let clinic: Clinic;
beforeEach(() => {
  clinic = openClinic();
  policy({});
});
afterEach(() => {
  expect(verifyPractice(clinic.club.db).breaches).toEqual([]);
  clinic.club.dispose();
});

function policy(over: { readonly waiversAYear?: number; readonly takesSession?: boolean; readonly noShowCents?: number }): void {
  const basedOn = clinic.club.db.read((r) => r.get<{ id: number }>("select max(id) as id from schedule_settings")?.id ?? null);
  const { noShowCents = 6000, ...rest } = over;
  saveScheduleSettings(clinic.cx(), {
    basedOn,
    settings: { fromMinute: 480, toMinute: 1080, noShowCents: toCents(noShowCents), lateFees: [{ underHours: 24, cents: toCents(2500) }], waiversAYear: 0, takesSession: true, ...rest },
  });
}

/** Ten cleanings for Rosa at 1,000.00, paid unless told otherwise. */
function sold(over: Partial<PackageTerms> = {}, paid = true): PackageSaleId {
  const { packageId } = addPackage(clinic.cx(), { terms: { ...tenMassages(clinic.cleaning), name: "Ten cleanings", ...over } });
  const { saleId } = sellPackage(clinic.cx(), { packageId, patientId: clinic.rosa });
  if (paid) clinic.club.payAll(clinic.householdId);
  return saleId;
}

const missed = (row: AppointmentRow, over: Partial<MissedToMark> = {}, at?: string) =>
  missAppointment(clinic.cx(at), { ...row, what: "cancelled", by: "patient", reason: "", expectedFeeCents: null, ...over });
const afternoon = () => clinic.book({ fromMinute: 840 });
const left = (saleId: PackageSaleId) => purchasedDetails(clinic.cx(), saleId).sale.unitsLeft;
const owed = () => clinic.club.balance(clinic.householdId).balanceCents;
const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("PPL-16 a session in place of the fee", () => {
  test("PPL-16 PKG-3 a no-show takes one session, worth 100.00, as a missed visit and no service; nothing is to pay", () => {
    const saleId = sold();
    const done = missed(afternoon(), { what: "no_show" }, "2026-06-01T18:30:00.000Z");
    expect(done).toMatchObject({ fee: { kind: "session", cents: 10_000, packageName: "Ten cleanings" }, appointment: { state: "no_show", fee: "session" } });
    const invoice = previewInvoice(clinic.cx(), done.invoice?.invoiceId as never);
    expect(invoice).toMatchObject({ status: "paid", totalCents: 10_000, lines: [{ kind: "fee", description: expect.stringContaining("Missed visit") }] });
    expect([left(saleId), owed()]).toEqual([9, 0]);
    expect(clinic.club.db.read((r) => listUses(r, saleId))).toMatchObject([{ kind: "redeemed", usedOn: clinicDay, patientName: "Rosa Lee", providerName: "Dr. Marsh" }]);
  });

  test("PPL-16 a late cancellation takes one as well, and with notice enough or by the practice neither session nor fee goes", () => {
    const saleId = sold();
    expect(missed(afternoon()).fee).toMatchObject({ kind: "session" });
    expect(missed(clinic.book({ visitOn: addDays(clinicDay, 2) })).fee).toEqual({ kind: "none", cents: 0 });
    expect(missed(afternoon(), { by: "practice" }).fee).toEqual({ kind: "none", cents: 0 });
    expect([left(saleId), owed()]).toEqual([9, 0]);
  });

  test("PPL-16 never both: what has no session pays the fee, and what has one pays none", () => {
    const saleId = sold({ contents: { kind: "fixed", items: [{ serviceId: clinic.cleaning, quantity: 1 }] } });
    expect(missed(afternoon()).fee.kind).toBe("session");
    expect(missed(afternoon()).fee).toEqual({ kind: "charged", cents: 2500 });
    expect([left(saleId), owed()]).toEqual([0, 2500]);
    clinic.club.payAll(clinic.householdId);
  });

  test.each<[string, Partial<PackageTerms>, boolean]>([
    ["nothing of it is paid", {}, false],
    ["it is for another kind of service", { contents: { kind: "fixed", items: [{ serviceId: 0 as never, quantity: 2 }] } }, true],
    ["its invoices are an insurer's receipts of visits", { insuranceFriendly: true }, true],
    ["it ended before the visit", { expiry: { kind: "date", lastOn: clinicDay } }, true],
  ])("PPL-16 the fee is charged where %s", (_, over, paid) => {
    const visitOn = "expiry" in over ? addDays(clinicDay, 1) : clinicDay;
    const other = clinic.club.db.read((r) => r.get<{ id: number }>("select id from service where id = ?", clinic.exam)?.id);
    clinic.club.db.write((w) => void w.exec("update service set category = 'Imaging' where id = ?", other ?? 0));
    const contents = over.contents ? { contents: { kind: "fixed" as const, items: [{ serviceId: clinic.exam, quantity: 2 }] } } : {};
    const saleId = sold({ ...over, ...contents }, paid);
    const units = left(saleId);
    const at = visitOn === clinicDay ? undefined : "2026-06-01T23:00:00.000Z";
    expect(missed(clinic.book({ visitOn, fromMinute: 840 }), {}, at).fee).toEqual({ kind: "charged", cents: 2500 });
    expect(left(saleId)).toBe(units);
    clinic.club.payAll(clinic.householdId);
  });

  test("PPL-16 a waiver of the year comes first, and without the policy the fee is charged", () => {
    const saleId = sold();
    policy({ waiversAYear: 1 });
    expect(missed(afternoon()).fee).toEqual({ kind: "waived", cents: 10_000, waiver: 1 });
    expect(missed(afternoon()).fee.kind).toBe("session");
    policy({ takesSession: false });
    expect(missed(afternoon()).fee).toEqual({ kind: "charged", cents: 2500 });
    expect(left(saleId)).toBe(9);
    clinic.club.payAll(clinic.householdId);
  });

  test("PPL-16 where a no-show has no fee, the policy still takes a session", () => {
    const saleId = sold();
    policy({ noShowCents: 0 });
    expect(missed(afternoon(), { what: "no_show" }, "2026-06-01T18:30:00.000Z").fee).toMatchObject({ kind: "session", cents: 10_000 });
    expect(left(saleId)).toBe(9);
  });

  test("MEM-21 what it takes is told by the very same code, and another worth is refused", () => {
    const saleId = sold();
    const row = afternoon();
    expect(quoteMissed(clinic.cx(), { ...row, what: "cancelled", by: "patient", reason: "" }).fee).toEqual({ kind: "session", cents: 10_000, packageName: "Ten cleanings" });
    expect([left(saleId), clinic.now(row).state]).toEqual([10, "booked"]);
    expect(refusalOf(() => missed(row, { expectedFeeCents: toCents(2500) }))).toBe("amount_changed_meanwhile");
    expect(missed(row, { expectedFeeCents: toCents(10_000) }).invoice).not.toBeNull();
  });
});

describe("PPL-16 kept after all on the same day", () => {
  test("PPL-16 the session is the patient's again and its invoice is void", () => {
    const saleId = sold();
    const { appointment, invoice } = missed(afternoon());
    expect(takeBackStep(clinic.cx(), appointment)).toMatchObject({ state: "booked", fee: null, feeInvoiceId: null });
    expect([left(saleId), owed()]).toEqual([10, 0]);
    expect(previewInvoice(clinic.cx(), invoice?.invoiceId as never).status).toBe("void");
  });

  test("PPL-16 a session that was given back by hand before does not come back twice", () => {
    const saleId = sold();
    const { appointment, invoice } = missed(afternoon());
    const [use] = purchasedDetails(clinic.cx(), saleId).uses;
    expect(refusalOf(() => voidAtDesk(clinic.cx(), { invoiceId: invoice?.invoiceId as never, reason: "x" }))).toBe("units_used_on_invoice");
    undoRedeem(clinic.cx(), { useId: use?.useId as never });
    expect(takeBackStep(clinic.cx(), appointment).state).toBe("booked");
    expect(left(saleId)).toBe(10);
  });

  test("PPL-16 on a later day it stays as it is", () => {
    const saleId = sold();
    const { appointment } = missed(afternoon());
    clinic.club.sleepUntil(addDays(clinicDay, 1));
    expect(refusalOf(() => takeBackStep(clinic.cx(), appointment))).toBe("appointment_marked_earlier");
    expect(left(saleId)).toBe(9);
    clinic.club.sleepUntil(clinicDay);
  });
});
