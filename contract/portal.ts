/** What the patient portal may show and take, and requests to join that came from it (PKG-4). */
import { z } from "zod";
import type { HouseholdId, MembershipId, PatientId, PlanId, PortalRequestId } from "#domain/identity.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { cents, command, day, id, instant, nothing, query, requiredText } from "./base.ts";

const settings = z.strictObject({
  showBalances: z.boolean(),
  buyPackages: z.boolean(),
  redeem: z.boolean(),
  joinRequests: z.boolean(),
});
export type PortalSettingsInput = z.infer<typeof settings>;

const portalSettings = z.object({
  version: z.int(),
  settings,
  /** False: no relay is connected, so there is no portal yet. */
  isConnected: z.boolean(),
});
export type PortalSettingsView = z.infer<typeof portalSettings>;

export const joinRequest = z.object({
  requestId: id<PortalRequestId>(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  planId: id<PlanId>(),
  planName: z.string(),
  periodMonths: z.int(),
  note: z.string(),
  askedAt: instant,
  state: z.enum(["open", "approved", "declined"]),
  reason: z.string(),
  membershipId: id<MembershipId>().nullable(),
  decidedBy: z.string(),
  decidedAt: instant.nullable(),
});
export type JoinRequestRow = z.infer<typeof joinRequest>;

/** What the portal shows of one household. */
const portalView = z.object({
  asOfOn: day,
  balances: z
    .object({
      memberships: z.array(
        z.object({
          who: z.string(),
          plan: z.string(),
          standing: z.enum(standings),
          since: day,
          paidThroughOn: day.nullable(),
          nextDraw: z.object({ on: day, cents }).nullable(),
          endsOn: day.nullable(),
          benefits: z.array(z.object({ label: z.string(), left: z.int(), of: z.int(), untilOn: day })),
        }),
      ),
      packages: z.array(
        z.object({
          name: z.string(),
          who: z.string().nullable(),
          left: z.int(),
          services: z.array(z.object({ name: z.string(), left: z.int() })),
          expiresOn: day.nullable(),
          isPaid: z.boolean(),
        }),
      ),
    })
    .nullable(),
  can: z.object({ join: z.boolean(), buyPackages: z.boolean(), redeem: z.boolean() }),
});
export type PortalPreview = z.infer<typeof portalView>;

export const portalContract = {
  portal: {
    settings: query("app.use").input(nothing).output(portalSettings),
    saveSettings: command("settings.change", { basedOn: z.int().min(0), settings }).output(z.object({ version: z.int() })),
    /** Exactly what the portal would show of this household. */
    preview: query("memberships.view").input(z.strictObject({ householdId: id<HouseholdId>() })).output(portalView),
    requests: query("memberships.view").input(nothing).output(z.array(joinRequest)),
    /** Approving is enrolling: the enrolment answers the request. */
    decline: command("memberships.enroll", { joinRequestId: id<PortalRequestId>(), reason: requiredText(300) }).output(
      z.object({ requestId: id<PortalRequestId>() }),
    ),
  },
};
