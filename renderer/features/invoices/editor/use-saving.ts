/** Puts what was typed aside, issues it, or makes a revision of it, and goes to where it stands then. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import type { Failure } from "../../../kit/failure.ts";
import { showToast } from "../../../kit/toast.ts";
import type { DraftInput } from "../invoice-draft.ts";
import type { Editing } from "./editing.ts";

export type Saving = {
  readonly saveDraft: (input: DraftInput) => Promise<void>;
  /** Issues, or makes the revision; `expectedTotalCents` is what was shown. */
  readonly finish: (input: DraftInput, expectedTotalCents: Cents | null, reason: string) => Promise<void>;
  readonly savingDraft: boolean;
  readonly finishing: boolean;
  readonly failure: Failure | null;
  /** A revision of an invoice that went out before: whether to send it again. */
  readonly sendAgain: { readonly invoiceId: InvoiceId; readonly number: number; readonly revision: number } | null;
  readonly leave: () => void;
};

export function useSaving(editing: Editing): Saving {
  const office = useOffice();
  const navigate = useNavigate();
  const save = useCommand(office.invoiceEditor.saveDraft);
  const issue = useCommand(office.invoices.issue);
  const issueDraft = useCommand(office.invoiceEditor.issueDraft);
  const revise = useCommand(office.invoiceEditor.revise);
  const [sendAgain, setSendAgain] = useState<Saving["sendAgain"]>(null);
  const show = (invoiceId: InvoiceId) =>
    void navigate({ to: "/invoices/$invoiceId" as never, params: { invoiceId: String(invoiceId) } as never });
  const { kind } = editing;
  return {
    saveDraft: async (input) => {
      const draft = kind === "draft" ? { invoiceId: editing.invoiceId, revision: editing.revision } : { invoiceId: null, revision: null };
      const done = await save.run({ ...input, ...draft });
      if (done === undefined) return;
      showToast({ message: "The draft is saved. It has no number yet, and nobody owes it." });
      show(done.invoiceId);
    },
    finish: async (input, expectedTotalCents, reason) => {
      if (kind === "revision") {
        const { householdId: _household, ...body } = input;
        const { invoiceId, revision } = editing;
        const done = await revise.run({ ...body, invoiceId, revision, reason, expectedTotalCents });
        if (done === undefined) return;
        showToast({ message: `Invoice ${done.number} is saved as revision ${done.revision}.` });
        if (done.wasSent) setSendAgain({ invoiceId, number: done.number, revision: done.revision });
        else show(invoiceId);
        return;
      }
      const done =
        kind === "draft"
          ? await issueDraft.run({ ...input, invoiceId: editing.invoiceId, revision: editing.revision, expectedTotalCents })
          : await issue.run({ ...input, expectedTotalCents });
      if (done === undefined) return;
      showToast({ message: `Invoice ${done.number} is issued.` });
      show(done.invoiceId);
    },
    savingDraft: save.busy,
    finishing: issue.busy || issueDraft.busy || revise.busy,
    failure: save.failure ?? issue.failure ?? issueDraft.failure ?? revise.failure,
    sendAgain,
    leave: () => {
      if (sendAgain !== null) show(sendAgain.invoiceId);
    },
  };
}
