/** `verify` proves the days that the run searches by: they equal what the records say (F-16). */
import { listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { Check } from "#db/verify/check.ts";
import { drawCursor } from "./draw-cursor.ts";

const allMemberships = `select id, start_on, billed_through_on, next_draw_on, next_work_on from membership order by id`;

export const drawCursorCheck: Check = {
  name: "next draws",
  rows: (db) => db.get<{ n: number }>("select count(*) as n from membership")?.n ?? 0,
  breaches: (db) =>
    db.all<MembershipRow>(allMemberships).flatMap((row) => {
      const cursor = drawCursor(loadDrawFacts(db, row.id), row.start_on, listPeriods(db, row.id));
      const agrees =
        cursor.billedThroughOn === row.billed_through_on &&
        cursor.nextDrawOn === row.next_draw_on &&
        cursor.nextWorkOn === row.next_work_on;
      return agrees ? [] : [{ what: "A membership's next draw differs from its records.", rowIds: [row.id] }];
    }),
};
