/** Redeems a use without an appointment (PKG-3): the visit gets an invoice of its own, paid by the use. */
import { Select } from "@mantine/core";
import { useState } from "react";
import type { SaleView } from "#contract/packages.ts";
import type { PatientChart } from "#contract/people.ts";
import type { Day } from "#domain/calendar.ts";
import type { ServiceId, StaffId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { usesWord } from "./package-words.ts";

export type RedeemVisitDialogProps = { readonly chart: PatientChart; readonly sale: SaleView; readonly onClose: () => void };

export function RedeemVisitDialog({ chart, sale, onClose }: RedeemVisitDialogProps) {
  const office = useOffice();
  const { money, today } = usePracticeFormat();
  const redeem = useCommand(office.packages.redeemVisit);
  const undo = useCommand(office.redeeming.undo);
  const services = useQueryOf(office.services.list, { activity: "active", sort: "name" }, { topics: ["services"] });
  const providers = useQueryOf(office.invoiceEditor.providers, {}, { topics: ["staff"] });
  const all = services.data?.rows ?? [];
  // Those it was sold for, and others of their kind: 90 minutes in place of 60.
  const kinds = new Set(all.filter((row) => sale.openServices.some((own) => own.serviceId === row.serviceId)).map(({ category }) => category));
  const fitting = all.filter(({ category }) => kinds.has(category));
  const [serviceId, setServiceId] = useState<ServiceId | null>(sale.openServices.find(({ left }) => left > 0)?.serviceId ?? null);
  const [serviceOn, setServiceOn] = useState<Day | null>(today);
  const [providerId, setProviderId] = useState<StaffId | null>(null);
  const { saleId } = sale;
  const wanted = { saleId, patientId: chart.patientId, serviceId: serviceId ?? (0 as ServiceId), serviceOn: serviceOn ?? today, providerId };
  const ready = serviceId !== null && serviceOn !== null;
  const quote = useQueryOf(office.packages.previewVisit, wanted, { topics: ["packages", "services", "clock"], enabled: ready, keepPrevious: true });
  const shown = ready && quote.failure === null ? quote.data : undefined;
  const text = (cents: Parameters<typeof formatMoney>[0]) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    const done = await redeem.run(wanted);
    if (!done) return;
    showToast({
      message: `Redeemed with invoice ${done.number}. ${usesWord(done.unitsLeft)} left.`,
      undo: () => void undo.run({ use: { kind: "package", useId: done.useId } }),
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Redeem a use of ${sale.terms.name}`}
      sentence={`For ${chart.name}. The visit gets an invoice of its own.`}
      primaryLabel={shown && shown.balanceCents > 0 ? `Redeem, ${text(shown.balanceCents)} is left to pay` : "Redeem a use"}
      busy={redeem.busy}
      failure={redeem.failure ?? quote.failure}
      disabled={!shown}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        shown ? (
          <WhatHappens
            busy={quote.fetching}
            sentence={`A use worth ${text(shown.valueCents)} pays the visit${shown.upsizeCents > 0 ? `; the larger service costs ${text(shown.upsizeCents)} more` : ""}. ${shown.balanceCents > 0 ? `${text(shown.balanceCents)} is left to pay. ` : ""}${usesWord(shown.unitsLeft)} left afterwards.`}
          />
        ) : (
          <WhatHappens waitingFor="Choose the service and its day." />
        )
      }
    >
      <Select
        label="Service"
        required
        allowDeselect={false}
        data={fitting.map((row) => ({ value: String(row.serviceId), label: `${row.name} (${row.code})` }))}
        value={serviceId === null ? null : String(serviceId)}
        onChange={(value) => setServiceId(value === null ? null : (Number(value) as ServiceId))}
      />
      <DayField label="Service day" lean="past" required max={today} value={serviceOn} onChange={setServiceOn} />
      <Select
        label="Done by"
        clearable
        placeholder="Nobody named"
        data={(providers.data ?? []).map((row) => ({ value: String(row.staffId), label: row.name }))}
        value={providerId === null ? null : String(providerId)}
        onChange={(value) => setProviderId(value === null ? null : (Number(value) as StaffId))}
      />
    </ActionDialog>
  );
}
