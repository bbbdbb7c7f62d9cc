/** What people had done in a span of days, for an offer of a plan (DOC-1): one row a line of an invoice that stands. */
import type { Day } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type VisitLine = {
  readonly on: Day;
  readonly patientId: PatientId;
  readonly description: string;
  /** Null for what was typed freely. */
  readonly code: string | null;
  readonly name: string | null;
  readonly category: string | null;
  readonly quantity: number;
  /** The list fee of today where the catalogue has one, else what one was charged at. */
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
};

/**
 * Services only, of both days and between. What was credited in full did not happen; what a package
 * paid for was never to be paid at list. In order of the day.
 */
export function listVisitLines(db: ReadableDb, patientIds: readonly PatientId[], fromOn: Day, throughOn: Day, today: Day): VisitLine[] {
  return db.all<VisitLine>(
    `select l.service_on as "on", l.patient_id as patientId, l.description, s.code, s.name, s.category, l.quantity, l.tax_rate_ppm as taxRatePpm,
       coalesce((select p.price_cents from service_price p where p.service_id = s.id and p.replaced_at is null and p.effective_on <= ?
         order by p.effective_on desc limit 1), l.unit_cents) as unitCents
     from invoice_line l join invoice i on i.id = l.invoice_id left join service s on s.id = l.service_id
     where l.patient_id in (select value from json_each(?)) and l.kind = 'service' and l.service_on between ? and ?
       and i.number is not null and i.voided_on is null
       and not exists (select 1 from package_use u where u.line_id = l.id and u.undone_on is null)
       and not (l.net_cents > 0 and l.net_cents <= (select coalesce(sum(c.net_cents), 0) from credit_note_line c where c.invoice_line_id = l.id))
     order by l.service_on, l.invoice_id, l.position`,
    today,
    JSON.stringify(patientIds),
    fromOn,
    throughOn,
  );
}
