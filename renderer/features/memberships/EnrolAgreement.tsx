/** How the agreements of an enrolment are signed (MEM-8): here on the screen, on paper, or later. */
import { Radio, TextInput } from "@mantine/core";
import type { EnrolmentQuote } from "#contract/memberships.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import { AgreementWords } from "../agreements/AgreementWords.tsx";
import { SignaturePad } from "../agreements/SignaturePad.tsx";
import classes from "./Enrol.module.css";

export type AgreementWay = "screen" | "print" | "paper" | "later";

export type EnrolAgreementProps = {
  readonly agreements: EnrolmentQuote["agreements"];
  readonly way: AgreementWay;
  readonly onWay: (way: AgreementWay) => void;
  readonly signer: string;
  readonly onSigner: (signer: string) => void;
  readonly onSignature: (signature: Signature | null) => void;
};

export function EnrolAgreement(props: EnrolAgreementProps) {
  const { agreements, way, onWay, signer, onSigner, onSignature } = props;
  return (
    <div className={classes["stack"]}>
      <Radio.Group label="How it is signed" value={way} onChange={(value) => onWay(value as AgreementWay)}>
        <div className={classes["choices"]}>
          <Radio value="screen" label="Sign here on the screen" />
          <Radio value="print" label="Print it to sign" />
          <Radio value="paper" label="Signed on paper" />
          <Radio value="later" label="Later" />
        </div>
      </Radio.Group>
      {way === "screen" && (
        <>
          {agreements.map((agreement) => (
            <AgreementWords key={agreement.fingerprint} {...agreement} />
          ))}
          <TextInput
            label="Signed by"
            description={agreements.length > 1 ? "One signature for all of them" : undefined}
            inputWrapperOrder={["label", "input", "description", "error"]}
            required
            maxLength={120}
            className={classes["signer"] ?? ""}
            value={signer}
            onChange={(event) => onSigner(event.currentTarget.value)}
          />
          {/* Other words are not what was signed: the sheet is empty again. */}
          <SignaturePad
            key={agreements.map(({ fingerprint }) => fingerprint).join()}
            signer={signer}
            onChange={onSignature}
          />
        </>
      )}
      {way !== "screen" && way !== "paper" && (
        <p className={classes["quiet"]}>
          {agreements.length > 1 ? "The memberships are" : "The membership is"} pending until it is signed: no draws, no
          benefits yet.
        </p>
      )}
    </div>
  );
}
