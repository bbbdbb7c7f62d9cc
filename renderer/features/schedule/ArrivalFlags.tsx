/** What the desk must know when somebody arrives (PPL-16, BIL-13): each with an icon and a word, and the way to mend it. */
import { Anchor } from "@mantine/core";
import { IconAlertTriangle, IconCake, IconCreditCard, IconGift, IconWriting } from "@tabler/icons-react";
import type { Arrival } from "#contract/schedule.ts";
import { isForGood } from "#domain/benefits/rollover.ts";
import { hrefTo } from "../../app/address.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { StandingChip } from "../../kit/StandingChip.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import classes from "./Schedule.module.css";

export function ArrivalFlags({ arrival }: { readonly arrival: Arrival }) {
  const { patientId, memberships, pastDueCents, balanceCents, creditCents, walletCents, expiringCard } = arrival;
  const tab = (name: string) => hrefTo("/patients/$patientId", { patientId }, { tab: name });
  return (
    <ul className={classes["flags"]} aria-label="To know at check-in">
      {arrival.alerts !== "" && (
        <li>
          <StatusChip tone="attention" word="Alert" icon={IconAlertTriangle} /> {arrival.alerts}
        </li>
      )}
      {pastDueCents > 0 && (
        <li>
          <StatusChip tone="trouble" word="Past due" /> <Anchor href={tab("invoices")}><Money cents={pastDueCents} withCurrency /></Anchor>
        </li>
      )}
      {arrival.isBirthDateMissing && (
        <li>
          <StatusChip tone="attention" word="No birth date" icon={IconCake} />
          <Anchor href={hrefTo("/patients/$patientId/edit", { patientId })}>Ask for it</Anchor>
        </li>
      )}
      {expiringCard && (
        <li>
          <StatusChip tone="attention" word="Card expires" icon={IconCreditCard} />
          <Anchor href={tab("cards")}>
            ends in {expiringCard.last4}, <DayText day={expiringCard.lastDayOn} as="full" />
          </Anchor>
        </li>
      )}
      {memberships.map(({ planName, standing, isUnsigned, benefits }) => (
        <li key={planName}>
          <StandingChip standing={standing} /> {planName}
          {isUnsigned && <StatusChip tone="attention" word="Unsigned" icon={IconWriting} />}
          {benefits.map(({ label, left, quantity, untilOn }) => (
            <span key={`${label} ${untilOn}`} className={classes["quiet"]}>
              <IconGift size={14} aria-hidden /> {label}: {left} of {quantity} left
              {!isForGood(untilOn) && (
                <>
                  {" "}
                  until <DayText day={untilOn} as="short" />
                </>
              )}
            </span>
          ))}
        </li>
      ))}
      {memberships.length === 0 && <li className={classes["quiet"]}>Not a member</li>}
      <li className={classes["quiet"]}>
        Balance <Money cents={balanceCents} withCurrency />
        {creditCents > 0 && (
          <>
            , credit <Money cents={creditCents} withCurrency />
          </>
        )}
        {walletCents > 0 && (
          <>
            , wallet <Money cents={walletCents} withCurrency />
          </>
        )}
      </li>
    </ul>
  );
}
