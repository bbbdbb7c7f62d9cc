/** The statements of a run as data (DOC-5): amounts as of now, by e-mail or on paper, bad addresses left out and said. */
import { listHouseholdsLeft } from "#db/statements/runs.ts";
import { findBatch } from "#db/statements/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { requireAddressFits } from "#domain/statements/address-block.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { layOutWindows } from "#domain/statements/envelope.ts";
import { look, type Cx } from "../context.ts";
import { listStatementCandidates, type StatementBy } from "./candidates.ts";
import { printingByHousehold, readPrintingFor } from "./print-setup.ts";
import { readStatement } from "./statement-data.ts";
import type { MadeStatement } from "./record-statements.ts";

export type LeftOut = { readonly householdId: HouseholdId; readonly name: string; readonly reason: string };

export type PreparedBatch = {
  /** On paper, in postal order. */
  readonly printed: MadeStatement[];
  readonly mailed: MadeStatement[];
  readonly leftOut: LeftOut[];
  /** What each household owed at that moment. */
  readonly owed: ReadonlyMap<HouseholdId, number>;
};

export type BatchRequest = {
  readonly householdIds: readonly HouseholdId[];
  /** Instead of the households: those of a run that nobody has and nobody gets any more. */
  readonly againOf?: number | null;
  readonly by?: StatementBy;
  readonly fromOn: Day | null;
  readonly note: string;
};

/** A longer one is not made: it would be a book, and something is wrong with the period. */
export const mostStatementLines = 2_000;

/** One household's statement. Refuses `payment_household_not_found`, `no_street_on_file` and `address_too_long_for_window`. */
export function prepareStatement(
  cx: Cx,
  request: { readonly householdId: HouseholdId; readonly fromOn: Day | null; readonly note: string },
): StatementData {
  return look<StatementData>(cx, (db) => {
    const data = readStatement(db, readPrintingFor(db, request.householdId), request, cx.today);
    if (data.recipient.addressLines.length < 2) refuse("no_street_on_file", { name: data.recipient.name });
    const { addressBox } = layOutWindows(data.setup.envelope, data.setup.paper, data.setup.addressWindow);
    requireAddressFits(addressBox, data.recipient, data.householdNumber);
    return data;
  });
}

/**
 * The chosen households in postal order; who paid meanwhile or has no usable address is left out.
 * Refuses `nothing_to_print`, and with `againOf` `statement_batch_not_found`, `statement_batch_sent`
 * and `statement_batch_waiting`.
 */
export function prepareBatch(cx: Cx, request: BatchRequest): PreparedBatch {
  const chosen = new Set(look<HouseholdId[]>(cx, (db) => chosenOf(db, request)));
  const candidates = listStatementCandidates(cx, { minimumCents: 1, notSentDays: 0, by: request.by ?? "preference" });
  const wanted = candidates.filter((row) => chosen.has(row.householdId));
  const found = new Set(wanted.map((row) => row.householdId));
  return look<PreparedBatch>(cx, (db) => {
    const printingOf = printingByHousehold(db);
    const leftOut: LeftOut[] = [];
    const printed: MadeStatement[] = [];
    const mailed: MadeStatement[] = [];
    for (const { householdId, payerName: name, by, problem } of wanted) {
      const data = problem === "" ? readStatement(db, printingOf(householdId), { householdId, fromOn: request.fromOn, note: request.note }, cx.today) : null;
      if (data === null) leftOut.push({ householdId, name, reason: problem });
      else if (data.lines.length > mostStatementLines)
        leftOut.push({ householdId, name, reason: `${data.lines.length} lines are too many for one statement: make it from a later day` });
      else (by === "email" ? mailed : printed).push({ householdId, data });
    }
    for (const householdId of chosen)
      if (!found.has(householdId)) leftOut.push({ householdId, name: "", reason: "Nothing is owed any more" });
    if (printed.length + mailed.length === 0) refuse("nothing_to_print", {});
    return { printed, mailed, leftOut, owed: new Map(wanted.map((row) => [row.householdId, row.balanceCents])) };
  });
}

function chosenOf(db: ReadableDb, { againOf = null, householdIds }: BatchRequest): HouseholdId[] {
  if (againOf === null) return [...householdIds];
  requireTakenBack(db, againOf);
  return listHouseholdsLeft(db, againOf);
}

/** Only a run that nobody got is made again. */
export function requireTakenBack(db: ReadableDb, batchId: number): void {
  const batch = findBatch(db, batchId) ?? refuse("statement_batch_not_found", {});
  if (batch.state === "sent") refuse("statement_batch_sent", {});
  if (batch.state === "made") refuse("statement_batch_waiting", {});
}

/** Those for whom something was booked since the statements were prepared: they would say what is not true any more. */
export function changedMeanwhile(cx: Cx, { printed, mailed, owed }: PreparedBatch): HouseholdId[] {
  return look<HouseholdId[]>(cx, (db) =>
    [...printed, ...mailed]
      .map(({ householdId }) => householdId)
      .filter((householdId) => owedBy(db, householdId) !== owed.get(householdId)),
  );
}

function owedBy(db: ReadableDb, householdId: HouseholdId): number | undefined {
  return db.get<{ cents: number }>("select balance_cents - credit_cents as cents from household where id = ?", householdId)?.cents;
}
