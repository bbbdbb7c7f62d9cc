/** Signs the schedule of a payment plan (INV-6): here on the screen, or with the paper that was signed. */
import { FileInput, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PaymentPlan } from "#contract/payment-plans.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { readScan, scanProblem, scanTypes } from "../agreements/scan-file.ts";
import { SignaturePad } from "../agreements/SignaturePad.tsx";
import classes from "../agreements/Agreements.module.css";
import { PlanParts } from "./PlanParts.tsx";

export type SignPlanDialogProps = { readonly plan: PaymentPlan; readonly onClose: () => void };

export function SignPlanDialog({ plan, onClose }: SignPlanDialogProps) {
  const office = useOffice();
  const today = useToday();
  const { planId } = plan;
  const words = useQueryOf(office.paymentPlans.words, { planId }, { topics: [`payment-plan/${planId}`, "payment-plans"] });
  const sign = useCommand(office.paymentPlans.sign);
  const paper = useCommand(office.paymentPlans.signedOnPaper);
  const [how, setHow] = useState<"screen" | "paper">("screen");
  const [signer, setSigner] = useState(plan.payerName);
  const [signature, setSignature] = useState<Signature | null>(null);
  const [signedOn, setSignedOn] = useState<Day | null>(today);
  const [scan, setScan] = useState<File | null>(null);
  const isReady =
    signer.trim() !== "" && words.data !== undefined && (how === "screen" ? signature !== null : signedOn !== null && scanProblem(scan) === null);
  const submit = async () => {
    const done =
      how === "paper"
        ? signedOn !== null && (await paper.run({ planId, signer, signedOn, scan: scan === null ? null : await readScan(scan) }))
        : signature !== null && words.data && (await sign.run({ planId, signer, signature, fingerprint: words.data.fingerprint }));
    if (!done) return;
    showToast({ message: plan.payBy === "card" ? "The payment plan is signed. Its payments are drawn on their days." : "The payment plan is signed." });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Sign the payment plan of ${plan.payerName}`}
      sentence="Read it out, or turn the screen. The signed copy is kept under Documents."
      primaryLabel={how === "screen" ? "Sign and keep the copy" : "It is signed on paper"}
      busy={sign.busy || paper.busy}
      failure={words.failure ?? (how === "screen" ? sign.failure : paper.failure)}
      disabled={!isReady}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <PlanParts parts={plan.parts.map(({ position, dueOn, cents, throughCents }) => ({ position, dueOn, cents, throughCents }))} />
      <div>{words.data?.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
      <Radio.Group label="Signed" value={how} onChange={(value) => setHow(value as typeof how)}>
        <div className={classes["ways"]}>
          <Radio value="screen" label="Here on the screen" />
          <Radio value="paper" label="On paper" />
        </div>
      </Radio.Group>
      <TextInput label="Signed by" required maxLength={120} value={signer} onChange={(event) => setSigner(event.currentTarget.value)} />
      {how === "screen" ? (
        <SignaturePad signer={signer} onChange={setSignature} />
      ) : (
        <>
          <DayField label="Day it was signed" lean="past" required min={plan.startedOn} max={today} value={signedOn} onChange={setSignedOn} />
          <ScanField scan={scan} onChange={setScan} description="PDF, PNG or JPEG; it can also be attached later" />
        </>
      )}
    </ActionDialog>
  );
}

export function ScanField({
  scan,
  onChange,
  description,
}: {
  readonly scan: File | null;
  readonly onChange: (scan: File | null) => void;
  readonly description: string;
}) {
  return (
    <FileInput
      label="Scan of the signed paper"
      description={description}
      placeholder="Choose the file"
      accept={scanTypes}
      clearable
      clearButtonProps={{ "aria-label": "Take the file out again" }}
      value={scan}
      error={scanProblem(scan)}
      onChange={onChange}
    />
  );
}
