/** Yearly statements as data (DOC-6): one household's, or those of a run in postal order with who is left out and why. */
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { windowProblem } from "#domain/statements/mailing-problem.ts";
import type { YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import { look, type Cx } from "../context.ts";
import { printingByHousehold, readPrintingFor } from "../statements/print-setup.ts";
import { readYearlyCandidates } from "./candidates.ts";
import { readYearlyStatement, type YearlyRequest } from "./yearly-data.ts";

export type MadeYearly = { readonly householdId: HouseholdId; readonly data: YearlyStatementData };

export type PreparedYearlyRun = {
  readonly year: number;
  /** In postal order. */
  readonly statements: MadeYearly[];
  readonly leftOut: { householdId: HouseholdId; name: string; reason: string }[];
};

/**
 * For any past or the current year, with or without an address: it may be handed over at the desk. Refuses
 * `year_not_there` and `payment_household_not_found`.
 */
export function prepareYearlyStatement(cx: Cx, request: YearlyRequest): YearlyStatementData {
  return look<YearlyStatementData>(cx, (db) => readYearlyStatement(db, readPrintingFor(db, request.householdId), request, cx.today));
}

/** Refuses `year_not_there` and `no_yearly_statements`. */
export function prepareYearlyRun(cx: Cx, { year, householdIds }: { readonly year: number; readonly householdIds: readonly HouseholdId[] }): PreparedYearlyRun {
  return look<PreparedYearlyRun>(cx, (db) => {
    const chosen = new Set(householdIds);
    const candidates = readYearlyCandidates(db, year, cx.today).filter(({ householdId }) => chosen.has(householdId));
    const known = new Set(candidates.map(({ householdId }) => householdId));
    const printingOf = printingByHousehold(db);
    const statements: MadeYearly[] = [];
    const leftOut: PreparedYearlyRun["leftOut"] = [];
    for (const { householdId, payerName: name, problem } of candidates) {
      const data = problem === "" ? readYearlyStatement(db, printingOf(householdId), { householdId, year }, cx.today) : null;
      const reason = data === null ? problem : windowProblem(data.setup, data.recipient);
      if (data !== null && reason === "") statements.push({ householdId, data });
      else leftOut.push({ householdId, name, reason });
    }
    for (const householdId of chosen)
      if (!known.has(householdId)) leftOut.push({ householdId, name: "", reason: `No dues and no payments in ${year}` });
    if (statements.length === 0) refuse("no_yearly_statements", { year, leftOut: candidates.length });
    return { year, statements, leftOut };
  });
}
