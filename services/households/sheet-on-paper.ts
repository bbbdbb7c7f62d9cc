/** The facts of the household sheet as it is printed (PPL-7): the same reading as the screen's. */
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { addressLines } from "#domain/people/address.ts";
import { dayText } from "#domain/day-text.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import type { HouseholdSheetData } from "#domain/statements/present-household-sheet.ts";
import { householdNow } from "#db/people/merges.ts";
import { insertDocument } from "#db/statements/records.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { readPrintingFor, type Printing } from "../statements/print-setup.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { readHouseholdSheet } from "./sheet.ts";

/** Refuses `household_not_found`. */
export function householdSheetOnPaper(cx: Cx, { householdId }: { readonly householdId: HouseholdId }): HouseholdSheetData {
  return look<HouseholdSheetData>(cx, (db) => {
    const standing = householdNow(db, householdId);
    return sheetPaperOf(db, readPrintingFor(db, standing), standing, cx.today);
  });
}

export function sheetPaperOf(db: ReadableDb, { setup, letterhead }: Printing, householdId: HouseholdId, today: Day): HouseholdSheetData {
  const { number, address, ...rest } = readHouseholdSheet(db, householdId, today);
  return { ...rest, setup, letterhead, householdNumber: String(number), addressLines: addressLines(address) };
}

/** Keeps the very sheet that was printed (DOC-2). */
export function recordSheet(cx: Cx, asked: HouseholdId, file: StoredFile): { documentId: DocumentId; pages: number } {
  return act<{ documentId: DocumentId; pages: number }>(cx, (db) => {
    const householdId = householdNow(db, asked);
    const documentId = insertDocument(db, {
      ...file,
      kind: "household_sheet",
      householdId,
      title: `Household sheet of ${dayText(cx.today)}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    audit(cx, db, "household.sheet_printed", `household/${householdId}`, { after: { documentId, pages: file.pages } });
    db.touch("documents", `household/${householdId}`);
    return { documentId, pages: file.pages };
  });
}
