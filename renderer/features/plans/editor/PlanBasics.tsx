/** For whom the plan is and what it costs: the first two parts of the form (PPL-10, PPL-12). */
import { ActionIcon, Button, Checkbox, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { PlanView } from "#contract/memberships.ts";
import type { PlanId } from "#domain/identity.ts";
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";
import { zeroCents } from "#domain/money.ts";
import { householdWords } from "#domain/memberships/plan-words.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { Columns, Panel } from "../../../kit/Page.tsx";
import { periodWords } from "../../memberships/period-words.ts";
import { firstPricing, lengths, withNextStep } from "../plan-draft.ts";
import { ChoiceField, PercentField, ProblemAt, WholeField, type SectionProps } from "./fields.tsx";
import classes from "../Plans.module.css";

export function WhoPanel({
  draft,
  change,
  problem,
  plans,
  self,
}: SectionProps & { readonly plans: readonly PlanView[]; readonly self: PlanId | null }) {
  const { audience } = draft;
  const others = plans.filter((plan) => plan.planId !== self);
  return (
    <Panel title="What it is and for whom">
      <div className={classes["stack"]}>
        <TextInput
          label="Name"
          required
          maxLength={80}
          data-autofocus
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label="In one sentence, for patients"
          maxLength={400}
          value={draft.descriptor}
          onChange={(event) => change({ descriptor: event.currentTarget.value })}
        />
        <div className={classes["row"]}>
          <WholeField
            label="From age"
            most={120}
            placeholder="Any"
            value={audience.minAge}
            onChange={(minAge) => change({ audience: { ...audience, minAge } })}
          />
          <WholeField
            label="Under age"
            least={1}
            most={130}
            placeholder="Any"
            value={audience.maxAgeExclusive}
            onChange={(maxAgeExclusive) => change({ audience: { ...audience, maxAgeExclusive } })}
          />
          {audience.maxAgeExclusive !== null && (
            <>
              <ChoiceField
                label={`On turning ${audience.maxAgeExclusive}`}
                options={[
                  { value: "ask", label: "Ask the desk first" },
                  { value: "auto", label: "Move by itself" },
                  { value: "never", label: "Stay on this plan" },
                ]}
                value={draft.ageOut}
                onChange={(ageOut) => change({ ageOut })}
              />
              {draft.ageOut !== "never" && (
                <Select
                  label="Moves to"
                  className={classes["grow"] ?? ""}
                  placeholder="Choose a plan"
                  clearable
                  data={others.map((plan) => ({ value: String(plan.planId), label: plan.name }))}
                  value={draft.ageOutTo === null ? null : String(draft.ageOutTo)}
                  onChange={(value) => change({ ageOutTo: value === null ? null : (Number(value) as PlanId) })}
                />
              )}
            </>
          )}
        </div>
        <ProblemAt problem={problem} of={["age_band", "successor"]} />
        <Checkbox
          label="Members may also be insured"
          checked={draft.insuredAllowed}
          onChange={(event) => change({ insuredAllowed: event.currentTarget.checked })}
        />
      </div>
    </Panel>
  );
}

export function PricePanel({ draft, change, problem }: SectionProps) {
  const { activation } = draft;
  return (
    <Panel title="Prices and fees">
      <div className={classes["stack"]}>
        <Columns least={130}>
          {lengths.map((months) => (
            <MoneyField
              key={months}
              label={`Price a ${periodWords[months]}`}
              placeholder="Not sold"
              value={draft.prices[months]}
              onChange={(cents) => change({ prices: { ...draft.prices, [months]: cents } })}
            />
          ))}
        </Columns>
        <ProblemAt problem={problem} of={["price_missing", "price_twice"]} />
        <Household draft={draft} change={change} problem={problem} />
        <div className={classes["row"]}>
          <div className={classes["narrow"]}>
            <MoneyField
              label="Activation fee"
              value={activation.feeCents}
              onChange={(feeCents) => change({ activation: { ...activation, feeCents } })}
            />
          </div>
          <ChoiceField
            label="Charged"
            options={[
              { value: "per_member", label: "For each member" },
              { value: "per_household", label: "Once for the household" },
              { value: "per_household_capped", label: "For the first members" },
            ]}
            value={activation.basis}
            onChange={(basis) =>
              change({
                activation: {
                  ...activation,
                  basis,
                  cap: basis === "per_household_capped" ? (activation.cap ?? 2) : null,
                },
              })
            }
          />
          {activation.basis === "per_household_capped" && (
            <WholeField
              label="How many"
              least={1}
              most={20}
              value={activation.cap}
              onChange={(cap) => change({ activation: { ...activation, cap } })}
            />
          )}
        </div>
        <ProblemAt problem={problem} of={["fee_negative", "cap_missing"]} />
        <Checkbox
          label="The activation fee includes the first month"
          checked={activation.includesFirstPeriod}
          onChange={(event) =>
            change({ activation: { ...activation, includesFirstPeriod: event.currentTarget.checked } })
          }
        />
        <Reactivation draft={draft} change={change} problem={problem} />
        <PercentField
          label="Tax on dues"
          value={draft.taxRatePpm / 100}
          onChange={(basisPoints) => change({ taxRatePpm: basisPoints * 100 })}
        />
      </div>
    </Panel>
  );
}

function Reactivation({ draft, change }: SectionProps) {
  const { reactivation } = draft;
  return (
    <div className={classes["row"]}>
      <ChoiceField
        label="Coming back costs"
        options={[
          { value: "months_of_dues", label: "Months of dues" },
          { value: "fixed", label: "A fixed fee" },
          { value: "missed_dues", label: "The dues missed" },
          { value: "none", label: "Nothing" },
        ]}
        value={reactivation.rule}
        onChange={(rule) => change({ reactivation: { ...reactivation, rule } })}
      />
      {reactivation.rule === "months_of_dues" && (
        <WholeField
          label="Months"
          least={1}
          most={24}
          value={reactivation.months}
          onChange={(months) => change({ reactivation: { ...reactivation, months: months ?? 1 } })}
        />
      )}
      {reactivation.rule === "fixed" && (
        <div className={classes["narrow"]}>
          <MoneyField
            label="Fee"
            value={reactivation.fixedCents}
            onChange={(cents) => change({ reactivation: { ...reactivation, fixedCents: cents ?? zeroCents } })}
          />
        </div>
      )}
    </div>
  );
}

function Household({ draft, change, problem }: SectionProps) {
  const { money } = usePracticeFormat();
  const pricing = draft.householdPricing;
  const set = (householdPricing: HouseholdPricing) => change({ householdPricing });
  return (
    <div className={classes["stack"]} role="group" aria-label="Household pricing">
      <ChoiceField
        label="Household pricing"
        options={[
          { value: "none", label: "None" },
          { value: "nth_member", label: "Further members pay less" },
          { value: "cap", label: "A family price" },
        ]}
        value={pricing.kind}
        onChange={(kind) => set(firstPricing(kind, draft.prices))}
      />
      {pricing.kind === "nth_member" && (
        <>
          {pricing.steps.map((step, index) => {
            const put = (part: Partial<typeof step>) =>
              set({ ...pricing, steps: pricing.steps.map((one, at) => (at === index ? { ...one, ...part } : one)) });
            return (
              <div key={index} className={classes["row"]} role="group" aria-label={`Step ${index + 1}`}>
                <WholeField
                  label="Member"
                  hideLabel={index > 0}
                  least={2}
                  most={20}
                  value={step.nth}
                  onChange={(nth) => put({ nth: nth ?? 0 })}
                />
                <ChoiceField
                  label="Pays less"
                  hideLabel={index > 0}
                  options={[
                    { value: "percent", label: "a percentage" },
                    { value: "amount", label: "an amount" },
                  ]}
                  value={step.off.kind}
                  onChange={(kind) =>
                    put({ off: kind === "percent" ? { kind, basisPoints: 1000 } : { kind, cents: zeroCents } })
                  }
                />
                {step.off.kind === "percent" ? (
                  <PercentField
                    label="Percent"
                    hideLabel={index > 0}
                    value={step.off.basisPoints}
                    onChange={(basisPoints) => put({ off: { kind: "percent", basisPoints } })}
                  />
                ) : (
                  <div className={classes["narrow"]}>
                    <MoneyField
                      label="Amount"
                      value={step.off.cents}
                      onChange={(cents) => put({ off: { kind: "amount", cents: cents ?? zeroCents } })}
                    />
                  </div>
                )}
                <ActionIcon
                  variant="subtle"
                  size={34}
                  aria-label={`Remove step ${index + 1}`}
                  disabled={pricing.steps.length === 1}
                  onClick={() => set({ ...pricing, steps: pricing.steps.filter((_, at) => at !== index) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
            );
          })}
          <div>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              disabled={pricing.steps.length >= 10}
              onClick={() => set(withNextStep(pricing))}
            >
              Add a step
            </Button>
          </div>
        </>
      )}
      {pricing.kind === "cap" && (
        <>
          <WholeField
            label="Up to how many people"
            least={2}
            most={20}
            value={pricing.people}
            onChange={(people) => set({ ...pricing, people: people ?? 0 })}
          />
          {lengths
            .filter((months) => draft.prices[months] !== null)
            .map((months) => {
              const price = pricing.prices.find((one) => one.months === months) ?? {
                months,
                capCents: zeroCents,
                extraCents: zeroCents,
              };
              const put = (part: Partial<typeof price>) =>
                set({
                  ...pricing,
                  prices: [...pricing.prices.filter((one) => one.months !== months), { ...price, ...part }],
                });
              return (
                <Columns key={months} least={170}>
                  <MoneyField
                    label={`Together a ${periodWords[months]}`}
                    value={price.capCents}
                    onChange={(cents) => put({ capCents: cents ?? zeroCents })}
                  />
                  <MoneyField
                    label={`Each further one a ${periodWords[months]}`}
                    value={price.extraCents}
                    onChange={(cents) => put({ extraCents: cents ?? zeroCents })}
                  />
                </Columns>
              );
            })}
        </>
      )}
      <ProblemAt problem={problem} of={["household_steps", "household_reduction", "household_cap"]} />
      {pricing.kind !== "none" && (
        <p className={classes["quiet"]}>
          In words: {householdWords(pricing, (cents) => formatMoney(cents as typeof zeroCents, money))}. It counts from
          the next draw after somebody joins or leaves.
        </p>
      )}
    </div>
  );
}
