/** Gives up what is owed on an invoice (INV-10), with a reason. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type WriteOffDialogProps = { readonly invoiceId: InvoiceId; readonly onClose: () => void };

export function WriteOffDialog({ invoiceId, onClose }: WriteOffDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const topics = [`invoice/${invoiceId}`, "payments"];
  const { data: invoice } = useQueryOf(office.invoices.get, { invoiceId }, { topics });
  const command = useCommand(office.writeOffs.make);
  const [typed, setTyped] = useState<{ readonly cents: Cents | null } | null>(null);
  const [reason, setReason] = useState("");
  const cents = typed === null ? (invoice?.balanceCents ?? null) : typed.cents;
  const ready = cents !== null && cents > 0;
  const preview = useQueryOf(
    office.writeOffs.preview,
    { invoiceId, cents: cents ?? (1 as Cents), reason: "preview" },
    { topics, keepPrevious: true, enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const say = (amount: Cents) => formatMoney(amount, money, { withCurrency: true });
  const submit = async () => {
    if (cents === null || !(await command.run({ invoiceId, cents, reason }))) return;
    showToast({ message: `${say(cents)} of invoice ${invoice?.number ?? ""} is written off.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Write off invoice ${invoice?.number ?? ""}`}
      sentence="What is written off is not owed any more. It is no payment, and stays on record with your name and the reason."
      primaryLabel={ready ? `Write off ${say(cents)}` : "Write off"}
      busy={command.busy}
      failure={command.failure ?? (ready ? preview.failure : null)}
      shownFields={["reason"]}
      disabled={shown === undefined || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown ? {} : { waitingFor: "Enter how much is given up." })}>
          {shown && (
            <p>
              {shown.balanceAfterCents > 0
                ? `${say(shown.balanceAfterCents)} stays open on the invoice.`
                : "Nothing is owed on the invoice any more."}{" "}
              The household then owes {say(shown.owedAfterCents)}.
            </p>
          )}
        </WhatHappens>
      }
    >
      <MoneyField
        label="Amount"
        required
        {...(invoice ? { max: invoice.balanceCents } : {})}
        value={cents}
        onChange={(value) => setTyped({ cents: value })}
      />
      <TextInput
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(command.failure, "reason")}
        maxLength={200}
        withAsterisk
        aria-required
      />
    </ActionDialog>
  );
}
