/** The versions of a plan: what changed, when, by whom, and who is on which (PPL-11). */
import { Modal } from "@mantine/core";
import type { PlanView } from "#contract/memberships.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { MadeAt } from "./MadeAt.tsx";
import classes from "./Plans.module.css";

export function PlanVersionsDialog({ plan, onClose }: { readonly plan: PlanView; readonly onClose: () => void }) {
  const office = useOffice();
  const versions = useQueryOf(office.plans.versions, { planId: plan.planId }, { topics: ["plans", "memberships"] });
  return (
    <Modal opened onClose={onClose} size="lg" title={`Versions of ${plan.name}`}>
      {versions.failure && <ErrorState failure={versions.failure} onRetry={versions.retry} compact />}
      {versions.data?.map((version) => (
        <section key={version.planVersionId} className={classes["version"]} aria-label={`Version ${version.number}`}>
          <h3>
            Version {version.number}, <MadeAt at={version.createdAt} />
            {version.createdBy !== null && `, by ${version.createdBy}`}
          </h3>
          {version.differences.length > 0 && (
            <ul className={classes["changes"]}>
              {version.differences.map(({ label, before, after }) => (
                <li key={label}>
                  {label}: {before ?? "not there"} → {after ?? "gone"}
                </li>
              ))}
            </ul>
          )}
          {version.differences.length === 0 && (
            <dl className={classes["facts"]}>
              {version.facts
                .filter(({ words }) => words !== "" && words !== "not sold" && words !== "nothing")
                .map(({ label, words }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{words}</dd>
                  </div>
                ))}
            </dl>
          )}
          <details>
            <summary>
              {version.members === 0
                ? "Nobody is on it"
                : version.members === 1
                  ? "1 member is on it"
                  : `${version.members} members are on it`}
            </summary>
            <ul className={classes["changes"]}>
              {version.someMembers.map((member) => (
                <li key={member.membershipId}>
                  <a href={hrefTo("/patients/$patientId", { patientId: member.patientId })}>{member.patientName}</a>, since{" "}
                  <DayText day={member.startOn} as="full" />
                </li>
              ))}
              {version.members > version.someMembers.length && (
                <li>and {version.members - version.someMembers.length} more</li>
              )}
            </ul>
          </details>
        </section>
      ))}
    </Modal>
  );
}
