/** How to reach a person, and what the office should know. */
import type { PatientChart } from "#contract/people.ts";
import { addressLines } from "#domain/people/address.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { languageWords, phoneKindWords, textConsentWords } from "../people-words.ts";
import classes from "./Chart.module.css";

export function DetailsPanel({ chart }: { readonly chart: PatientChart }) {
  const { form } = chart;
  return (
    <Panel title="Details">
      <dl className={classes["facts"]}>
        {form.phones.map((phone, at) => (
          <Row key={at} label={phoneKindWords[phone.kind]}>
            <a className="pf-figures" href={`tel:${phone.number.replace(/[^\d+]/g, "")}`}>
              {phone.number}
            </a>
          </Row>
        ))}
        {form.email !== "" && (
          <Row label="E-mail">
            <a href={`mailto:${form.email}`}>{form.email}</a>
          </Row>
        )}
        {form.phones.length === 0 && form.email === "" && (
          <Row label="Phone, e-mail">
            <span className={classes["quiet"]}>none on file</span>
          </Row>
        )}
        {form.ownAddress !== null && (
          <Row label="Own address">{addressLines(form.ownAddress).join(", ")}</Row>
        )}
        <Row label="Language">{languageWords[form.language]}</Row>
        {form.textConsent !== "unknown" && (
          <Row label="Texts">{textConsentWords[form.textConsent]}</Row>
        )}
        {chart.lastPaymentOn !== null && (
          <Row label="Last payment">
            <DayText day={chart.lastPaymentOn} withDistance />
          </Row>
        )}
        {chart.lastStatementOn !== null && (
          <Row label="Last statement">
            <DayText day={chart.lastStatementOn} withDistance />
          </Row>
        )}
        {chart.importedFrom !== null && <Row label="Imported from">{chart.importedFrom}</Row>}
      </dl>
    </Panel>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function NotesPanel({ chart }: { readonly chart: PatientChart }) {
  return (
    <Panel title="Notes">
      {chart.form.notes === "" ? (
        <span className={classes["quiet"]}>No notes yet.</span>
      ) : (
        <p className={classes["notes"]}>{chart.form.notes}</p>
      )}
    </Panel>
  );
}
