/** What a file to import may hold at most (S7): beyond these it is refused, with the place, before it can do harm. */
export const importLimits = {
  fileBytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** Characters of one cell. */
  cell: 32 * 1024,
} as const;
