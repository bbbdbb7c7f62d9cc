/** How long a service of an appointment took, as it was booked (PKG-8). */
import type { InvoiceId, ServiceId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

/** Null where the invoice is of no appointment, or the service was not booked with minutes of its own. */
export function findVisitMinutes(db: ReadableDb, invoiceId: InvoiceId, serviceId: ServiceId): number | null {
  const row = db.get<{ minutes: number }>(
    `select x.minutes from appointment a join appointment_service x on x.appointment_id = a.id
     where a.invoice_id = ? and x.service_id = ? order by x.position limit 1`,
    invoiceId,
    serviceId,
  );
  return row !== undefined && row.minutes > 0 ? row.minutes : null;
}
