/** Invented rows for the gallery: names of many scripts and lengths, amounts of all sizes. */
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { invoiceStatuses, type InvoiceStatus } from "#domain/invoices/status-words.ts";
import { standings, type Standing } from "#domain/memberships/standing-words.ts";
import { toCents, type Cents } from "#domain/money.ts";

export const galleryToday = toDay("2026-11-22");

export type UglyRow = {
  readonly id: number;
  readonly name: string;
  readonly payer: string;
  readonly plan: string;
  readonly dueOn: Day;
  readonly status: InvoiceStatus;
  readonly standing: Standing;
  readonly totalCents: Cents;
  readonly balanceCents: Cents;
  readonly note: string;
};

const names = [
  "Lee, Rosa",
  "Nguyễn, Thị Bích-Ngọc",
  "O’Brien-Featherstonehaugh-Cholmondeley, Maximiliane Wilhelmina Theodora",
  "Ortiz, Ben",
  "الحسيني, فاطمة",
  "<img src=x onerror=alert(1)>",
  "李, 小龙",
  "Łukasiewicz, Żaneta",
  "X",
  "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  "Ramos 🌲, Ana",
  "Smith, \u200bJo\u0301zef",
];
const plans = [
  "Adult Wellness",
  "Child",
  "Perio Maintenance Plus with Whitening (annual)",
  "Senior",
];

/** Rows that are the same every time. */
export function uglyRows(count: number): UglyRow[] {
  return Array.from({ length: count }, (_, index) => {
    const spread = (index * 7919) % 10_007;
    return {
      id: index + 1,
      name: names[index % names.length] ?? "",
      payer: names[(index * 5 + 3) % names.length] ?? "",
      plan: plans[index % plans.length] ?? "",
      dueOn: addDays(galleryToday, (spread % 900) - 700),
      status: invoiceStatuses[index % invoiceStatuses.length] ?? "unpaid",
      standing: standings[index % standings.length] ?? "active",
      totalCents: toCents(index % 97 === 0 ? 9_999_999_999 : spread * 13),
      balanceCents: toCents(index % 5 === 0 ? -spread : spread * 3),
      note:
        index % 4 === 0
          ? "Asked to be called after five, speaks quietly, prefers the room with the window"
          : "",
    };
  });
}
