/** How the first money is paid (MEM-1, INV-7): the card on file, a tender at the counter, or later. */
import { Select, TextInput } from "@mantine/core";
import type { CardRow } from "#contract/charging.ts";
import type { TenderInput } from "#contract/tenders.ts";
import { cardName } from "../cards/card-words.ts";
import classes from "./Enrol.module.css";

export type PaidBy = TenderInput["tender"] | "later" | `card ${number}`;

export type EnrolPaymentProps = {
  /** Cards that can be charged now, the one in use first. */
  readonly cards: readonly CardRow[];
  readonly value: PaidBy;
  readonly onChange: (value: PaidBy) => void;
  readonly reference: string;
  readonly onReference: (reference: string) => void;
};

const tenders: readonly { value: PaidBy; label: string }[] = [
  { value: "card_terminal", label: "Card terminal" },
  { value: "cash", label: "Cash" },
  { value: "check", label: "Check" },
  { value: "outside_financing", label: "Outside financing" },
  { value: "hsa_card", label: "HSA/FSA card" },
  { value: "ach", label: "Bank transfer" },
  { value: "other", label: "Other" },
  { value: "later", label: "Later: leave the invoice open" },
];

/** The card that a choice stands for, or null for a tender at the counter. */
export function cardOf(value: PaidBy): number | null {
  const found = /^card (\d+)$/.exec(value);
  return found ? Number(found[1]) : null;
}

export function EnrolPayment({ cards, value, onChange, reference, onReference }: EnrolPaymentProps) {
  const needsReference = cardOf(value) === null && value !== "later" && value !== "cash";
  return (
    <div className={classes["pay"]}>
      <Select
        label="Paid by"
        allowDeselect={false}
        data={[
          ...cards.map((card) => ({ value: `card ${card.cardId}`, label: `Card on file: ${cardName(card)}` })),
          ...tenders,
        ]}
        value={value}
        onChange={(next) => onChange((next ?? "later") as PaidBy)}
        className={classes["grow"] ?? ""}
      />
      {needsReference && (
        <TextInput
          label={value === "check" ? "Check number" : "Reference"}
          required={value === "check"}
          maxLength={60}
          value={reference}
          onChange={(event) => onReference(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
