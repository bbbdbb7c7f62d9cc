import classes from "./Agreements.module.css";

export type AgreementWordsProps = {
  readonly patientName: string;
  readonly planName: string;
  readonly text: string;
  readonly fingerprint: string;
};

/** The very words that are signed (MEM-8), to be read before; the fingerprint's beginning is enough to compare with paper. */
export function AgreementWords({ patientName, planName, text, fingerprint }: AgreementWordsProps) {
  return (
    <div>
      <section
        className={classes["words"]}
        // A box that scrolls has to take the focus, or nobody reads it without a mouse (UI-5).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`Agreement of ${patientName}, ${planName}`}
      >
        {text}
      </section>
      <span className={classes["quiet"]}>Fingerprint {fingerprint.slice(0, 12)}</span>
    </div>
  );
}
