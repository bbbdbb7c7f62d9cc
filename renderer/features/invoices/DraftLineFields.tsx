import { ActionIcon, Autocomplete, Button, NumberInput, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import type { ServiceRow } from "#contract/catalogue.ts";
import type { TypedPreview } from "#contract/invoice-editing.ts";
import { asId, type PatientId, type StaffId } from "#domain/identity.ts";
import { lineKindWord } from "#domain/invoices/status-words.ts";
import { lineLimits, typedKinds } from "#domain/invoices/typed-line.ts";
import { addCents } from "#domain/money.ts";
import { DayField } from "../../kit/DayField.tsx";
import { ExplainButton } from "../../kit/ExplainButton.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { DiscountFields } from "./editor/DiscountFields.tsx";
import { findServices, serviceLabel } from "./editor/find-services.ts";
import { findPackages, packageLabel, type PackageOnSale } from "../packages/find-packages.ts";
import { amountsOf, noDiscount, ofPackage, ofService, readPercent, type DraftLine } from "./invoice-draft.ts";
import classes from "./editor/Editor.module.css";

export type MemberOption = { readonly patientId: PatientId; readonly name: string };
export type ProviderOption = { readonly staffId: StaffId; readonly name: string };

export type DraftLineFieldsProps = {
  readonly line: DraftLine;
  /** Counted from 1, for those who listen. */
  readonly number: number;
  readonly members: readonly MemberOption[];
  readonly providers: readonly ProviderOption[];
  readonly services: readonly ServiceRow[];
  /** On sale; none where the invoice cannot sell one. */
  readonly packages: readonly PackageOnSale[];
  /** What the office says it comes to; undefined while the invoice is not complete. */
  readonly priced: TypedPreview["lines"][number] | undefined;
  readonly mayDiscount: boolean;
  /** The cursor goes to a line that was just added. */
  readonly autoFocus: boolean;
  readonly onChange: (key: number, part: Partial<DraftLine>) => void;
  /** Null for the only line. */
  readonly onRemove: ((key: number) => void) | null;
};

const kinds = typedKinds.map((value) => ({ value, label: lineKindWord(value) }));

/** One line of the editor: what, for whom, by whom, when, how many, at what price; what comes off it stands below. */
export const DraftLineFields = memo(function DraftLineFields({
  line,
  number,
  members,
  providers,
  services,
  packages,
  priced,
  mayDiscount,
  autoFocus,
  onChange,
  onRemove,
}: DraftLineFieldsProps) {
  const rate = readPercent(line.taxPercent);
  const change = (part: Partial<DraftLine>) => onChange(line.key, part);
  return (
    <fieldset className={classes["line"]}>
      <legend className="pf-unseen">Line {number}</legend>
      <Autocomplete
        label="What"
        data={[...findServices(services, line.description), ...findPackages(packages, line.description)]}
        limit={12}
        // The office's own order, found by any of its words; the list is short already.
        filter={({ options }) => options}
        selectFirstOptionOnChange={false}
        value={line.description}
        onChange={(text) => {
          const chosen = services.find((service) => serviceLabel(service) === text);
          const sold = packages.find((one) => packageLabel(one) === text && one.retiredAt === null);
          // Words may be added to a service; without any it is none.
          if (chosen) change(ofService(chosen));
          else if (sold) change(ofPackage(sold));
          else change({ description: text, ...(text.trim() === "" ? { serviceId: null } : {}) });
        }}
        maxLength={lineLimits.description}
        autoFocus={autoFocus}
        withAsterisk
        aria-required
        className={classes["what"] ?? ""}
      />
      <Select
        label="For"
        data={members.map((member) => ({ value: String(member.patientId), label: member.name }))}
        value={line.patientId === null ? null : String(line.patientId)}
        allowDeselect={false}
        onChange={(value) => change({ patientId: value === null ? null : asId<PatientId>(Number(value)) })}
      />
      <Select
        label="Provider"
        data={providers.map((provider) => ({ value: String(provider.staffId), label: provider.name }))}
        value={line.providerId === null ? null : String(line.providerId)}
        placeholder="Not said"
        clearable
        searchable
        clearButtonProps={{ "aria-label": "No provider" }}
        onChange={(value) => change({ providerId: value === null ? null : asId<StaffId>(Number(value)) })}
      />
      <DayField label="Day" value={line.serviceOn} onChange={(serviceOn) => change({ serviceOn })} required />
      <NumberInput
        label="Quantity"
        value={line.quantity}
        onChange={(value) => change({ quantity: wholeQuantity(value) })}
        min={1}
        max={lineLimits.quantity}
        allowDecimal={false}
        allowNegative={false}
        hideControls
      />
      <MoneyField label="Price of one" value={line.unitCents} onChange={(unitCents) => change({ unitCents })} required />
      <div className={classes["amount"]}>
        <span className={classes["quiet"]}>Amount</span>
        {priced === undefined ? (
          <Money cents={amountsOf(line).totalCents} />
        ) : (
          <ExplainButton cents={addCents(priced.netCents, priced.taxCents)} label={`Line ${number}`} explanation={priced.explain} />
        )}
      </div>
      <div className={classes["remove"]}>
        {onRemove !== null && (
          <ActionIcon type="button" variant="default" size="input-sm" aria-label={`Remove line ${number}`} onClick={() => onRemove(line.key)}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <div className={classes["below"]}>
        <Select
          aria-label={`Kind of line ${number}`}
          data={kinds}
          value={line.kind}
          size="xs"
          allowDeselect={false}
          onChange={(value) => change({ kind: (value ?? "service") as DraftLine["kind"] })}
          w={104}
        />
        <TextInput
          aria-label="Tax %"
          value={line.taxPercent}
          onChange={(event) => change({ taxPercent: event.currentTarget.value })}
          error={rate === null ? "Such as 8.875" : undefined}
          placeholder="none"
          inputMode="decimal"
          size="xs"
          leftSection={<span aria-hidden>Tax</span>}
          leftSectionWidth={34}
          rightSection={<span aria-hidden>%</span>}
          w={112}
        />
        {line.discount === null && mayDiscount && (
          <Button type="button" variant="subtle" size="compact-xs" onClick={() => change({ discount: noDiscount })}>
            Discount on line {number}…
          </Button>
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
      </div>
      {line.discount !== null && (
        <DiscountFields line={number} discount={line.discount} mayChange={mayDiscount} onChange={(discount) => change({ discount })} />
      )}
    </fieldset>
  );
});

function wholeQuantity(value: number | string): number {
  const whole = Math.trunc(Number(value));
  return Number.isFinite(whole) ? Math.min(lineLimits.quantity, Math.max(1, whole)) : 1;
}
