/** The next draws, and what the last run did (BIL-1, BIL-4). */
import { Anchor } from "@mantine/core";
import type { TodayView } from "#contract/billing.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import classes from "./Today.module.css";

export function RunPanel({ nextDraws, lastRun }: Pick<TodayView, "nextDraws" | "lastRun">) {
  return (
    <Panel
      title="Draws"
      {...(nextDraws
        ? {
            aside: (
              <Anchor href={hrefTo("/billing/rehearsal", null, { on: nextDraws.onDay })}>
                Rehearse
              </Anchor>
            ),
          }
        : {})}
    >
      <dl className={classes["facts"]}>
        {nextDraws ? (
          <>
            <dt>
              Next: <DayText day={nextDraws.onDay} />
            </dt>
            <dd className="pf-figures">
              {nextDraws.households} {nextDraws.households === 1 ? "household" : "households"} ·{" "}
              <Money cents={toCents(nextDraws.totalCents)} />
            </dd>
          </>
        ) : (
          <>
            <dt>Next</dt>
            <dd>No draws ahead</dd>
          </>
        )}
        {lastRun && (
          <>
            <dt>
              Last run: <DayText day={lastRun.todayOn} as="short" />
            </dt>
            <dd className="pf-figures">
              {lastRun.invoicesMade} made · <Money cents={toCents(lastRun.totalCents)} />
            </dd>
            {lastRun.lapsed > 0 && (
              <>
                <dt>Lapsed in that run</dt>
                <dd className="pf-figures">{lastRun.lapsed}</dd>
              </>
            )}
          </>
        )}
      </dl>
      {lastRun !== null && lastRun.held.length > 0 && (
        <Note tone="trouble">
          {lastRun.held.length === 1
            ? `Billing of ${lastRun.held[0]?.name ?? "one household"} stopped and needs a person.`
            : `Billing of ${lastRun.held.length} households stopped and needs a person.`}{" "}
          Everybody else was billed.
        </Note>
      )}
    </Panel>
  );
}
