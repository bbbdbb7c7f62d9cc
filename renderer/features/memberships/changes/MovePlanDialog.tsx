/** Moves a member to another plan, with the exact effect before it is confirmed (MEM-9, MEM-21). */
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { planMoveWhens } from "#contract/membership-changes.ts";
import type { PlanView } from "#contract/memberships.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { periodWords, type Months } from "../period-words.ts";
import { ChangeEffects } from "./ChangeEffects.tsx";
import { expectedOf, type ChangeDialogProps } from "./change-done.ts";
import { PayNow, paymentOf, takenCents, type Paying } from "./PayNow.tsx";
import { useCardCharge } from "./use-card-charge.ts";

type When = (typeof planMoveWhens)[number];

const whenWords: Readonly<Record<When, string>> = {
  now: "Now: the days left are worked out to the cent",
  next_draw: "With the next draw",
  start_of_term: "From the start of the current term",
  renewal: "At renewal, with the next term",
};

/** How what the old days cost more comes back. */
const backWords = {
  credit: "As credit of the household",
  tender: "Back the way it was paid",
  check: "As a refund check",
} as const;

/** A price a plan is sold for, as one choice. */
type Choice = { readonly plan: PlanView; readonly months: Months; readonly monthlyCents: number };

export function MovePlanDialog({ membership, onClose, onDone }: ChangeDialogProps) {
  const office = useOffice();
  const may = useMay();
  const { money } = usePracticeFormat();
  const { membershipId, patientName } = membership;
  const topics = [`membership/${membershipId}`, "plans", "billing"];
  const start = useQueryOf(office.membershipChanges.start, { membershipId }, { topics });
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const move = useCommand(office.membershipChanges.movePlan);
  const [chosen, setChosen] = useState<string | null>(null);
  const [wish, setWish] = useState<When | null>(null);
  const [collect, setCollect] = useState<"now" | "next_draw">("now");
  const [back, setBack] = useState<keyof typeof backWords>("credit");
  const [reason, setReason] = useState("");
  const [paying, setPaying] = useState<Paying>({ by: "later", reference: "" });
  const card = useCardCharge();

  const choices = choicesOf(plans.data ?? [], start.data);
  const choice = chosen === null ? undefined : choices.get(chosen);
  const isDearer = choice !== undefined && start.data !== undefined && choice.monthlyCents > start.data.priceCents / start.data.periodMonths;
  // A dearer plan begins now, a cheaper one with the next draw, unless the desk says otherwise.
  const when: When = wish ?? (isDearer ? "now" : "next_draw");
  const mayRefund = may("payments.refund");
  const input = {
    collect,
    back,
    membershipId,
    planVersionId: choice?.plan.planVersionId ?? (start.data?.planVersionId as PlanView["planVersionId"]),
    periodMonths: choice?.months ?? (1 as const),
    when,
  };
  const preview = useQueryOf(
    office.membershipChanges.previewPlanMove,
    { ...input, reason: "preview" },
    { topics, keepPrevious: true, enabled: choice !== undefined },
  );
  const shown = choice !== undefined && preview.failure === null ? preview.data : undefined;
  const asksNow = shown !== undefined && shown.dueCents > 0 && collect === "now";
  const payment = shown && asksNow ? paymentOf(paying, shown.dueCents) : null;
  const taken = shown && asksNow ? takenCents(paying, shown.dueCents) : null;
  const submit = async () => {
    if (!shown || !choice) return;
    const done = await move.run({ move: { ...input, reason }, expected: expectedOf(shown), payment });
    if (!done) return;
    const isCharged = asksNow && await card.charge(paying, { invoiceIds: done.effect.invoiceIds, dueCents: shown.dueCents });
    onDone({ changeId: isCharged || done.effect.refundedCents > 0 ? null : done.effect.changeId, message: `${patientName}: ${done.effect.sentence}` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Move ${patientName} to another plan`}
      sentence={`Today on ${membership.planName}. No activation fee; the draw day stays.`}
      primaryLabel={labelOf(choice, taken === null ? null : formatMoney(taken, money, { withCurrency: true }))}
      busy={move.busy || card.busy}
      failure={move.failure ?? (choice ? preview.failure : null)}
      disabled={!shown || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChangeEffects preview={preview} waitingFor={choice ? null : "Choose the plan."} collectsLater={collect === "next_draw"} />}
    >
      <Select
        label="New plan"
        required
        searchable
        data={[...choices].map(([value, { plan, months }]) => ({ value, label: priceLabel(plan, months, (cents) => formatMoney(cents, money, { withCurrency: true })) }))}
        value={chosen}
        onChange={setChosen}
      />
      <Radio.Group label="From when" value={when} onChange={(value) => setWish(value as When)}>
        <Stack gap={6} mt={4}>
          {planMoveWhens.map((value) => (
            <Radio key={value} value={value} label={whenWords[value]} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label="Reason"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {shown && shown.dueCents > 0 && (
        <Radio.Group label="What it costs today" value={collect} onChange={(value) => setCollect(value as typeof collect)}>
          <Stack gap={6} mt={4}>
            <Radio value="now" label="Is due now" />
            <Radio value="next_draw" label="Is collected with the next draw" />
          </Stack>
        </Radio.Group>
      )}
      {shown && mayRefund && shown.creditCents + shown.refundedCents > 0 && (
        <Radio.Group label="What comes back" value={back} onChange={(value) => setBack(value as typeof back)}>
          <Stack gap={6} mt={4}>
            {Object.entries(backWords).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {asksNow && start.data && (
        <PayNow householdId={start.data.householdId} value={paying} onChange={setPaying} />
      )}
    </ActionDialog>
  );
}

function labelOf(choice: Choice | undefined, taken: string | null): string {
  if (!choice) return "Move to the plan";
  return taken === null ? `Move to ${choice.plan.name}` : `Move to ${choice.plan.name} and take ${taken}`;
}

function priceLabel(plan: PlanView, months: Months, money: (cents: PlanView["terms"]["prices"][number]["priceCents"]) => string): string {
  const price = plan.terms.prices.find((one) => one.months === months);
  return price ? `${plan.name}, ${money(price.priceCents)} a ${periodWords[months]}` : plan.name;
}

/** Everything on sale but the very price the member has. */
function choicesOf(plans: readonly PlanView[], now: { planVersionId: number; periodMonths: number } | undefined): Map<string, Choice> {
  const choices = new Map<string, Choice>();
  for (const plan of plans.filter(({ state }) => state === "on_sale"))
    for (const { months, priceCents } of plan.terms.prices)
      if (plan.planVersionId !== now?.planVersionId || months !== now.periodMonths)
        choices.set(`${plan.planVersionId}/${months}`, { plan, months, monthlyCents: priceCents / months });
  return choices;
}
