/** The statements of a print run as data (DOC-5): amounts as of now, bad addresses left out and said. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { look, type Cx } from "../context.ts";
import { listStatementCandidates } from "./candidates.ts";
import { readPrinting } from "./print-setup.ts";
import { readStatement } from "./statement-data.ts";
import type { MadeStatement } from "./record-statements.ts";

export type PreparedBatch = {
  readonly statements: MadeStatement[];
  readonly leftOut: { householdId: HouseholdId; name: string; reason: string }[];
};

/** One household's statement. Refuses `payment_household_not_found` and `no_street_on_file`. */
export function prepareStatement(
  cx: Cx,
  request: { readonly householdId: HouseholdId; readonly fromOn: Day | null; readonly note: string },
): StatementData {
  return look<StatementData>(cx, (db) => {
    const data = readStatement(db, readPrinting(db), request, cx.today);
    if (data.recipient.addressLines.length < 2) refuse("no_street_on_file", { name: data.recipient.name });
    return data;
  });
}

/** The chosen households in postal order; who paid meanwhile or has no usable address is left out. */
export function prepareBatch(
  cx: Cx,
  request: { readonly householdIds: readonly HouseholdId[]; readonly fromOn: Day | null; readonly note: string },
): PreparedBatch {
  const chosen = new Set(request.householdIds);
  const candidates = listStatementCandidates(cx, { minimumCents: 1, notSentDays: 0 });
  const printable = candidates.filter((row) => chosen.has(row.householdId));
  const found = new Set(printable.map((row) => row.householdId));
  return look<PreparedBatch>(cx, (db) => {
    const printing = readPrinting(db);
    const leftOut = printable
      .filter((row) => row.problem !== "")
      .map((row) => ({ householdId: row.householdId, name: row.payerName, reason: row.problem }));
    for (const householdId of chosen)
      if (!found.has(householdId)) leftOut.push({ householdId, name: "", reason: "Nothing is owed any more" });
    const statements = printable
      .filter((row) => row.problem === "")
      .map((row) => ({
        householdId: row.householdId,
        data: readStatement(db, printing, { householdId: row.householdId, fromOn: request.fromOn, note: request.note }, cx.today),
      }));
    if (statements.length === 0) refuse("nothing_to_print", {});
    return { statements, leftOut };
  });
}
