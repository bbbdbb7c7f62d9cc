/** Packages (DOC-12): bought, with what it holds; down to the last use; ending within a month. */
import type { NoticeRow } from "#db/dunning/notices.ts";
import { listPackagesEnding } from "#db/messages/facts.ts";
import { findSale, type SaleRow } from "#db/packages/sales.ts";
import { listLostDays } from "#db/reminders/due.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { PackageSaleId } from "#domain/identity.ts";
import { eventWords, type EventWords } from "#domain/dunning/event-letter-words.ts";
import { listOf } from "#domain/dunning/letter-words.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import type { EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { mayHaveBeenWritten } from "#domain/reminders/reminder-steps.ts";
import type { Work } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { tell } from "./tell.ts";

/** A package is written about this many days before its last day. */
export const endingDays = 30;
/** More than a month has; the rest follows with the next run. */
const mostAtOnce = 500;

export function tellOfSale(cx: Work, db: WritableDb, sale: Pick<SaleRow, "saleId" | "householdId">): void {
  guardTelling(cx, db, sale.householdId, () => {
    tell(cx, db, { householdId: sale.householdId, kind: "package_bought", ids: [sale.saleId] });
  });
}

/** After a use: whoever is down to the last one may want another package. */
export function tellOfLastUse(cx: Work, db: WritableDb, sale: Pick<SaleRow, "saleId" | "householdId" | "units">, unitsLeft: number): void {
  if (unitsLeft !== 1 || sale.units < 2) return;
  guardTelling(cx, db, sale.householdId, () => {
    tell(cx, db, { householdId: sale.householdId, kind: "package_last_use", ids: [sale.saleId] });
  });
}

/** A step of the daily run: answers how many messages were written. */
export function tellOfEndingPackages(cx: Work, db: WritableDb): number {
  const lost = listLostDays(db);
  let told = 0;
  for (const { saleId, householdId, expiresOn } of listPackagesEnding(db, cx.today, addDays(cx.today, endingDays), mostAtOnce)) {
    const dueOn = addDays(expiresOn, -endingDays);
    if (mayHaveBeenWritten(dueOn, lost)) continue;
    guardTelling(cx, db, householdId, () => {
      if (queueNotice(cx, db, { householdId, event: `package_sale/${saleId}/${expiresOn}`, kind: "package_expiring", dueOn }) !== null) told += 1;
    });
  }
  return told;
}

/** The packages a message is about, as long as it says something that holds. */
export function salesOf(db: ReadableDb, notice: NoticeRow & { readonly kind: EventNotice }, today: Day): SaleRow[] {
  return idsOfEvent(notice.kind, notice.event).flatMap((id) => {
    const sale = findSale(db, id as PackageSaleId);
    if (!sale || sale.cancelledOn !== null) return [];
    if (notice.kind === "package_last_use" && sale.unitsLeft !== 1) return [];
    if (notice.kind === "package_expiring") {
      const isThatDay = notice.event === `package_sale/${id}/${sale.expiresOn ?? ""}`;
      if (!isThatDay || sale.unitsLeft === 0 || sale.expiresOn === null || sale.expiresOn <= today) return [];
    }
    return [sale];
  });
}

export function packageValues(db: ReadableDb, notice: NoticeRow & { readonly kind: EventNotice }, today: Day, format: LetterFormat): MergeValues {
  const { language, money, day } = format;
  const words = eventWords(language);
  const sales = salesOf(db, notice, today);
  const details = sales.flatMap((sale) => {
    const named = { packageName: sale.terms.name, owner: sale.patientName };
    if (notice.kind !== "package_bought") return [words.left({ ...named, left: sale.unitsLeft })];
    const bought = words.bought({ ...named, uses: sale.units, price: money(sale.totalCents) });
    return sale.balanceCents > 0 ? [bought, words.stillToPay(money(sale.balanceCents))] : [bought];
  });
  return {
    package: listOf([...new Set(sales.map(({ terms }) => terms.name))], language),
    details: details.join("\n"),
    what_next: [...new Set(sales.map((sale) => untilWords(sale, words, day)))].join("\n"),
  };
}

function untilWords({ expiresOn, terms }: SaleRow, words: EventWords, day: (on: Day) => string): string {
  if (expiresOn !== null) return words.until(day(addDays(expiresOn, -1)));
  return terms.expiry.kind === "none" ? words.noEnd : words.fromFirstUse;
}
