/** Changes a person's record; what somebody else saves meanwhile comes in, and nothing is overwritten (UI-9). */
import { Button, Checkbox, Select } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { PatientChart, PatientForm } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useToday } from "../../../format/PracticeFormat.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { formIsClear } from "../../../kit/field-validity.ts";
import { Page, Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { patientStatusLooks, type PatientStatus } from "../people-words.ts";
import { AddressFields } from "./AddressFields.tsx";
import { BothChanged } from "./BothChanged.tsx";
import { problemElsewhere, problemOf } from "./form-problems.ts";
import { emptyAddress, formToSend, isTouched, mergeForms, type FieldName } from "./form-values.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { CareFields, ContactFields, NameFields } from "./PersonFields.tsx";
import { SimilarPeople, useSimilarPeople } from "./SimilarPeople.tsx";
import classes from "./Form.module.css";

export function EditPatientPage() {
  const office = useOffice();
  const params = useParams({ strict: false });
  const patientId = Number(params.patientId) as PatientId;
  const chart = useQueryOf(
    office.patients.chart,
    { patientId },
    { topics: ["patients", `patient/${patientId}`] },
  );
  return (
    <Page title={chart.data ? `Edit ${chart.data.name}` : "Edit"} windowTitle="Edit">
      {chart.failure && <ErrorState failure={chart.failure} onRetry={chart.retry} />}
      {chart.data && <EditPatientForm key={patientId} chart={chart.data} />}
    </Page>
  );
}

const statusOptions = (Object.keys(patientStatusLooks) as PatientStatus[]).map((value) => ({
  value,
  label: patientStatusLooks[value].word,
}));

function EditPatientForm({ chart }: { readonly chart: PatientChart }) {
  const office = useOffice();
  const edit = useCommand(office.patients.edit);
  const area = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState({ version: chart.version, form: chart.form });
  const [form, setForm] = useState<PatientForm>(withPhoneRow(chart.form));
  const [both, setBoth] = useState<readonly FieldName[]>([]);
  const [taken, setTaken] = useState<readonly FieldName[]>([]);
  const [saved, setSaved] = useState(false);
  const similar = useSimilarPeople(form, chart.patientId);
  const change = (part: Partial<PatientForm>) => setForm((before) => ({ ...before, ...part }));
  const chartHref = hrefTo("/patients/$patientId", { patientId: chart.patientId });

  if (chart.version !== base.version && !saved) {
    const merged = mergeForms(base.form, formToSend(form), chart.form);
    setBase({ version: chart.version, form: chart.form });
    setForm(withPhoneRow(merged.form));
    setBoth(merged.both);
    setTaken(merged.taken);
  }

  const save = async () => {
    const sent = formToSend(form);
    const done = await edit.run({ patientId: chart.patientId, version: base.version, form: sent });
    if (!done) return;
    setSaved(true);
    showToast({ message: "Saved." });
    // The guard lets go once it has heard that everything is saved.
    setTimeout(() => window.location.assign(chartHref));
  };
  const fields = { form, onChange: change, failure: edit.failure };
  return (
    <form
      ref={area}
      className={classes["layout"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!edit.busy && area.current !== null && formIsClear(area.current)) void save();
      }}
    >
      <LeaveGuard when={!saved && isTouched(base.form, form)} />
      <div className={classes["stack"]}>
        <BothChanged
          taken={taken}
          both={both}
          theirs={base.form}
          onTake={(name) => {
            change({ [name]: base.form[name] });
            setBoth((before) => before.filter((one) => one !== name));
          }}
          onKeep={(name) => setBoth((before) => before.filter((one) => one !== name))}
        />
        <Panel title="Who">
          <div className={classes["fields"]}>
            <NameFields {...fields} />
          </div>
        </Panel>
        <Panel title="Phone and e-mail">
          <div className={classes["fields"]}>
            <ContactFields {...fields} />
          </div>
        </Panel>
        <Panel title="Address">
          <div className={classes["fields"]}>
            <OwnAddress form={form} onChange={change} household={chart.household.name} />
          </div>
        </Panel>
        <Panel title="Good to know">
          <div className={classes["fields"]}>
            <CareFields {...fields} />
          </div>
        </Panel>
        <Panel title="Status">
          <div className={classes["fields"]}>
            <Status {...fields} />
          </div>
        </Panel>
        <RefusalNote failure={problemElsewhere(edit.failure)} />
        <div className={classes["acts"]}>
          <Button type="submit" loading={edit.busy} disabled={both.length > 0}>
            Save
          </Button>
          <Button component="a" href={chartHref} variant="default">
            Cancel
          </Button>
        </div>
      </div>
      <div className={classes["beside"]}>
        <SimilarPeople people={similar} />
      </div>
    </form>
  );
}

function withPhoneRow(form: PatientForm): PatientForm {
  return form.phones.length > 0 ? form : { ...form, phones: [{ kind: "mobile", number: "" }] };
}

function OwnAddress({
  form,
  onChange,
  household,
}: {
  readonly form: PatientForm;
  readonly onChange: (part: Partial<PatientForm>) => void;
  readonly household: string;
}) {
  return (
    <>
      <Checkbox
        label={`Lives at another address than the household of ${household}`}
        checked={form.ownAddress !== null}
        onChange={(event) =>
          onChange({ ownAddress: event.currentTarget.checked ? emptyAddress : null })
        }
      />
      {form.ownAddress !== null && (
        <AddressFields
          value={form.ownAddress}
          onChange={(ownAddress) => onChange({ ownAddress })}
        />
      )}
    </>
  );
}

function Status({
  form,
  onChange,
  failure,
}: {
  readonly form: PatientForm;
  readonly onChange: (part: Partial<PatientForm>) => void;
  readonly failure: Parameters<typeof problemOf>[0];
}) {
  const today = useToday();
  return (
    <>
      <Select
        label="Status"
        data={statusOptions}
        value={form.status}
        allowDeselect={false}
        maw={220}
        error={problemOf(failure, "status")}
        onChange={(status) => status !== null && onChange({ status })}
      />
      {form.status === "deceased" && (
        <DayField
          label="Date of death"
          lean="past"
          max={today}
          value={form.deceasedOn}
          error={problemOf(failure, "deceasedOn")}
          onChange={(deceasedOn) => onChange({ deceasedOn })}
        />
      )}
    </>
  );
}
