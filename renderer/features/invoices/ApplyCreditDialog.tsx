import type { InvoicePreview } from "#contract/invoices.ts";
import { toCents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type ApplyCreditDialogProps = {
  readonly invoiceId: InvoicePreview["invoiceId"];
  readonly onClose: () => void;
};

/** Puts the household's credit on one invoice (INV-8). */
export function ApplyCreditDialog({ invoiceId, onClose }: ApplyCreditDialogProps) {
  const office = useOffice();
  const format = usePracticeFormat();
  const command = useCommand(office.invoices.applyCredit);
  const { data: invoice } = useQueryOf(
    office.invoices.get,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "payments"] },
  );
  const money = (cents: number): string =>
    formatMoney(toCents(cents), format.money, { withCurrency: true });
  const credit = invoice?.householdCreditCents ?? 0;
  const used = Math.min(credit, invoice?.balanceCents ?? 0);
  const submit = async () => {
    const done = await command.run({ invoiceId });
    if (done) {
      showToast({
        message: `${money(done.appliedCents)} of credit is on invoice ${invoice?.number ?? ""}.`,
      });
      onClose();
    }
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={`Apply credit to invoice ${invoice?.number ?? ""}`}
      primaryLabel={used > 0 ? `Apply ${money(used)} of credit` : "Apply credit"}
      busy={command.busy}
      failure={command.failure}
      disabled={used <= 0}
      whatHappens={
        invoice === undefined ? (
          <WhatHappens waitingFor="Looking at the household’s credit." />
        ) : used > 0 ? (
          <WhatHappens
            sentence={`${money(invoice.balanceCents - used)} stays open on the invoice, and ${money(credit - used)} of credit is left.`}
          />
        ) : (
          <WhatHappens waitingFor="This household has no credit, or nothing is owed here." />
        )
      }
      onSubmit={() => void submit()}
    />
  );
}
