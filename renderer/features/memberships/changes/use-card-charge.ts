/** Charges the invoice of a change to the card that was chosen, and says how it went (BIL-14). */
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { showToast } from "../../../kit/toast.ts";
import { cardOf } from "../EnrolPayment.tsx";
import type { Paying } from "./PayNow.tsx";

export type CardCharge = {
  readonly busy: boolean;
  /** Answers whether a card was asked: a change whose money has moved is not offered to be taken back. */
  readonly charge: (paying: Paying, made: { readonly invoiceIds: readonly InvoiceId[]; readonly dueCents: number }) => Promise<boolean>;
};

export function useCardCharge(): CardCharge {
  const office = useOffice();
  const command = useCommand(office.charging.chargeNow);
  const charge: CardCharge["charge"] = async (paying, { invoiceIds, dueCents }) => {
    const [invoiceId] = invoiceIds;
    const cardId = cardOf(paying.by);
    if (cardId === null || invoiceId === undefined || dueCents <= 0) return false;
    const charged = await command.run({ invoiceId, cardId });
    const isPaid = charged?.state === "succeeded" || charged?.state === "nothing_owed";
    if (!isPaid)
      showToast({
        tone: "attention",
        message: charged?.attempt?.sentence ?? "The card was not charged. The invoice is open.",
      });
    return true;
  };
  return { busy: command.busy, charge };
}
