/** A running payment plan (INV-6): how it stands, how it is paid, its paper, the signature, and its end. */
import { Button, Group, TextInput } from "@mantine/core";
import { IconCreditCard, IconFileText, IconPaperclip, IconPrinter, IconWriting } from "@tabler/icons-react";
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
import { AttachPlanScanDialog } from "./AttachPlanScanDialog.tsx";
import { PayByDialog } from "./PayByDialog.tsx";
import { PlanParts } from "./PlanParts.tsx";
import { SignPlanDialog } from "./SignPlanDialog.tsx";

export function PlanDialog({ plan, onClose }: { readonly plan: PaymentPlan; readonly onClose: () => void }) {
  const office = useOffice();
  const { locale, money } = usePracticeFormat();
  const { planId } = plan;
  const end = useCommand(office.paymentPlans.end);
  const paper = useAsk(office.paymentPlans.pdf);
  const [reason, setReason] = useState("");
  const [over, setOver] = useState<"sign" | "pay_by" | "scan" | null>(null);
  const copy = useAsk(office.documents.open);
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const isRunning = plan.endedOn === null;
  const submit = async () => {
    if (!(await end.run({ planId, reason }))) return;
    showToast({ message: "The payment plan has ended. What is owed is due by its own day again." });
    onClose();
  };
  // One dialog at a time: the plan comes back when the one over it is closed.
  const back = () => setOver(null);
  if (over === "sign") return <SignPlanDialog plan={plan} onClose={back} />;
  if (over === "pay_by") return <PayByDialog plan={plan} onClose={back} />;
  if (over === "scan") return <AttachPlanScanDialog plan={plan} onClose={back} />;
  const { documentId } = plan;
  return (
    <ActionDialog
      opened
      size="lg"
      tone="trouble"
      title={`Payment plan of ${plan.payerName}`}
      sentence={`Invoices ${plan.invoices.map((invoice) => invoice.number).join(", ")}. ${say(plan.paidCents)} of ${say(plan.totalCents)} is paid${plan.missedCents > 0 ? `, ${say(plan.missedCents)} was missed` : ""}. ${plan.payBy === "card" ? "Drawn from the card on file." : "Taken at the desk."}`}
      primaryLabel="End this plan"
      wayOut="Close"
      busy={end.busy}
      failure={end.failure ?? paper.failure ?? copy.failure}
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
      <Group gap={8}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={paper.busy}
          onClick={() => void paper.run({ planId }).then((file) => file && printFile(file, "agreement"))}
        >
          Print the schedule
        </Button>
        {isRunning && (
          <Button variant="default" leftSection={<IconCreditCard size={16} aria-hidden />} onClick={() => setOver("pay_by")}>
            {plan.payBy === "card" ? "Take it at the desk…" : "Draw it from the card…"}
          </Button>
        )}
        {plan.signedOn === null && isRunning && (
          <Button variant="default" leftSection={<IconWriting size={16} aria-hidden />} onClick={() => setOver("sign")}>
            Sign…
          </Button>
        )}
        {documentId !== null && (
          <Button
            variant="default"
            leftSection={<IconFileText size={16} aria-hidden />}
            loading={copy.busy}
            onClick={() => void copy.run({ documentId }).then((file) => file && printFile(file, "agreement"))}
          >
            Signed copy
          </Button>
        )}
        {plan.signMethod === "paper" && documentId === null && (
          <Button variant="default" leftSection={<IconPaperclip size={16} aria-hidden />} onClick={() => setOver("scan")}>
            Attach the scan…
          </Button>
        )}
      </Group>
      <p>
        {plan.signedOn === null
          ? plan.payBy === "card"
            ? "Not signed yet: nothing is drawn before it is."
            : "Not signed yet."
          : `Signed by ${plan.signedBy} on ${fullDay(plan.signedOn, locale)}${plan.signMethod === "paper" ? ", on paper" : ", on the screen"}.`}
      </p>
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
