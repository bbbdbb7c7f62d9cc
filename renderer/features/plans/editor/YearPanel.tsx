/** What members pay over the first year, from the office's own generator (PPL-10), while the plan is typed. */
import { Select } from "@mantine/core";
import { useState } from "react";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { PlanProblem } from "#domain/memberships/refusals.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { ExplainButton } from "../../../kit/ExplainButton.tsx";
import { Money } from "../../../kit/Money.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { periodNames, type Months } from "../../memberships/period-words.ts";
import { WholeField } from "./fields.tsx";
import classes from "../Plans.module.css";

/** How many charges are listed; the sum is of all. */
const mostListed = 4;

export function YearPanel({ terms, problem }: { readonly terms: PlanTerms; readonly problem: PlanProblem | null }) {
  const office = useOffice();
  const [wanted, setWanted] = useState<Months>(1);
  const [members, setMembers] = useState(1);
  const sold = terms.prices.map(({ months }) => months);
  const months = sold.includes(wanted) ? wanted : (sold[0] ?? 1);
  const ready = problem === null && terms.name !== "" && sold.length > 0;
  const year = useQueryOf(
    office.plans.previewYear,
    { terms, periodMonths: months, members, drawDay: null },
    { topics: [], keepPrevious: true, enabled: ready },
  );
  const data = ready ? year.data : undefined;
  return (
    <Panel title="What members pay in a year">
      <div className={classes["stack"]} aria-live="polite" aria-busy={year.fetching}>
        <div className={classes["row"]}>
          <Select
            label="Paid"
            className={classes["middle"] ?? ""}
            allowDeselect={false}
            disabled={sold.length === 0}
            data={sold.map((one) => ({ value: String(one), label: periodNames[one] }))}
            value={sold.length === 0 ? null : String(months)}
            onChange={(value) => setWanted(Number(value) as Months)}
          />
          <WholeField label="Members" least={1} most={8} value={members} onChange={(count) => setMembers(Math.max(1, count ?? 1))} />
        </div>
        {!ready && (
          <p>
            {terms.name === ""
              ? "Give the plan a name and a price."
              : sold.length === 0
                ? "Type at least one price."
                : "Mend what is marked beside its field."}
          </p>
        )}
        {data !== undefined && (
          <table className={`${classes["year"]} pf-figures`} aria-label="Charges of the first year">
            <tbody>
              {data.charges.slice(0, mostListed).map((charge) => (
                <tr key={charge.on}>
                  <th scope="row">
                    <DayText day={charge.on} as="full" />
                  </th>
                  <td>
                    {charge.lines.map((line) => (
                      <div key={`${line.patientName} ${line.description}`}>
                        {line.patientName !== "" && <span className={classes["quiet"]}>{line.patientName} </span>}
                        <ExplainButton cents={line.cents} label={line.description} explanation={line.explain} />
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
              {data.charges.length > mostListed && (
                <tr>
                  <th scope="row" className={classes["quiet"]}>
                    and {data.charges.length - mostListed} more
                  </th>
                  <td>
                    <Money
                      cents={data.charges
                        .slice(mostListed)
                        .reduce((sum, charge) => (sum + charge.cents) as typeof sum, 0 as typeof data.totalCents)}
                    />
                  </td>
                </tr>
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">In the first year</th>
                <td>
                  <strong>
                    <Money cents={data.totalCents} withCurrency />
                  </strong>
                </td>
              </tr>
            </tfoot>
          </table>
        )}
      </div>
    </Panel>
  );
}
