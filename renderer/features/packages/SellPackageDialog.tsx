/** Sells a package from the chart (PKG-2), at once or in parts (PKG-9), with what it comes to and what a use is worth; then the payment. */
import { Checkbox, Select } from "@mantine/core";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import type { InvoiceId, PackageId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { PaymentPlanDialog } from "../payment-plans/PaymentPlanDialog.tsx";
import { PlanParts } from "../payment-plans/PlanParts.tsx";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { InstalmentFields, type InstalmentDraft } from "./InstalmentFields.tsx";
import { lastDayOf, usesWord } from "./package-words.ts";

export function SellPackageDialog({ chart, onClose }: { readonly chart: PatientChart; readonly onClose: () => void }) {
  const office = useOffice();
  const may = useMay();
  const { money, locale, today } = usePracticeFormat();
  const list = useQueryOf(office.packages.list, {}, { topics: ["packages", "services"] });
  const sell = useCommand(office.packages.sell);
  const [packageId, setPackageId] = useState<PackageId | null>(null);
  const [paying, setPaying] = useState<InvoiceId | null>(null);
  const onSale = (list.data ?? []).filter(({ retiredAt }) => retiredAt === null);
  const [inParts, setInParts] = useState(false);
  const [draft, setDraft] = useState<InstalmentDraft>({ count: 3, every: "month", firstOn: today, payBy: "desk" });
  const [signing, setSigning] = useState<InvoiceId | null>(null);
  const { firstOn } = draft;
  const ready = packageId !== null && (!inParts || (firstOn !== null && draft.count >= 2));
  const instalments = inParts && firstOn !== null ? { ...draft, firstOn } : null;
  const wanted = { packageId: packageId ?? (0 as PackageId), patientId: chart.patientId, instalments };
  const quote = useQueryOf(office.packages.previewSale, wanted, {
    topics: ["packages", "services", `household/${chart.household.householdId}`],
    enabled: ready,
    keepPrevious: true,
  });
  const shown = ready && quote.failure === null ? quote.data : undefined;
  const text = (cents: Parameters<typeof formatMoney>[0]) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    if (packageId === null || !shown) return;
    const done = await sell.run({ packageId, patientId: chart.patientId, expectedTotalCents: shown.totalCents, instalments });
    if (!done) return;
    showToast({ message: done.planId === null ? `Sold with invoice ${done.number}.` : `Sold with invoice ${done.number} in ${done.parts.length} parts.` });
    if (done.planId !== null) setSigning(done.invoiceId);
    else if (done.balanceCents > 0 && may("payments.take")) setPaying(done.invoiceId);
    else onClose();
  };
  if (signing !== null) return <PaymentPlanDialog invoiceId={signing} sign onClose={onClose} />;
  if (paying !== null)
    return <ReceivePaymentDialog householdId={chart.household.householdId} payerName={chart.household.payerName} invoiceId={paying} onClose={onClose} />;
  const last = shown === undefined ? null : lastDayOf(shown);
  return (
    <ActionDialog
      opened
      title={`Sell a package to ${chart.name}`}
      primaryLabel={shown === undefined ? "Sell" : shown.parts.length > 0 ? `Sell for ${text(shown.totalCents)} in ${shown.parts.length} parts` : `Sell for ${text(shown.totalCents)}`}
      busy={sell.busy}
      failure={sell.failure ?? (ready ? quote.failure : null)}
      disabled={!shown}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        shown ? (
          <WhatHappens
            busy={quote.fetching}
            sentence={`${usesWord(shown.units)}, each worth ${shown.leastUnitCents === shown.mostUnitCents ? text(shown.leastUnitCents) : `${text(shown.leastUnitCents)} to ${text(shown.mostUnitCents)}`}. ${last === null ? "" : `Usable through ${fullDay(last, locale)}. `}${shown.taxCents > 0 ? `${text(shown.taxCents)} of it is tax. ` : ""}${shown.creditUsedCents > 0 ? `${text(shown.creditUsedCents)} is paid from the household’s credit. ` : ""}${shown.balanceCents > 0 ? `${text(shown.balanceCents)} is to pay.` : "Nothing is left to pay."}${shown.parts.length > 0 ? " Only what is paid for can be used." : ""}`}
          >
            {shown.parts.length > 0 && <PlanParts parts={shown.parts} />}
          </WhatHappens>
        ) : (
          <WhatHappens waitingFor="Choose a package." />
        )
      }
    >
      <Select
        label="Package"
        required
        searchable
        data-autofocus
        nothingFoundMessage={list.data ? "No package on sale is called so" : "Looking…"}
        data={onSale.map((row) => ({ value: String(row.packageId), label: `${row.terms.name} · ${formatMoney(row.terms.priceCents, money)}` }))}
        value={packageId === null ? null : String(packageId)}
        onChange={(value) => setPackageId(value === null ? null : (Number(value) as PackageId))}
      />
      <Checkbox label="Paid in equal parts" checked={inParts} onChange={(event) => setInParts(event.currentTarget.checked)} />
      {inParts && <InstalmentFields draft={draft} onChange={setDraft} />}
    </ActionDialog>
  );
}
