/** Exactly what the portal would show of one household, chosen by one of its people (PKG-4). */
import { Stack } from "@mantine/core";
import { useState } from "react";
import type { PortalPreview as Shown } from "#contract/portal.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StandingChip } from "../../kit/StandingChip.tsx";
import { PatientPicker } from "../memberships/PatientPicker.tsx";

export function PortalPreview() {
  const [patientId, setPatientId] = useState<PatientId | null>(null);
  return (
    <Panel title="What a household would see">
      <Stack gap={12}>
        <PatientPicker label="Somebody of the household" onPick={setPatientId} waits />
        {patientId !== null && <PreviewOf key={patientId} patientId={patientId} />}
      </Stack>
    </Panel>
  );
}

function PreviewOf({ patientId }: { readonly patientId: PatientId }) {
  const office = useOffice();
  const chart = useQueryOf(office.patients.chart, { patientId }, { topics: [`patient/${patientId}`] });
  const householdId = chart.data?.household.householdId ?? null;
  const view = useQueryOf(
    office.portal.preview,
    { householdId: householdId as never },
    { topics: ["portal", "memberships", "packages", "billing", `household/${householdId ?? 0}`], enabled: householdId !== null },
  );
  if (chart.failure ?? view.failure) return <RefusalNote failure={chart.failure ?? view.failure} />;
  if (!view.data) return null;
  return <Balances view={view.data} />;
}

function Balances({ view: { balances } }: { readonly view: Shown }) {
  if (balances === null) return <p>Plans and packages are not shown.</p>;
  if (balances.memberships.length + balances.packages.length === 0) return <p>They are on no plan and have no package, so there is nothing to show.</p>;
  return (
    <ul aria-label="What they would see" style={{ listStyle: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column", gap: 12 }}>
      {balances.memberships.map((one) => (
        <li key={`${one.who} ${one.plan} ${one.since}`}>
          <strong>
            {one.who}: {one.plan}
          </strong>{" "}
          <StandingChip standing={one.standing} />
          <div>
            {one.nextDraw !== null && (
              <>
                Next <Money cents={one.nextDraw.cents} /> on <DayText day={one.nextDraw.on} as="short" />.{" "}
              </>
            )}
            {one.benefits.map((benefit) => `${benefit.left} of ${benefit.of} ${benefit.label}`).join(", ")}
          </div>
        </li>
      ))}
      {balances.packages.map((one, place) => (
        <li key={`${one.name} ${place}`}>
          <strong>
            {one.name}
            {one.who === null ? "" : `, for ${one.who}`}
          </strong>
          <div>
            {one.left} left
            {one.services.length > 0 && ` (${one.services.map((service) => `${service.left} ${service.name}`).join(", ")})`}
            {one.expiresOn !== null && (
              <>
                , until <DayText day={one.expiresOn} as="short" />
              </>
            )}
            {one.isPaid ? "" : ", not paid yet"}
          </div>
        </li>
      ))}
    </ul>
  );
}
