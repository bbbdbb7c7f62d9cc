/**
 * What comes after an act that is being tried out (MEM-21): the run goes on day by day, the very code
 * that bills, and says what it drew for one membership and what it gave back. Only ever inside a
 * transaction that is taken back.
 */
import { findMembership, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import { listOpenInvoices } from "#db/invoices.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { explain } from "#domain/billing/explain.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import type { Work } from "../context.ts";
import { takePayment } from "../payments/take.ts";
import { previewDraws, type DrawPreview } from "./change-plan.ts";
import type { QuoteLine } from "./quote-enrolment.ts";

/** A bound: a free membership has no draw with money, however far one looks. */
const mostSteps = 60;

/** Lets the run go on up to a day, and lets what it draws be paid; its draws stay for `foretellDraws`. */
export function goOnTo(cx: Work, db: WritableDb, membership: MembershipRow, day: Day): void {
  for (let step = 0; step < mostSteps; step += 1) {
    const next = findMembership(db, membership.id)?.next_work_on ?? null;
    if (next === null || next > day) return;
    const before = lastInvoiceId(db);
    const hasMoved = runTo(cx, db, membership, next);
    payAll({ ...cx, today: next > cx.today ? next : cx.today }, db, membership.household_id, before);
    if (!hasMoved) return;
  }
}

/** What is drawn until then is taken as paid: nobody is shown an amount that only holds if somebody does not pay. */
function payAll(cx: Work, db: WritableDb, householdId: HouseholdId, afterInvoice: number): void {
  for (const { invoiceId, balanceCents } of listOpenInvoices(db, householdId))
    if (invoiceId > afterInvoice)
      takePayment(cx, db, {
        householdId,
        tender: "other",
        amountCents: balanceCents,
        tenderedCents: null,
        reference: "",
        choices: [{ invoiceId, cents: balanceCents }],
        note: "",
      });
}

/** The next draws of the membership after the invoices up to `afterInvoice`, at most `count`. */
export function foretellDraws(cx: Work, db: WritableDb, membership: MembershipRow, afterInvoice: number, count: number): DrawPreview[] {
  if (isPending(db, membership.id)) return previewDraws(db, membership, loadDrawFacts(db, membership.id), count);
  for (let step = 0; step < mostSteps; step += 1) {
    const draws = drawsMade(db, membership, afterInvoice);
    const next = findMembership(db, membership.id)?.next_work_on ?? null;
    if (next === null || draws.length > count || !runTo(cx, db, membership, next)) return draws.slice(0, count);
  }
  return drawsMade(db, membership, afterInvoice).slice(0, count);
}

/** One run of a later day; false where it moved nothing, so that nobody waits for it for ever. */
function runTo(cx: Work, db: WritableDb, membership: MembershipRow, next: Day): boolean {
  const on = next > cx.today ? next : cx.today;
  makeHouseholdPeriods({ ...cx, today: on }, db, membership.household_id);
  return findMembership(db, membership.id)?.next_work_on !== next;
}

type LineRow = {
  readonly on: Day;
  readonly patientName: string;
  readonly description: string;
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly explain: string;
};

function listLines(db: WritableDb, id: MembershipId, afterInvoice: number): LineRow[] {
  return db.all<LineRow>(
    `select i.draw_on as "on", trim(coalesce(p.first_name || ' ' || p.last_name, '')) as patientName, l.description,
       l.net_cents as netCents, l.tax_cents as taxCents, l.explain
     from invoice i join invoice_line l on l.invoice_id = i.id left join patient p on p.id = l.patient_id
     where i.id > ? and i.kind = 'draw' and l.membership_id = ? order by i.draw_on, i.id, l.position`,
    afterInvoice,
    id,
  );
}

function shown({ patientName, description, netCents, taxCents, explain: facts }: LineRow): QuoteLine {
  return {
    patientName,
    description,
    cents: addCents(netCents, taxCents),
    explain: explain(JSON.parse(facts) as AmountFacts, netCents),
  };
}

/** The lines of a membership on draws after an invoice. */
export function linesOfMembership(db: WritableDb, id: MembershipId, afterInvoice: number): QuoteLine[] {
  return listLines(db, id, afterInvoice).map(shown);
}

function drawsMade(db: WritableDb, membership: MembershipRow, afterInvoice: number): DrawPreview[] {
  return [...Map.groupBy(listLines(db, membership.id, afterInvoice), ({ on }) => on)]
    .map(([on, those]): DrawPreview => {
      const lines = those.map(shown);
      return { on, cents: addCents(zeroCents, ...lines.map(({ cents }) => cents)), lines };
    })
    .filter(({ cents }) => cents > 0);
}

export function lastInvoiceId(db: WritableDb): number {
  return db.get<{ id: number }>("select coalesce(max(id), 0) as id from invoice")?.id ?? 0;
}
