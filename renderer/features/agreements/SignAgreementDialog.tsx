/** Signs the agreement of a membership (MEM-8): here on the screen, or with the paper that was signed. */
import { FileInput, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AgreementView } from "#contract/agreements.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { AgreementWords } from "./AgreementWords.tsx";
import { readScan, scanProblem, scanTypes } from "./scan-file.ts";
import { SignaturePad } from "./SignaturePad.tsx";
import classes from "./Agreements.module.css";

export type SignAgreementDialogProps = {
  readonly membershipId: MembershipId;
  /** Where it was printed to be signed, the paper is what comes back. */
  readonly startsOnPaper?: boolean;
  readonly onClose: () => void;
};

export function SignAgreementDialog({ membershipId, startsOnPaper = false, onClose }: SignAgreementDialogProps) {
  const office = useOffice();
  const agreement = useQueryOf(
    office.agreements.ofMembership,
    { membershipId },
    { topics: [`membership/${membershipId}`] },
  );
  if (!agreement.data)
    return (
      <ActionDialog
        opened
        title="Sign the agreement"
        {...(agreement.data === null ? { sentence: "This plan asks for no agreement." } : {})}
        primaryLabel="Sign"
        disabled
        failure={agreement.failure}
        onClose={onClose}
        onSubmit={() => undefined}
      />
    );
  return <Signing agreement={agreement.data} startsOnPaper={startsOnPaper} onClose={onClose} />;
}

type SigningProps = {
  readonly agreement: AgreementView;
  readonly startsOnPaper: boolean;
  readonly onClose: () => void;
};

function Signing({ agreement, startsOnPaper, onClose }: SigningProps) {
  const office = useOffice();
  const { today } = usePracticeFormat();
  const sign = useCommand(office.agreements.sign);
  const paper = useCommand(office.agreements.signedOnPaper);
  const [how, setHow] = useState<"screen" | "paper">(startsOnPaper ? "paper" : "screen");
  const [signer, setSigner] = useState(agreement.signerName);
  const [signature, setSignature] = useState<Signature | null>(null);
  const [signedOn, setSignedOn] = useState<Day | null>(today);
  const [scan, setScan] = useState<File | null>(null);
  const { membershipId, fingerprint } = agreement;
  const isReady =
    signer.trim() !== "" &&
    (how === "screen" ? signature !== null : signedOn !== null && scanProblem(scan) === null);
  const submit = async () => {
    const done =
      how === "paper"
        ? signedOn !== null &&
          (await paper.run({ membershipId, signer, signedOn, scan: scan === null ? null : await readScan(scan) }))
        : signature !== null && (await sign.run({ membershipId, signer, signature, fingerprint }));
    if (!done) return;
    showToast({ message: `The agreement of ${agreement.patientName} is signed.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title="Sign the agreement"
      sentence={`${agreement.planName} of ${agreement.patientName}. The signed copy is kept under Documents.`}
      primaryLabel={how === "screen" ? "Sign and keep the copy" : "It is signed on paper"}
      busy={sign.busy || paper.busy}
      failure={how === "screen" ? sign.failure : paper.failure}
      disabled={!isReady}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <AgreementWords {...agreement} />
      <Radio.Group label="Signed" value={how} onChange={(value) => setHow(value as typeof how)}>
        <div className={classes["ways"]}>
          <Radio value="screen" label="Here on the screen" />
          <Radio value="paper" label="On paper" />
        </div>
      </Radio.Group>
      <TextInput
        label="Signed by"
        required
        maxLength={120}
        value={signer}
        onChange={(event) => setSigner(event.currentTarget.value)}
      />
      {how === "screen" ? (
        <SignaturePad signer={signer} onChange={setSignature} />
      ) : (
        <>
          <DayField
            label="Day it was signed"
            lean="past"
            required
            min={agreement.madeOn}
            max={today}
            value={signedOn}
            onChange={setSignedOn}
          />
          <FileInput
            label="Scan of the signed paper"
            description="PDF, PNG or JPEG; it can also be attached later"
            placeholder="Choose the file"
            accept={scanTypes}
            clearable
            clearButtonProps={{ "aria-label": "Take the file out again" }}
            value={scan}
            error={scanProblem(scan)}
            onChange={setScan}
          />
        </>
      )}
    </ActionDialog>
  );
}
