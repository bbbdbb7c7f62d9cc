/**
 * A saved view of a list (UI-4) or of what a report was asked for (REP-2): its filters and order as
 * they stand in the address, and its columns, under a name. A view belongs to one member of staff or to the whole practice.
 */
export const viewLists = ["invoices", "chart-invoices", "aging", "deferred-dues", "day-sheet", "location-statement"] as const;
export type ViewList = (typeof viewLists)[number];

/** What a view brings back; both are texts that only the window reads, kept as it wrote them. */
export type ViewContent = {
  /** `status=overdue&sort=-due`, without a leading `?`. */
  readonly search: string;
  /** `+sent,-paid`: columns shown or hidden against what the screen says. */
  readonly columns: string;
};

export const viewLimits = { name: 60, search: 2_000, columns: 600, perList: 100 } as const;
