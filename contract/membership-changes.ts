/**
 * Changes of a running or ended membership, each with its exact preview (MEM-9, MEM-10, MEM-11, MEM-14,
 * MEM-21), and taking one back.
 */
import { z } from "zod";
import type { HouseholdId, InvoiceId, MembershipId, PlanVersionId } from "#domain/identity.ts";
import { changeKinds } from "#domain/memberships/change-words.ts";
import { cents, command, day, id, query, requiredText } from "./base.ts";
import { drawPreview, moneyLine } from "./memberships.ts";
import { tenderInput } from "./tenders.ts";

const changeId = z.int().positive();
const today = z.object({ cents, lines: z.array(moneyLine) });

const effect = {
  sentence: z.string(),
  effectiveOn: day,
  membershipIds: z.array(id<MembershipId>()),
  /** Everybody whose draws this moves: members on one draw day move together (MEM-11). */
  names: z.array(z.string()),
  today,
  creditUsedCents: cents,
  /** What becomes household credit at once. */
  creditCents: cents,
  /** What comes off open invoices at once. */
  offInvoicesCents: cents,
  /** What goes back as money (`payments.refund`). */
  refundedCents: cents,
  nextDraws: z.array(drawPreview),
};

/** Exactly what confirming will do, from the very code that does it (MEM-21). */
export const membershipChangePreview = z.object({
  ...effect,
  version: z.int(),
  /** What is left to pay today after the household's credit. */
  dueCents: cents,
  /** What days that are paid already give back on the day of the change. */
  givenBackLaterCents: cents,
  benefits: z.array(
    z.object({ patientName: z.string(), label: z.string(), quantity: z.int(), used: z.int(), untilOn: day }),
  ),
});
export type MembershipChangePreview = z.infer<typeof membershipChangePreview>;

const changeDone = z.object({
  effect: z.object({ changeId, invoiceIds: z.array(id<InvoiceId>()), ...effect }),
});

/** What the preview said; an act that would answer otherwise is refused. */
const expected = z.strictObject({ version: z.int(), todayCents: cents, backCents: cents });

const periodMonths = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);
const reason = requiredText(200);
const payment = tenderInput.nullable();

const planMove = {
  membershipId: id<MembershipId>(),
  planVersionId: id<PlanVersionId>(),
  periodMonths,
  when: z.enum(["now", "next_draw", "start_of_term", "renewal"]),
  /** Whether what a move asks for is due today, or collected with the next draw. */
  collect: z.enum(["now", "next_draw"]).default("now"),
  /** How what the old days cost more comes back; money needs `payments.refund`. */
  back: z.enum(["credit", "tender", "check"]).default("credit"),
  reason,
};
export const planMoveWhens = planMove.when.options;

const payYear = { membershipId: id<MembershipId>(), reason };

const drawDay = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("next_draw"), membershipId: id<MembershipId>(), collectOn: day, reason }),
  z.strictObject({
    scope: z.literal("all_future"),
    membershipId: id<MembershipId>(),
    drawDay: z.int().min(1).max(31),
    towards: z.enum(["later", "earlier"]),
    reason,
  }),
]);

const rejoin = {
  householdId: id<HouseholdId>(),
  members: z
    .array(
      z.strictObject({
        membershipId: id<MembershipId>(),
        /** Another fee than the plan's needs `fees.waive` and a reason. */
        fee: z.strictObject({ cents: cents.refine((value) => value >= 0), reason }).nullable(),
      }),
    )
    .min(1)
    .max(12),
  /** Null: the household's draw day, else the old one. */
  drawDay: z.int().min(1).max(31).nullable(),
};

export const waitingChange = z.object({
  changeId,
  kind: z.enum(changeKinds),
  effectiveOn: day,
  sentence: z.string(),
});
export type WaitingChange = z.infer<typeof waitingChange>;

const one = z.strictObject({ membershipId: id<MembershipId>() });

export const membershipChangesContract = {
  membershipChanges: {
    /** How a membership stands today, for the dialogs that change it. */
    start: query("memberships.view")
      .input(one)
      .output(
        z.object({
          householdId: id<HouseholdId>(),
          planVersionId: id<PlanVersionId>(),
          planName: z.string(),
          periodMonths: z.int(),
          priceCents: cents,
          drawDay: z.int(),
          /** The year on the member's own terms; null where there is none to pay. */
          yearCents: cents.nullable(),
          nextPeriodOn: day.nullable(),
          waiting: z.array(waitingChange),
        }),
      ),
    previewPlanMove: query("memberships.view").input(z.strictObject(planMove)).output(membershipChangePreview),
    movePlan: command("memberships.change", { move: z.strictObject(planMove), expected, payment }).output(changeDone),
    previewPayYear: query("memberships.view").input(z.strictObject(payYear)).output(membershipChangePreview),
    payYear: command("memberships.change", { ...payYear, expected, payment }).output(changeDone),
    previewDrawDay: query("memberships.view").input(drawDay).output(membershipChangePreview),
    changeDrawDay: command("memberships.change", { change: drawDay, expected }).output(changeDone),
    /** Who of the household has left and could come back together (MEM-14). */
    rejoinable: query("memberships.view")
      .input(one)
      .output(
        z.array(
          z.object({
            membershipId: id<MembershipId>(),
            patientName: z.string(),
            planName: z.string(),
            priceCents: cents,
            periodMonths: z.int(),
            endedOn: day,
            feeCents: cents,
          }),
        ),
      ),
    previewRejoin: query("memberships.view").input(z.strictObject(rejoin)).output(membershipChangePreview),
    rejoin: command("memberships.change", { rejoin: z.strictObject(rejoin), expected, payment }).output(changeDone),
    /** Until its day, and for 24 hours where no money moved since. */
    undo: command("memberships.change", { changeId }).output(
      z.object({ membershipIds: z.array(id<MembershipId>()) }),
    ),
  },
};
