/** People on file who may be the one being typed, shown while typing (PPL-4). */
import { useDebouncedValue } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import type { PatientForm, PatientRow } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { StatusChip } from "../../../kit/StatusChip.tsx";
import { identityToAsk, mayBeKnown } from "./form-values.ts";
import classes from "./Form.module.css";

export type Similar = {
  readonly patient: PatientRow;
  readonly strength: "same" | "contact";
  readonly why: string;
};

const none: readonly Similar[] = [];

/** Who may be this person, a moment after typing stops. */
export function useSimilarPeople(form: PatientForm, exceptId: PatientId | null): readonly Similar[] {
  const office = useOffice();
  const [asked] = useDebouncedValue(form, 250);
  const known = mayBeKnown(asked);
  const found = useQueryOf(
    office.patients.similar,
    { form: identityToAsk(asked), exceptId },
    { topics: ["patients"], keepPrevious: true, enabled: known },
  );
  return known ? (found.data ?? none) : none;
}

export function SimilarPeople({ people }: { readonly people: readonly Similar[] }) {
  return (
    <Panel title="Already here?" flush>
      <div aria-live="polite">
        {people.length === 0 ? (
          <EmptyState title="Nobody alike so far" icon={IconUsers} compact>
            Names, birth date, phone and e-mail are compared while you type.
          </EmptyState>
        ) : (
          <SimilarList people={people} />
        )}
      </div>
    </Panel>
  );
}

export function SimilarList({ people }: { readonly people: readonly Similar[] }) {
  return (
    <ul className={classes["similar"]}>
      {people.map(({ patient, strength, why }) => (
        <li key={patient.patientId}>
          <a href={hrefTo("/patients/$patientId", { patientId: patient.patientId })}>{patient.name}</a>
          {patient.birthOn !== null && (
            <span className={classes["quiet"]}>
              {" "}
              born <DayText day={patient.birthOn} as="full" />
            </span>
          )}
          {patient.city !== "" && <span className={classes["quiet"]}> · {patient.city}</span>}
          <div className={classes["why"]}>
            <StatusChip
              tone={strength === "same" ? "attention" : "quiet"}
              word={strength === "same" ? "Likely the same" : "Shares contact"}
            />
            <span className={classes["quiet"]}>{why}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
