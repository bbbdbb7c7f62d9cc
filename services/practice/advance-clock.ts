/** Moves a training practice's clock one civil day on (F-20); the caller bills each day as it comes. */
import { findClockOffset, findPractice, setClockOffset } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import { daysToAdvance } from "#domain/practice/training-clock.ts";
import type { Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Refuses `only_in_training`, `clock_only_forward`, `clock_step_too_far`; answers the number of days. */
export function requireAdvance(cx: Cx, toOn: Day): number {
  const kind = cx.db.read((db) => findPractice(db)?.kind ?? "live");
  return daysToAdvance(kind, cx.today, toOn);
}

/** The clock's next day. Refuses `only_in_training` whoever asks. */
export function advanceOneDay(cx: Cx): void {
  cx.db.write((db) => {
    daysToAdvance(findPractice(db)?.kind ?? "live", "2000-01-01" as Day, "2000-01-02" as Day);
    setClockOffset(db, findClockOffset(db) + 1);
    db.touch("clock", "status");
  });
}

/** Remembers in the audit trail that a person moved the clock. */
export function recordAdvance(cx: Cx, fromOn: Day, toOn: Day): void {
  cx.db.write((db) => audit(cx, db, "clock.advanced", "practice/1", { before: { fromOn }, after: { toOn } }));
}
