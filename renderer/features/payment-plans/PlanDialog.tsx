/** A running payment plan (INV-6): how it stands, its paper, the signature, and its end. */
import { Button, Group, TextInput } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { PaymentPlan } from "#contract/payment-plans.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { PlanParts } from "./PlanParts.tsx";

export function PlanDialog({ plan, onClose }: { readonly plan: PaymentPlan; readonly onClose: () => void }) {
  const office = useOffice();
  const { locale, money } = usePracticeFormat();
  const { planId } = plan;
  const end = useCommand(office.paymentPlans.end);
  const sign = useCommand(office.paymentPlans.sign);
  const paper = useAsk(office.paymentPlans.pdf);
  const [reason, setReason] = useState("");
  const [signer, setSigner] = useState(plan.payerName);
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const isRunning = plan.endedOn === null;
  const submit = async () => {
    if (!(await end.run({ planId, reason }))) return;
    showToast({ message: "The payment plan has ended. What is owed is due by its own day again." });
    onClose();
  };
  const noteSigned = async () => {
    if (await sign.run({ planId, signer })) showToast({ message: "The signature is noted." });
  };
  return (
    <ActionDialog
      opened
      size="lg"
      tone="trouble"
      title={`Payment plan of ${plan.payerName}`}
      sentence={`Invoices ${plan.invoices.map((invoice) => invoice.number).join(", ")}. ${say(plan.paidCents)} of ${say(plan.totalCents)} is paid${plan.missedCents > 0 ? `, ${say(plan.missedCents)} was missed` : ""}.`}
      primaryLabel="End this plan"
      wayOut="Close"
      busy={end.busy}
      failure={end.failure ?? sign.failure ?? paper.failure}
      shownFields={["reason"]}
      disabled={!isRunning || reason.trim() === ""}
      dirty={false}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          {...(isRunning
            ? { sentence: `Ended, what is still owed (${say(plan.leftCents)}) is due by the invoices’ own days again.` }
            : { waitingFor: `It ended on ${plan.endedOn === null ? "" : fullDay(plan.endedOn, locale)}: ${plan.endReason ?? ""}.` })}
        />
      }
    >
      <PlanParts parts={plan.parts} />
      <Group align="flex-end" gap={8}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={paper.busy}
          onClick={() => void paper.run({ planId }).then((file) => file && printFile(file))}
        >
          Print the schedule
        </Button>
        {plan.signedOn === null ? (
          isRunning && (
            <>
              <TextInput label="Signed by" value={signer} onChange={(event) => setSigner(event.currentTarget.value)} maxLength={120} />
              <Button variant="default" loading={sign.busy} disabled={signer.trim() === ""} onClick={() => void noteSigned()}>
                Note the signature
              </Button>
            </>
          )
        ) : (
          <span>
            Signed by {plan.signedBy} on {fullDay(plan.signedOn, locale)}.
          </span>
        )}
      </Group>
      {isRunning && (
        <TextInput
          label="Why it ends"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldProblem(end.failure, "reason")}
          maxLength={200}
        />
      )}
    </ActionDialog>
  );
}
