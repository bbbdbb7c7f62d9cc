/** One membership as the desk needs it: standing, paid through, next draw, what is left of the benefits. */
import type { PatientChart } from "#contract/people.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { Money } from "../../../kit/Money.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { AgreementLine } from "../../agreements/AgreementLine.tsx";
import { ordinal, periodWordOf } from "../../memberships/period-words.ts";
import { BenefitBar } from "./BenefitBar.tsx";
import classes from "./Chart.module.css";
import { MembershipActions } from "./MembershipActions.tsx";

export type Membership = PatientChart["memberships"][number];

export function MembershipCard({ membership }: { readonly membership: Membership }) {
  const { standing, flags } = membership;
  const ended = hasEnded(membership);
  return (
    <section
      className={classes["card"]}
      data-ended={ended || undefined}
      aria-label={`Membership ${membership.planName}`}
    >
      <div className={classes["cardHead"]}>
        <h2 className={classes["cardTitle"]}>{membership.planName}</h2>
        {[standing, ...flags].map((word) => (
          <StandingChip key={word} standing={word} />
        ))}
      </div>
      <dl className={classes["facts"]}>
        <Facts membership={membership} ended={ended} />
      </dl>
      {!ended && membership.benefits.map((benefit) => <BenefitBar key={`${benefit.label} ${benefit.untilOn}`} {...benefit} />)}
      <AgreementLine membership={membership} />
      <MembershipActions membership={membership} ended={ended} />
    </section>
  );
}

function hasEnded({ standing }: Membership): boolean {
  return standing === "cancelled" || standing === "expired" || standing === "lapsed";
}

function Facts({ membership, ended }: { readonly membership: Membership; readonly ended: boolean }) {
  const { nextDrawOn, nextDrawCents, paidThroughOn, heldUntilOn, endsOn } = membership;
  return (
    <>
      <dt>Price</dt>
      <dd>
        <Money cents={membership.priceCents} withCurrency /> a {periodWordOf(membership.periodMonths)},
        drawn on the {ordinal(membership.drawDay)}
      </dd>
      <dt>Since</dt>
      <dd>
        <DayText day={membership.startOn} as="full" />
      </dd>
      {paidThroughOn !== null && (
        <>
          <dt>Paid through</dt>
          <dd>
            <DayText day={paidThroughOn} as="full" />
          </dd>
        </>
      )}
      {!ended && nextDrawOn !== null && (
        <>
          <dt>Next draw</dt>
          <dd>
            {nextDrawCents !== null && (
              <>
                <Money cents={nextDrawCents} withCurrency /> on{" "}
              </>
            )}
            <DayText day={nextDrawOn} withDistance />
          </dd>
        </>
      )}
      {heldUntilOn !== null && (
        <>
          <dt>On hold until</dt>
          <dd>
            <DayText day={heldUntilOn} withDistance />
          </dd>
        </>
      )}
      {endsOn !== null && (
        <>
          <dt>{ended ? "Ended" : "Ends"}</dt>
          <dd>
            <DayText day={endsOn} as="full" />
          </dd>
        </>
      )}
    </>
  );
}
