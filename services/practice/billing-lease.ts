/** Which process bills a practice (BIL-1): one at a time, by a lease row with a heartbeat. */
import { releaseLease, takeLease } from "#db/leases.ts";
import { findPractice } from "#db/practice.ts";
import type { Instant } from "#domain/calendar.ts";
import type { Cx } from "../context.ts";

const leaseName = "billing";

/** Takes or renews the lease; answers whether `owner` has it. Times are real, not the practice's. */
export function holdBilling(
  cx: Pick<Cx, "db">,
  lease: {
    readonly owner: string;
    readonly now: Instant;
    readonly aliveFrom: Instant;
    readonly aliveTo: Instant;
  },
): boolean {
  return cx.db.write((db): boolean => takeLease(db, { name: leaseName, ...lease }));
}

export function giveUpBilling(cx: Pick<Cx, "db">, owner: string): void {
  cx.db.write((db) => releaseLease(db, leaseName, owner));
}

/** The local time of day at which the day's draws are made, `HH:MM`. */
export function readDrawTime(cx: Pick<Cx, "db">): string {
  return cx.db.read((db): string => findPractice(db)?.draw_time ?? "09:00");
}
