/** The household beside the chart: members, payer, address, how it is written to and pays (PPL-3, PPL-7). */
import { Button } from "@mantine/core";
import { IconArrowsJoin, IconFileText, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import { addressLines } from "#domain/people/address.ts";
import { hrefTo } from "../../../app/address.ts";
import { useMay } from "../../../app/status.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { StatusChip } from "../../../kit/StatusChip.tsx";
import { HouseholdDialog } from "../household/HouseholdDialog.tsx";
import { MergeHouseholdsDialog } from "../household/MergeHouseholdsDialog.tsx";
import { contactWords, patientStatusLooks, paysByWords } from "../people-words.ts";
import classes from "./Chart.module.css";

export function HouseholdPanel({ chart }: { readonly chart: PatientChart }) {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);
  const { household } = chart;
  const lines = addressLines(household.address);
  return (
    <Panel
      title="Household"
      aside={<span className={`${classes["quiet"]} pf-figures`}>Number {household.number}</span>}
    >
      <ul className={classes["members"]}>
        {household.members.map((member) => (
          <li key={member.patientId}>
            <span className={classes["memberName"]}>
              <a href={hrefTo("/patients/$patientId", { patientId: member.patientId })}>
                {member.name}
              </a>{" "}
              <span className={classes["quiet"]}>
                {member.age !== null && member.age} {member.isPayer && "pays"}
              </span>
            </span>
            {member.status !== "active" && <StatusChip {...patientStatusLooks[member.status]} />}
            {member.standing !== null && <StandingChip standing={member.standing} />}
          </li>
        ))}
      </ul>
      <dl className={classes["facts"]}>
        <dt>Address</dt>
        <dd>
          {lines.length === 0 ? (
            <span className={classes["quiet"]}>none on file</span>
          ) : (
            lines.map((line) => <div key={line}>{line}</div>)
          )}
        </dd>
        <dt>Mail and notices</dt>
        <dd>{contactWords[household.contactPreference]}</dd>
        <dt>Pays</dt>
        <dd>{paysByWords[household.paysBy]}</dd>
      </dl>
      <div className={classes["foot"]}>
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          leftSection={<IconFileText size={14} />}
          href={hrefTo("/patients/households/$householdId", { householdId: household.householdId })}
        >
          Household sheet
        </Button>
        {may("memberships.change") && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowsJoin size={14} />}
            onClick={() => setMerging(true)}
          >
            Merge households…
          </Button>
        )}
      </div>
      {may("patients.edit") && (
        <div className={classes["foot"]}>
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            Edit household
          </Button>
          {may("memberships.enroll") && (
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              href={hrefTo("/memberships/enrol", null, { patientId: String(chart.patientId), everybody: "1" })}
            >
              Enrol the household
            </Button>
          )}
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            leftSection={<IconUserPlus size={14} />}
            href={hrefTo("/patients/new", null, { household: String(chart.patientId) })}
          >
            Add a member
          </Button>
        </div>
      )}
      {merging && <MergeHouseholdsDialog chart={chart} onClose={() => setMerging(false)} />}
      {editing && <HouseholdDialog chart={chart} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
