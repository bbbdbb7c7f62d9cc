/** Changes how a running payment plan is paid (INV-6): drawn from the card on file, or at the desk; what happens is shown first. */
import type { PaymentPlan } from "#contract/payment-plans.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type PayByDialogProps = { readonly plan: PaymentPlan; readonly onClose: () => void };

export function PayByDialog({ plan, onClose }: PayByDialogProps) {
  const office = useOffice();
  const { locale, money } = usePracticeFormat();
  const { planId } = plan;
  const payBy = plan.payBy === "card" ? ("desk" as const) : ("card" as const);
  const change = useCommand(office.paymentPlans.changePayBy);
  const preview = useQueryOf(office.paymentPlans.previewPayBy, { planId, payBy }, { topics: ["payment-plans", "payments"] });
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await change.run({ planId, payBy }))) return;
    showToast({
      message: payBy === "card" ? "The plan is drawn from the card once it is signed for it." : "Nothing more is drawn. The payments are taken at the desk.",
      undo: () => void change.run({ planId, payBy: plan.payBy }),
    });
    onClose();
  };
  const effect = preview.data;
  const [first] = effect?.draws ?? [];
  return (
    <ActionDialog
      opened
      title={payBy === "card" ? "Draw this plan from the card" : "Take this plan at the desk"}
      sentence={`Payment plan of ${plan.payerName}, invoices ${plan.invoices.map((invoice) => invoice.number).join(", ")}.`}
      primaryLabel={payBy === "card" ? "Draw it from the card" : "Take it at the desk"}
      busy={change.busy}
      failure={change.failure ?? preview.failure}
      disabled={effect === undefined}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(effect === undefined
            ? { waitingFor: "Looking at the plan." }
            : {
                sentence:
                  first === undefined
                    ? "Nothing more goes to the card. What is due shows as missed until it is paid at the desk."
                    : `${effect.draws.length} payments are drawn, the next one of ${say(first.cents)} on ${fullDay(first.on, locale)}.${effect.signatureEnds || plan.signedOn === null ? " Before that the plan must be signed: nobody has allowed it for the card yet." : ""}`,
              })}
        />
      }
    />
  );
}
