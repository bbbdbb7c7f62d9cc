/** What a change will do, in the office's own figures: money today, what comes back, draws, benefits left (MEM-21). */
import type { MembershipChangePreview } from "#contract/membership-changes.ts";
import type { Failure } from "../../../kit/failure.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { Money } from "../../../kit/Money.tsx";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import classes from "./Changes.module.css";

export type Asked = {
  readonly data: MembershipChangePreview | undefined;
  readonly fetching: boolean;
  readonly failure: Failure | null;
};

export type ChangeEffectsProps = {
  readonly preview: Asked;
  /** What is still to be chosen before the office can be asked; null when nothing is. */
  readonly waitingFor: string | null;
  /** Members on one draw day move together (MEM-11): then it is said of whom. */
  readonly movesTogether?: boolean;
  /** What it asks for is due with the next draw, not today. */
  readonly collectsLater?: boolean;
};

export function ChangeEffects({ preview, waitingFor, movesTogether = false, collectsLater = false }: ChangeEffectsProps) {
  const { data, fetching, failure } = preview;
  if (waitingFor !== null) return <WhatHappens waitingFor={waitingFor} />;
  if (failure !== null || data === undefined)
    return <WhatHappens busy={fetching} waitingFor={failure === null ? "One moment." : "Nothing, as it stands."} />;
  const movesMoney = data.today.lines.length > 0;
  return (
    <WhatHappens
      busy={fetching}
      sentence={movesTogether && data.names.length > 1 ? `${data.sentence} ${together(data.names)}` : data.sentence}
      {...(movesMoney ? { today: { ...data.today, creditUsedCents: data.creditUsedCents, isLater: collectsLater } } : {})}
      nextDraws={data.nextDraws}
    >
      <Moves data={data} movesMoney={movesMoney} />
      <BenefitsLeft data={data} />
    </WhatHappens>
  );
}

function together(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""} are drawn together and move together.`;
}

/** Everything besides the invoice and the draws: no money, credit given, what comes off open invoices. */
function Moves({ data, movesMoney }: { readonly data: MembershipChangePreview; readonly movesMoney: boolean }) {
  const { creditCents, refundedCents, offInvoicesCents, givenBackLaterCents, effectiveOn } = data;
  const isQuiet = !movesMoney && creditCents === 0 && offInvoicesCents === 0 && refundedCents === 0;
  return (
    <>
      {isQuiet && <p>No money moves today.</p>}
      {creditCents > 0 && (
        <p>
          <Money cents={creditCents} withCurrency /> comes back as credit of the household.
        </p>
      )}
      {refundedCents > 0 && (
        <p>
          <Money cents={refundedCents} withCurrency /> goes back as a refund.
        </p>
      )}
      {offInvoicesCents > 0 && (
        <p>
          <Money cents={offInvoicesCents} withCurrency /> comes off what is still open.
        </p>
      )}
      {givenBackLaterCents > 0 && (
        <p>
          <Money cents={givenBackLaterCents} withCurrency /> for days that are paid already comes back on{" "}
          <DayText day={effectiveOn} as="full" /> and pays part of that draw.
        </p>
      )}
    </>
  );
}

function BenefitsLeft({ data }: { readonly data: MembershipChangePreview }) {
  if (data.benefits.length === 0) return null;
  return (
    <div>
      <h4 className={classes["title"]}>Benefits left</h4>
      <ul className={classes["list"]}>
        {data.benefits.map((benefit) => (
          <li key={`${benefit.patientName} ${benefit.label} ${benefit.untilOn}`}>
            {data.names.length > 1 && <>{benefit.patientName}: </>}
            {benefit.label}: {benefit.quantity - benefit.used} of {benefit.quantity}, through{" "}
            <DayText day={benefit.untilOn} as="full" />
          </li>
        ))}
      </ul>
    </div>
  );
}
