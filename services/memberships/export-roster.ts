/** The whole roster as a spreadsheet (UI-4). */
import { listRoster, type RosterRow } from "#db/memberships/roster.ts";
import { csvAmount, csvText } from "#domain/exports/csv.ts";
import { look, type Cx } from "../context.ts";

const most = 200_000;

export function exportRoster(cx: Cx): string {
  return look<string>(cx, (db) => {
    const rows = listRoster(db, cx.today, {
      standings: [],
      planIds: [],
      text: "",
      sort: "patient",
      descending: false,
      after: null,
      limit: most,
    });
    return csvText<RosterRow>(
      [
        { header: "Patient", cell: (row) => row.patientName },
        { header: "Payer", cell: (row) => row.payerName },
        { header: "Plan", cell: (row) => row.planName },
        { header: "Standing", cell: (row) => row.standing.replace("_", " ") },
        { header: "Start", cell: (row) => row.startOn },
        { header: "Next draw", cell: (row) => row.nextDrawOn },
        { header: "Draw day", cell: (row) => row.drawDay },
        { header: "Price", cell: (row) => csvAmount(row.priceCents) },
        { header: "Months", cell: (row) => row.periodMonths },
        { header: "Household balance", cell: (row) => csvAmount(row.balanceCents) },
      ],
      rows,
    );
  });
}
