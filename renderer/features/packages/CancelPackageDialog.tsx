/** Cancels a package with what goes back, or deletes one that nobody paid or used (PKG-6). */
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SaleView } from "#contract/packages.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { refundMethodWords } from "./package-words.ts";

type Way = "tender" | "credit" | "check";

export function CancelPackageDialog({ sale, onClose }: { readonly sale: SaleView; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const cancel = useCommand(office.packages.cancel);
  const remove = useCommand(office.packages.remove);
  const { saleId } = sale;
  const topics = ["packages", `invoice/${sale.invoiceId}`, "payments"];
  const quote = useQueryOf(office.packages.quoteCancel, { saleId }, { topics });
  const [typed, setTyped] = useState<{ readonly cents: Cents | null } | null>(null);
  const [by, setBy] = useState<Way>("tender");
  const [reason, setReason] = useState("");
  const suggested = quote.data?.suggestions.find(({ method }) => method === quote.data?.method)?.cents ?? zeroCents;
  const refundCents = typed === null ? suggested : typed.cents;
  const deletes = quote.data?.canDelete === true;
  const wanted = { saleId, reason: reason.trim() || "Cancelled", refundCents: refundCents ?? zeroCents, by };
  const preview = useQueryOf(office.packages.previewCancel, wanted, { topics, enabled: quote.data !== undefined && !deletes && refundCents !== null, keepPrevious: true });
  const shown = preview.failure === null ? preview.data : undefined;
  const text = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    const done = deletes ? await remove.run({ saleId, reason }) : await cancel.run({ ...wanted, reason });
    if (!done) return;
    showToast({ message: deletes ? `${sale.terms.name} is deleted.` : `${sale.terms.name} is cancelled${wanted.refundCents > 0 ? `, ${text(wanted.refundCents)} went back` : ""}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Cancel ${sale.terms.name}`}
      sentence={deletes ? "Nothing was paid or used, so it is deleted and its invoice is void." : "Its uses stop. Receipts of visits that were redeemed stay as they are."}
      primaryLabel={deletes ? "Delete the package" : (refundCents ?? 0) > 0 ? `Cancel and give back ${text(refundCents ?? zeroCents)}` : "Cancel without a refund"}
      busy={cancel.busy || remove.busy}
      failure={cancel.failure ?? remove.failure ?? quote.failure ?? (deletes ? null : preview.failure)}
      disabled={reason.trim() === "" || (!deletes && !shown)}
      onClose={onClose}
      onSubmit={() => void submit()}
      {...(deletes
        ? {}
        : {
            whatHappens: shown ? (
              <WhatHappens
                busy={preview.fetching}
                sentence={`${shown.unitsStopped === 1 ? "1 use stops" : `${shown.unitsStopped} uses stop`}. ${shown.forgivenCents > 0 ? `${text(shown.forgivenCents)} that was still to pay is not owed any more. ` : ""}${shown.keptCents > 0 ? `${text(shown.keptCents)} stays with the practice. ` : ""}${shown.toCreditCents > 0 ? `${text(shown.toCreditCents)} becomes household credit.` : ""}`}
              />
            ) : (
              <WhatHappens waitingFor="Enter what goes back." />
            ),
          })}
    >
      {quote.data && !deletes && quote.data.leftCents > 0 && (
        <>
          <Radio.Group
            label="What goes back"
            value={quote.data.suggestions.find(({ cents, method }) => method !== "manual" && cents === refundCents)?.method ?? "manual"}
            onChange={(value) => setTyped({ cents: quote.data?.suggestions.find(({ method }) => method === value)?.cents ?? zeroCents })}
          >
            <Stack gap={6}>
              {quote.data.suggestions.map(({ method, cents }) => (
                <Radio key={method} value={method} label={method === "manual" ? refundMethodWords.manual : `${refundMethodWords[method]}: ${text(cents)}`} />
              ))}
            </Stack>
          </Radio.Group>
          <MoneyField label="Amount" required max={quote.data.leftCents} value={refundCents} onChange={(cents) => setTyped({ cents })} />
          <Select
            label="How"
            allowDeselect={false}
            data={[
              { value: "tender", label: "The way it was paid" },
              { value: "credit", label: "As household credit" },
              { value: "check", label: "As a check to write" },
            ]}
            value={by}
            onChange={(value) => value !== null && setBy(value)}
          />
        </>
      )}
      <TextInput label="Reason" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}
