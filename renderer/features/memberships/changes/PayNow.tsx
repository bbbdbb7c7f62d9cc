/** How what a change asks for today is paid: a card on file, at the counter, or with the invoice left open. */
import type { TenderInput } from "#contract/tenders.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { EnrolPayment, cardOf, type PaidBy } from "../EnrolPayment.tsx";
import { useUsableCards } from "../use-usable-cards.ts";

export type Paying = { readonly by: PaidBy; readonly reference: string };

/** What is handed over at the counter, or null: a card is charged afterwards, and an open invoice waits. */
export function paymentOf({ by, reference }: Paying, dueCents: Cents): TenderInput | null {
  if (by === "later" || cardOf(by) !== null || dueCents <= 0) return null;
  return { tender: by as TenderInput["tender"], amountCents: dueCents, tenderedCents: null, reference };
}

/** What is taken in this act, for the button that says so; null when nothing is. */
export function takenCents({ by }: Paying, dueCents: Cents): Cents | null {
  return by === "later" || dueCents <= 0 ? null : dueCents;
}

export function PayNow({
  householdId,
  value,
  onChange,
}: {
  readonly householdId: HouseholdId;
  readonly value: Paying;
  readonly onChange: (value: Paying) => void;
}) {
  const cards = useUsableCards(householdId);
  return (
    <EnrolPayment
      cards={cards}
      value={value.by}
      onChange={(by) => onChange({ ...value, by })}
      reference={value.reference}
      onReference={(reference) => onChange({ ...value, reference })}
    />
  );
}
