/** After an enrolment whose card could not be charged: what is done, what is open, and where to go on. */
import { Button, Group } from "@mantine/core";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import type { Failure } from "../../kit/failure.ts";
import { Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import classes from "./Enrol.module.css";

export type EnrolDoneProps = {
  readonly patientId: PatientId;
  /** What the processor or the office said of the charge. */
  readonly sentence: string | null;
  readonly failure: Failure | null;
};

export function EnrolDone({ patientId, sentence, failure }: EnrolDoneProps) {
  return (
    <Panel title="Enrolled, and not paid yet">
      <div className={classes["stack"]}>
        <p>
          The membership is pending until the first payment. Nothing is charged again by itself; take another payment
          on the chart, or charge another card there.
        </p>
        {sentence !== null && <Note tone="attention">{sentence}</Note>}
        <RefusalNote failure={failure} />
        <Group>
          <Button component="a" href={hrefTo("/patients/$patientId", { patientId })}>
            Open the chart
          </Button>
        </Group>
      </div>
    </Panel>
  );
}
