import { Drawer } from "@mantine/core";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { InvoiceDetails } from "./InvoiceDetails.tsx";
import classes from "./InvoiceDetails.module.css";

export type InvoiceDrawerProps = { readonly invoiceId: InvoiceId; readonly onClose: () => void };

/** The preview beside the list (INV-4): the list stays in sight, Back and Esc close it. */
export function InvoiceDrawer({ invoiceId, onClose }: InvoiceDrawerProps) {
  const office = useOffice();
  const { data } = useQueryOf(
    office.invoices.get,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "payments", "clock"] },
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={600}
      title={data?.status === "draft" ? "Draft invoice" : `Invoice ${data?.number ?? ""}`}
      classNames={{ title: classes["title"] ?? "" }}
      // As in every dialog: its title is no banner of the page, and nothing slides about.
      attributes={{ header: { role: "presentation" } }}
      overlayProps={{ color: "#0b1f17", backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <InvoiceDetails invoiceId={invoiceId} />
    </Drawer>
  );
}
