/** Who looked at whose chart, and who took a list out of the office (S13, audit class `view`). */
import { audit } from "../record.ts";
import type { Cx } from "../context.ts";

export type View = {
  readonly action: "record.viewed" | "list.exported";
  /** What was looked at, such as `patient/12` or `invoices`. */
  readonly subject: string;
};

/** Adds the row to the audit trail. Refuses `disk_full` like every write. */
export function recordView(cx: Cx, { action, subject }: View): void {
  cx.db.write((db) => audit(cx, db, action, subject));
}
