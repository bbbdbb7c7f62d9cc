/** How the club stands today, each figure opening its rows (REP-5). */
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import type { TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import classes from "./Today.module.css";

export function MembersPanel({
  members,
  takenTodayCents,
}: Pick<TodayView, "members" | "takenTodayCents">) {
  const rows = [
    ["Active members", members.active, "active"],
    ["Past due", members.pastDue, "past_due"],
    ["On hold", members.onHold, "on_hold"],
    ["Pending", members.pending, "pending"],
  ] as const;
  return (
    <Panel title="Club">
      <dl className={classes["facts"]}>
        {rows.map(([label, count, standing]) => (
          <Fact key={standing} label={label}>
            <Anchor href={hrefTo("/memberships", null, { standing })} className="pf-figures">
              {count}
            </Anchor>
          </Fact>
        ))}
        <Fact label="Taken today">
          <Anchor href={hrefTo("/payments")} className="pf-figures">
            <Money cents={takenTodayCents} withCurrency />
          </Anchor>
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
