/** Refusal codes of mailing labels with the facts their sentences need (F-17). */
export type LabelRefusals = {
  /** Counts from 1 to `most`, measures of nothing or more. */
  label_sheet_measures: { readonly most: number };
  label_too_small: { readonly widthMm: number; readonly heightMm: number };
  labels_overlap: { readonly direction: "across" | "down"; readonly stepMm: number; readonly sizeMm: number };
  label_sheet_off_paper: { readonly side: "right" | "bottom"; readonly needsMm: number; readonly hasMm: number };
  label_start_not_there: { readonly startAt: number; readonly most: number };
  /** Nobody that was chosen has an address that can be printed. */
  no_labels_to_print: { readonly leftOut: number };
  /** More than one run holds. */
  labels_too_many: { readonly labels: number; readonly most: number };
};
