import type { MembershipRefusals, PlanProblem } from "#domain/memberships/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Day } from "#domain/calendar.ts";
import type { Sentences } from "./sentence.ts";

const day = (text: string): string => dayText(text as Day);

export const membershipsSentences: Sentences<MembershipRefusals> = {
  plan_not_found: () => "This plan is no longer there. Open Plans and choose another one.",
  plan_not_on_sale: ({ plan }) =>
    `${plan} is not on sale. Put it on sale under Plans, or choose another plan.`,
  plan_has_no_such_period: ({ plan, months }) =>
    `${plan} is not sold for ${months} month${months === 1 ? "" : "s"} at a time. Choose one of its prices.`,
  plan_terms_wrong: ({ what }) => planProblems[what],
  plan_version_old: ({ plan }) =>
    `The terms of ${plan} have changed since this window was opened. Choose the plan again to see the new terms.`,
  membership_not_found: () => "This membership is no longer there. Open the chart again.",
  membership_ended: () => "This membership has ended. Enrol the patient again to start a new one.",
  patient_cannot_enrol: ({ name, why }) =>
    why === "deceased"
      ? `${name} is recorded as deceased and cannot be enrolled.`
      : why === "inactive"
        ? `${name} is inactive. Set the chart to active first.`
        : `${name} only pays for others here. Make them a patient first.`,
  patient_outside_age_band: ({ name, age, minAge, maxAgeExclusive }) =>
    `${name} is ${age} on the start day; this plan is for ${minAge ?? 0} to ${maxAgeExclusive === null ? "any age" : `under ${maxAgeExclusive}`}. Choose another plan or start day.`,
  already_member: ({ name, plan }) =>
    `${name} is already on ${plan}. Change that membership instead of enrolling twice.`,
  enrolled_twice: ({ name }) => `${name} is in the list twice for the same plan. Remove one of the rows.`,
  start_too_far: ({ days }) => `The start day lies more than ${days} days away. Choose a nearer day.`,
  fee_waiver_not_allowed: () =>
    "Waiving the activation fee needs a manager. Ask one to sign in, or leave the fee in.",
  fee_waiver_without_reason: ({ name }) =>
    `Write down why the activation fee of ${name} is waived, or leave the fee in.`,
  draw_day_not_in_month: ({ drawDay }) => `No month has a day ${drawDay}. Choose a draw day from 1 to 31; shorter months draw on their last day.`,
  payer_deceased: ({ name }) =>
    `${name}, who pays for this household, is recorded as deceased. Choose a new payer on the chart first, then enrol.`,
  amount_changed_meanwhile: ({ shownCents, nowCents }) =>
    `The amount has changed from ${moneyText(shownCents)} to ${moneyText(nowCents)} since it was shown. Look at the new amount, then confirm again.`,
  first_payment_wrong: ({ dueCents }) =>
    dueCents === 0
      ? "Nothing is due today, so there is no payment to take."
      : `The first payment is ${moneyText(dueCents)}. Take that amount, or enrol without taking a payment now.`,
  hold_too_early: ({ earliestOn }) =>
    `A hold can start on ${day(earliestOn)} at the earliest. Choose that day or a later one.`,
  hold_too_short: ({ earliestUntilOn }) =>
    `A hold lasts at least one period. Let it end on ${day(earliestUntilOn)} or later.`,
  hold_too_long: ({ months }) => `A hold lasts at most ${months} months. Choose an earlier end.`,
  hold_overlaps: ({ fromOn }) =>
    `There is already a hold from ${day(fromOn)}. End that one first, or choose other days.`,
  hold_ends_earlier: ({ untilOn }) =>
    `The hold ends by itself on ${day(untilOn)}. Choose that day or an earlier one; for longer, put the membership on hold again.`,
  change_while_on_hold: ({ untilOn }) =>
    `The membership is on hold until ${day(untilOn)}. End the hold first, or make the change after it.`,
  change_pending: ({ fromOn }) =>
    `A change from ${day(fromOn)} is already waiting. Withdraw it first, then make this one.`,
  no_draw_ahead: () => "This membership has no draw ahead, so there is nothing to move.",
  next_draw_same: ({ on }) => `The next draw is collected on ${day(on)} already. Choose another day.`,
  draw_day_same: ({ drawDay }) => `The draw day is already ${drawDay}. Choose another one.`,
  draw_day_past: ({ earliestOn }) =>
    `That day has passed. The earliest day for the draw is ${day(earliestOn)}; choose that or a later one.`,
  draw_day_too_far: ({ earliestOn, latestOn }) =>
    `A draw can be moved by 30 days at most, and not past the draws around it. Choose a day from ${day(earliestOn)} to ${day(latestOn)}.`,
  plan_is_the_same: () => "The membership is already on this plan at this price. Choose another plan or period.",
  term_has_gaps: () =>
    "The current year has days on hold, so it cannot be paid from its start. Move to the yearly price from the next draw instead.",
  not_ended: () => "This membership has not ended, so there is nothing to rejoin.",
  rejoin_fee_needs_reason: () => "The reactivation fee was changed. Write down why, then confirm again.",
  hold_while_past_due: () =>
    "A payment is past due. Take it first, then put the membership on hold.",
  hold_exception_not_allowed: () =>
    "Putting somebody on hold who is past due needs a manager. Ask one to sign in, or take the payment first.",
  hold_patient_deceased: ({ name }) =>
    `${name} is recorded as deceased. Cancel the membership instead of putting it on hold.`,
  not_on_hold: () => "This membership is not on hold, so there is nothing to resume.",
  cancel_too_early: ({ earliestOn }) =>
    `The last day cannot lie before ${day(earliestOn)}. Choose that day or a later one.`,
  already_cancelled: ({ effectiveOn }) =>
    `This membership already ends on ${day(effectiveOn)}. Undo that cancellation first to choose another day.`,
  not_cancelled: () => "This membership is not cancelled, so there is nothing to undo.",
  cancellation_took_effect: ({ effectiveOn }) =>
    `This membership ended on ${day(effectiveOn)}. Enrol the patient again to rejoin.`,
  cancel_reason_missing: () => "Choose a reason from the list, or write down another one.",
  no_commitment_ahead: () =>
    "This membership has no commitment that is still running. Choose another day for it to end.",
  new_payer_needed: ({ name }) =>
    `${name} pays for others who stay members. Say who pays from now on; it may still be ${name}.`,
  exit_waiver_not_allowed: () =>
    "Not asking for the early exit needs a manager. Ask one to sign in, or leave the amount in.",
  exit_nothing_due: () => "Nothing is due for leaving early, so there is nothing to ask for.",
  exit_already_asked: () =>
    "The early exit of this membership has already been asked for. Open its invoice on the chart.",
  refund_not_allowed: () =>
    "Refunding money needs the permission to refund. Choose household credit, or ask somebody who may refund.",
  membership_was_used: ({ why }) =>
    `${usedWords[why]}, so this membership is kept. Cancel it instead: on the chart, choose Cancel the membership.`,
};

const usedWords = {
  paid: "Something was paid for it",
  used: "A benefit of it was used",
  signed: "Its agreement was signed",
} as const;

/** What to mend in a plan's terms; the form shows them at the field (F-18). */
export const planProblems: Record<PlanProblem, string> = {
  age_band: "The age band is empty: the upper age must be above the lower one.",
  price_twice: "The plan has two prices for the same period. Keep one of them.",
  price_missing: "The plan needs at least one price above zero.",
  fee_negative: "A fee cannot be below zero. Leave it at 0.00 if the plan has none.",
  cap_missing: "Say for how many members the household pays the activation fee.",
  benefit_twice: "Two benefits have the same short name. Give each its own.",
  household_steps:
    "Household pricing begins with the second member, and each step has its own, higher number.",
  household_reduction: "Say what the next members pay less: between 0.01 % and 100 %, or an amount above zero.",
  household_cap:
    "A family price needs at least two people, and a price above zero for periods the plan is sold for.",
  early_exit_without_term:
    "A charge for leaving early needs a least number of periods. Set that number, or charge nothing.",
  early_exit_fee: "The fee for leaving early must be above zero, and its waiver days not below zero.",
  benefit_services: "Choose at least one service or a category for the benefit, each service once.",
  benefit_cap: "The most a unit is worth must be above zero. Leave it empty for no limit.",
  benefit_rollover: "Units that are kept need a number of at least one, and at least one month to use them.",
  wallet_after: "After the end a wallet is kept between 1 and 730 days.",
  wallet: "What is kept as money to spend is between 0.01 % and 100 % of the dues, and never more than the dues.",
  discount_twice: "Two member discounts are for the same services. Keep one of them.",
  discount_on_nothing: "Choose the category or the service that is cheaper for members.",
  discount_amount:
    "A member discount is between 0.01 % and 100 %, or a member price for one service or category.",
  successor: "Choose another plan to grow into; this one is no longer there, or is this very plan.",
  agreement_template: "This agreement is no longer there. Choose another one.",
};
