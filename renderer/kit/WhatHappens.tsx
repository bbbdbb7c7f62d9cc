/**
 * The **What happens** panel of a dialog (LOOK.md, MEM-21): money today, the next draws, benefits,
 * in the office's own figures, changing as one types. It shows what the quote said, never an
 * estimate made here.
 */
import type { ReactNode } from "react";
import type { Day } from "#domain/calendar.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { MoneyLine } from "#contract/memberships.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";
import { DayText } from "./DayText.tsx";
import { ExplainButton } from "./ExplainButton.tsx";
import { Money } from "./Money.tsx";
import { Note } from "./RefusalNote.tsx";
import classes from "./WhatHappens.module.css";

export type WhatHappensProps = {
  /** A sentence first: "Rosa Lee's membership pauses for two draws." */
  readonly sentence?: ReactNode;
  readonly today?: MoneyTodayProps;
  readonly nextDraws?: readonly {
    readonly on: Day;
    readonly cents: Cents;
    readonly lines: readonly MoneyLine[];
  }[];
  readonly benefits?: readonly {
    readonly patientName: string;
    readonly label: string;
    readonly quantity: number;
    /** Where there are days to wait first (MEM-7); not later than the start: at once. */
    readonly usableFromOn?: Day;
    readonly untilOn: Day;
  }[];
  readonly warnings?: readonly string[];
  /** The figures are being worked out again for what was just typed. */
  readonly busy?: boolean;
  /** What is still needed before anything can be said; shown instead of figures. */
  readonly waitingFor?: string;
  readonly children?: ReactNode;
};

export function WhatHappens({
  sentence,
  today,
  nextDraws,
  benefits,
  warnings = [],
  busy = false,
  waitingFor,
  children,
}: WhatHappensProps) {
  const { today: currentDay } = usePracticeFormat();
  return (
    <section
      className={classes["panel"]}
      aria-label="What happens"
      aria-busy={busy}
      aria-live="polite"
    >
      <h3 className={classes["panelTitle"]}>What happens</h3>
      {waitingFor !== undefined && <p>{waitingFor}</p>}
      {sentence !== undefined && <p>{sentence}</p>}
      {today !== undefined && <MoneyToday {...today} />}
      {nextDraws !== undefined && nextDraws.length > 0 && <NextDraws draws={nextDraws} />}
      {benefits !== undefined && benefits.length > 0 && (
        <div>
          <h4 className={classes["title"]}>Benefits</h4>
          <ul className={classes["list"]}>
            {benefits.map((benefit) => (
              <li key={`${benefit.patientName} ${benefit.label}`}>
                {benefit.patientName}: {benefit.quantity} × {benefit.label},{" "}
                {benefit.usableFromOn !== undefined && benefit.usableFromOn > currentDay && (
                  <>
                    from <DayText day={benefit.usableFromOn} as="full" />{" "}
                  </>
                )}
                until{" "}
                <DayText day={benefit.untilOn} as="full" />
              </li>
            ))}
          </ul>
        </div>
      )}
      {warnings.map((warning) => (
        <Note key={warning} tone="attention">
          {warning}
        </Note>
      ))}
      {children}
    </section>
  );
}

type MoneyTodayProps = {
  readonly cents: Cents;
  readonly lines: readonly MoneyLine[];
  /** Household credit that pays part of it by itself: less is left to take. */
  readonly creditUsedCents?: Cents;
  /** It is asked for with the next draw, not at the desk. */
  readonly isLater?: boolean;
};

function MoneyToday({ cents, lines, creditUsedCents = zeroCents, isLater = false }: MoneyTodayProps) {
  return (
    <div>
      <h4 className={classes["title"]}>Money today</h4>
      <table className={`${classes["lines"]} pf-figures`}>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.patientName} ${line.description}`}>
              <td>
                {line.patientName === ""
                  ? line.description
                  : `${line.patientName}: ${line.description}`}
              </td>
              <td>
                <ExplainButton
                  cents={line.cents}
                  label={line.description}
                  explanation={line.explain}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {creditUsedCents > 0 && (
            <tr>
              <td>Paid by the household’s credit</td>
              <td>
                <Money cents={toCents(-creditUsedCents)} />
              </td>
            </tr>
          )}
          <tr>
            <th scope="row">{isLater ? "With the next draw" : "To take today"}</th>
            <td>
              <Money cents={addCents(cents, -creditUsedCents)} withCurrency />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function NextDraws({ draws }: { readonly draws: NonNullable<WhatHappensProps["nextDraws"]> }) {
  return (
    <div>
      <h4 className={classes["title"]}>Next draws</h4>
      <table className={`${classes["lines"]} pf-figures`}>
        <tbody>
          {draws.map((draw) => (
            <tr key={draw.on}>
              <td>
                <DayText day={draw.on} withDistance />
              </td>
              <td>
                <Money cents={draw.cents} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
