/** Charges one invoice to the card on file because a person asks for it (BIL-14). */
import { Select } from "@mantine/core";
import { useState } from "react";
import type { ChargedNow } from "#contract/charging.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { cardName } from "./card-words.ts";
import { useCards } from "./use-cards.ts";
import classes from "./Cards.module.css";

export type ChargeNowDialogProps = {
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly balanceCents: Cents;
  readonly onClose: () => void;
};

export function ChargeNowDialog(props: ChargeNowDialogProps) {
  const { householdId, invoiceId, number, balanceCents, onClose } = props;
  const office = useOffice();
  const { money } = usePracticeFormat();
  const charge = useCommand(office.charging.chargeNow);
  const cards = useCards(householdId);
  const usable = (cards.data ?? []).filter((card) => !card.isExpired && !card.isRefused);
  const [chosen, setChosen] = useState<string | null>(null);
  const [charged, setCharged] = useState<ChargedNow | null>(null);
  const card = usable.find((one) => String(one.cardId) === chosen) ?? usable.find((one) => one.isUsed) ?? usable.at(-1);
  const amount = formatMoney(balanceCents, money, { withCurrency: true });
  const submit = async () => {
    if (!card) return;
    const done = await charge.run({ invoiceId, cardId: card.cardId });
    if (!done) return;
    if (done.state === "succeeded" || done.state === "nothing_owed") {
      showToast({ message: done.attempt?.sentence ?? "Credit has paid this invoice." });
      onClose();
    } else setCharged(done);
  };
  return (
    <ActionDialog
      opened
      title={`Charge invoice ${number ?? ""}`}
      sentence={charged === null ? "The card is charged now. If it is declined, nothing is repeated by itself." : "This is what the processor said."}
      primaryLabel={card ? `Charge ${amount} to ${cardName(card)}` : `Charge ${amount}`}
      busy={charge.busy}
      failure={charge.failure}
      disabled={!card || charged !== null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {cards.data && usable.length === 0 && (
        <EmptyState title="No card that can be charged" compact>
          Add a card on the chart, or take another payment.
        </EmptyState>
      )}
      {usable.length > 0 && card && charged === null && (
        <Select
          label="Card"
          data={usable.map((one) => ({ value: String(one.cardId), label: cardName(one) }))}
          value={String(card.cardId)}
          allowDeselect={false}
          onChange={setChosen}
        />
      )}
      {charged?.attempt && (
        <>
          <Note tone="attention">{charged.attempt.sentence}</Note>
          {charged.attempt.patientSentence !== null && (
            <p className={classes["read"]}>{charged.attempt.patientSentence}</p>
          )}
        </>
      )}
    </ActionDialog>
  );
}
