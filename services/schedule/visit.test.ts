import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { setServicePrice } from "../catalogue/manage-services.ts";
import { auditSince, lastAuditId, refusalOf } from "../people/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { checkIn, takeBackStep } from "./arrive.ts";
import { moveAppointment } from "./book.ts";
import { checkOut, quoteCheckOut } from "./check-out.ts";
import { clinicDay, openClinic, type Clinic } from "./clinic.fixture.ts";
import { missAppointment, quoteMissed, type MissedToMark } from "./miss.ts";
import { saveScheduleSettings } from "./settings.ts";
import { showAppointment } from "./view.ts";

let clinic: Clinic;
beforeEach(() => (clinic = openClinic()));
afterEach(() => {
  expect(verifyPractice(clinic.club.db).breaches).toEqual([]);
  clinic.club.dispose();
});

const countInvoices = () => clinic.club.db.read((r) => r.get<{ n: number }>("select count(*) as n from invoice where voided_on is null"))?.n;

describe("PPL-16 check-in", () => {
  test("PPL-16 a booked visit is checked in on its day, once", () => {
    const row = clinic.book();
    const here = checkIn(clinic.cx(), row);
    expect(here).toMatchObject({ state: "checked_in", version: 2 });
    expect(() => checkIn(clinic.cx(), here)).toThrow(expect.objectContaining({ code: "appointment_not_so", facts: { state: "checked_in", act: "check_in" } }));
    expect(refusalOf(() => checkIn(clinic.cx(), row))).toBe("record_changed_meanwhile");
  });

  test("PPL-16 on another day it is refused with its day", () => {
    const row = clinic.book({ visitOn: addDays(clinicDay, 1) });
    expect(() => checkIn(clinic.cx(), row)).toThrow(expect.objectContaining({ code: "appointment_other_day", facts: { visitOn: "2026-06-02" } }));
  });

  test("PPL-16 somebody who is deceased or inactive meanwhile is not checked in", () => {
    const row = clinic.book();
    clinic.club.db.write((w) => w.exec("update patient set status = 'deceased' where id = ?", clinic.rosa));
    expect(refusalOf(() => checkIn(clinic.cx(), row))).toBe("appointment_patient_not_here");
  });

  test("PPL-16 a check-in is taken back, with its history", () => {
    const row = clinic.book();
    expect(takeBackStep(clinic.cx(), checkIn(clinic.cx(), row))).toMatchObject({ state: "booked", version: 3 });
    expect(showAppointment(clinic.cx(), row).history.map(({ what, state }) => `${what} ${state}`)).toEqual(["taken_back booked", "checked_in checked_in", "booked booked"]);
    expect(refusalOf(() => takeBackStep(clinic.cx(), clinic.now(row)))).toBe("appointment_not_so");
  });
});

describe("PPL-16 INV-1 check-out", () => {
  const here = () => checkIn(clinic.cx(), clinic.book());
  const out = (row: ReturnType<typeof here>, serviceIds = [clinic.cleaning, clinic.exam], expectedTotalCents: number | null = null) =>
    checkOut(clinic.cx(), { ...row, serviceIds, expectedTotalCents: expectedTotalCents === null ? null : toCents(expectedTotalCents) });

  test("PPL-16 INV-1 the invoice has a line for each service, by the provider, on the day of the visit", () => {
    const row = here();
    const before = lastAuditId(clinic.club.db);
    const { appointment, invoice } = out(row);
    expect(appointment).toMatchObject({ state: "checked_out", invoiceId: invoice?.invoiceId });
    const lines = clinic.club.db.read((r) =>
      r.all("select description, service_on as serviceOn, provider_id as providerId, service_id as serviceId, net_cents as netCents from invoice_line where invoice_id = ? order by position", invoice?.invoiceId ?? 0),
    );
    expect(lines).toEqual([
      { description: "Cleaning", serviceOn: clinicDay, providerId: clinic.marsh, serviceId: clinic.cleaning, netCents: 12_000 },
      { description: "Examination", serviceOn: clinicDay, providerId: clinic.marsh, serviceId: clinic.exam, netCents: 8500 },
    ]);
    expect(auditSince(clinic.club.db, before).map(({ action }) => action)).toContain("appointment.checked_out");
    expect(showAppointment(clinic.cx(), row).history[0]?.detail).toBe(`invoice ${invoice?.number}`);
  });

  test("MEM-6 MEM-21 a member has the plan's price, the preview says so to the cent, and another amount than was shown is refused", () => {
    const plan = clinic.club.plan({ name: "Adult", discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }] });
    clinic.club.enrol(clinic.householdId, [{ patientId: clinic.rosa, plan }]);
    const row = here();
    const quote = quoteCheckOut(clinic.cx(), { ...row, serviceIds: [clinic.cleaning] });
    expect(quote).toMatchObject({ totalCents: 9600, lines: [{ description: "Cleaning", listCents: 12_000, netCents: 9600, why: [{ offCents: 2400 }] }] });
    expect(() => out(row, [clinic.cleaning], 12_000)).toThrow(expect.objectContaining({ code: "amount_changed_meanwhile", facts: { shownCents: 12_000, nowCents: 9600 } }));
    const { invoice } = out(row, [clinic.cleaning], 9600);
    expect(previewInvoice(clinic.cx(), invoice?.invoiceId as never)).toMatchObject({ totalCents: 9600, kind: "manual" });
  });

  test("MEM-7 a visit before the membership begins is not discounted, and the desk is told", () => {
    const plan = clinic.club.plan({ name: "Adult", discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }] });
    clinic.club.enrol(clinic.householdId, [{ patientId: clinic.rosa, plan }], { startOn: "2026-06-15" });
    const quote = quoteCheckOut(clinic.cx(), { ...here(), serviceIds: [clinic.cleaning] });
    expect(quote.totalCents).toBe(12_000);
    expect(quote.warnings.join(" ")).toContain("begins on");
  });

  test("PPL-9 the price is that of the day of the visit, also where it is checked out a day later", () => {
    const row = here();
    setServicePrice(clinic.cx(), { serviceId: clinic.cleaning, effectiveOn: addDays(clinicDay, 1), priceCents: toCents(15_000) });
    clinic.club.sleepUntil(addDays(clinicDay, 1));
    expect(quoteCheckOut(clinic.cx(), { ...row, serviceIds: [clinic.cleaning] }).totalCents).toBe(12_000);
  });

  test("PPL-9 a service without a price on that day is refused by name, and nothing is kept", () => {
    const row = here();
    clinic.club.db.write((w) => w.exec("update service_price set effective_on = '2026-07-01' where service_id = ?", clinic.exam));
    expect(() => out(row)).toThrow(expect.objectContaining({ code: "visit_service_no_price", facts: { name: "Examination" } }));
    expect(refusalOf(() => out(row, [999 as never]))).toBe("service_not_found");
    expect([countInvoices(), clinic.now(row).state]).toEqual([0, "checked_in"]);
  });

  test("PPL-16 a visit without services ends without an invoice", () => {
    const row = here();
    expect(out(row, [])).toMatchObject({ invoice: null, appointment: { state: "checked_out", invoiceId: null } });
    expect(takeBackStep(clinic.cx(), clinic.now(row)).state).toBe("checked_in");
  });

  test("PPL-16 nobody is checked out who is not here, nor twice", () => {
    const row = clinic.book();
    expect(refusalOf(() => out(row))).toBe("appointment_not_so");
    expect(refusalOf(() => quoteCheckOut(clinic.cx(), { ...row, serviceIds: [] }))).toBe("appointment_not_so");
    const { appointment } = out(checkIn(clinic.cx(), row));
    expect(refusalOf(() => out(appointment))).toBe("appointment_not_so");
    expect(countInvoices()).toBe(1);
  });

  test("PPL-16 a check-out is taken back once its invoice is void, and can be done again", () => {
    const { appointment, invoice } = out(here());
    expect(() => takeBackStep(clinic.cx(), appointment)).toThrow(expect.objectContaining({ code: "visit_has_invoice", facts: { number: invoice?.number } }));
    voidAtDesk(clinic.cx(), { invoiceId: invoice?.invoiceId as never, reason: "Wrong services" });
    const back = takeBackStep(clinic.cx(), appointment);
    expect(back).toMatchObject({ state: "checked_in", invoiceId: null });
    expect(out(back, [clinic.exam]).invoice?.number).toBe((invoice?.number ?? 0) + 1);
  });
});

describe("PPL-16 missed visits", () => {
  beforeEach(() => {
    saveScheduleSettings(clinic.cx(), {
      basedOn: null,
      settings: { fromMinute: 480, toMinute: 1080, noShowCents: toCents(6000), lateFees: [{ underHours: 24, cents: toCents(2500) }], waiversAYear: 1, takesSession: false },
    });
  });
  const marked = (over: Partial<MissedToMark>, row = clinic.book(), at?: string) =>
    missAppointment(clinic.cx(at), { ...row, what: "cancelled", by: "patient", reason: " Ill ", expectedFeeCents: null, ...over });
  // The club's clock stands at 15:00 in London, 11:00 in New York.
  const useWaiver = () => marked({}, clinic.book({ fromMinute: 840 }));

  test("PPL-16 the first of the year is waived, the next is an invoice over the fee", () => {
    expect(useWaiver()).toMatchObject({ fee: { kind: "waived", cents: 2500, waiver: 1 }, invoice: null, appointment: { state: "cancelled", fee: "waived" } });
    const second = marked({}, clinic.book({ fromMinute: 840 }));
    expect(second).toMatchObject({ fee: { kind: "charged", cents: 2500 }, appointment: { fee: "charged", feeInvoiceId: second.invoice?.invoiceId } });
    const invoice = previewInvoice(clinic.cx(), second.invoice?.invoiceId as never);
    expect(invoice).toMatchObject({ totalCents: 2500, lines: [{ kind: "fee", description: expect.stringContaining("cancelled late") }] });
    expect(showAppointment(clinic.cx(), second.appointment).history[0]).toMatchObject({ what: "cancelled", detail: "Ill" });
  });

  test("PPL-16 a waiver counts in its calendar year", () => {
    useWaiver();
    clinic.club.sleepUntil("2027-01-04");
    expect(marked({}, clinic.book({ fromMinute: 840 })).fee).toEqual({ kind: "waived", cents: 2500, waiver: 1 });
  });

  test("PPL-16 with notice enough, or by the practice, it costs nothing", () => {
    useWaiver();
    expect(marked({}, clinic.book({ visitOn: addDays(clinicDay, 2) })).fee).toEqual({ kind: "none", cents: 0 });
    expect(marked({ by: "practice" }, clinic.book({ fromMinute: 840 })).fee).toEqual({ kind: "none", cents: 0 });
    expect(countInvoices()).toBe(0);
  });

  test("PPL-16 nobody is a no-show before the time; then the fee is that of a no-show", () => {
    useWaiver();
    const row = clinic.book({ fromMinute: 840 });
    expect(() => marked({ what: "no_show" }, row)).toThrow(expect.objectContaining({ code: "appointment_not_yet", facts: { visitOn: clinicDay, fromMinute: 840 } }));
    const done = marked({ what: "no_show" }, row, "2026-06-01T18:00:00.000Z");
    expect(done).toMatchObject({ fee: { kind: "charged", cents: 6000 }, appointment: { state: "no_show" } });
  });

  test("MEM-21 what it costs is told by the very same code, and nothing of it stays", () => {
    useWaiver();
    const row = clinic.book({ fromMinute: 840 });
    expect(quoteMissed(clinic.cx(), { ...row, what: "cancelled", by: "patient", reason: "" }).fee).toEqual({ kind: "charged", cents: 2500 });
    expect([clinic.now(row).state, countInvoices()]).toEqual(["booked", 0]);
    expect(() => marked({ expectedFeeCents: toCents(0) }, row)).toThrow(expect.objectContaining({ code: "amount_changed_meanwhile", facts: { shownCents: 0, nowCents: 2500 } }));
    expect(marked({ expectedFeeCents: toCents(2500) }, row).invoice).not.toBeNull();
  });

  test("PPL-16 kept after all on the same day: the fee is void and the time is taken again", () => {
    useWaiver();
    const { appointment, invoice } = marked({}, clinic.book({ fromMinute: 840 }));
    clinic.club.payAll(clinic.householdId);
    const back = takeBackStep(clinic.cx(), appointment);
    expect(back).toMatchObject({ state: "booked", fee: null, feeInvoiceId: null });
    expect(previewInvoice(clinic.cx(), invoice?.invoiceId as never).status).toBe("void");
    // What was paid for it is the household's.
    expect(clinic.club.balance(clinic.householdId)).toEqual({ balanceCents: 0, creditCents: 2500 });
    expect(refusalOf(() => clinic.book({ fromMinute: 840 }))).toBe("appointment_overlap");
  });

  test("PPL-16 kept after all, but somebody else has the time: refused by name, and the fee stays", () => {
    useWaiver();
    const { appointment, invoice } = marked({}, clinic.book({ fromMinute: 840 }));
    clinic.book({ fromMinute: 850 });
    expect(refusalOf(() => takeBackStep(clinic.cx(), appointment))).toBe("appointment_overlap");
    expect(previewInvoice(clinic.cx(), invoice?.invoiceId as never).status).not.toBe("void");
  });

  test("PPL-16 on a later day it is not taken back, and the fee can be voided by hand on the same day without harm", () => {
    useWaiver();
    const { appointment, invoice } = marked({}, clinic.book({ fromMinute: 840 }));
    voidAtDesk(clinic.cx(), { invoiceId: invoice?.invoiceId as never, reason: "Goodwill" });
    clinic.club.sleepUntil(addDays(clinicDay, 1));
    expect(() => takeBackStep(clinic.cx(), appointment)).toThrow(expect.objectContaining({ code: "appointment_marked_earlier", facts: { markedOn: clinicDay } }));
    clinic.club.sleepUntil(clinicDay);
    expect(takeBackStep(clinic.cx(), appointment).state).toBe("booked");
  });

  test("PPL-16 the day is the practice's: at one in the morning in London it is still the day before in New York", () => {
    useWaiver();
    const late = marked({}, clinic.book({ fromMinute: 1260 }), "2026-06-02T00:30:00.000Z");
    expect(takeBackStep(clinic.cx("2026-06-02T03:30:00.000Z"), late.appointment).state).toBe("booked");
  });

  test("PPL-16 missed is missed once, and somebody who was here is no no-show", () => {
    const { appointment } = useWaiver();
    expect(refusalOf(() => marked({}, appointment))).toBe("appointment_not_so");
    expect(refusalOf(() => marked({ what: "no_show" }, checkIn(clinic.cx(), clinic.book({ fromMinute: 480 }))))).toBe("appointment_not_so");
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...appointment, fromMinute: 600 }))).toBe("appointment_not_so");
  });
});

test("PPL-16 a day at the desk: booked, moved, checked in, checked out, one missed; the books tell the same", () => {
  const first = moveAppointment(clinic.cx(), { ...clinic.book(), fromMinute: 630 });
  const second = clinic.book({ fromMinute: 700, visitOn: toDay("2026-06-02") });
  const done = checkOut(clinic.cx(), { ...checkIn(clinic.cx(), first), serviceIds: [clinic.cleaning], expectedTotalCents: toCents(12_000) });
  expect(clinic.club.balance(clinic.householdId).balanceCents).toBe(12_000);
  missAppointment(clinic.cx(), { ...second, what: "cancelled", by: "patient", reason: "", expectedFeeCents: null });
  clinic.club.payAll(clinic.householdId);
  clinic.club.advanceTo("2026-06-05");
  expect(clinic.club.balance(clinic.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  expect(clinic.now(done.appointment)).toMatchObject({ state: "checked_out", pastDueCents: 0 });
});
