/** Takes members, or everybody who does not pay it yet, out of a price rise (MEM-17). */
import type { ShownRiseMember } from "#contract/plan-upkeep.ts";
import type { PriceRiseId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type WithdrawDialogProps = {
  readonly riseId: PriceRiseId;
  /** Who is taken out; all of them wait. */
  readonly rows: readonly ShownRiseMember[];
  readonly isWhole: boolean;
  readonly onClose: () => void;
};

export function WithdrawDialog({ riseId, rows, isWhole, onClose }: WithdrawDialogProps) {
  const office = useOffice();
  const withdraw = useCommand(office.planUpkeep.withdrawRise);
  const told = new Set(rows.filter(({ state }) => state === "notice_out").map(({ householdId }) => householdId)).size;
  const [only] = rows;
  const who = rows.length === 1 && only ? only.patientName : `${rows.length} members`;
  const submit = async () => {
    const done = await withdraw.run({ riseId, memberRowIds: isWhole ? null : rows.map(({ id }) => id) });
    if (!done) return;
    showToast({ message: done.members === 0 ? "The price rise is withdrawn." : `Withdrawn for ${done.members === 1 ? who : `${done.members} members`}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={isWhole ? "Withdraw the price rise" : `Withdraw for ${who}`}
      sentence={
        isWhole
          ? "New prices that have not begun do not begin. Who pays the new price already goes on paying it."
          : `${who} ${rows.length === 1 ? "keeps" : "keep"} the price of today. A later price rise can include them again.`
      }
      primaryLabel={isWhole ? "Withdraw it" : `Withdraw for ${who}`}
      tone="trouble"
      busy={withdraw.busy}
      failure={withdraw.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens sentence={rows.length === 0 ? "No member is concerned." : `${who} will not pay the new price. Letters that wait are taken off the list.`}>
          {told > 0 && (
            <Note tone="attention">
              {told === 1 ? "One household has" : `${told} households have`} the letter already. Tell them that the price stays.
            </Note>
          )}
        </WhatHappens>
      }
    />
  );
}
