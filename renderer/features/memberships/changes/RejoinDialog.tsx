/** Takes back members who left or lapsed, with the reactivation fee instead of the activation fee (MEM-14). */
import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { fullDay } from "../../../format/day.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { ChangeEffects } from "./ChangeEffects.tsx";
import { expectedOf, type ChangeDialogProps } from "./change-done.ts";
import classes from "./Changes.module.css";
import { PayNow, paymentOf, takenCents, type Paying } from "./PayNow.tsx";
import { useCardCharge } from "./use-card-charge.ts";

/** Another fee than the plan's, while it is typed. */
type FeeDraft = { readonly cents: Cents | null; readonly reason: string };

export function RejoinDialog({ membership, onClose, onDone }: ChangeDialogProps) {
  const office = useOffice();
  const may = useMay();
  const { money, locale } = usePracticeFormat();
  const { membershipId } = membership;
  const topics = [`membership/${membershipId}`, "memberships", "billing"];
  const start = useQueryOf(office.membershipChanges.start, { membershipId }, { topics });
  const ended = useQueryOf(office.membershipChanges.rejoinable, { membershipId }, { topics });
  const rejoin = useCommand(office.membershipChanges.rejoin);
  const [chosen, setChosen] = useState<ReadonlySet<MembershipId>>(new Set([membershipId]));
  const [fees, setFees] = useState<ReadonlyMap<MembershipId, FeeDraft>>(new Map());
  const [paying, setPaying] = useState<Paying>({ by: "card_terminal", reference: "" });
  const card = useCardCharge();

  const people = ended.data ?? [];
  const back = people.filter((one) => chosen.has(one.membershipId));
  const changedFee = ({ membershipId: id, feeCents }: (typeof people)[number]) => {
    const draft = fees.get(id);
    return draft && draft.cents !== null && draft.cents !== feeCents ? { cents: draft.cents, reason: draft.reason } : null;
  };
  const isComplete =
    start.data !== undefined &&
    back.length > 0 &&
    back.every((one) => (fees.get(one.membershipId)?.cents ?? one.feeCents) !== null && changedFee(one)?.reason.trim() !== "");
  const input = {
    householdId: start.data?.householdId ?? (1 as never),
    members: back.map((one) => ({ membershipId: one.membershipId, fee: changedFee(one) })),
    drawDay: null,
  };
  const preview = useQueryOf(office.membershipChanges.previewRejoin, input, { topics, keepPrevious: true, enabled: isComplete });
  const shown = isComplete && preview.failure === null ? preview.data : undefined;
  const payment = shown ? paymentOf(paying, shown.dueCents) : null;
  const taken = shown ? takenCents(paying, shown.dueCents) : null;
  const submit = async () => {
    if (!shown) return;
    const done = await rejoin.run({ rejoin: input, expected: expectedOf(shown), payment });
    if (!done) return;
    const isCharged = await card.charge(paying, { invoiceIds: done.effect.invoiceIds, dueCents: shown.dueCents });
    onDone({ changeId: isCharged ? null : done.effect.changeId, message: `Welcome back: ${done.effect.names.join(", ")}.` });
    onClose();
  };
  const take = taken === null ? null : formatMoney(taken, money, { withCurrency: true });
  return (
    <ActionDialog
      opened
      size="lg"
      title={`${membership.patientName} comes back`}
      sentence="The reactivation fee covers the first month; then the dues go on with the household’s draw day. No activation fee."
      primaryLabel={take === null ? "Take them back" : `Take them back and take ${take}`}
      busy={rejoin.busy || card.busy}
      failure={rejoin.failure ?? ended.failure ?? (isComplete ? preview.failure : null)}
      disabled={!shown || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChangeEffects preview={preview} waitingFor={isComplete ? null : "Choose who comes back, and say why a fee is another one."} />}
    >
      {people.map((one) => (
        <div key={one.membershipId} className={classes["member"]}>
          <Checkbox
            label={`${one.patientName}, ${one.planName}, left on ${fullDay(one.endedOn, locale)}`}
            checked={chosen.has(one.membershipId)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.currentTarget.checked) next.add(one.membershipId);
              else next.delete(one.membershipId);
              setChosen(next);
            }}
          />
          {chosen.has(one.membershipId) && (
            <div className={classes["pair"]}>
              <MoneyField
                label={`Reactivation fee for ${one.patientName}`}
                value={fees.get(one.membershipId)?.cents ?? (fees.has(one.membershipId) ? null : one.feeCents)}
                disabled={!may("fees.waive")}
                onChange={(cents) =>
                  setFees(new Map(fees).set(one.membershipId, { cents, reason: fees.get(one.membershipId)?.reason ?? "" }))
                }
              />
              {changedFee(one) !== null && (
                <TextInput
                  label="Why another fee"
                  required
                  maxLength={200}
                  value={fees.get(one.membershipId)?.reason ?? ""}
                  onChange={(event) =>
                    setFees(
                      new Map(fees).set(one.membershipId, {
                        cents: fees.get(one.membershipId)?.cents ?? null,
                        reason: event.currentTarget.value,
                      }),
                    )
                  }
                />
              )}
            </div>
          )}
        </div>
      ))}
      {shown && start.data && shown.dueCents > 0 && (
        <PayNow householdId={start.data.householdId} value={paying} onChange={setPaying} />
      )}
    </ActionDialog>
  );
}
