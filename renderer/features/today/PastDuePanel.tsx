/** The owner's digest of past-due members (BIL-11), with the ways to what waits. */
import { Anchor } from "@mantine/core";
import type { TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import classes from "./Today.module.css";

export function PastDuePanel({ pastDue }: Pick<TodayView, "pastDue">) {
  const { cases, sumCents, twoWeeks, finalNotices, firstLapseOn, lettersToPrint, needsAttention } = pastDue;
  return (
    <Panel title="Past due" aside={<Anchor href={hrefTo("/collections")}>Call list</Anchor>}>
      <dl className={classes["facts"]}>
        <dt>Households</dt>
        <dd className="pf-figures">
          {cases} · <Money cents={sumCents} />
        </dd>
        <dt>Two weeks and longer</dt>
        <dd className="pf-figures">{twoWeeks}</dd>
        <dt>Final notice is out</dt>
        <dd className="pf-figures">
          {finalNotices}
          {firstLapseOn !== null && (
            <>
              {" · first lapse "}
              <DayText day={firstLapseOn} as="short" />
            </>
          )}
        </dd>
        <dt>
          <Anchor href={hrefTo("/collections", null, { tab: "letters" })}>Letters to print</Anchor>
        </dt>
        <dd className="pf-figures">{lettersToPrint}</dd>
        <dt>
          <Anchor href={hrefTo("/collections", null, { tab: "attention" })}>Needs attention</Anchor>
        </dt>
        <dd className="pf-figures">{needsAttention}</dd>
      </dl>
    </Panel>
  );
}
