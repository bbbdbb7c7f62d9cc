/** Recall by letter or e-mail (PKG-10, DOC-1): how many, by which way, and whom we wrote to lately. */
import { Checkbox, NumberInput } from "@mantine/core";
import { useState } from "react";
import type { RecallLettersAnswer, RecallRow } from "#contract/benefits.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { foretoldSentence, writeLabel } from "./recall-letter-sentences.ts";

type Props = {
  readonly rows: readonly RecallRow[];
  readonly onClose: () => void;
  readonly onWritten: (written: RecallLettersAnswer) => void;
};

export function RecallLetterDialog({ rows, onClose, onWritten }: Props) {
  const office = useOffice();
  const [withinDays, setWithinDays] = useState(60);
  const [anyway, setAnyway] = useState(false);
  const write = useCommand(office.recall.writeLetters);
  const ask = { membershipIds: rows.map(({ membershipId }) => membershipId), withinDays, anyway };
  const foretold = useQueryOf(office.recall.foretellLetters, ask, { topics: ["recall", "notices", "patients", "mail"], keepPrevious: true });
  const shown = foretold.failure === null ? foretold.data : undefined;
  const submit = async () => {
    const written = await write.run(ask);
    if (!written) return;
    onWritten(written);
    onClose();
  };
  const [only] = rows;
  return (
    <ActionDialog
      opened
      size="lg"
      dirty={false}
      title={rows.length === 1 && only ? `Write to ${only.patientName}` : `Write to ${rows.length} members`}
      sentence="One letter or e-mail to each household, by its channel. It says what is unused and until when, as of the day it goes out."
      primaryLabel={shown === undefined ? "Write" : writeLabel(shown)}
      busy={write.busy}
      failure={write.failure ?? foretold.failure}
      disabled={shown === undefined || foretold.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={shown === undefined ? <WhatHappens waitingFor="Nobody would be written to." /> : <Foretold answer={shown} anyway={anyway} />}
    >
      <NumberInput
        label="Not written to for at least"
        description="Whom we wrote to more recently is left out."
        suffix=" days"
        w={340}
        min={0}
        max={365}
        allowDecimal={false}
        value={withinDays}
        onChange={(value) => typeof value === "number" && setWithinDays(value)}
      />
      <Checkbox label="Write to them all the same" checked={anyway} onChange={(event) => setAnyway(event.currentTarget.checked)} />
    </ActionDialog>
  );
}

function Foretold({ answer, anyway }: { readonly answer: RecallLettersAnswer; readonly anyway: boolean }) {
  return (
    <WhatHappens sentence={foretoldSentence(answer)}>
      {answer.recently.length > 0 && (
        <Note tone="attention">
          {anyway ? "Written to again, although we wrote lately: " : "Left out, because we wrote lately: "}
          {answer.recently.map(({ patientName, writtenOn }, index) => (
            <span key={`${patientName} ${index}`}>
              {index > 0 && ", "}
              {patientName} (<DayText day={writtenOn} as="short" />)
            </span>
          ))}
          .
        </Note>
      )}
      {answer.problems.length > 0 && (
        <Note tone="attention">
          {answer.problems.length === 1 ? "One letter waits until its address is complete: " : "Some letters wait until their addresses are complete: "}
          {answer.problems.map(({ name, reason }) => `${name} (${reason.toLowerCase()})`).join(", ")}.
        </Note>
      )}
    </WhatHappens>
  );
}
