/** Before a run of statements (DOC-5): how many go by which way, and what cannot be taken back. */
import type { StatementCandidate } from "#contract/statements.ts";
import { addCents } from "#domain/money.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { runLabel, waysOf } from "./run-words.ts";

export function RunDialog({
  rows,
  onRun,
  onClose,
}: {
  readonly rows: readonly StatementCandidate[];
  readonly onRun: () => void;
  readonly onClose: () => void;
}) {
  const { money } = usePracticeFormat();
  const ways = waysOf(rows);
  const going = rows.filter((row) => row.problem === "");
  const sum = formatMoney(addCents(...going.map((row) => row.balanceCents)), money, { withCurrency: true });
  return (
    <ActionDialog
      opened
      title="Statements"
      sentence={
        ways.email > 0
          ? "Each household gets its statement the way it likes. Nothing goes out before all of them are made; until then you can stop."
          : "The statements are made as one file. None counts as sent before you say so, and until the file is made you can stop."
      }
      primaryLabel={runLabel(ways)}
      onSubmit={onRun}
      onClose={onClose}
      dirty={false}
      whatHappens={
        <WhatHappens>
          {ways.email > 0 && (
            <p>
              <strong>By e-mail: {ways.email}.</strong> They wait in the outbox and go at once; what has gone cannot be taken back.
            </p>
          )}
          {ways.print > 0 && (
            <p>
              <strong>On paper: {ways.print}.</strong> One file in postal order.
              {ways.remarked > 0 && ` ${ways.remarked} of them would rather have it another way, which does not work now.`}
            </p>
          )}
          {ways.leftOut > 0 && (
            <p>
              <strong>Left out: {ways.leftOut}.</strong> The list says what is in the way.
            </p>
          )}
          <p>Together they owe {sum}. What is paid until the files are made is taken off.</p>
        </WhatHappens>
      }
    />
  );
}
