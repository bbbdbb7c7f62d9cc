import { toDay } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { PatientHistory, PeopleRefusals } from "#domain/people/refusals.ts";
import type { Sentences } from "./sentence.ts";

const day = (text: string): string => dayText(toDay(text));

export const peopleSentences: Sentences<PeopleRefusals> = {
  patient_not_found: () => "This chart is not in the practice any more. Search for the person again.",
  household_not_found: () =>
    "This household is not in the practice any more. Search for one of its members again.",
  patient_name_missing: () => "Enter a first or last name.",
  email_not_valid: ({ value }) =>
    `“${value}” is not an e-mail address. Write it as name@example.com, or leave it empty.`,
  phone_not_valid: ({ value }) =>
    `“${value}” is not a phone number. Type its digits, or take it out.`,
  birth_in_future: ({ birthOn }) => `${day(birthOn)} lies ahead. Check the year of the birth date.`,
  deceased_in_future: ({ deceasedOn }) =>
    `${day(deceasedOn)} lies ahead. Check the date of death, or leave it empty.`,
  deceased_before_birth: ({ deceasedOn, birthOn }) =>
    `${day(deceasedOn)} is before the birth date, ${day(birthOn)}. Check both dates.`,
  deceased_day_without_status: () =>
    "There is a date of death. Set the status to deceased, or take the date out.",
  membership_still_running: ({ name, plan }) =>
    `${name} is still on ${plan}. Cancel the membership first, then change the status.`,
  contact_email_missing: () =>
    "Nobody in this household has an e-mail address. Add one first, or keep everything on paper.",
  contact_mobile_missing: () =>
    "Nobody in this household has a mobile phone. Add one first, or keep everything on paper.",
  card_not_on_file: () =>
    "There is no card on file for this household. It pays by hand until one is saved.",
  payer_not_a_member: () =>
    "The payer has to be in this household. Move that person here first, or choose a member.",
  payer_deceased: ({ name }) => `${name} is recorded as deceased. Choose another payer.`,
  payer_leaves_household: ({ name }) =>
    `${name} pays for the others here. Choose another payer for the household first.`,
  household_left_with_money: ({ household, balanceCents, creditCents }) =>
    balanceCents !== 0
      ? `Nobody would be left on the account of ${household}, and ${moneyText(balanceCents)} is still open. Settle it first, then move.`
      : `Nobody would be left on the account of ${household}, and ${moneyText(creditCents)} of credit is on it. Use or give back the credit first, then move.`,
  already_in_household: ({ name }) => `${name} is in that household already.`,
  already_on_own_account: ({ name }) => `${name} is on an account of their own already.`,
  email_not_on_file: ({ name }) => `${name} has no e-mail address on file, so no mail can have come back from one.`,
  merge_with_itself: () => "These are one and the same record. Choose another one to merge with.",
  merge_already_done: ({ name }) => `${name} has been merged with another record already. Open that one instead.`,
  merge_charge_unresolved: ({ household }) =>
    `A card charge of ${household} has no answer yet. Resolve it under Cards first, then merge.`,
  merge_member_on_hold: ({ name }) =>
    `${name} is on hold, or will be. Resume the membership first, then merge: its next draw has to be on the same day as the others'.`,
  merge_change_pending: ({ name, fromOn }) =>
    `A change waits for ${name} from ${day(fromOn)} on. Withdraw it or wait for that day, then merge.`,
  merge_both_on_plan: ({ name, plan }) =>
    `Both records of ${name} are on ${plan}. Cancel one of the two memberships first, then merge.`,
  merge_not_found: () => "This merge is not on record, or it has been undone already.",
  merge_too_old: ({ days }) =>
    `A merge can be undone for ${days} days. Move the people to an account of their own instead, and transfer what they owe.`,
  merge_money_touched: ({ bookedOn }) =>
    `Money was booked on ${day(bookedOn)}, after the merge, so it cannot be undone. Move the people to an account of their own instead, and transfer what they owe.`,
  merge_changed_since: () =>
    "The people or memberships that came along were changed after the merge. Move them to an account of their own instead.",
  policy_not_found: () => "This insurance policy is not on record any more. Look at the list again.",
  policy_without_carrier: () => "Enter the insurance company.",
  policy_ends_before: ({ effectiveOn }) => `It begins on ${day(effectiveOn)}. Choose a last day that is not before it.`,
  policy_detached: () => "This policy is in the holding area. Attach it to a chart first.",
  policy_not_detached: () => "This policy is on a chart already. Detach it there first.",
  policy_used: ({ invoices }) =>
    `${invoices === 1 ? "An invoice names" : `${invoices} invoices name`} this policy, so it is kept. Enter its last day, or detach it.`,
  patient_is_insured: ({ name, plan, carrier }) =>
    `${name} is insured with ${carrier}, and ${plan} is for people without insurance. Choose another plan, or enter the policy's last day.`,
  patient_has_history: ({ name, what }) =>
    `${name} has ${historyWords[what]}, so the chart is kept. Set it to inactive instead.`,
};

const historyWords: Record<PatientHistory, string> = {
  memberships: "memberships on record",
  invoices: "invoices on record",
  payments: "payments or credit on record",
  statements: "statements or documents on record",
  mail: "mail on record that came back",
  insurance: "an insurance policy on record",
  visits: "appointments on record",
  packages: "packages on record",
  merges: "been merged with another record",
  others_pay: "other people on the same account to pay for",
};
