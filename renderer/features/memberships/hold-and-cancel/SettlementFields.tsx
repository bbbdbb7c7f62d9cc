/** What becomes of paid days that will not be used, and of the price for leaving early (MEM-13). */
import { Checkbox, Radio, Select, Stack, TextInput } from "@mantine/core";
import type { CancelPreview } from "#contract/memberships.ts";
import type { PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useMay } from "../../../app/status.tsx";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { Money } from "../../../kit/Money.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";

export type SettlementDraft = {
  readonly settlement: "none" | "credit" | "refund";
  readonly refundBy: "tender" | "check";
  readonly savedCents: Cents | null;
  readonly waives: boolean;
  readonly waiveReason: string;
  readonly payerPatientId: PatientId | null;
};

export const noSettlement: SettlementDraft = {
  settlement: "none",
  refundBy: "tender",
  savedCents: null,
  waives: false,
  waiveReason: "",
  payerPatientId: null,
};

type Props = {
  readonly draft: SettlementDraft;
  readonly shown: CancelPreview | undefined;
  /** On a later day nobody stands at the desk: only a card can be paid back then. */
  readonly isToday: boolean;
  readonly onChange: (draft: SettlementDraft) => void;
};

export function SettlementFields({ draft, shown, isToday, onChange }: Props) {
  const may = useMay();
  const { money } = usePracticeFormat();
  const change = (part: Partial<SettlementDraft>) => onChange({ ...draft, ...part });
  if (!shown) return null;
  return (
    <>
      {shown.unusedCents > 0 && (
        <Radio.Group
          label={
            <>
              Unused paid days, worth <Money cents={shown.unusedCents} withCurrency />
            </>
          }
          value={draft.settlement}
          onChange={(value) => change({ settlement: value as SettlementDraft["settlement"] })}
        >
          <Stack gap={6} mt={4}>
            <Radio value="none" label="Nothing comes back" />
            <Radio value="credit" label="Credit of the household" />
            {may("payments.refund") && <Radio value="refund" label="Refund" />}
          </Stack>
        </Radio.Group>
      )}
      {draft.settlement === "refund" && (
        <Radio.Group label="How it goes back" value={draft.refundBy} onChange={(value) => change({ refundBy: value as SettlementDraft["refundBy"] })}>
          <Stack gap={6} mt={4}>
            <Radio value="tender" label={isToday ? "The way it was paid; what a card paid goes back to the card" : "What a card paid goes back to the card; a check for the rest"} />
            <Radio value="check" label="A refund check to write" />
          </Stack>
        </Radio.Group>
      )}
      {shown.exit?.policy === "claw_back" && (
        <MoneyField
          label="Used at member prices"
          description={
            draft.savedCents === null
              ? `List price less member price: ${formatMoney(shown.exit.savedCents, money, { withCurrency: true })} by the books. Another sum only for what is on no invoice.`
              : "Empty: what the books know"
          }
          value={draft.savedCents}
          onChange={(savedCents) => change({ savedCents })}
        />
      )}
      {shown.exit !== null && shown.exit.dueCents > 0 && may("fees.waive") && (
        <>
          <Checkbox
            label="Do not ask for leaving early"
            checked={draft.waives}
            onChange={(event) => change({ waives: event.currentTarget.checked })}
          />
          {draft.waives && (
            <TextInput
              label="Why it is let go"
              required
              maxLength={200}
              value={draft.waiveReason}
              onChange={(event) => change({ waiveReason: event.currentTarget.value })}
            />
          )}
        </>
      )}
      {shown.payer !== null && (
        <Select
          label="Who pays from now on"
          description={`${shown.payer.name} pays for others who stay members`}
          required
          data={shown.payer.candidates.map(({ patientId, name }) => ({ value: String(patientId), label: name }))}
          value={draft.payerPatientId === null ? null : String(draft.payerPatientId)}
          onChange={(value) => change({ payerPatientId: shown.payer?.candidates.find((one) => String(one.patientId) === value)?.patientId ?? null })}
          allowDeselect={false}
        />
      )}
    </>
  );
}
