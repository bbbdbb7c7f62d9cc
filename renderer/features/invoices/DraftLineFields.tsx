import { ActionIcon, Autocomplete, NumberInput, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ServiceRow } from "#contract/catalogue.ts";
import type { TypedPreview } from "#contract/invoices.ts";
import { asId, type PatientId } from "#domain/identity.ts";
import { lineKindWord } from "#domain/invoices/status-words.ts";
import { addCents } from "#domain/money.ts";
import { DayField } from "../../kit/DayField.tsx";
import { ExplainButton } from "../../kit/ExplainButton.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { amountsOf, ofService, readPercent, type DraftLine } from "./invoice-draft.ts";
import classes from "./NewInvoice.module.css";

export type MemberOption = { readonly patientId: PatientId; readonly name: string };

export type DraftLineFieldsProps = {
  readonly line: DraftLine;
  /** Counted from 1, for those who listen. */
  readonly number: number;
  readonly members: readonly MemberOption[];
  readonly services: readonly ServiceRow[];
  /** What the office says it comes to; undefined while the invoice is not complete. */
  readonly priced: TypedPreview["lines"][number] | undefined;
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
  services,
  priced,
  onChange,
  onRemove,
}: DraftLineFieldsProps) {
  const rate = readPercent(line.taxPercent);
  return (
    <fieldset className={classes["line"]}>
      <legend className="pf-unseen">Line {number}</legend>
      <Autocomplete
        label="What"
        data={services.map(serviceLabel)}
        limit={8}
        value={line.description}
        onChange={(text) => {
          const chosen = services.find((service) => serviceLabel(service) === text);
          // Words may be added to a service; without any it is none.
          if (chosen) onChange(ofService(chosen));
          else onChange({ description: text, ...(text.trim() === "" ? { serviceId: null } : {}) });
        }}
        maxLength={120}
        withAsterisk
        aria-required
        className={classes["what"] ?? ""}
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
        {priced === undefined ? (
          <Money cents={amountsOf(line).totalCents} />
        ) : (
          <ExplainButton
            cents={addCents(priced.netCents, priced.taxCents)}
            label={`Line ${number}`}
            explanation={priced.explain}
          />
        )}
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
      {priced !== undefined && priced.why.length > 0 && (
        <p className={classes["why"]}>
          List <Money cents={priced.listCents} />
          {priced.why.map(({ label, offCents }) => (
            <span key={label}>
              {" · "}
              {label} −<Money cents={offCents} />
            </span>
          ))}
        </p>
      )}
    </fieldset>
  );
}

function serviceLabel(service: ServiceRow): string {
  return `${service.code} ${service.name}`;
}

function clampQuantity(value: number | string): number {
  const whole = Math.trunc(Number(value));
  return Number.isFinite(whole) ? Math.min(999, Math.max(1, whole)) : 1;
}
