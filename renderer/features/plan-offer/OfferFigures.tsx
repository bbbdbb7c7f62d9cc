/** The figures of an offer with their rows: each visit at its list fee and on the plan, dues, fees, and the difference. */
import type { OfferQuote } from "#contract/offers.ts";
import { toCents } from "#domain/money.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import classes from "./PlanOffer.module.css";

export function OfferFigures({ quote }: { readonly quote: OfferQuote }) {
  const { money } = usePracticeFormat();
  const amount = (cents: number): string => formatMoney(toCents(Math.abs(cents)), money, { withCurrency: true });
  const several = quote.dues.length > 1;
  const tax = quote.taxListCents !== 0 || quote.taxPlanCents !== 0;
  return (
    <WhatHappens>
      {quote.savedCents > 0 ? (
        <p className={classes["result"]}>
          {amount(quote.savedCents)} less with {quote.planName}
        </p>
      ) : (
        <Note tone="attention" role="status">
          {quote.savedCents === 0
            ? `With ${quote.planName} it would have cost the same. The paper says so.`
            : `With ${quote.planName} it would have cost ${amount(quote.savedCents)} more. The paper says so: think twice before you hand it over.`}
        </Note>
      )}
      <div className={classes["scroll"]}>
        <table className={`${classes["lines"]} pf-figures`} aria-label="Visits and sums">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Service</th>
              <th scope="col">List fee</th>
              <th scope="col">With the plan</th>
            </tr>
          </thead>
          <tbody>
            {quote.lines.length === 0 && (
              <tr>
                <td colSpan={4}>No visits in these twelve months.</td>
              </tr>
            )}
            {quote.lines.map((line, index) => (
              // Two equal services of one day are two rows.
              <tr key={`${line.on} ${index}`}>
                <td>
                  <DayText day={line.on} as="full" />
                </td>
                <td>
                  {line.quantity > 1 && `${line.quantity} × `}
                  {line.description}
                  <div className={classes["how"]}>
                    {[
                      several ? line.patientName : "",
                      line.included === "" ? "" : line.includedUnits === line.quantity ? `included: ${line.included}` : `${line.includedUnits} of ${line.quantity} included: ${line.included}`,
                      line.discountCents === 0 ? "" : `${amount(line.discountCents)} less for members`,
                    ]
                      .filter((part) => part !== "")
                      .join(" · ")}
                  </div>
                </td>
                <td>
                  <Money cents={line.listCents} />
                </td>
                <td>
                  <Money cents={line.planCents} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Sum label="Visits" list={quote.listCents} plan={quote.servicesCents} />
            {quote.dues.map((dues, index) => (
              <Sum key={index} label={`Dues${several ? ` of ${dues.patientName}` : ""}: ${dues.periods} × ${amount(dues.eachCents)}`} plan={dues.cents} />
            ))}
            {quote.activationCents !== 0 && <Sum label="Activation fee" plan={quote.activationCents} />}
            {tax && <Sum label="Tax" list={quote.taxListCents} plan={quote.taxPlanCents} />}
            <Sum label="Together" list={quote.withoutCents} plan={quote.withCents} />
          </tfoot>
        </table>
      </div>
      <p className={classes["how"]}>As if the plan had begun twelve months ago. Benefits that only have a name count where the name speaks of the service. What carries over, and dues kept as money to spend, are not counted.</p>
    </WhatHappens>
  );
}

function Sum({ label, list, plan }: { readonly label: string; readonly list?: OfferQuote["listCents"]; readonly plan: OfferQuote["listCents"] }) {
  return (
    <tr>
      <th scope="row" colSpan={2}>
        {label}
      </th>
      <td>{list !== undefined && <Money cents={list} />}</td>
      <td>
        <Money cents={plan} />
      </td>
    </tr>
  );
}
