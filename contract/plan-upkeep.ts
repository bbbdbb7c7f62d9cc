/** What keeps plans true over the years: growing out of one, new prices, the end of a term (MEM-16, MEM-17, MEM-18). */
import { z } from "zod";
import type { DocumentId, HouseholdId, MembershipId, NoticeId, PatientId, PlanId, PriceRiseId } from "#domain/identity.ts";
import { riseScopes } from "#domain/memberships/price-rise.ts";
import { cents, command, day, fileOut, id, instant, nothing, positiveCents, query, requiredText, sumCents } from "./base.ts";
import { changePreview } from "./memberships.ts";

const periodMonths = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);

const member = {
  membershipId: id<MembershipId>(),
  householdId: id<HouseholdId>(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  planId: id<PlanId>(),
  planName: z.string(),
};

export const ageOutStates = ["decide", "moves", "stays", "no_successor", "successor_unfit", "no_birth_date"] as const;

export const ageOutRow = z.object({
  ...member,
  maxAge: z.int().nullable(),
  state: z.enum(ageOutStates),
  birthdayOn: day.nullable(),
  /** The draw of the change; null when no draw is ahead. */
  movesOn: day.nullable(),
  successorName: z.string().nullable(),
  periodMonths: z.int(),
  oldCents: cents,
  newCents: cents.nullable(),
  chosen: z.object({ choice: z.enum(["move", "stay"]), reason: z.string(), by: z.string() }).nullable(),
});
export type AgeOutRow = z.infer<typeof ageOutRow>;

const ageOutChoice = {
  membershipId: id<MembershipId>(),
  /** `plan`: as the plan says; an earlier choice is taken back. */
  choice: z.enum(["move", "stay", "plan"]),
  reason: requiredText(200),
};

const priceChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("to"), cents: positiveCents }),
  z.strictObject({ kind: z.literal("by_amount"), cents }),
  z.strictObject({ kind: z.literal("by_percent"), basisPoints: z.int().min(-9_000).max(20_000) }),
]);
export type PriceChangeInput = z.infer<typeof priceChange>;

const rise = {
  plans: z
    .array(
      z.strictObject({
        planId: id<PlanId>(),
        changes: z.array(z.strictObject({ months: periodMonths, change: priceChange })).max(4),
      }),
    )
    .max(50),
  effectiveOn: day,
  scope: z.enum(riseScopes),
  /** The letter must have gone out so many days before the first draw at the new price (MEM-17). */
  noticeDays: z.int().min(30).max(365),
  excluded: z.array(id<MembershipId>()).max(5000),
  reason: requiredText(200),
};

export const leftOutReasons = ["excluded", "same_price", "no_draw_ahead", "in_another_rise"] as const;

const riseMember = z.object({
  ...member,
  periodMonths: z.int(),
  oldCents: cents,
  newCents: cents,
  wishedOn: day,
  /** The first draw at the new price when the letters go out today. */
  firstOn: day.nullable(),
  leftOut: z.enum(leftOutReasons).nullable(),
});
export type RaisedRow = z.infer<typeof riseMember>;

const risenPrices = z.array(z.object({ months: z.int(), oldCents: cents, newCents: cents }));

export const risePreview = z.object({
  /** `families`: what a household pays at most, which goes up in proportion (PPL-12). */
  plans: z.array(z.object({ planId: id<PlanId>(), name: z.string(), prices: risenPrices, families: risenPrices })),
  members: z.array(riseMember),
  raised: z.int(),
  leftOut: z.int(),
  letters: z.int(),
  monthlyBeforeCents: sumCents,
  monthlyAfterCents: sumCents,
  firstOn: day.nullable(),
  lastOn: day.nullable(),
});
export type RisePreview = z.infer<typeof risePreview>;

export const riseMemberStates = ["notice_waits", "notice_out", "in_effect", "withdrawn", "left"] as const;

export const shownRise = z.object({
  riseId: id<PriceRiseId>(),
  effectiveOn: day,
  scope: z.enum(riseScopes),
  noticeDays: z.int(),
  reason: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  withdrawnAt: instant.nullable(),
  withdrawnBy: z.string(),
  plans: z.array(z.object({ planId: id<PlanId>(), name: z.string(), begun: z.boolean(), prices: risenPrices })),
  counts: z.object({
    notice_waits: z.int(),
    notice_out: z.int(),
    in_effect: z.int(),
    withdrawn: z.int(),
    left: z.int(),
  }),
});
export type ShownRise = z.infer<typeof shownRise>;

export const shownRiseMember = z.object({
  ...member,
  /** The member's row in this rise, by which it is withdrawn. */
  id: z.int(),
  riseId: id<PriceRiseId>(),
  periodMonths: z.int(),
  oldCents: cents,
  newCents: cents,
  wishedOn: day,
  state: z.enum(riseMemberStates),
  effectOn: day.nullable(),
  noticeBy: day.nullable(),
  tookEffectOn: day.nullable(),
  endedBy: z.string(),
  endedAt: instant.nullable(),
  /** The proof (MEM-17): which letter, told when and by whom, kept in which file. */
  noticeId: id<NoticeId>().nullable(),
  noticeState: z.enum(["queued", "printed", "sent", "skipped", "cancelled"]).nullable(),
  noticeSentOn: day.nullable(),
  sentBy: z.string(),
  documentId: id<DocumentId>().nullable(),
});
export type ShownRiseMember = z.infer<typeof shownRiseMember>;

export const renewalRow = z.object({
  ...member,
  renewsOn: day,
  periodMonths: z.int(),
  priceCents: cents,
  /** What happens on that day: the term renews by card, somebody has to bring the money, or the membership ends. */
  what: z.enum(["renews", "renews_by_hand", "ends", "renewed_unpaid"]),
  /** The invoice of the new term that waits for its payment. */
  invoiceNumber: z.int().nullable(),
  letters: z.array(z.object({ kind: z.string(), state: z.string(), toldOn: day.nullable() })),
});
export type RenewalRow = z.infer<typeof renewalRow>;

export const planUpkeepContract = {
  planUpkeep: {
    ageOuts: query("memberships.view").input(nothing).output(z.array(ageOutRow)),
    /** The next draws under a choice, from the code that makes it (MEM-21). */
    previewAgeOut: query("memberships.view").input(z.strictObject(ageOutChoice)).output(changePreview),
    chooseAgeOut: command("memberships.change", ageOutChoice).output(z.object({ membershipId: id<MembershipId>() })),
    /** Everything a rise will do, from the code that does it (MEM-21). */
    previewRise: query("plans.view").input(z.strictObject(rise)).output(risePreview),
    raisePrices: command("prices.change", {
      ...rise,
      expectedMembers: z.int().min(0),
      expectedAfterCents: sumCents,
    }).output(z.object({ riseId: id<PriceRiseId>(), raised: z.int(), letters: z.int() })),
    rises: query("plans.view").input(nothing).output(z.array(shownRise)),
    rise: query("plans.view")
      .input(z.strictObject({ riseId: id<PriceRiseId>() }))
      .output(z.object({ rise: shownRise, members: z.array(shownRiseMember) })),
    exportRise: query("export.all", { audit: "view" })
      .input(z.strictObject({ riseId: id<PriceRiseId>() }))
      .output(fileOut),
    withdrawRise: command("prices.change", {
      riseId: id<PriceRiseId>(),
      /** Null: the whole rise. */
      memberRowIds: z.array(z.int().positive()).min(1).max(5000).nullable(),
    }).output(z.object({ members: z.int(), told: z.int() })),
    renewals: query("memberships.view").input(nothing).output(z.array(renewalRow)),
    /** A membership whose plan ends with its term goes on for another one (MEM-18). */
    renewTerm: command("memberships.change", {
      membershipId: id<MembershipId>(),
      reason: requiredText(200),
    }).output(z.object({ membershipId: id<MembershipId>() })),
  },
};
