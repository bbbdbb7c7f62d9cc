/** The purchased package on paper (PKG-5): bought, paid, used day by day, what is left and until when. */
import type { ReadableDb } from "#db/database.ts";
import { addDays } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { PackageSaleId } from "#domain/identity.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { moneyText } from "#domain/money-text.ts";
import { look, type Cx } from "../context.ts";
import { sheetHead } from "../reports/sheet-head.ts";
import { paperOf } from "../reports/show-report.ts";
import { detailsOf, type PurchasedDetails } from "./show.ts";

/** Refuses `package_sale_not_found`. */
export function packageOnPaper(cx: Cx, saleId: PackageSaleId): ReportPaper {
  return look<ReportPaper>(cx, (db) => paperOf(db, sheetOf(cx, db, saleId)));
}

export function sheetOf(cx: Cx, db: ReadableDb, saleId: PackageSaleId): ReportSheet {
  const { sale, uses, transfers } = detailsOf(db, saleId, cx.today);
  const { terms } = sale;
  return {
    ...sheetHead(cx, db, { report: "package", title: terms.name, period: { kind: "as_of", on: cx.today }, knownAt: null }),
    parameters: [
      { label: "Belongs to", value: sale.patientName },
      { label: "Bought", value: `${dayText(sale.boughtOn)}, invoice ${sale.invoiceNumber}` },
      { label: "Price", value: moneyText(sale.priceCents) },
      { label: "Still to pay", value: moneyText(sale.balanceCents) },
      { label: "Bought from", value: sale.soldBy ?? "the office" },
      { label: "Left", value: `${sale.unitsLeft} of ${sale.units}, worth ${moneyText(sale.valueLeftCents)}` },
      { label: "Can be used by", value: terms.shareable ? `everybody in the household of ${sale.patientName}` : sale.patientName },
      { label: "Usable through", value: untilWords(sale) },
    ],
    sections: [leftSection(sale), usesSection(uses), ...(transfers.length > 0 ? [transfersSection(transfers)] : [])],
    notes: terms.insuranceFriendly ? ["A prepayment, not a receipt for services. Each visit has an invoice of its own."] : [],
  };
}

function untilWords(sale: PurchasedDetails["sale"]): string {
  if (sale.cancelledOn !== null) return `cancelled on ${dayText(sale.cancelledOn)}`;
  if (sale.expiresOn !== null) return dayText(addDays(sale.expiresOn, -1));
  return sale.terms.expiry.kind === "none" ? "no end" : "begins with the first use";
}

/** What was bought and what is left of it, service by service; the uses of a pool fit any of its services. */
function leftSection({ terms, openServices, units, unitsLeft }: PurchasedDetails["sale"]): ReportSheet["sections"][number] {
  const { contents } = terms;
  const rows: [string, number | string, number | string][] =
    contents.kind === "pool"
      ? [[openServices.map(({ name }) => name).join(", "), units, unitsLeft]]
      : openServices.map(({ serviceId, name, left }) => [name, contents.items.find((item) => item.serviceId === serviceId)?.quantity ?? 0, left]);
  return {
    id: "left",
    heading: "What is in it",
    columns: [
      { id: "what", header: contents.kind === "pool" ? "Any of" : "Service", kind: "text" },
      { id: "bought", header: "Bought", kind: "number" },
      { id: "left", header: "Left", kind: "number" },
    ],
    rows: rows.map((cells) => ({ key: null, cells, link: null })),
    totals: null,
    totalLabel: "",
    opens: [],
    empty: "",
    leftOut: 0,
  };
}

const kindWords = { redeemed: "Used", expired: "Expired", cancelled: "Cancelled" } as const;

function usesSection(uses: PurchasedDetails["uses"]): ReportSheet["sections"][number] {
  return {
    id: "uses",
    heading: "Uses",
    columns: [
      { id: "day", header: "Day", kind: "day" },
      { id: "what", header: "What", kind: "text" },
      { id: "who", header: "Who", kind: "text" },
      { id: "by", header: "By", kind: "text" },
      { id: "invoice", header: "Invoice", kind: "number" },
      { id: "worth", header: "Worth", kind: "money" },
    ],
    rows: uses.map((use) => ({
      key: null,
      cells: [use.usedOn, use.serviceName ?? kindWords[use.kind], use.patientName ?? "", use.providerName ?? "", use.invoiceNumber, use.valueCents],
      link: null,
    })),
    totals: [null, null, null, null, null, uses.reduce((sum, { valueCents }) => sum + valueCents, 0)],
    totalLabel: "Together",
    opens: [],
    empty: "Nothing was used yet.",
    leftOut: 0,
  };
}

function transfersSection(transfers: PurchasedDetails["transfers"]): ReportSheet["sections"][number] {
  return {
    id: "transfers",
    heading: "Given on",
    columns: [
      { id: "day", header: "Day", kind: "day" },
      { id: "what", header: "What", kind: "text" },
      { id: "from", header: "From", kind: "text" },
      { id: "to", header: "To", kind: "text" },
      { id: "why", header: "Why", kind: "text" },
    ],
    rows: transfers.map((row) => ({
      key: null,
      cells: [row.transferredOn, row.isWhole ? "The whole package" : "One use", row.fromName, row.toName, row.reason],
      link: null,
    })),
    totals: null,
    totalLabel: "",
    opens: [],
    empty: "",
    leftOut: 0,
  };
}
