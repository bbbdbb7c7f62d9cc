/** The status of an invoice in the words of INV-2, the same on every screen. */
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconCircleHalf2,
  IconClock,
  IconEraser,
  IconPencil,
  IconReceiptRefund,
  type Icon,
} from "@tabler/icons-react";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { Tone } from "../styles/palette.ts";
import { StatusChip } from "./StatusChip.tsx";

export const invoiceStatusLooks: Readonly<
  Record<InvoiceStatus, { readonly word: string; readonly tone: Tone; readonly icon: Icon }>
> = {
  draft: { word: "Draft", tone: "quiet", icon: IconPencil },
  unpaid: { word: "Unpaid", tone: "attention", icon: IconClock },
  part_paid: { word: "Part paid", tone: "attention", icon: IconCircleHalf2 },
  overdue: { word: "Overdue", tone: "trouble", icon: IconAlertTriangle },
  paid: { word: "Paid", tone: "good", icon: IconCheck },
  credited: { word: "Credited", tone: "information", icon: IconReceiptRefund },
  refunded: { word: "Refunded", tone: "information", icon: IconReceiptRefund },
  written_off: { word: "Written off", tone: "quiet", icon: IconEraser },
  void: { word: "Void", tone: "quiet", icon: IconBan },
};

export function InvoiceStatusChip({ status }: { readonly status: InvoiceStatus }) {
  return <StatusChip {...invoiceStatusLooks[status]} />;
}
