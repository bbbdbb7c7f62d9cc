/** What can wait for a person on Today (UI-2), the most pressing first. Every kind is derived, none is stored (F-12). */
export const taskKinds = [
  "needs_attention",
  "nobodys_charge",
  "join_request",
  "unsigned_agreement",
  "age_out_decide",
  "age_out_blocked",
  "renewal_unpaid",
  "renewal_by_hand",
  "price_letters",
  "hold_ends",
  "open_hold_ends",
  "benefits_unused",
  "term_ends",
  "ages_out",
  "missing_birth_date",
] as const;
export type TaskKind = (typeof taskKinds)[number];
