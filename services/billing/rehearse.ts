/**
 * Rehearses the run of a day (BIL-4): the very code of the run, in a transaction that is taken back,
 * so that on an unchanged file the real run of that day equals its rehearsal.
 */
import { listDueHouseholds } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { explain, type Explained } from "#domain/billing/explain.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { addDays } from "#domain/calendar.ts";
import type { Cx } from "../context.ts";
import { decideLapses } from "./decide-lapses.ts";
import { makeHouseholdPeriods } from "./make-periods.ts";

export type RehearsedDraw = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly drawOn: Day;
  readonly cents: Cents;
  readonly method: "credit" | "manual" | "card";
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
  readonly trouble: string[];
};

export type Rehearsal = {
  readonly onDay: Day;
  readonly totalCents: number;
  readonly households: number;
  readonly rows: RehearsedDraw[];
};

/** How far ahead a run can be rehearsed. */
const furthestDays = 400;

/** Carries the result out of the transaction that must not stay. */
class TakenBack extends Error {
  readonly rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    super("rehearsal taken back");
    this.rehearsal = rehearsal;
  }
}

/** Refuses `rehearsal_day` for a day before today or too far ahead. */
export function rehearseRun(cx: Cx, onDay: Day): Rehearsal {
  if (onDay < cx.today || onDay > addDays(cx.today, furthestDays))
    refuse("rehearsal_day", { fromOn: cx.today, days: furthestDays });
  const then: Cx = { ...cx, today: onDay };
  try {
    cx.db.write((db): void => {
      throw new TakenBack(rehearse(then, db));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.rehearsal;
    throw error;
  }
  throw new Error("a rehearsal always takes itself back");
}

function rehearse(cx: Cx, db: WritableDb): Rehearsal {
  const lastInvoice = db.get<{ id: number }>("select coalesce(max(id), 0) as id from invoice")?.id ?? 0;
  decideLapses(cx, db);
  for (const householdId of listDueHouseholds(db, cx.today, 0, 1_000_000))
    makeHouseholdPeriods(cx, db, householdId);
  const rows = db
    .all<{
      id: number;
      householdId: HouseholdId;
      payerName: string;
      drawOn: Day;
      total: Cents;
      balance: Cents;
      paysBy: "manual" | "card";
    }>(
      `select i.id, i.household_id as householdId, coalesce(trim(y.first_name || ' ' || y.last_name), h.name) as payerName,
         i.draw_on as drawOn, i.total_cents as total, i.balance_cents as balance, h.pays_by as paysBy
       from invoice i join household h on h.id = i.household_id left join patient y on y.id = h.payer_patient_id
       where i.id > ? and i.kind = 'draw' order by i.draw_on, payerName, i.id`,
      lastInvoice,
    )
    .map(
      (row): RehearsedDraw => ({
        householdId: row.householdId,
        payerName: row.payerName,
        drawOn: row.drawOn,
        cents: row.total,
        method: row.balance === 0 ? "credit" : row.paysBy,
        draw: { on: row.drawOn, cents: row.total, lines: linesOf(db, row.id) },
        trouble: row.balance > 0 && row.paysBy === "card" ? ["no_card_processor"] : [],
      }),
    );
  return {
    onDay: cx.today,
    totalCents: rows.reduce((sum, row) => sum + row.cents, 0),
    households: new Set(rows.map((row) => row.householdId)).size,
    rows,
  };
}

function linesOf(db: WritableDb, invoiceId: number): RehearsedDraw["draw"]["lines"] {
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
      cents: (line.net + line.tax) as Cents,
      explain: explain(JSON.parse(line.explain) as AmountFacts, line.net),
    }));
}
