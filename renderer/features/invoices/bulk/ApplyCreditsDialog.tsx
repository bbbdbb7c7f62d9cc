import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { invoicesWord, type Chosen } from "./chosen.ts";

export type ApplyCreditsDialogProps = {
  readonly chosen: Chosen;
  readonly onClose: () => void;
};

/** Uses the credit of households on their chosen invoices, oldest due first (INV-8). */
export function ApplyCreditsDialog({ chosen, onClose }: ApplyCreditsDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const command = useCommand(office.invoices.applyCredits);
  const preview = useQueryOf(office.invoices.creditPreview, chosen, { topics: ["invoices", "payments"] });
  const use = preview.data;
  const some = use !== undefined && use.appliedCents > 0;
  const amount = some ? formatMoney(use.appliedCents, money, { withCurrency: true }) : "";
  const submit = async () => {
    const done = await command.run(chosen);
    if (!done) return;
    showToast({
      message: `${formatMoney(done.appliedCents, money, { withCurrency: true })} of credit is on ${invoicesWord(done.invoices)}.`,
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title="Apply credit"
      sentence="Each household’s credit goes on its own invoices among these, oldest due first."
      primaryLabel={some ? `Apply ${amount} of credit` : "Apply credit"}
      busy={command.busy}
      failure={command.failure ?? preview.failure}
      disabled={!some}
      dirty={false}
      whatHappens={
        use === undefined ? (
          <WhatHappens waitingFor="Looking at the credit of these households." />
        ) : some ? (
          <WhatHappens
            sentence={`${amount} of credit of ${use.households === 1 ? "1 household" : `${use.households} households`} settles or lowers ${invoicesWord(use.invoices)}. No money moves today.`}
          />
        ) : (
          <WhatHappens waitingFor="None of these households has credit, or nothing is owed on these invoices." />
        )
      }
      onSubmit={() => void submit()}
    />
  );
}
