/** Who gets a statement (DOC-4, DOC-5): open balances from the practice's minimum, with what stands in the way. */
import { listCandidates, type CandidateRow } from "#db/statements/records.ts";
import { addDays } from "#domain/calendar.ts";
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
        problem: problemOf(row),
      }));
  });
}

/** A bad address is left out of the batch and said, never printed half (DOC-5). */
function problemOf(row: CandidateRow): string {
  if (row.payerStatus === "deceased") return "The payer is recorded as deceased: choose a new payer";
  if (row.line1.trim() === "") return "No street in the address";
  if (row.city.trim() === "") return "No town in the address";
  return "";
}
