/** The whole history of one membership (MEM-20). */
import { z } from "zod";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import { timelineGroups } from "#domain/memberships/event-words.ts";
import { cents, day, explanation, fileOut, id, instant, pageInput, pageOf, query } from "./base.ts";

export const membershipEvent = z.object({
  on: day,
  at: instant.nullable(),
  group: z.enum(timelineGroups),
  title: z.string(),
  detail: z.string(),
  amountCents: cents.nullable(),
  explain: explanation.nullable(),
  by: z.string(),
  invoiceId: id<InvoiceId>().nullable(),
});
export type MembershipEvent = z.infer<typeof membershipEvent>;

const membershipId = id<MembershipId>();

export const membershipTimelineContract = {
  membershipTimeline: {
    list: query("memberships.view")
      .input(z.strictObject({ membershipId, groups: z.array(z.enum(timelineGroups)).max(4).default([]), ...pageInput }))
      .output(pageOf(membershipEvent)),
    exportCsv: query("export.all", { audit: "view" }).input(z.strictObject({ membershipId })).output(fileOut),
  },
};
