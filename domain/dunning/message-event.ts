/**
 * What a message about acts is about (DOC-12), as text of the outbox: `joined/12,13` for two memberships,
 * `change/4`, `refund/88` for the entry of the books, `payment/7`, `package_sale/3`. Acts of one day that
 * nobody has been told of yet are told together, so that a family of five gets one message.
 */
import type { EventNotice } from "./notice-kinds.ts";

/** What the numbers of an event count. */
export const aboutOf = {
  signup: "joined",
  draw_receipt: "payment",
  cancelled: "change",
  hold_starts: "change",
  plan_moved: "change",
  refunded: "refund",
  package_bought: "package_sale",
  package_last_use: "package_sale",
  package_expiring: "package_sale",
  invoice_issued: "invoice",
} as const satisfies Readonly<Record<EventNotice, string>>;

/** The numbers in rising order, each once. */
export function messageEvent(kind: EventNotice, ids: readonly number[]): string {
  return `${aboutOf[kind]}/${[...new Set(ids)].toSorted((a, b) => a - b).join(",")}`;
}

/** The numbers of an event; none where it is about something else. */
export function idsOfEvent(kind: EventNotice, event: string): number[] {
  const match = /^([a-z_]+)\/(\d+(?:,\d+)*)(?:\/|$)/u.exec(event);
  return match?.[1] === aboutOf[kind] ? (match[2] ?? "").split(",").map(Number) : [];
}
