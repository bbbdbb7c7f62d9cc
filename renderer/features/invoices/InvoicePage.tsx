/** One invoice by its own address: from Today, from search, from a link somebody kept. */
import { Anchor } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { RedeemButton } from "../packages/redeem/RedeemButton.tsx";
import { InvoiceDetails } from "./InvoiceDetails.tsx";

const kindWords = {
  draw: "Membership draw",
  enrolment: "Enrolment",
  manual: "Made at the desk",
} as const;

export function InvoicePage() {
  const { invoiceId: text } = useParams({ strict: false }) as { readonly invoiceId?: string };
  const id = /^[1-9]\d{0,14}$/.test(text ?? "") ? asId<InvoiceId>(Number(text)) : null;
  if (id === null) {
    return (
      <Page title="Invoice">
        <EmptyState title="No such invoice">
          <Anchor href={hrefTo("/invoices")}>All invoices</Anchor>
        </EmptyState>
      </Page>
    );
  }
  return <Invoice invoiceId={id} />;
}

function Invoice({ invoiceId }: { readonly invoiceId: InvoiceId }) {
  const office = useOffice();
  const { data } = useQueryOf(
    office.invoices.get,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "payments", "clock"] },
  );
  const title = data?.number ? `Invoice ${data.number}` : data?.status === "draft" ? "Draft invoice" : "Invoice";
  return (
    <Page
      title={title}
      layout="reading"
      about={<Anchor href={hrefTo("/invoices")}>All invoices</Anchor>}
      actions={<RedeemButton invoiceId={invoiceId} />}
    >
      <Panel title={data === undefined ? "Invoice" : kindWords[data.kind]}>
        <InvoiceDetails invoiceId={invoiceId} />
      </Panel>
    </Page>
  );
}
