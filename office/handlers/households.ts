/** The household sheet, and merging of households and of charts, over the contract. */
import { householdSheet } from "#services/households/sheet.ts";
import { householdSheetOnPaper, recordSheet } from "#services/households/sheet-on-paper.ts";
import { mergeHouseholds } from "#services/households/merge-households.ts";
import { previewMove } from "#services/households/preview-move.ts";
import { previewMerge } from "#services/households/merge-preview.ts";
import { mergePatients } from "#services/households/merge-patients.ts";
import { previewPatientMerge } from "#services/households/preview-patient-merge.ts";
import { undoHouseholdMerge } from "#services/households/undo-merge.ts";
import { undoPatientMerge } from "#services/households/undo-patient-merge.ts";
import { pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { keepDocument } from "./keep-document.ts";

export const householdHandlers = {
  sheet: os.households.sheet.handler(({ context, input }) => householdSheet(context.cx, input)),
  sheetPdf: os.households.sheetPdf.handler(async ({ context, input, signal }) => {
    const data = householdSheetOnPaper(context.cx, input);
    const { pdf } = await context.office.documents().render("household_sheet", data, signal ? { signal } : {});
    return pdfFileOut(`household-${data.householdNumber}.pdf`, pdf);
  }),
  printSheet: os.households.printSheet.handler(async ({ context, input, signal }) => {
    const data = householdSheetOnPaper(context.cx, input);
    const rendered = await context.office.documents().render("household_sheet", data, signal ? { signal } : {});
    return recordSheet(context.cx, input.householdId, keepDocument(context.office, rendered));
  }),
  previewMove: os.households.previewMove.handler(({ context, input }) => previewMove(context.cx, input)),
  previewMerge: os.households.previewMerge.handler(({ context, input }) => previewMerge(context.cx, input)),
  merge: os.households.merge.handler(({ context, input }) => mergeHouseholds(context.cx, input)),
  undoMerge: os.households.undoMerge.handler(({ context, input }) => undoHouseholdMerge(context.cx, input)),
};

export const chartHandlers = {
  previewMerge: os.patients.previewMerge.handler(({ context, input }) => previewPatientMerge(context.cx, input)),
  merge: os.patients.merge.handler(({ context, input }) => mergePatients(context.cx, input)),
  undoMerge: os.patients.undoMerge.handler(({ context, input }) => undoPatientMerge(context.cx, input)),
};
