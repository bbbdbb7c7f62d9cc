/** Everybody in a price rise as a spreadsheet, with the proof of each letter (MEM-17, UI-4). */
import { csvAmount, csvText } from "#domain/exports/csv.ts";
import type { PriceRiseId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { readPriceRise, type RiseMemberState, type ShownRiseMember } from "./price-rises.ts";

const stateWords: Readonly<Record<RiseMemberState, string>> = {
  notice_waits: "letter to print",
  notice_out: "told",
  in_effect: "in effect",
  withdrawn: "withdrawn",
  left: "changed meanwhile",
};

/** Refuses `rise_not_found`. */
export function exportPriceRise(cx: Cx, riseId: PriceRiseId): string {
  const { members } = readPriceRise(cx, riseId);
  return csvText<ShownRiseMember>(
    [
      { header: "Member", cell: (row) => row.patientName },
      { header: "Plan", cell: (row) => row.planName },
      { header: "Months", cell: (row) => row.periodMonths },
      { header: "Price before", cell: (row) => csvAmount(row.oldCents) },
      { header: "Price after", cell: (row) => csvAmount(row.newCents) },
      { header: "State", cell: (row) => stateWords[row.state] },
      { header: "New price from", cell: (row) => row.effectOn },
      { header: "Letter out on", cell: (row) => row.noticeSentOn },
      { header: "Letter sent by", cell: (row) => row.sentBy },
      { header: "Letter no.", cell: (row) => row.noticeId },
      { header: "Withdrawn by", cell: (row) => row.endedBy },
    ],
    members,
  );
}
