/**
 * Invariant 12: as many audit records as mutations. For each kind of row that a mutation leaves behind,
 * the audit trail names exactly as many acts; a mutation without its record, or a record without its
 * mutation, shows as a difference.
 */
import type { ReadableDb } from "#db/database.ts";

/** What is counted in the tables, and the acts that account for it. */
const pairs: readonly { readonly what: string; readonly count: string; readonly actions: readonly string[] }[] = [
  { what: "payments", count: "select count(*) from payment", actions: ["payment.taken"] },
  { what: "reversed payments", count: "select count(*) from payment where reversed_on is not null", actions: ["payment.reversed"] },
  { what: "charges sent", count: "select count(*) from charge_attempt where origin <> 'found'", actions: ["charge.sent"] },
  { what: "charges found", count: "select count(*) from charge_attempt where origin = 'found'", actions: ["charge.found"] },
  { what: "memberships", count: "select count(*) from membership", actions: ["membership.enrolled"] },
  { what: "holds", count: "select count(*) from membership_hold", actions: ["membership.held"] },
  { what: "cancellations", count: "select count(*) from membership_cancellation where kind = 'cancelled'", actions: ["membership.cancelled"] },
  { what: "lapses", count: "select count(*) from membership_lapse", actions: ["membership.lapsed"] },
  { what: "void invoices", count: "select count(*) from invoice where voided_on is not null", actions: ["invoice.voided"] },
  { what: "past-due cases", count: "select count(*) from dunning_case", actions: ["past_due.opened"] },
  { what: "disputes", count: "select count(*) from dispute", actions: ["dispute.opened"] },
];

const counting = pairs.map(({ count }, index) => `(${count}) as rows_${index}`).join(", ");

/** The differences in words; none when every mutation is on record. */
export function auditGaps(read: ReadableDb): string[] {
  const inTables = read.get<Record<string, number>>(`select ${counting}`) ?? {};
  const onRecord = new Map(
    read
      .all<{ action: string; n: number }>("select action, count(*) as n from audit group by action")
      .map(({ action, n }) => [action, n]),
  );
  return pairs.flatMap(({ what, actions }, index) => {
    const made = inTables[`rows_${index}`] ?? 0;
    const told = actions.reduce((sum, action) => sum + (onRecord.get(action) ?? 0), 0);
    return made === told ? [] : [`${made} ${what}, and ${told} records of ${actions.join(", ")}`];
  });
}
