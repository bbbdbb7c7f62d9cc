/** The facts of the household sheet as it is printed (PPL-7): the same reading as the screen's. */
import { addressLines } from "#domain/people/address.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { HouseholdSheetData } from "#domain/statements/present-household-sheet.ts";
import { householdNow } from "#db/people/merges.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readHouseholdSheet } from "./sheet.ts";

/** Refuses `household_not_found`. */
export function householdSheetOnPaper(cx: Cx, { householdId }: { readonly householdId: HouseholdId }): HouseholdSheetData {
  return look<HouseholdSheetData>(cx, (db) => {
    const sheet = readHouseholdSheet(db, householdNow(db, householdId), cx.today);
    const { setup, letterhead } = readPrinting(db);
    const { number, address, ...rest } = sheet;
    return { ...rest, setup, letterhead, householdNumber: String(number), addressLines: addressLines(address) };
  });
}
