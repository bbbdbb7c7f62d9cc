/** Credit that a household gave to others or got from them, with the way back while it is unused. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MovedCredit as Moved } from "#contract/refunds.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { Money } from "../../kit/Money.tsx";
import { showToast } from "../../kit/toast.ts";

export function MovedCredit({ householdId }: { readonly householdId: HouseholdId }) {
  const office = useOffice();
  const may = useMay();
  const moves = useQueryOf(office.credits.moves, { householdId }, { topics: [`household/${householdId}`] });
  const [undoing, setUndoing] = useState<Moved | null>(null);
  const standing = (moves.data ?? []).filter((move) => !move.isUndone);
  if (standing.length === 0) return null;
  return (
    <>
      <dt>Moved credit</dt>
      <dd>
        {standing.map((move) => (
          <div key={move.moveId}>
            <Money cents={move.amountCents} withCurrency />{" "}
            {move.fromHouseholdId === householdId ? `to ${move.toName}` : `from ${move.fromName}`},{" "}
            <DayText day={move.movedOn} as="full" />: {move.reason}
            {move.canBeUndone && may("payments.refund") && (
              <>
                {" "}
                <Button variant="subtle" size="compact-xs" onClick={() => setUndoing(move)}>
                  Take back…
                </Button>
              </>
            )}
          </div>
        ))}
      </dd>
      {undoing !== null && <UndoDialog move={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

function UndoDialog({ move, onClose }: { readonly move: Moved; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const undo = useCommand(office.credits.undoMove);
  const [reason, setReason] = useState("");
  const amount = formatMoney(move.amountCents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await undo.run({ moveId: move.moveId, reason }))) return;
    showToast({ message: `${amount} of credit is ${move.fromName}’s again.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Take ${amount} of credit back`}
      sentence={`It goes from ${move.toName} back to ${move.fromName}.`}
      primaryLabel={`Take ${amount} back`}
      busy={undo.busy}
      failure={undo.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(undo.failure, "reason")}
        maxLength={200}
        withAsterisk
        aria-required
      />
    </ActionDialog>
  );
}
