/**
 * What the line of a visit says where an insurer reads it (PKG-8): code, service, duration, who gave it and
 * their licence number, word for word as it was on that day. Without one of these nobody reimburses it, so
 * that it is asked for before the use is gone.
 */
import type { ServiceRow } from "#db/catalogue/services.ts";
import type { ReadableDb } from "#db/database.ts";
import { findVisitMinutes } from "#db/packages/visit-minutes.ts";
import { findStaff } from "#db/staff.ts";
import type { InvoiceId, StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

export type ReceiptFacts = {
  readonly service: ServiceRow;
  readonly providerId: StaffId | null;
  /** The invoice of an appointment says how long the visit was; else the service does. */
  readonly invoiceId: InvoiceId | null;
};

/** Refuses `receipt_incomplete` with what is missing. */
export function receiptWords(db: ReadableDb, { service, providerId, invoiceId }: ReceiptFacts): string {
  const { code, name, durationMinutes, serviceId } = service;
  const provider = providerId === null ? undefined : findStaff(db, providerId);
  if (!provider) return refuse("receipt_incomplete", { what: "provider", name });
  if (provider.licence === "") refuse("receipt_incomplete", { what: "licence", name: provider.name });
  const minutes = (invoiceId === null ? null : findVisitMinutes(db, invoiceId, serviceId)) ?? durationMinutes ?? 0;
  if (minutes <= 0) refuse("receipt_incomplete", { what: "duration", name });
  return `${code} ${name}, ${minutes} minutes, by ${provider.name}, licence ${provider.licence}`;
}
