/** The letter to the household that a package, or one use of it, was given on (PKG-7). */
import type { NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findTransfer } from "#db/packages/sales.ts";
import type { HouseholdId, PackageTransferId } from "#domain/identity.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { givenSentence } from "#domain/dunning/package-letter-words.ts";
import type { Work } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";

const prefix = "package_transfer/";

export function tellOwner(cx: Work, db: WritableDb, householdId: HouseholdId, transferId: PackageTransferId): void {
  queueNotice(cx, db, { householdId, event: `${prefix}${transferId}`, kind: "package_given", dueOn: cx.today });
}

/** Nothing for other letters. What is left is as of the day the letter is written. */
export function givenLetterValues(db: ReadableDb, notice: NoticeRow, { language, day }: Pick<LetterFormat, "language" | "day">): MergeValues {
  if (notice.kind !== "package_given") return {};
  const found = findTransfer(db, Number(notice.event.slice(prefix.length)) as PackageTransferId);
  if (!found) return {};
  const { packageName, fromName, toName, transferredOn, isWhole, left } = found;
  return { package: packageName, given: givenSentence(language, { packageName, owner: fromName, to: toName, day: day(transferredOn), isWhole: isWhole === 1, left }) };
}
