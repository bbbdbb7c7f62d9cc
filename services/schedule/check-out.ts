/**
 * Checks a visit out with its invoice (PPL-16, INV-1): a line for each service at its list price of
 * the day of the visit, less the plan's price and coupons, by the provider of the visit. What is shown
 * before is what the very same pricing answers (MEM-21).
 */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { setStanding, type AppointmentRow } from "#db/schedule/appointments.ts";
import type { InvoiceId, ServiceId } from "#domain/identity.ts";
import type { TypedLine } from "#domain/invoices/typed-line.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { stateAfter } from "#domain/schedule/visit-state.ts";
import { act, look, type Cx } from "../context.ts";
import { issueTypedWithin, previewTyped, type TypedPreview } from "../invoices/issue-typed.ts";
import type { TypedInvoice } from "../invoices/price-typed.ts";
import { audit } from "../record.ts";
import { noteVisit, requireAppointment, requireUnchanged, type OneAppointment } from "./require.ts";

export type CheckOut = OneAppointment & {
  /** What was done; none for a visit that costs nothing. */
  readonly serviceIds: readonly ServiceId[];
  /** The total that was shown; another one is refused. Null where nothing was shown. */
  readonly expectedTotalCents: Cents | null;
};

export type CheckedOut = {
  readonly appointment: AppointmentRow;
  readonly invoice: { readonly invoiceId: InvoiceId; readonly number: number } | null;
};

export type VisitPreview = Omit<TypedPreview, "lines"> & {
  readonly lines: (TypedPreview["lines"][number] & { readonly description: string })[];
};

/**
 * Refuses `appointment_not_found`, `record_changed_meanwhile`, `appointment_not_so`, `service_not_found`,
 * `visit_service_no_price` and what issuing a typed invoice refuses.
 */
export function checkOut(cx: Cx, input: CheckOut): CheckedOut {
  return act<CheckedOut>(cx, (db) => {
    const before = requireUnchanged(cx, db, input);
    const state = stateAfter(before.state, "check_out");
    const invoice = input.serviceIds.length === 0 ? null : issueTypedWithin(cx, db, visitInvoice(db, before, input));
    setStanding(db, input.appointmentId, { state, invoiceId: invoice?.invoiceId ?? null, fee: null, feeInvoiceId: null });
    audit(cx, db, "appointment.checked_out", `appointment/${input.appointmentId}`, {
      before: { state: before.state },
      after: { state, invoice: invoice?.number ?? null },
    });
    noteVisit(cx, db, before, { what: "checked_out", state, detail: invoice === null ? "without an invoice" : `invoice ${invoice.number}` });
    return { appointment: requireAppointment(cx, db, input.appointmentId), invoice };
  });
}

/** What the invoice of the visit comes to. Refuses what `checkOut` refuses, but for a closed day. */
export function quoteCheckOut(cx: Cx, input: Omit<CheckOut, "expectedTotalCents">): VisitPreview {
  const invoice = look<TypedInvoice>(cx, (db) => {
    const before = requireUnchanged(cx, db, input);
    stateAfter(before.state, "check_out");
    return visitInvoice(db, before, { ...input, expectedTotalCents: null });
  });
  const preview = previewTyped(cx, invoice);
  return { ...preview, lines: preview.lines.map((line, index) => ({ ...line, description: invoice.lines[index]?.description ?? "" })) };
}

function visitInvoice(db: ReadableDb, visit: AppointmentRow, { serviceIds, expectedTotalCents }: CheckOut): TypedInvoice {
  return {
    householdId: visit.householdId,
    termsDays: findPractice(db)?.terms_days ?? 0,
    expectedTotalCents,
    lines: serviceIds.map((serviceId) => visitLine(db, visit, serviceId)),
  };
}

function visitLine(db: ReadableDb, visit: AppointmentRow, serviceId: ServiceId): TypedLine {
  const service = findService(db, serviceId, visit.visitOn) ?? refuse("service_not_found", {});
  if (service.priceCents === null) refuse("visit_service_no_price", { name: service.name });
  return {
    patientId: visit.patientId,
    kind: "service",
    serviceId,
    providerId: visit.providerId,
    description: service.name,
    serviceOn: visit.visitOn,
    quantity: 1,
    unitCents: service.priceCents,
    taxRatePpm: service.taxRatePpm,
  };
}

