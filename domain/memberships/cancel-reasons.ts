/** Why people leave (MEM-13): a list, so that the office can count; "other" has the desk's own words. */
export const cancelReasons = [
  "moved_away",
  "too_expensive",
  "not_used",
  "has_insurance",
  "not_satisfied",
  "deceased",
  "entered_by_mistake",
  "other",
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const cancelReasonWords: Readonly<Record<CancelReason, string>> = {
  moved_away: "Moving away",
  too_expensive: "Too expensive",
  not_used: "Does not use it",
  has_insurance: "Has insurance now",
  not_satisfied: "Not satisfied",
  deceased: "Deceased",
  entered_by_mistake: "Entered by mistake",
  other: "Other",
};
