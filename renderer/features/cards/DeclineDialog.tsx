/** A decline in words: what it means for the desk, and what to read to the patient (BIL-12). */
import { Modal, Stack } from "@mantine/core";
import type { AttemptRow } from "#contract/charging.ts";
import { cardName } from "./card-words.ts";
import classes from "./Cards.module.css";

export function DeclineDialog({
  attempt,
  onClose,
}: {
  readonly attempt: AttemptRow;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened onClose={onClose} title={cardName(attempt)} size="md" centered>
      <Stack gap={12}>
        <div>
          <strong>For the desk</strong>
          <p className={classes["read"]}>{attempt.sentence}</p>
        </div>
        <div>
          <strong>To read to the patient</strong>
          <p className={classes["read"]}>{attempt.patientSentence}</p>
        </div>
      </Stack>
    </Modal>
  );
}
