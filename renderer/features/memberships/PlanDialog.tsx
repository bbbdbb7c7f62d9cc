/** Makes a plan, or the next version of its terms, with what a member pays over the first year beside it. */
import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import type { PlanView } from "#contract/memberships.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Columns } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { draftOf, firstYearCents, termsOf, type PlanDraft } from "./plan-draft.ts";
import { periodNames, periodWords, type Months } from "./period-words.ts";
import classes from "./Enrol.module.css";

const lengths: readonly Months[] = [1, 3, 6, 12];

export type PlanDialogProps = { readonly plan: PlanView | null; readonly onClose: () => void };

export function PlanDialog({ plan, onClose }: PlanDialogProps) {
  const office = useOffice();
  const add = useCommand(office.plans.add);
  const revise = useCommand(office.plans.revise);
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(plan?.terms ?? null));
  const change = (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part }));
  const terms = useMemo(() => termsOf(draft), [draft]);
  const submit = async () => {
    const done = plan
      ? await revise.run({ planId: plan.planId, version: plan.version, terms })
      : await add.run({ terms, state: "on_sale" });
    if (!done) return;
    showToast({
      message: plan
        ? `${done.name} has version ${done.versionNumber} now.`
        : `${done.name} is on sale.`,
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="xl"
      title={plan ? `Change the terms of ${plan.name}` : "New plan"}
      sentence={
        plan
          ? `This makes version ${plan.versionNumber + 1}. The ${plan.activeMembers} members on it keep the terms they have.`
          : "What members pay, what they get, and for whom it is."
      }
      primaryLabel={plan ? `Save as version ${plan.versionNumber + 1}` : "Put on sale"}
      busy={add.busy || revise.busy}
      failure={add.failure ?? revise.failure}
      disabled={draft.name.trim() === "" || terms.prices.length === 0}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          {...(terms.prices.length === 0 ? { waitingFor: "Type at least one price." } : {})}
        >
          {terms.prices.map((price) => (
            <p key={price.months}>
              {periodNames[price.months]}:{" "}
              <Money cents={firstYearCents(terms, price.months) ?? price.priceCents} withCurrency />{" "}
              in the first year, the activation fee included.
            </p>
          ))}
        </WhatHappens>
      }
    >
      <TextInput
        label="Name"
        required
        maxLength={80}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label="In one sentence, for patients"
        maxLength={400}
        value={draft.descriptor}
        onChange={(event) => change({ descriptor: event.currentTarget.value })}
      />
      <Columns least={130}>
        {lengths.map((months) => (
          <MoneyField
            key={months}
            label={`Price a ${periodWords[months]}`}
            value={draft.prices[months]}
            onChange={(cents) => change({ prices: { ...draft.prices, [months]: cents } })}
          />
        ))}
      </Columns>
      <Columns least={150}>
        <NumberInput
          label="From age"
          min={0}
          max={120}
          allowDecimal={false}
          value={draft.minAge ?? ""}
          onChange={(value) => change({ minAge: value === "" ? null : Number(value) })}
        />
        <NumberInput
          label="Under age"
          min={1}
          max={130}
          allowDecimal={false}
          value={draft.maxAgeExclusive ?? ""}
          onChange={(value) => change({ maxAgeExclusive: value === "" ? null : Number(value) })}
        />
        <NumberInput
          label="Least periods (0: month to month)"
          min={0}
          max={60}
          allowDecimal={false}
          value={draft.commitmentPeriods}
          onChange={(value) => change({ commitmentPeriods: Number(value) || 0 })}
        />
      </Columns>
      <Columns least={170}>
        <MoneyField
          label="Activation fee"
          value={draft.activationCents}
          onChange={(activationCents) => change({ activationCents })}
        />
        <Select
          label="Charged"
          allowDeselect={false}
          data={[
            { value: "per_member", label: "For each member" },
            { value: "per_household", label: "Once for the household" },
            { value: "per_household_capped", label: "For the first members" },
          ]}
          value={draft.basis}
          onChange={(value) =>
            change({
              basis: (value ?? "per_member") as PlanDraft["basis"],
              cap: value === "per_household_capped" ? (draft.cap ?? 2) : null,
            })
          }
        />
        {draft.basis === "per_household_capped" && (
          <NumberInput
            label="For how many"
            min={1}
            max={20}
            allowDecimal={false}
            value={draft.cap ?? 2}
            onChange={(value) => change({ cap: Number(value) || 1 })}
          />
        )}
      </Columns>
      <Checkbox
        label="The activation fee includes the first month"
        checked={draft.includesFirstPeriod}
        onChange={(event) => change({ includesFirstPeriod: event.currentTarget.checked })}
      />
      <Benefits draft={draft} change={change} />
      <Checkbox
        label="Members sign an agreement"
        checked={draft.agreementRequired}
        onChange={(event) => change({ agreementRequired: event.currentTarget.checked })}
      />
      {draft.agreementRequired && (
        <Textarea
          label="Text of the agreement"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={20_000}
          value={draft.agreementText}
          onChange={(event) => change({ agreementText: event.currentTarget.value })}
        />
      )}
    </ActionDialog>
  );
}

function Benefits({
  draft,
  change,
}: {
  readonly draft: PlanDraft;
  readonly change: (part: Partial<PlanDraft>) => void;
}) {
  const set = (index: number, part: Partial<PlanDraft["benefits"][number]>) =>
    change({
      benefits: draft.benefits.map((benefit, at) =>
        at === index ? { ...benefit, ...part } : benefit,
      ),
    });
  return (
    <Stack gap={8} role="group" aria-label="Benefits">
      {draft.benefits.map((benefit, index) => (
        <Group
          key={benefit.key === "" ? `new-${index}` : benefit.key}
          gap={8}
          wrap="nowrap"
          align="end"
        >
          <NumberInput
            label={index === 0 ? "How many" : undefined}
            aria-label="How many"
            w={90}
            min={1}
            max={365}
            allowDecimal={false}
            value={benefit.quantity}
            onChange={(value) => set(index, { quantity: Number(value) || 1 })}
          />
          <TextInput
            label={index === 0 ? "Benefit" : undefined}
            aria-label="Benefit"
            className={classes["grow"] ?? ""}
            maxLength={80}
            value={benefit.label}
            onChange={(event) => set(index, { label: event.currentTarget.value })}
          />
          <Select
            label={index === 0 ? "For each" : undefined}
            aria-label="For each"
            w={150}
            allowDeselect={false}
            data={[
              { value: "benefit_year", label: "Benefit year" },
              { value: "period", label: "Period" },
            ]}
            value={benefit.per}
            onChange={(value) =>
              set(index, { per: (value ?? "benefit_year") as "benefit_year" | "period" })
            }
          />
          <ActionIcon
            variant="subtle"
            size={34}
            aria-label={`Remove ${benefit.label === "" ? "this benefit" : benefit.label}`}
            onClick={() => change({ benefits: draft.benefits.filter((_, at) => at !== index) })}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            change({
              benefits: [
                ...draft.benefits,
                plainBenefit("", "", 2, "benefit_year"),
              ],
            })
          }
        >
          Add a benefit
        </Button>
      </div>
    </Stack>
  );
}
