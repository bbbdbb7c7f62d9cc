import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../../kit/failure.ts";
import { Money } from "../../../kit/Money.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { creditable, creditInput, everything, withLine, type CreditDraft } from "./credit-draft.ts";
import { effectsOfCreditNote } from "./credit-effects.ts";
import classes from "./CreditNote.module.css";

export type CreditNoteDialogProps = { readonly invoiceId: InvoiceId; readonly onClose: () => void };

/** Gives back an invoice or a part of it under a number of its own (INV-1, INV-3). */
export function CreditNoteDialog({ invoiceId, onClose }: CreditNoteDialogProps) {
  const office = useOffice();
  const format = usePracticeFormat();
  const [draft, setDraft] = useState<CreditDraft>(new Map());
  const [reason, setReason] = useState("");
  const opened = useQueryOf(office.creditNotes.open, { invoiceId }, { topics: [`invoice/${invoiceId}`, "payments"] });
  const command = useCommand(office.creditNotes.make);
  const lines = creditable(opened.data?.lines ?? []);
  const asked = creditInput(lines, draft);
  const preview = useQueryOf(
    office.creditNotes.preview,
    { invoiceId, lines: "lines" in asked ? asked.lines : [], reason: "-" },
    { topics: [`invoice/${invoiceId}`, "payments"], keepPrevious: true, enabled: "lines" in asked },
  );
  const shown = "lines" in asked ? preview.data : undefined;
  const money = (cents: Parameters<typeof formatMoney>[0]) => formatMoney(cents, format.money, { withCurrency: true });
  const submit = async () => {
    if (!("lines" in asked) || shown === undefined) return;
    const done = await command.run({ invoiceId, lines: asked.lines, reason, expectedTotalCents: shown.totalCents });
    if (done === undefined) return;
    showToast({ message: `Credit note ${done.number} over ${money(done.totalCents)} is made.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      size="lg"
      title={`Credit note for invoice ${opened.data?.number ?? ""}`}
      sentence="Gives back the invoice or a part of it. The invoice stays as it is; the credit note has a number of its own."
      primaryLabel={shown === undefined ? "Make credit note" : `Give back ${money(shown.totalCents)}`}
      busy={command.busy}
      failure={command.failure ?? opened.failure}
      shownFields={["reason"]}
      disabled={shown === undefined || preview.fetching || reason.trim() === ""}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown === undefined ? { waitingFor: "waitingFor" in asked ? asked.waitingFor : "Working it out." } : {})}>
          {shown !== undefined && (
            <ul className={classes["effects"]}>
              {effectsOfCreditNote(shown, money).map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          )}
        </WhatHappens>
      }
      onSubmit={() => void submit()}
    >
      {opened.data !== undefined && lines.length === 0 ? (
        <p className={classes["none"]}>
          Nothing of it can be given back here: it was given back already, or its lines belong to a membership.
        </p>
      ) : (
        <fieldset className={classes["lines"]}>
          <legend className={classes["legend"]}>What goes back, before tax</legend>
          {lines.map((line) => {
            const cents = draft.get(line.lineId);
            return (
              <div key={line.lineId} className={classes["line"]}>
                <Checkbox
                  label={
                    <>
                      {line.description}
                      <span className={classes["quiet"]}>
                        {line.patientName} · <Money cents={line.leftNetCents} /> can go back
                      </span>
                    </>
                  }
                  checked={cents !== undefined}
                  onChange={(event) => setDraft(withLine(draft, line.lineId, event.currentTarget.checked ? line.leftNetCents : undefined))}
                />
                {cents !== undefined && (
                  <MoneyField
                    label={`Of ${line.description}`}
                    value={cents}
                    max={line.leftNetCents}
                    required
                    onChange={(value) => setDraft(withLine(draft, line.lineId, value))}
                  />
                )}
              </div>
            );
          })}
          {lines.length > 1 && (
            <Button type="button" variant="default" size="xs" onClick={() => setDraft(everything(lines))}>
              All of it
            </Button>
          )}
        </fieldset>
      )}
      <RefusalNote failure={"lines" in asked ? preview.failure : null} />
      <TextInput
        label="Reason"
        description="Stands on the credit note, such as “not done”."
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
