/** What a membership's card says of its agreement, with the next act: sign, print, attach the scan, show (MEM-8). */
import { Button } from "@mantine/core";
import { IconFileCheck, IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { AttachScanDialog } from "./AttachScanDialog.tsx";
import { SignAgreementDialog } from "./SignAgreementDialog.tsx";
import classes from "./Agreements.module.css";

type Membership = PatientChart["memberships"][number];
type Open = "sign" | "scan" | null;

export function AgreementLine({ membership }: { readonly membership: Membership }) {
  const { agreement, membershipId } = membership;
  const office = useOffice();
  const may = useMay();
  const print = useCommand(office.agreements.print);
  const open = useAsk(office.documents.open);
  const [dialog, setDialog] = useState<Open>(null);
  if (agreement === null) return null;
  const show = async (documentId: NonNullable<typeof agreement.documentId>) => {
    const file = await open.run({ documentId });
    if (file) printFile(file, "agreement");
  };
  const printToSign = async () => {
    const made = await print.run({ membershipIds: [membershipId] });
    if (made) await show(made.documentId);
  };
  const { signedOn, method, documentId } = agreement;
  return (
    <div className={classes["agreement"]}>
      {signedOn === null ? (
        <>
          <IconSignature size={16} aria-hidden />
          <span>The agreement is not signed yet.</span>
          {may("memberships.change") && (
            <Button size="compact-xs" variant="light" onClick={() => setDialog("sign")}>
              Sign…
            </Button>
          )}
          {may("statements.print") && (
            <Button size="compact-xs" variant="subtle" loading={print.busy} onClick={() => void printToSign()}>
              Print to sign
            </Button>
          )}
        </>
      ) : (
        <>
          <IconFileCheck size={16} aria-hidden />
          <span>
            Agreement signed on {method === "screen" ? "screen" : "paper"},{" "}
            <DayText day={signedOn} as="full" />
          </span>
          {documentId !== null && may("invoices.view") && (
            <Button size="compact-xs" variant="subtle" loading={open.busy} onClick={() => void show(documentId)}>
              Show
            </Button>
          )}
          {documentId === null && method === "paper" && may("memberships.change") && (
            <Button size="compact-xs" variant="subtle" onClick={() => setDialog("scan")}>
              Attach the scan…
            </Button>
          )}
        </>
      )}
      <RefusalNote failure={print.failure ?? open.failure} />
      {dialog === "sign" && <SignAgreementDialog membershipId={membershipId} onClose={() => setDialog(null)} />}
      {dialog === "scan" && (
        <AttachScanDialog
          membershipId={membershipId}
          patientName={membership.patientName}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
