/**
 * The positive control of the kill test: a billing run as a careless programmer would write it, one
 * commit for each step and no index that says "once". Killing it must leave doubles behind, or the
 * test would prove nothing.
 */
import type { Database } from "#db/database.ts";
import { insertPeriod, listDueHouseholds, listDueMemberships, loadDrawFacts } from "#db/memberships/records.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { duesLine } from "../../billing/dues-line.ts";
import { issueInvoice } from "../../invoices/issue.ts";
import { refreshDrawCursor } from "../../memberships/draw-cursor.ts";
import { workOn } from "./club-file.fixture.ts";

/** Takes the guards off the file. */
export function removeGuards(db: Database): void {
  db.script(
    "drop index period_billed_once; drop index invoice_one_draw_a_day; drop trigger period_never_overlaps;",
  );
}

/** `made` is told after each commit. */
export function runCarelessly(db: Database, made: () => void): void {
  const cx = workOn(db);
  for (const householdId of db.read((r) => listDueHouseholds(r, cx.today, 0, 10_000))) {
    for (const membership of db.read((r) => listDueMemberships(r, householdId, cx.today))) {
      const wanted = db
        .read((r) => wantedDues(loadDrawFacts(r, membership.id), cx.today))
        .filter((dues) => dues.from >= membership.billed_through_on);
      for (const dues of wanted) {
        const issued = db.write((w) =>
          issueInvoice(cx, w, {
            kind: "draw",
            householdId,
            patientId: membership.patient_id,
            drawOn: dues.chargeOn,
            invoicedOn: dues.chargeOn,
            dueOn: dues.chargeOn,
            termsDays: 0,
            lines: [
              duesLine(dues, {
                patientId: membership.patient_id,
                membershipId: membership.id,
                planName: "All ages",
                taxRatePpm: 0,
              }),
            ],
          }),
        );
        made();
        db.write((w) =>
          insertPeriod(w, {
            membershipId: membership.id,
            dues,
            invoiceId: issued.invoiceId,
            invoiceLineId: issued.lineIds[0] ?? null,
            createdAt: cx.now,
          }),
        );
      }
      db.write((w) => void refreshDrawCursor(w, membership.id, membership.start_on));
      made();
    }
  }
}
