/** Agrees on a payment plan (INV-6): which invoices, how much down, how many parts, how often, from when, and how they are paid. */
import { Checkbox, NumberInput, Radio, SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { addMonths, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PaymentPlanId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { PlanInterval, PlanPayment } from "#domain/payment-plans/schedule.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { useOpenInvoices } from "../payments/use-open-invoices.ts";
import { PlanParts } from "./PlanParts.tsx";

const intervals: readonly { readonly value: PlanInterval; readonly label: string }[] = [
  { value: "week", label: "Every week" },
  { value: "two_weeks", label: "Every two weeks" },
  { value: "month", label: "Every month" },
];

export type AgreePlanDialogProps = {
  readonly invoiceId: InvoiceId;
  /** It is signed at once: the plan's own dialog comes next. */
  readonly onAgreed: (planId: PaymentPlanId) => void;
  readonly onClose: () => void;
};

export function AgreePlanDialog({ invoiceId, onAgreed, onClose }: AgreePlanDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const today = useToday();
  const { data: invoice } = useQueryOf(office.invoices.get, { invoiceId }, { topics: [`invoice/${invoiceId}`, "payments"] });
  const open = useOpenInvoices(invoice?.householdId ?? null);
  const [also, setAlso] = useState<ReadonlySet<InvoiceId>>(new Set());
  const [downCents, setDown] = useState<Cents | null>(null);
  const [way, setWay] = useState<"count" | "amount">("count");
  const [count, setCount] = useState(3);
  const [partCents, setPart] = useState<Cents | null>(null);
  const [every, setEvery] = useState<PlanInterval>("month");
  const [firstOn, setFirst] = useState<Day | null>(addMonths(today, 1));
  const [payBy, setPayBy] = useState<PlanPayment>("desk");
  const [signing, setSigning] = useState<"screen" | "paper">("screen");
  const signsNow = signing === "screen";
  const toPrint = signing === "paper";
  const command = useCommand(office.paymentPlans.agree);
  const paper = useAsk(office.paymentPlans.pdf);
  const ready = firstOn !== null && (way === "count" ? count > 0 : partCents !== null && partCents > 0);
  const request = {
    invoiceIds: [invoiceId, ...also],
    downCents: downCents ?? zeroCents,
    by: way === "count" ? { kind: "count" as const, count } : { kind: "amount" as const, cents: partCents ?? (1 as Cents) },
    every,
    firstOn: firstOn ?? today,
    payBy,
  };
  const preview = useQueryOf(office.paymentPlans.preview, request, {
    topics: ["payments", "invoices", `household/${invoice?.householdId ?? asId<HouseholdId>(0)}`],
    keepPrevious: true,
    enabled: ready,
  });
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    const done = await command.run(request);
    if (!done) return;
    showToast({ message: `${done.parts.length} payments are agreed on.` });
    if (toPrint) {
      const file = await paper.run({ planId: done.planId });
      if (file) printFile(file, "agreement");
    }
    if (signsNow) onAgreed(done.planId);
    else onClose();
  };
  const others = open.invoices.filter((row) => row.invoiceId !== invoiceId);
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Payment plan for invoice ${invoice?.number ?? ""}`}
      sentence="While the parts are paid on their days, nothing of it is overdue."
      primaryLabel={shown ? `Agree on ${shown.parts.length} payments and ${signsNow ? "sign" : "print"}` : "Agree"}
      busy={command.busy || paper.busy}
      failure={command.failure ?? paper.failure ?? (ready ? preview.failure : null)}
      disabled={shown === undefined || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(shown
            ? { sentence: `${say(shown.totalCents)} in ${shown.parts.length} payments, ${payBy === "card" ? "drawn from the card on file on their days, once the plan is signed" : "taken at the desk as they come"}. No interest is added.` }
            : { waitingFor: "Enter how it is paid." })}
        >
          {shown && <PlanParts parts={shown.parts} />}
        </WhatHappens>
      }
    >
      {others.length > 0 && (
        <Checkbox.Group
          label="Also on this plan"
          value={[...also].map(String)}
          onChange={(ids) => setAlso(new Set(ids.map((id) => asId<InvoiceId>(Number(id)))))}
        >
          <Stack gap={6} mt={4}>
            {others.slice(0, 10).map((row) => (
              <Checkbox key={row.invoiceId} value={String(row.invoiceId)} label={`Invoice ${row.number ?? ""}, ${say(row.balanceCents)}`} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <MoneyField label="Down payment today" value={downCents} onChange={setDown} placeholder="none" />
      <SegmentedControl
        aria-label="How the parts are made"
        value={way}
        data={[
          { value: "count", label: "By number" },
          { value: "amount", label: "By amount" },
        ]}
        onChange={(value) => setWay(value as "count" | "amount")}
      />
      {way === "count" ? (
        <NumberInput
          label="Number of payments"
          min={1}
          max={60}
          allowDecimal={false}
          value={count}
          onChange={(value) => setCount(Number(value) || 0)}
        />
      ) : (
        <MoneyField label="Each payment" required value={partCents} onChange={setPart} />
      )}
      <Select
        label="How often"
        data={[...intervals]}
        value={every}
        allowDeselect={false}
        onChange={(value) => setEvery((value ?? "month") as PlanInterval)}
      />
      <DayField label="First payment on" required lean="future" min={today} value={firstOn} onChange={setFirst} />
      <Radio.Group label="How the payments come" value={payBy} onChange={(value) => setPayBy(value as PlanPayment)}>
        <Stack gap={6} mt={4}>
          <Radio value="desk" label="Taken at the desk" />
          <Radio value="card" label="Drawn from the card on file" description="The billing run charges each payment on its day, and nothing but that payment" />
        </Stack>
      </Radio.Group>
      <Radio.Group label="Signed" value={signing} onChange={(value) => setSigning(value as typeof signing)}>
        <Stack gap={6} mt={4}>
          <Radio value="screen" label="Here on the screen, next" />
          <Radio value="paper" label="On paper: print the schedule now" />
        </Stack>
      </Radio.Group>
    </ActionDialog>
  );
}
