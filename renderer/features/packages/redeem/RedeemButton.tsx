/** The Redeem button in the header of an invoice (PKG-3): there when something fits or was redeemed. */
import { Button } from "@mantine/core";
import { IconPackage } from "@tabler/icons-react";
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { RedeemDialog } from "./RedeemDialog.tsx";

export function RedeemButton({ invoiceId }: { readonly invoiceId: InvoiceId }) {
  const office = useOffice();
  const may = useMay();
  const mayRedeem = may("invoices.edit");
  const lines = useQueryOf(
    office.redeeming.onInvoice,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "packages", "memberships", "payments", "services", "clock"], enabled: mayRedeem, keepPrevious: true },
  );
  const [opened, setOpened] = useState(false);
  if (!mayRedeem) return null;
  const rows = lines.data ?? [];
  if (rows.length === 0 && !opened) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPackage size={16} />} onClick={() => setOpened(true)}>
        Redeem
      </Button>
      {opened && <RedeemDialog invoiceId={invoiceId} lines={rows} onClose={() => setOpened(false)} />}
    </>
  );
}
