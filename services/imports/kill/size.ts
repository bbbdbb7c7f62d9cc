/** How large the import of the kill test is. */
export const importedRows = 600;
/** Patients who are there before. */
export const earlierRows = 20;
