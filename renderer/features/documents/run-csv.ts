/** The lists of runs as tables for a spreadsheet (UI-5). Instants are written as the office keeps them. */
import type { StatementCandidate, StatementRun } from "#contract/statements.ts";
import type { YearlyCandidate, YearlyRun } from "#contract/yearly-statements.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { toCents } from "#domain/money.ts";
import { mailsInWords, stateOf } from "./run-words.ts";

export function candidatesCsv(rows: readonly StatementCandidate[], digits: 0 | 2): string {
  const columns: readonly CsvColumn<StatementCandidate>[] = [
    { header: "Payer", cell: ({ payerName }) => payerName },
    { header: "By", cell: ({ by }) => (by === "email" ? "e-mail" : "paper") },
    { header: "E-mail", cell: ({ toEmail }) => toEmail },
    { header: "Remark", cell: ({ remark }) => remark },
    { header: "Postal code", cell: ({ postalCode }) => postalCode },
    { header: "Town", cell: ({ city }) => city },
    { header: "Oldest due", cell: ({ oldestDueOn }) => oldestDueOn },
    { header: "Last statement", cell: ({ lastStatementOn }) => lastStatementOn },
    { header: "In the way", cell: ({ problem }) => problem },
    { header: "Owes", cell: ({ balanceCents }) => csvAmount(balanceCents, digits) },
  ];
  return csvText(columns, rows);
}

export function runsCsv(rows: readonly StatementRun[], digits: 0 | 2): string {
  const columns: readonly CsvColumn<StatementRun>[] = [
    { header: "Made", cell: ({ createdAt }) => createdAt },
    { header: "On paper", cell: ({ printed }) => String(printed) },
    { header: "By e-mail", cell: ({ mailed }) => String(mailed) },
    { header: "Of the e-mail", cell: mailsInWords },
    { header: "State", cell: (row) => stateOf(row).word },
    { header: "By", cell: ({ by }) => by },
    { header: "Pages", cell: ({ pages }) => String(pages) },
    { header: "Owed", cell: ({ totalCents }) => csvAmount(toCents(totalCents), digits) },
  ];
  return csvText(columns, rows);
}

export function yearlyCandidatesCsv(rows: readonly YearlyCandidate[], digits: 0 | 2): string {
  const columns: readonly CsvColumn<YearlyCandidate>[] = [
    { header: "Payer", cell: ({ payerName }) => payerName },
    { header: "Postal code", cell: ({ postalCode }) => postalCode },
    { header: "Town", cell: ({ city }) => city },
    { header: "Made", cell: ({ madeAt }) => madeAt },
    { header: "Printed", cell: ({ printedAt }) => printedAt },
    { header: "In the way", cell: ({ problem }) => problem },
    { header: "Paid", cell: ({ netCents }) => csvAmount(netCents, digits) },
  ];
  return csvText(columns, rows);
}

export function yearlyRunsCsv(rows: readonly YearlyRun[]): string {
  const columns: readonly CsvColumn<YearlyRun>[] = [
    { header: "Made", cell: ({ createdAt }) => createdAt },
    { header: "Statements", cell: ({ statements }) => String(statements) },
    { header: "Pages", cell: ({ pages }) => String(pages) },
    { header: "Printed", cell: ({ printedAt }) => printedAt },
  ];
  return csvText(columns, rows);
}
