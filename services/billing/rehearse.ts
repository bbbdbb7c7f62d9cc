/**
 * Rehearses the run of a day (BIL-4): the very code of the run, in a transaction that is taken back,
 * so that on an unchanged file the real run of that day equals its rehearsal: households, lines,
 * amounts, method, and whether a card is asked. How the bank will answer cannot be known.
 */
import type { WritableDb } from "#db/database.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import { listDueHouseholds } from "#db/memberships/records.ts";
import { findDrawnPart } from "#db/payment-plans/drawn-parts.ts";
import { explain, type Explained } from "#domain/billing/explain.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { ChargeDecision, SkipReason } from "#domain/charging/decide-charges.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { partWord } from "#domain/payment-plans/due-parts.ts";
import { checkCeiling, planAllCharges, type PlannedCharge } from "../charging/plan-charges.ts";
import type { Cx } from "../context.ts";
import { keepTerms } from "../plan-upkeep/keep-terms.ts";
import { tryOut } from "../try-out.ts";
import { decideLapses } from "./decide-lapses.ts";
import { tryMakePeriods } from "./try-make-periods.ts";

export type RehearsedDraw = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly drawOn: Day;
  /** Made by this run, or an earlier draw whose card is asked again. */
  readonly isNew: boolean;
  readonly cents: Cents;
  readonly method: "credit" | "manual" | "card";
  /** What the card is asked for; null where no charge is attempted. */
  readonly attemptCents: Cents | null;
  readonly draw: {
    readonly on: Day;
    readonly cents: Cents;
    readonly lines: {
      readonly patientName: string;
      readonly description: string;
      readonly cents: Cents;
      readonly explain: Explained;
    }[];
  };
  /** Why the card is not asked, as the run says it. */
  readonly trouble: (SkipReason | "above_ceiling")[];
};

export type Rehearsal = {
  readonly onDay: Day;
  readonly totalCents: Cents;
  readonly households: number;
  readonly attempts: number;
  readonly attemptCents: Cents;
  readonly rows: RehearsedDraw[];
};

/** How far ahead a run can be rehearsed. */
const furthestDays = 400;

/** Refuses `rehearsal_day` for a day before today or too far ahead. */
export function rehearseRun(cx: Cx, onDay: Day): Rehearsal {
  if (onDay < cx.today || onDay > addDays(cx.today, furthestDays))
    refuse("rehearsal_day", { fromOn: cx.today, days: furthestDays });
  return tryOut<Rehearsal>(cx.db, (db) => rehearse({ ...cx, today: onDay }, db));
}

/** Steps 3 and 4 of the run, and what step 5 would decide (BIL-1). */
function rehearse(cx: Cx, db: WritableDb): Rehearsal {
  const lastInvoice = db.get<{ id: number }>("select coalesce(max(id), 0) as id from invoice")?.id ?? 0;
  decideLapses(cx, db);
  keepTerms(cx, db);
  for (const householdId of listDueHouseholds(db, cx.today, 0, 1_000_000)) tryMakePeriods(cx, db, householdId);
  const planned = planAllCharges(cx, db, cx.gateways.cards.canCharge);
  const isPaused = checkCeiling(cx, db, planned).isAbove;
  const decisions = new Map(planned.flatMap((charge) => (charge.partId === null ? [[charge.invoiceId, charge.decision] as const] : [])));
  const rows = [
    ...listDraws(db, lastInvoice, decisions).map((row) => rehearsed(db, row, lastInvoice, decisions.get(row.id), isPaused)),
    ...planned.flatMap((charge) => rehearsedPart(cx, db, charge, isPaused)),
  ];
  const asked = rows.flatMap(({ attemptCents }) => (attemptCents === null ? [] : [attemptCents]));
  return {
    onDay: cx.today,
    totalCents: addCents(zeroCents, ...rows.flatMap(({ isNew, cents }) => (isNew ? [cents] : []))),
    households: new Set(rows.map((row) => row.householdId)).size,
    attempts: asked.length,
    attemptCents: addCents(zeroCents, ...asked),
    rows,
  };
}

type DrawRow = {
  readonly id: InvoiceId;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly drawOn: Day;
  readonly total: Cents;
  readonly balance: Cents;
  readonly paysBy: "manual" | "card";
};

/** The draws this run makes, and the earlier ones whose card it asks again. */
function listDraws(
  db: WritableDb,
  lastInvoice: number,
  decisions: ReadonlyMap<InvoiceId, ChargeDecision>,
): DrawRow[] {
  return db
    .all<DrawRow>(
      `select i.id, i.household_id as householdId, coalesce(trim(y.first_name || ' ' || y.last_name), h.name) as payerName,
         i.draw_on as drawOn, i.total_cents as total, i.balance_cents as balance, h.pays_by as paysBy
       from invoice i join household h on h.id = i.household_id left join patient y on y.id = h.payer_patient_id
       where i.kind = 'draw' and i.voided_on is null and (i.id > ? or i.balance_cents > 0)
       order by i.draw_on, payerName, i.id`,
      lastInvoice,
    )
    .filter((row) => row.id > lastInvoice || decisions.get(row.id)?.charge === true);
}

function rehearsed(
  db: WritableDb,
  row: DrawRow,
  lastInvoice: number,
  decision: ChargeDecision | undefined,
  isPaused: boolean,
): RehearsedDraw {
  const isAsked = decision?.charge === true && !isPaused;
  return {
    householdId: row.householdId,
    isNew: row.id > lastInvoice,
    payerName: row.payerName,
    drawOn: row.drawOn,
    cents: row.total,
    method: row.balance === 0 ? "credit" : row.paysBy,
    attemptCents: isAsked ? decision.amountCents : null,
    draw: { on: row.drawOn, cents: row.total, lines: linesOf(db, row.id) },
    trouble: row.balance > 0 && row.paysBy === "card" && !isAsked ? [whyNot(decision)] : [],
  };
}

/** A part of a drawn payment plan (INV-6): what the card is asked for, or what stands against it on its day. */
function rehearsedPart(cx: Cx, db: WritableDb, charge: PlannedCharge, isPaused: boolean): RehearsedDraw[] {
  const { partId, decision, householdId, dueOn, owedCents } = charge;
  const part = partId === null ? undefined : findDrawnPart(db, partId);
  if (!part || (!decision.charge && dueOn < cx.today)) return [];
  const isAsked = decision.charge && !isPaused;
  const description = `${partWord(part)} of the payment plan for invoice ${part.invoiceNumber}`;
  const facts = { kind: "typed" as const, quantity: 1, unitCents: owedCents };
  return [
    {
      householdId,
      isNew: false,
      payerName: findPayerWords(db, householdId).name,
      drawOn: dueOn,
      cents: owedCents,
      method: "card",
      attemptCents: isAsked ? decision.amountCents : null,
      draw: { on: dueOn, cents: owedCents, lines: [{ patientName: "", description, cents: owedCents, explain: explain(facts, owedCents) }] },
      trouble: isAsked ? [] : [whyNot(decision)],
    },
  ];
}

function whyNot(decision: ChargeDecision | undefined): SkipReason | "above_ceiling" {
  if (!decision) return "no_processor";
  return decision.charge ? "above_ceiling" : decision.reason;
}

function linesOf(db: WritableDb, invoiceId: InvoiceId): RehearsedDraw["draw"]["lines"] {
  return db
    .all<{ patientName: string; description: string; net: Cents; tax: Cents; explain: string }>(
      `select trim(coalesce(p.first_name || ' ' || p.last_name, '')) as patientName, l.description,
         l.net_cents as net, l.tax_cents as tax, l.explain
       from invoice_line l left join patient p on p.id = l.patient_id where l.invoice_id = ? order by l.position`,
      invoiceId,
    )
    .map((line) => ({
      patientName: line.patientName,
      description: line.description,
      cents: addCents(line.net, line.tax),
      explain: explain(JSON.parse(line.explain) as AmountFacts, line.net),
    }));
}
