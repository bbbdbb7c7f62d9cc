/** All invoices of the practice (INV-4). */
import { Button } from "@mantine/core";
import { IconFilePlus } from "@tabler/icons-react";
import { hrefTo } from "../../app/address.ts";
import { useMay } from "../../app/status.tsx";
import { Page } from "../../kit/Page.tsx";
import { InvoiceTracker } from "./InvoiceTracker.tsx";

export function InvoicesPage() {
  const may = useMay();
  return (
    <Page
      title="Invoices"
      layout="fill"
      actions={
        may("invoices.edit") && (
          <Button
            component="a"
            href={hrefTo("/invoices/new")}
            leftSection={<IconFilePlus size={16} aria-hidden />}
          >
            New invoice
          </Button>
        )
      }
    >
      <InvoiceTracker />
    </Page>
  );
}
