/** The scan of a payment plan that was signed with a pen (INV-6). */
import { useState } from "react";
import type { PaymentPlan } from "#contract/payment-plans.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { readScan, scanProblem } from "../agreements/scan-file.ts";
import { ScanField } from "./SignPlanDialog.tsx";

export function AttachPlanScanDialog({ plan, onClose }: { readonly plan: PaymentPlan; readonly onClose: () => void }) {
  const office = useOffice();
  const attach = useCommand(office.paymentPlans.attachScan);
  const [scan, setScan] = useState<File | null>(null);
  const submit = async () => {
    if (scan === null || !(await attach.run({ planId: plan.planId, scan: await readScan(scan) }))) return;
    showToast({ message: `The scan is kept with the payment plan of ${plan.payerName}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Attach the signed paper"
      sentence={`The scan is kept under Documents, as the signed payment plan of ${plan.payerName}.`}
      primaryLabel="Keep the scan"
      busy={attach.busy}
      failure={attach.failure}
      disabled={scan === null || scanProblem(scan) !== null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <ScanField scan={scan} onChange={setScan} description="PDF, PNG or JPEG" />
    </ActionDialog>
  );
}
