import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { effectsOfVoid } from "./void-effects.ts";
import classes from "./InvoiceDetails.module.css";

export type VoidDialogProps = { readonly invoiceId: InvoiceId; readonly onClose: () => void };

/** Voids an invoice: the number stays, the money on it becomes household credit (INV-3). */
export function VoidDialog({ invoiceId, onClose }: VoidDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const [reason, setReason] = useState("");
  const command = useCommand(office.invoices.void);
  const { data: invoice } = useQueryOf(
    office.invoices.get,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "payments"] },
  );
  const name = `invoice ${invoice?.number ?? ""}`;
  const submit = async () => {
    if (await command.run({ invoiceId, reason })) {
      showToast({ message: `Invoice ${invoice?.number ?? ""} is void.` });
      onClose();
    }
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={`Void ${name}`}
      sentence="A void invoice stays in the list with its number, and nothing is owed on it any more."
      tone="trouble"
      primaryLabel={`Void ${name}`}
      busy={command.busy}
      failure={command.failure}
      shownFields={["reason"]}
      disabled={invoice === undefined || reason.trim() === ""}
      whatHappens={
        <WhatHappens {...(invoice ? {} : { waitingFor: "Looking at what was paid on it." })}>
          {invoice && (
            <ul className={classes["effects"]}>
              {effectsOfVoid(invoice, (cents) =>
                formatMoney(cents, money, { withCurrency: true }),
              ).map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          )}
        </WhatHappens>
      }
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Reason"
        description="Kept with the invoice, such as “typed twice”."
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
