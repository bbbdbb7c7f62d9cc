import { ActionIcon, NumberInput, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { asId, type PatientId } from "#domain/identity.ts";
import { lineKindWord } from "#domain/invoices/status-words.ts";
import { DayField } from "../../kit/DayField.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { amountsOf, readPercent, type DraftLine } from "./invoice-draft.ts";
import classes from "./NewInvoice.module.css";

export type MemberOption = { readonly patientId: PatientId; readonly name: string };

export type DraftLineFieldsProps = {
  readonly line: DraftLine;
  /** Counted from 1, for those who listen. */
  readonly number: number;
  readonly members: readonly MemberOption[];
  readonly onChange: (part: Partial<DraftLine>) => void;
  /** Left out for the only line. */
  readonly onRemove?: () => void;
};

const kinds = (["service", "product", "fee"] as const).map((value) => ({
  value,
  label: lineKindWord(value),
}));

export function DraftLineFields({
  line,
  number,
  members,
  onChange,
  onRemove,
}: DraftLineFieldsProps) {
  const rate = readPercent(line.taxPercent);
  return (
    <fieldset className={classes["line"]}>
      <legend className="pf-unseen">Line {number}</legend>
      <TextInput
        label="What"
        value={line.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        maxLength={120}
        withAsterisk
        aria-required
        className={classes["what"]}
      />
      <Select
        label="For"
        data={members.map((member) => ({ value: String(member.patientId), label: member.name }))}
        value={line.patientId === null ? null : String(line.patientId)}
        allowDeselect={false}
        onChange={(value) =>
          onChange({ patientId: value === null ? null : asId<PatientId>(Number(value)) })
        }
      />
      <Select
        label="Kind"
        data={kinds}
        value={line.kind}
        allowDeselect={false}
        onChange={(value) => onChange({ kind: (value ?? "service") as DraftLine["kind"] })}
      />
      <DayField
        label="Day"
        value={line.serviceOn}
        onChange={(serviceOn) => onChange({ serviceOn })}
        required
      />
      <NumberInput
        label="Quantity"
        value={line.quantity}
        onChange={(value) => onChange({ quantity: clampQuantity(value) })}
        min={1}
        max={999}
        allowDecimal={false}
        allowNegative={false}
      />
      <MoneyField
        label="Price of one"
        value={line.unitCents}
        onChange={(unitCents) => onChange({ unitCents })}
        required
      />
      <TextInput
        label="Tax %"
        value={line.taxPercent}
        onChange={(event) => onChange({ taxPercent: event.currentTarget.value })}
        error={rate === null ? "A percent such as 8.875" : undefined}
        placeholder="none"
        inputMode="decimal"
      />
      <div className={classes["amount"]}>
        <span className={classes["quiet"]}>Amount</span>
        <Money cents={amountsOf(line).totalCents} />
      </div>
      {onRemove !== undefined && (
        <ActionIcon
          type="button"
          variant="default"
          size="input-sm"
          aria-label={`Remove line ${number}`}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </fieldset>
  );
}

function clampQuantity(value: number | string): number {
  const whole = Math.trunc(Number(value));
  return Number.isFinite(whole) ? Math.min(999, Math.max(1, whole)) : 1;
}
