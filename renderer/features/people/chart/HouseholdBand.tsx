/** The household under the name: its people to switch between, and its money with an explanation. */
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ExplainButton } from "../../../kit/ExplainButton.tsx";
import { Money } from "../../../kit/Money.tsx";
import { openInvoicesQuery, openInvoicesTopics } from "./OpenInvoices.tsx";
import { explainBalance } from "./balance-explanation.ts";
import classes from "./Chart.module.css";

export function HouseholdBand({ chart }: { readonly chart: PatientChart }) {
  const { household } = chart;
  return (
    <div className={classes["band"]}>
      <nav aria-label={`Household of ${household.payerName}`}>
        <ul className={classes["people"]}>
          {household.members.map((member) => (
            <li key={member.patientId}>
              <a
                className={classes["person"]}
                href={hrefTo("/patients/$patientId", { patientId: member.patientId })}
                aria-current={member.patientId === chart.patientId ? "page" : undefined}
              >
                {member.name}
                {member.age !== null && <span className={classes["quiet"]}>{member.age}</span>}
                {member.isPayer && <span className={classes["quiet"]}>pays</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <HouseholdMoney chart={chart} />
    </div>
  );
}

function HouseholdMoney({ chart }: { readonly chart: PatientChart }) {
  const office = useOffice();
  const may = useMay();
  const { money } = usePracticeFormat();
  const { household } = chart;
  const open = useQueryOf(office.invoices.list, openInvoicesQuery(household.householdId), {
    topics: openInvoicesTopics(household.householdId),
    enabled: may("invoices.view"),
  });
  return (
    <dl className={classes["money"]}>
      <div>
        <dt>Balance</dt>
        <dd>
          {open.data ? (
            <ExplainButton
              cents={household.balanceCents}
              label={`Balance of ${household.payerName}`}
              explanation={explainBalance(
                { ...household, name: household.payerName },
                open.data.rows,
                money,
              )}
              withCurrency
            />
          ) : (
            <Money cents={household.balanceCents} withCurrency />
          )}
        </dd>
      </div>
      {household.pastDueCents > 0 && (
        <div>
          <dt>Past due</dt>
          <dd>
            <Money cents={household.pastDueCents} withCurrency />
          </dd>
        </div>
      )}
      {household.creditCents > 0 && (
        <div>
          <dt>Credit</dt>
          <dd>
            <Money cents={household.creditCents} withCurrency />
          </dd>
        </div>
      )}
    </dl>
  );
}
