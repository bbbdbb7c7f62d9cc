import { IconAlertTriangle, IconArrowBackUp, IconReceiptRefund } from "@tabler/icons-react";
import { paymentStateWord, type PaymentState } from "#domain/payments/state-words.ts";
import { StatusChip } from "../../kit/StatusChip.tsx";

/** What became of a payment, in one shape everywhere (INV-9). */
export function PaymentStateChip({ state }: { readonly state: PaymentState }) {
  const word = paymentStateWord(state);
  switch (state) {
    case "taken":
      return <StatusChip tone="good" word={word} />;
    case "part_refunded":
    case "refunded":
      return <StatusChip tone="information" word={word} icon={IconReceiptRefund} />;
    case "taken_back":
      return <StatusChip tone="quiet" word={word} icon={IconArrowBackUp} />;
    case "returned":
    case "disputed":
      return <StatusChip tone="trouble" word={word} icon={IconAlertTriangle} />;
  }
}
