/** How what a change asks for today is paid: at the desk now, or with the invoice left open. */
import { Select, TextInput } from "@mantine/core";
import type { TenderInput } from "#contract/tenders.ts";
import type { Cents } from "#domain/money.ts";

export type PaidBy = { readonly tender: TenderInput["tender"] | "later"; readonly reference: string };

const ways: readonly { value: PaidBy["tender"]; label: string }[] = [
  { value: "later", label: "Later: leave the invoice open" },
  { value: "card_terminal", label: "Card terminal" },
  { value: "cash", label: "Cash" },
  { value: "check", label: "Check" },
  { value: "outside_financing", label: "Outside financing" },
  { value: "hsa_card", label: "HSA/FSA card" },
  { value: "other", label: "Other" },
];

/** What the office is told, or null where nothing is handed over. */
export function paymentOf({ tender, reference }: PaidBy, dueCents: Cents): TenderInput | null {
  if (tender === "later" || dueCents <= 0) return null;
  return { tender, amountCents: dueCents, tenderedCents: null, reference };
}

export function PayNow({
  value,
  onChange,
}: {
  readonly value: PaidBy;
  readonly onChange: (value: PaidBy) => void;
}) {
  return (
    <>
      <Select
        label="Paid by"
        allowDeselect={false}
        data={[...ways]}
        value={value.tender}
        onChange={(tender) => onChange({ ...value, tender: tender as PaidBy["tender"] })}
      />
      {value.tender !== "later" && value.tender !== "cash" && (
        <TextInput
          label={value.tender === "check" ? "Check number" : "Reference"}
          maxLength={60}
          value={value.reference}
          onChange={(event) => onChange({ ...value, reference: event.currentTarget.value })}
        />
      )}
    </>
  );
}
