/** The forecast as a table: a month a row, with the change beside it, and the same as a CSV file. */
import type { Forecast } from "#contract/billing.ts";
import type { Day } from "#domain/calendar.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";

export type ForecastRow = {
  readonly monthOn: Day;
  readonly draws: number;
  readonly cents: Cents;
  readonly collectedCents: Cents;
  /** Null while nothing is tried. */
  readonly changed: { readonly cents: Cents; readonly collectedCents: Cents; readonly moreCents: Cents } | null;
};

export function forecastRows({ base, changedSeries }: Forecast): ForecastRow[] {
  return base.months.map((month, index) => {
    const other = changedSeries?.months[index];
    return {
      ...month,
      changed: other
        ? {
            cents: other.cents,
            collectedCents: other.collectedCents,
            moreCents: addCents(other.collectedCents, toCents(-month.collectedCents)),
          }
        : null,
    };
  });
}

export function forecastCsv(rows: readonly ForecastRow[], digits: 0 | 2): string {
  const columns: CsvColumn<ForecastRow>[] = [
    { header: "Month", cell: ({ monthOn }) => monthOn.slice(0, 7) },
    { header: "Draws", cell: ({ draws }) => draws },
    { header: "Asked for", cell: ({ cents }) => csvAmount(cents, digits) },
    { header: "Likely to come in", cell: ({ collectedCents }) => csvAmount(collectedCents, digits) },
  ];
  if (rows.some(({ changed }) => changed !== null))
    columns.push(
      { header: "Asked for, changed", cell: ({ changed }) => changed && csvAmount(changed.cents, digits) },
      { header: "Likely to come in, changed", cell: ({ changed }) => changed && csvAmount(changed.collectedCents, digits) },
      { header: "Difference", cell: ({ changed }) => changed && csvAmount(changed.moreCents, digits) },
    );
  return csvText(columns, rows);
}
