/** Who gets a statement and how (DOC-4, DOC-5): open balances from the practice's minimum, with what stands in the way. */
import { listCandidates, type CandidateRow } from "#db/statements/records.ts";
import { isMailOn } from "#db/mail/account.ts";
import type { ReadableDb } from "#db/database.ts";
import { addDays } from "#domain/calendar.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { mailingProblem, windowProblem } from "#domain/statements/mailing-problem.ts";
import { look, type Cx } from "../context.ts";
import { mailAddressOf } from "../mail/reach.ts";
import { readPrinting, type Printing } from "./print-setup.ts";

/** `preference`: by e-mail who likes e-mail and can be reached by it, the others on paper. `print`: all on paper. */
export type StatementBy = "preference" | "print";

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
> & {
  readonly by: "email" | "print";
  /** Where an e-mail goes; empty for paper. */
  readonly toEmail: string;
  /** Why it is on paper although the household likes something else; empty otherwise. */
  readonly remark: string;
  readonly problem: string;
};

/** In postal order. */
export function listStatementCandidates(
  cx: Cx,
  filter: { readonly minimumCents: number | null; readonly notSentDays: number; readonly by?: StatementBy },
): Candidate[] {
  return look<Candidate[]>(cx, (db) => {
    const printing = readPrinting(db);
    const isOn = isMailOn(db);
    const sentSince = addDays(cx.today, -filter.notSentDays);
    return listCandidates(db, filter.minimumCents ?? printing.minimumCents)
      .filter((row) => filter.notSentDays === 0 || row.lastStatementOn === null || row.lastStatementOn < sentSince)
      .map((row) => candidateOf(cx, db, row, { printing, isOn, by: filter.by ?? "preference" }));
  });
}

type Means = { readonly printing: Printing; readonly isOn: boolean; readonly by: StatementBy };

function candidateOf(cx: Cx, db: ReadableDb, row: CandidateRow, { printing, isOn, by }: Means): Candidate {
  const { householdId, payerName, patientId, city, postalCode, balanceCents, oldestDueOn, lastStatementOn, channel } = row;
  const shown = { householdId, payerName, patientId, city, postalCode, balanceCents, oldestDueOn, lastStatementOn, channel };
  const likesMail = by === "preference" && channel === "email" && isOn;
  const address = likesMail ? mailAddressOf(db, householdId, cx.today) : undefined;
  if (address) return { ...shown, by: "email", toEmail: address.email, remark: "", problem: "" };
  const lines = billToLines("", row, printing.homeCountry);
  return {
    ...shown,
    by: "print",
    toEmail: "",
    remark: remarkOf(channel, { isOn, by }),
    problem: mailingProblem(row) || windowProblem(printing.setup, { name: payerName, addressLines: lines }),
  };
}

function remarkOf(channel: CandidateRow["channel"], { isOn, by }: Pick<Means, "isOn" | "by">): string {
  if (by === "print") return "";
  if (channel === "text") return "Likes text messages, which do not carry a statement";
  if (channel === "email") return isOn ? "Likes e-mail, but no address of theirs works" : "Likes e-mail, which is not set up";
  return "";
}
