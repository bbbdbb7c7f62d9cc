/** Adds a person, in the order of the conversation at the counter (PPL-1, PPL-3). */
import { Button, Radio, Select } from "@mantine/core";
import { useRef, useState } from "react";
import type { PatientForm } from "#contract/people.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { usePatientWord } from "../../../app/status.tsx";
import { useAddressSearch } from "../../../app/use-address-state.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { formIsClear } from "../../../kit/field-validity.ts";
import { Page, Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";
import { contactWords, optionsOf, type ContactPreference } from "../people-words.ts";
import { AddressFields } from "./AddressFields.tsx";
import { problemElsewhere, problemOf } from "./form-problems.ts";
import { emptyAddress, emptyForm, formToSend, isTouched } from "./form-values.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { CareFields, ContactFields, NameFields } from "./PersonFields.tsx";
import { SimilarList, SimilarPeople, useSimilarPeople } from "./SimilarPeople.tsx";
import classes from "./Form.module.css";

type Joining = { readonly householdId: HouseholdId; readonly name: string };

/** `?household=` names a member of the household to join. */
export function NewPatientPage() {
  const office = useOffice();
  const word = usePatientWord();
  const [search] = useAddressSearch();
  const memberId = Number(search["household"] ?? 0) as PatientId;
  const member = useQueryOf(
    office.patients.chart,
    { patientId: memberId },
    { topics: ["patients"], enabled: memberId > 0 },
  );
  return (
    <Page title={`Add ${word.one}`}>
      <RefusalNote failure={member.failure} />
      {(memberId === 0 || member.data !== undefined) && (
        <NewPatientForm
          key={memberId}
          joining={
            member.data
              ? { householdId: member.data.household.householdId, name: member.data.household.name }
              : null
          }
        />
      )}
    </Page>
  );
}

function NewPatientForm({ joining: first }: { readonly joining: Joining | null }) {
  const office = useOffice();
  const word = usePatientWord();
  const add = useCommand(office.patients.add);
  const area = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState<PatientForm>(emptyForm);
  const [joins, setJoins] = useState(first !== null);
  const [joining, setJoining] = useState<Joining | null>(first);
  const [address, setAddress] = useState(emptyAddress);
  const [contactPreference, setContactPreference] = useState<ContactPreference>("print");
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  const similar = useSimilarPeople(joins ? form : { ...form, ownAddress: address }, null);
  const same = similar.filter(({ strength }) => strength === "same");
  const change = (part: Partial<PatientForm>) => setForm((before) => ({ ...before, ...part }));

  const save = async () => {
    const household = joins && joining ? { householdId: joining.householdId } : { newAddress: address, contactPreference };
    const added = await add.run({ form: formToSend(form), household });
    setAsking(false);
    if (!added) return;
    setSaved(true);
    showToast({ message: `${nameOf(form, word.one)} is added.` });
    // The guard lets go once it has heard that everything is saved.
    setTimeout(() => window.location.assign(hrefTo("/patients/$patientId", { patientId: added.patientId })));
  };
  const fields = { form, onChange: change, failure: add.failure };
  return (
    <form
      ref={area}
      className={classes["layout"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (add.busy || area.current === null || !formIsClear(area.current)) return;
        if (same.length > 0) setAsking(true);
        else void save();
      }}
    >
      <LeaveGuard when={!saved && isTouched(emptyForm, form)} />
      <div className={classes["stack"]}>
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
        <Panel title="Household">
          <div className={classes["fields"]}>
            <Radio.Group
              label="Who pays"
              value={joins ? "join" : "own"}
              onChange={(value) => setJoins(value === "join")}
            >
              <div className={classes["fields"]}>
                <Radio value="own" label="Pays for themselves, or for others added later" />
                <Radio value="join" label="Belongs to a household that is here already" />
              </div>
            </Radio.Group>
            {joins ? (
              <HouseholdPicker joining={joining} onPick={setJoining} />
            ) : (
              <>
                <AddressFields value={address} onChange={setAddress} />
                <Select
                  label="Mail and notices"
                  data={optionsOf(contactWords)}
                  value={contactPreference}
                  allowDeselect={false}
                  maw={220}
                  error={problemOf(add.failure, "contactPreference")}
                  onChange={(value) => value !== null && setContactPreference(value)}
                />
              </>
            )}
          </div>
        </Panel>
        <Panel title="Good to know">
          <div className={classes["fields"]}>
            <CareFields {...fields} />
          </div>
        </Panel>
        <RefusalNote failure={problemElsewhere(add.failure)} />
        <div className={classes["acts"]}>
          <Button type="submit" loading={add.busy} disabled={joins && joining === null}>
            Add {nameOf(form, word.one)}
          </Button>
          <Button component="a" href={hrefTo("/patients")} variant="default">
            Cancel
          </Button>
        </div>
      </div>
      <div className={classes["beside"]}>
        <SimilarPeople people={similar} />
      </div>
      <ActionDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title="Is this somebody who is already here?"
        sentence="Open the chart below to go on there, or add another person of that name."
        primaryLabel={`Add ${nameOf(form, word.one)} as another person`}
        busy={add.busy}
        dirty={false}
        onSubmit={() => void save()}
      >
        <SimilarList people={same} />
      </ActionDialog>
    </form>
  );
}

function HouseholdPicker({
  joining,
  onPick,
}: {
  readonly joining: Joining | null;
  readonly onPick: (joining: Joining | null) => void;
}) {
  if (joining !== null) {
    return (
      <div className={classes["foot"]}>
        <span>
          Joins the household of <strong>{joining.name}</strong>, who pays.
        </span>
        <Button variant="default" size="compact-sm" onClick={() => onPick(null)}>
          Choose another
        </Button>
      </div>
    );
  }
  return (
    <PatientPicker
      label="A member of that household"
      onPick={(_, row) => onPick({ householdId: row.householdId, name: row.name })}
    />
  );
}

function nameOf(form: PatientForm, otherwise: string): string {
  const name = `${form.firstName} ${form.lastName}`.trim();
  return name === "" ? otherwise : name;
}
