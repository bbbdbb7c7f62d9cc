/** A blank invoice (INV-1): whom it bills first, then the editor. A chart, a visit or a sale may fill in who, by whom and when. */
import { useState } from "react";
import { isDay, type Day } from "#domain/calendar.ts";
import { asId, type PatientId, type StaffId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { HouseholdPicker, type PickedPerson } from "../payments/HouseholdPicker.tsx";
import type { Editing } from "./editor/editing.ts";
import { InvoiceEditor } from "./editor/InvoiceEditor.tsx";
import { newLine } from "./invoice-draft.ts";

export function NewInvoicePage() {
  const [search, change] = useAddressSearch();
  const [picked, setPicked] = useState<PickedPerson | null>(null);
  const patientId = Number(search["patientId"] ?? 0);
  if (picked === null && patientId > 0) return <OfChart patientId={asId<PatientId>(patientId)} onOther={() => change({ patientId: undefined })} />;
  return <Billing person={picked} onChange={setPicked} />;
}

/** From a chart, the person is known already. */
function OfChart({ patientId, onOther }: { readonly patientId: PatientId; readonly onOther: () => void }) {
  const office = useOffice();
  const { data, failure, retry } = useQueryOf(office.patients.chart, { patientId }, { topics: ["patients"] });
  if (failure)
    return (
      <Page title="New invoice">
        <ErrorState failure={failure} onRetry={retry} />
      </Page>
    );
  if (data === undefined) return <Page title="New invoice">{null}</Page>;
  const name = data.household.members.find((member) => member.patientId === patientId)?.name ?? "";
  return <Billing person={{ patientId, householdId: data.household.householdId, name }} onChange={onOther} />;
}

type BillingProps = { readonly person: PickedPerson | null; readonly onChange: (person: PickedPerson | null) => void };

function Billing({ person, onChange }: BillingProps) {
  const [search] = useAddressSearch();
  const today = useToday();
  return (
    <Page title="New invoice">
      <Panel title="Whom it bills">
        <HouseholdPicker label="Anybody of the household" value={person} onChange={onChange} />
      </Panel>
      {person !== null && <InvoiceEditor key={person.householdId} editing={blank(person, search, today)} />}
    </Page>
  );
}

/** Provider and day come with the address, as from a visit; otherwise it is today's and nobody is named. */
function blank(person: PickedPerson, search: Readonly<Record<string, string | undefined>>, today: Day): Editing {
  const day = search["serviceOn"] ?? "";
  const providerId = Number(search["providerId"] ?? 0);
  const serviceOn = isDay(day) ? (day as Day) : today;
  return {
    kind: "new",
    householdId: person.householdId,
    patientId: person.patientId,
    invoicedOn: today,
    termsDays: 0,
    lines: [newLine(1, person.patientId, serviceOn, providerId > 0 ? asId<StaffId>(providerId) : null)],
  };
}
