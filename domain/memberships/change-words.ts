/** The changes that a person makes to a membership and can take back (MEM-9..MEM-14). */
export const changeKinds = [
  "hold",
  "resume",
  "cancel",
  "plan_move",
  "pay_year",
  "draw_day",
  "next_draw",
  "rejoin",
] as const;
export type ChangeKind = (typeof changeKinds)[number];
