/** Who gets a statement (DOC-4, DOC-5): open balances from the practice's minimum, with what stands in the way. */
import { listCandidates, type CandidateRow } from "#db/statements/records.ts";
import { addDays } from "#domain/calendar.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "./print-setup.ts";

export type Candidate = Pick<
  CandidateRow,
  | "householdId"
  | "payerName"
  | "patientId"
  | "city"
  | "postalCode"
  | "balanceCents"
  | "oldestDueOn"
  | "lastStatementOn"
  | "channel"
> & { readonly problem: string };

/** In postal order. */
export function listStatementCandidates(
  cx: Cx,
  filter: { readonly minimumCents: number | null; readonly notSentDays: number },
): Candidate[] {
  return look<Candidate[]>(cx, (db) => {
    const minimum = filter.minimumCents ?? readPrinting(db).minimumCents;
    const sentSince = addDays(cx.today, -filter.notSentDays);
    return listCandidates(db, minimum)
      .filter((row) => filter.notSentDays === 0 || row.lastStatementOn === null || row.lastStatementOn < sentSince)
      .map((row) => ({
        householdId: row.householdId,
        payerName: row.payerName,
        patientId: row.patientId,
        city: row.city,
        postalCode: row.postalCode,
        balanceCents: row.balanceCents,
        oldestDueOn: row.oldestDueOn,
        lastStatementOn: row.lastStatementOn,
        channel: row.channel,
        problem: mailingProblem(row),
      }));
  });
}
