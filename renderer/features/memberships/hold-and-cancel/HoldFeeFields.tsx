/** Whether being on hold costs something: nothing, once on the first day, or for each draw it skips (MEM-12). */
import { Group, Radio } from "@mantine/core";
import type { Cents } from "#domain/money.ts";
import { MoneyField } from "../../../kit/MoneyField.tsx";

export type HoldFeeDraft = { readonly kind: "none" | "once" | "each"; readonly cents: Cents | null };

export const noFee: HoldFeeDraft = { kind: "none", cents: null };

/** What is sent; undefined while the amount is missing. */
export function feeOf({ kind, cents }: HoldFeeDraft): { each: boolean; cents: Cents } | null | undefined {
  if (kind === "none") return null;
  return cents === null || cents === 0 ? undefined : { each: kind === "each", cents };
}

type Props = { readonly fee: HoldFeeDraft; readonly onChange: (fee: HoldFeeDraft) => void };

export function HoldFeeFields({ fee, onChange }: Props) {
  return (
    <>
      <Radio.Group label="Fee" value={fee.kind} onChange={(value) => onChange({ ...fee, kind: value as HoldFeeDraft["kind"] })}>
        <Group gap={16} mt={4}>
          <Radio value="none" label="No fee" />
          <Radio value="once" label="Once, on the first day" />
          <Radio value="each" label="For each draw that is skipped" />
        </Group>
      </Radio.Group>
      {fee.kind !== "none" && (
        <MoneyField label="Amount of the fee" required value={fee.cents} onChange={(cents) => onChange({ ...fee, cents })} />
      )}
    </>
  );
}
