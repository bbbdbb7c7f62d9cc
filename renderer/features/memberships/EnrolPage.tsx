/** Enrols people of one household (MEM-1): from the roster, a chart, or a household; first whom, then the form. */
import { Button } from "@mantine/core";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { usePatientWord } from "../../app/status.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { EnrolForm } from "./EnrolForm.tsx";
import type { EnrolWish } from "./enrol-draft.ts";
import { PatientPicker } from "./PatientPicker.tsx";
import classes from "./Enrol.module.css";

export function EnrolPage() {
  const { many } = usePatientWord();
  const [search, change] = useAddressSearch();
  const patientId = Number(search["patientId"] ?? 0) as PatientId;
  return (
    <Page
      title="Enrol"
      about={`${many[0]?.toUpperCase()}${many.slice(1)} of one household, on one or more plans`}
    >
      {patientId > 0 ? (
        <EnrolHousehold
          key={patientId}
          patientId={patientId}
          everybody={search["everybody"] === "1"}
          wish={{ planId: Number(search["plan"] ?? 0), months: Number(search["months"] ?? 0) }}
          onOther={() => change({ patientId: undefined, everybody: undefined, plan: undefined, months: undefined })}
        />
      ) : (
        <Panel title="Who">
          <div className={classes["pick"]}>
            <PatientPicker
              label="Name, phone or birth date"
              onPick={(id) => change({ patientId: String(id) })}
            />
          </div>
        </Panel>
      )}
    </Page>
  );
}

function EnrolHousehold({
  patientId,
  everybody,
  wish,
  onOther,
}: {
  readonly patientId: PatientId;
  readonly everybody: boolean;
  readonly wish: EnrolWish;
  readonly onOther: () => void;
}) {
  const office = useOffice();
  const chart = useQueryOf(
    office.patients.chart,
    { patientId },
    { topics: [`patient/${patientId}`, "memberships"] },
  );
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  if (chart.failure) return <RefusalNote failure={chart.failure} />;
  if (!chart.data || !plans.data) return null;
  const onSale = plans.data.filter((plan) => plan.state === "on_sale");
  if (onSale.length === 0)
    return (
      <EmptyState
        title="No plan is on sale"
        action={
          <Button component="a" href={hrefTo("/memberships/plans")}>
            Open plans
          </Button>
        }
      >
        Make a plan and put it on sale first.
      </EmptyState>
    );
  return (
    <EnrolForm chart={chart.data} plans={onSale} first={patientId} everybody={everybody} wish={wish} onOther={onOther} />
  );
}
