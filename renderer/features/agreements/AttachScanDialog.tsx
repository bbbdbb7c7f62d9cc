/** The scan of a paper that was marked as signed before (MEM-8). */
import { FileInput } from "@mantine/core";
import { useState } from "react";
import type { MembershipId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { readScan, scanProblem, scanTypes } from "./scan-file.ts";

export type AttachScanDialogProps = {
  readonly membershipId: MembershipId;
  readonly patientName: string;
  readonly onClose: () => void;
};

export function AttachScanDialog({ membershipId, patientName, onClose }: AttachScanDialogProps) {
  const office = useOffice();
  const attach = useCommand(office.agreements.attachScan);
  const [scan, setScan] = useState<File | null>(null);
  const submit = async () => {
    if (scan === null) return;
    const done = await attach.run({ membershipId, scan: await readScan(scan) });
    if (!done) return;
    showToast({ message: `The scan is kept with the agreement of ${patientName}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Attach the signed paper"
      sentence={`The scan is kept under Documents, as the signed agreement of ${patientName}.`}
      primaryLabel="Keep the scan"
      busy={attach.busy}
      failure={attach.failure}
      disabled={scan === null || scanProblem(scan) !== null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <FileInput
        label="Scan of the signed paper"
        description="PDF, PNG or JPEG"
        placeholder="Choose the file"
        accept={scanTypes}
        clearable
        clearButtonProps={{ "aria-label": "Take the file out again" }}
        value={scan}
        error={scanProblem(scan)}
        onChange={setScan}
      />
    </ActionDialog>
  );
}
