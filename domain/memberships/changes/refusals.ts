/** Refusal codes of changing a membership and of taking a change back, with their facts (F-17). */
export type MembershipChangeRefusals = {
  membership_changed_meanwhile: Record<never, never>;
  reactivation_fee_not_allowed: Record<never, never>;
  change_not_found: Record<never, never>;
  change_already_undone: Record<never, never>;
  undo_later_change: Record<never, never>;
  undo_too_late: { effectiveOn: string };
  undo_money_moved: Record<never, never>;
  undo_benefits_used: Record<never, never>;
};
