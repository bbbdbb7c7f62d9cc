/**
 * Invariant 12: as many audit records as mutations. For each kind of row that a mutation leaves behind,
 * the audit trail names exactly as many acts; a mutation without its record, or a record without its
 * mutation, shows as a difference.
 */
import type { ReadableDb } from "#db/database.ts";
import { anyTable } from "./touched-tables.ts";

/** What is counted in the tables, and the acts that account for it. */
const pairs: readonly { readonly what: string; readonly table: string; readonly where: string; readonly actions: readonly string[] }[] = [
  { what: "payments", table: "payment", where: "true", actions: ["payment.taken"] },
  { what: "reversed payments", table: "payment", where: "reversed_on is not null", actions: ["payment.reversed"] },
  { what: "charges sent", table: "charge_attempt", where: "origin <> 'found'", actions: ["charge.sent"] },
  { what: "charges found", table: "charge_attempt", where: "origin = 'found'", actions: ["charge.found"] },
  { what: "memberships", table: "membership", where: "true", actions: ["membership.enrolled"] },
  { what: "holds", table: "membership_hold", where: "true", actions: ["membership.held"] },
  { what: "cancellations", table: "membership_cancellation", where: "kind = 'cancelled'", actions: ["membership.cancelled"] },
  { what: "lapses", table: "membership_lapse", where: "true", actions: ["membership.lapsed"] },
  { what: "void invoices", table: "invoice", where: "voided_on is not null", actions: ["invoice.voided"] },
  { what: "past-due cases", table: "dunning_case", where: "true", actions: ["past_due.opened"] },
  { what: "disputes", table: "dispute", where: "true", actions: ["dispute.opened"] },
];

/** Counts what was recorded since it last looked, for one file; the trail itself is only ever added to. */
export class AuditCounts {
  readonly #told = new Map<string, number>();
  #lastId = 0;
  readonly #made: (number | null)[] = pairs.map(() => null);

  /** The differences in words; none when every mutation is on record. Null: any table may have changed. */
  gaps(read: ReadableDb, touched: ReadonlySet<string> | null): string[] {
    const added = read.all<{ action: string; n: number; last: number }>(
      "select action, count(*) as n, max(id) as last from audit where id > ? group by action",
      this.#lastId,
    );
    for (const { action, n, last } of added) {
      this.#told.set(action, (this.#told.get(action) ?? 0) + n);
      this.#lastId = Math.max(this.#lastId, last);
    }
    return pairs.flatMap(({ what, table, where, actions }, index) => {
      const known = this.#made[index] ?? null;
      const isKnown = known !== null && touched !== null && !touched.has(table) && !touched.has(anyTable);
      const made = isKnown ? known : countOf(read, table, where);
      this.#made[index] = made;
      const told = actions.reduce((sum, action) => sum + (this.#told.get(action) ?? 0), 0);
      return made === told ? [] : [`${made} ${what}, and ${told} records of ${actions.join(", ")}`];
    });
  }
}

function countOf(read: ReadableDb, table: string, where: string): number {
  return read.get<{ n: number }>(`select count(*) as n from ${table} where ${where}`)?.n ?? 0;
}
