/** The words of a membership's standing (chapter 3), in the order in which they are decided. */
export const standings = [
  "cancelled",
  "expired",
  "pending",
  "lapsed",
  "on_hold",
  "past_due",
  "cancelling",
  "active",
] as const;
export type Standing = (typeof standings)[number];
