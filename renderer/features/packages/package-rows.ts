/** The list of packages: found by name, contents and whether they are sold, and as a spreadsheet (UI-4). */
import type { PackageView } from "#contract/packages.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { expiryWords } from "#domain/packages/expiry.ts";
import { foldText } from "#domain/people/fold.ts";

export type PackageFilter = { readonly q: string; readonly state: readonly ("on" | "off")[] };

export function packagesWith(packages: readonly PackageView[], { q, state }: PackageFilter): PackageView[] {
  const wanted = foldText(q);
  return packages.filter(
    ({ terms, contentWords, retiredAt }) =>
      (wanted === "" || foldText(`${terms.name} ${contentWords}`).includes(wanted)) &&
      (state.length === 0 || state.includes(retiredAt === null ? "on" : "off")),
  );
}

export function whoseWords({ terms }: Pick<PackageView, "terms">): string {
  if (terms.insuranceFriendly) return "Insurer’s receipts";
  return terms.shareable ? "The household" : "One person";
}

export function packagesCsv(packages: readonly PackageView[], digits: 0 | 2): string {
  const columns: readonly CsvColumn<PackageView>[] = [
    { header: "Package", cell: ({ terms }) => terms.name },
    { header: "Contents", cell: ({ contentWords }) => contentWords },
    { header: "Price", cell: ({ terms }) => csvAmount(terms.priceCents, digits) },
    { header: "One by one", cell: ({ listCents }) => (listCents === null ? null : csvAmount(listCents, digits)) },
    { header: "Usable", cell: ({ terms }) => expiryWords(terms.expiry, (day) => day) },
    { header: "For", cell: whoseWords },
    { header: "Sold", cell: ({ sold }) => String(sold) },
    { header: "In use", cell: ({ running }) => String(running) },
    { header: "State", cell: ({ retiredAt }) => (retiredAt === null ? "On sale" : "Not sold") },
  ];
  return csvText(columns, packages);
}
