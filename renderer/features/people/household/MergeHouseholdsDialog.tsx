/** Merges another household into one or the other way round (MEM-15): both side by side, what happens, and undo. */
import { Button, Group, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { MergePreview, MergeSide } from "#contract/households.ts";
import type { PatientChart } from "#contract/people.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { Money } from "../../../kit/Money.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { cardName } from "../../cards/card-words.ts";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";
import { ordinal } from "../../memberships/period-words.ts";
import { paysByWords } from "../people-words.ts";
import classes from "./Household.module.css";

type Other = { readonly householdId: HouseholdId; readonly name: string };
export type MergeHouseholdsDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function MergeHouseholdsDialog({ chart, onClose }: MergeHouseholdsDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const merge = useCommand(office.households.merge);
  const [other, setOther] = useState<Other | null>(null);
  const [stays, setStays] = useState<"this" | "other">("this");
  const own = chart.household.householdId;
  const pair = other && (stays === "this" ? { survivorId: own, absorbedId: other.householdId } : { survivorId: other.householdId, absorbedId: own });
  const preview = useQueryOf(office.households.previewMerge, pair ?? { survivorId: own, absorbedId: own }, {
    topics: ["patients", "memberships", "billing", "cards", "payments", "clock"],
    enabled: pair !== null,
  });
  const shown = pair !== null && preview.failure === null ? preview.data : undefined;
  const submit = async () => {
    if (!pair || !shown) return;
    const done = await merge.run(pair);
    if (!done) return;
    // The chart itself offers the way back, for as long as there is one.
    showToast({ message: `The households of ${shown.survivor.name} and ${shown.absorbed.name} are one.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="xl"
      title="Merge two households"
      sentence="For people who are billed together from now on. It can be undone for 30 days, until money touches the result."
      primaryLabel={mergeLabel(shown, money)}
      busy={merge.busy}
      failure={merge.failure ?? (pair === null ? null : preview.failure)}
      disabled={shown === undefined}
      dirty={other !== null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<MergeEffects preview={shown} waiting={pair === null} busy={preview.fetching} />}
    >
      <Stack gap={12}>
        {other === null ? (
          <PatientPicker
            label="Somebody of the other household"
            onPick={(_, row) => setOther({ householdId: row.householdId, name: row.name })}
          />
        ) : (
          <div className={classes["row"]}>
            <span>
              With the household of <strong>{other.name}</strong>
            </span>
            <Button variant="default" size="compact-sm" onClick={() => setOther(null)}>
              Choose another
            </Button>
          </div>
        )}
        {shown && (
          <Radio.Group
            label="Which one stays"
            description="Its payer, address, way of paying and draw day count for everybody."
            value={stays}
            onChange={(value) => setStays(value as typeof stays)}
          >
            <Group gap="6px 16px" mt={6}>
              <Radio value="this" label={`This one, household ${chart.household.number} of ${chart.household.payerName}`} />
              <Radio value="other" label={`The other one, of ${other?.name ?? ""}`} />
            </Group>
          </Radio.Group>
        )}
        {shown && (
          <div className={classes["sides"]}>
            <Side side={shown.survivor} title="Stays" stays />
            <Side side={shown.absorbed} title="Goes into it" stays={false} />
          </div>
        )}
      </Stack>
    </ActionDialog>
  );
}

function mergeLabel(shown: MergePreview | undefined, money: Parameters<typeof formatMoney>[1]): string {
  if (!shown || shown.todayCents === 0) return "Merge the households";
  return `Merge and charge ${formatMoney(shown.todayCents, money, { withCurrency: true })} today`;
}

function Side({ side, title, stays }: { readonly side: MergeSide; readonly title: string; readonly stays: boolean }) {
  return (
    <section className={classes["side"]} data-stays={stays || undefined} aria-label={`${title}: household of ${side.name}`}>
      <h3>
        {title}: {side.name} <span className={classes["quiet"]}>number {side.number}</span>
      </h3>
      <ul>
        {side.members.map((member) => (
          <li key={member.patientId} className={classes["row"]}>
            {member.name}
            {member.plans.map((plan) => (
              <span key={plan.planName} className={classes["row"]}>
                <span className={classes["quiet"]}>{plan.planName}</span> <StandingChip standing={plan.standing} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      <dl className={classes["facts"]}>
        <dt>Balance</dt>
        <dd>
          <Money cents={side.balanceCents} withCurrency />
        </dd>
        <dt>Past due</dt>
        <dd>
          <Money cents={side.pastDueCents} withCurrency />
        </dd>
        <dt>Credit</dt>
        <dd>
          <Money cents={side.creditCents} withCurrency />
        </dd>
        <dt>Draw day</dt>
        <dd>{side.drawDay === null ? "none" : `the ${ordinal(side.drawDay)}`}</dd>
        <dt>Pays</dt>
        <dd>{side.cards.length === 0 ? paysByWords[side.paysBy] : side.cards.map((card) => cardName(card)).join(", ")}</dd>
      </dl>
    </section>
  );
}

function MergeEffects({ preview, waiting, busy }: { readonly preview: MergePreview | undefined; readonly waiting: boolean; readonly busy: boolean }) {
  const { money, locale } = usePracticeFormat();
  const say = (cents: MergePreview["todayCents"]): string => formatMoney(cents, money, { withCurrency: true });
  if (!preview)
    return <WhatHappens busy={busy} {...(waiting ? { waitingFor: "Choose somebody of the other household." } : {})} />;
  const { survivor, absorbed, after, stubs, takesCards } = preview;
  const draws = after.nextDraws.map((draw) => ({ ...draw, lines: [] }));
  return (
    <WhatHappens busy={busy} nextDraws={draws}>
      <p>
        {absorbed.members.map(({ name }) => name).join(" and ")} {absorbed.members.length === 1 ? "comes" : "come"} to the
        household of {survivor.name}. Invoices, payments and documents come along; no activation fee is charged.
      </p>
      {(absorbed.balanceCents !== 0 || absorbed.creditCents !== 0) && (
        <p>
          {[
            absorbed.balanceCents === 0 ? "" : `The open ${say(absorbed.balanceCents)}`,
            absorbed.creditCents === 0 ? "" : `the credit of ${say(absorbed.creditCents)}`,
          ]
            .filter((part) => part !== "")
            .join(" and ")}{" "}
          of {absorbed.name} moves along by a linked transfer: together {say(after.balanceCents)} is open
          {after.creditCents === 0 ? "" : ` and ${say(after.creditCents)} is credit`}.
        </p>
      )}
      {stubs.map((stub) => (
        <p key={`${stub.patientName} ${stub.planName}`}>
          {stub.patientName}, {stub.planName}: the days from {fullDay(stub.fromOn, locale)} to {fullDay(stub.throughOn, locale)} are{" "}
          {say(stub.cents)}, charged on {fullDay(stub.chargeOn, locale)}; from then on with everybody.
        </p>
      ))}
      {absorbed.cards.length > 0 && (
        <p>
          {takesCards
            ? `The card of ${absorbed.name} comes along.`
            : `The card of ${absorbed.name} stays behind and is not charged any more. Add it again if it is to pay.`}
        </p>
      )}
    </WhatHappens>
  );
}
