import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { MembershipChangeRefusals } from "#domain/memberships/changes/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const membershipChangesSentences: Sentences<MembershipChangeRefusals> = {
  membership_changed_meanwhile: () =>
    "Somebody else has changed this membership since this window was opened. Look at what it says now, then confirm again.",
  reactivation_fee_not_allowed: () =>
    "Another reactivation fee than the plan's needs a manager. Ask one to sign in, or leave the fee as it is.",
  change_not_found: () => "This change is no longer there. Open the chart again.",
  change_already_undone: () => "This change was taken back already. Nothing more is needed.",
  undo_later_change: () =>
    "The membership was changed again since. Take the newer change back first, or make a new change.",
  undo_too_late: ({ effectiveOn }) =>
    `This change counts since ${dayText(effectiveOn as Day)}, and more than a day has passed, so it cannot be taken back. Make a new change instead.`,
  undo_money_moved: () =>
    "Money has moved for this household since, so the change cannot be taken back. Make a new change instead.",
  undo_benefits_used: () =>
    "A benefit that came with this change was used since, so it cannot be taken back. Make a new change instead.",
};
