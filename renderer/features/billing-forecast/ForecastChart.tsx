/** A bar a month, and beside it the month as it would be with the change (UI-14). The table has the figures. */
import type { Day } from "#domain/calendar.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import type { ForecastRow } from "./forecast-rows.ts";
import classes from "./Forecast.module.css";

const height = 180;
const labelHeight = 22;
const barsWidth = 56;

export function ForecastChart({ rows, monthName }: { readonly rows: readonly ForecastRow[]; readonly monthName: (on: Day) => string }) {
  const { money } = usePracticeFormat();
  const most = Math.max(1, ...rows.flatMap(({ cents, changed }) => [cents, changed?.cents ?? 0]));
  const tall = (cents: number): number => Math.round((cents / most) * (height - labelHeight - 4));
  const hasChange = rows.some(({ changed }) => changed !== null);
  const width = hasChange ? (barsWidth - 16) / 2 : barsWidth - 16;
  return (
    <figure className={classes["figure"]}>
      <svg
        role="img"
        aria-label="Draws by month. The table below has every figure."
        viewBox={`0 0 ${rows.length * barsWidth} ${height}`}
        className={classes["chart"]}
      >
        {rows.map((row, index) => {
          const left = index * barsWidth + 8;
          const base = tall(row.cents);
          const other = tall(row.changed?.cents ?? 0);
          return (
            <g key={row.monthOn}>
              <title>{`${monthName(row.monthOn)}: ${formatMoney(row.cents, money, { withCurrency: true })}`}</title>
              <rect className={classes["base"]} x={left} y={height - labelHeight - base} width={width} height={base} />
              {row.changed !== null && (
                <rect
                  className={classes["changed"]}
                  x={left + width}
                  y={height - labelHeight - other}
                  width={width}
                  height={other}
                />
              )}
              <text className={classes["label"]} x={left + (barsWidth - 16) / 2} y={height - 6} textAnchor="middle">
                {monthName(row.monthOn).slice(0, 3)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className={classes["legend"]}>
        <span className={classes["swatchBase"]} aria-hidden /> As it is
        {hasChange && (
          <>
            <span className={classes["swatchChanged"]} aria-hidden /> With the change
          </>
        )}
      </figcaption>
    </figure>
  );
}
