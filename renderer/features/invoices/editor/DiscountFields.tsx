import { ActionIcon, SegmentedControl, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { lineLimits } from "#domain/invoices/typed-line.ts";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { readDiscountPercent, type DiscountDraft } from "../invoice-draft.ts";
import classes from "./Editor.module.css";

export type DiscountFieldsProps = {
  /** Counted from 1, for those who listen. */
  readonly line: number;
  readonly discount: DiscountDraft;
  /** May give another one; without it the discount can only be taken away. */
  readonly mayChange: boolean;
  readonly onChange: (discount: DiscountDraft | null) => void;
};

/** A discount by hand on one line, with its reason (INV-1): the last step, after plan and coupons, before tax. */
export function DiscountFields({ line, discount, mayChange, onChange }: DiscountFieldsProps) {
  const change = (part: Partial<DiscountDraft>) => onChange({ ...discount, ...part });
  const isPercent = discount.kind === "percent";
  const isWrong = isPercent && discount.percent.trim() !== "" && readDiscountPercent(discount.percent) === null;
  return (
    <div className={classes["discount"]} role="group" aria-label={`Discount on line ${line}`}>
      <SegmentedControl
        aria-label="Discount by"
        data={[
          { value: "percent", label: "%" },
          { value: "amount", label: "Amount" },
        ]}
        value={discount.kind}
        disabled={!mayChange}
        onChange={(kind) => change({ kind: kind as DiscountDraft["kind"] })}
      />
      {isPercent ? (
        <TextInput
          label="Percent off"
          value={discount.percent}
          onChange={(event) => change({ percent: event.currentTarget.value })}
          error={isWrong ? "Between 0.01 and 100" : undefined}
          disabled={!mayChange}
          inputMode="decimal"
          w={110}
        />
      ) : (
        <MoneyField label="Amount off" value={discount.cents} disabled={!mayChange} onChange={(cents) => change({ cents })} />
      )}
      <TextInput
        label="Reason for the discount"
        value={discount.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        maxLength={lineLimits.reason}
        disabled={!mayChange}
        className={classes["reason"] ?? ""}
      />
      <ActionIcon type="button" variant="default" size="input-sm" aria-label={`Take the discount off line ${line}`} onClick={() => onChange(null)}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
