/** Commitment, leaving early, renewal, and what members sign (PPL-10, MEM-8). */
import { Checkbox, Select, Textarea } from "@mantine/core";
import { zeroCents } from "#domain/money.ts";
import type { EarlyExitPolicy } from "#domain/memberships/early-exit.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { ChoiceField, ProblemAt, WholeField, type SectionProps } from "./fields.tsx";
import classes from "../Plans.module.css";

const exits: readonly { readonly value: EarlyExitPolicy["kind"]; readonly label: string }[] = [
  { value: "none", label: "Nothing" },
  { value: "remaining_term", label: "The rest of the term" },
  { value: "fixed", label: "A fixed fee" },
  { value: "claw_back", label: "What was used at a discount" },
];

export function RulesPanel({ draft, change, problem }: SectionProps) {
  const { earlyExit } = draft;
  return (
    <Panel title="How long and leaving">
      <div className={classes["stack"]}>
        <div className={classes["row"]}>
          <WholeField
            label="Least periods"
            most={60}
            placeholder="None"
            value={draft.commitmentPeriods === 0 ? null : draft.commitmentPeriods}
            onChange={(periods) => change({ commitmentPeriods: periods ?? 0 })}
          />
          {draft.commitmentPeriods > 0 && (
            <ChoiceField
              label="Leaving early costs"
              wide
              options={exits}
              value={earlyExit.kind}
              onChange={(kind) =>
                change({ earlyExit: kind === "fixed" ? { kind, cents: zeroCents, waiverDays: 14 } : { kind } })
              }
            />
          )}
          {draft.commitmentPeriods > 0 && earlyExit.kind === "fixed" && (
            <>
              <div className={classes["narrow"]}>
                <MoneyField
                  label="Fee for leaving"
                  value={earlyExit.cents}
                  onChange={(cents) => change({ earlyExit: { ...earlyExit, cents: cents ?? zeroCents } })}
                />
              </div>
              <WholeField
                label="Waiver days"
                most={366}
                value={earlyExit.waiverDays}
                onChange={(days) => change({ earlyExit: { ...earlyExit, waiverDays: days ?? 0 } })}
              />
            </>
          )}
        </div>
        <ProblemAt problem={problem} of={["early_exit_without_term", "early_exit_fee"]} />
        <p className={classes["quiet"]}>
          {draft.commitmentPeriods === 0
            ? "Month to month: members leave at the end of any paid period."
            : exitSentences[earlyExit.kind]}
        </p>
        <Checkbox
          label="Goes on by itself after the term"
          checked={draft.autoRenew}
          onChange={(event) => change({ autoRenew: event.currentTarget.checked })}
        />
      </div>
    </Panel>
  );
}

const exitSentences: Record<EarlyExitPolicy["kind"], string> = {
  none: "Members who leave before the term ends pay nothing for it.",
  remaining_term: "Members who leave early owe the periods that are left.",
  fixed: "Members who leave early owe the fee, unless they leave within the waiver days of their start.",
  claw_back: "Members who leave early owe what they used at a discount less the dues they paid, at most the rest of the term.",
};

export function AgreementPanel({ draft, change, problem }: SectionProps) {
  const office = useOffice();
  const templates = useQueryOf(office.agreements.list, {}, { topics: ["agreements"] });
  const inUse = (templates.data ?? []).filter((one) => one.retiredAt === null);
  return (
    <Panel title="Agreement">
      <div className={classes["stack"]}>
        <Checkbox
          label="Members sign an agreement"
          checked={draft.agreementRequired}
          onChange={(event) => change({ agreementRequired: event.currentTarget.checked })}
        />
        {draft.agreementRequired && (
          <>
            <Select
              label="Agreement to sign"
              allowDeselect={false}
              data={[
                { value: "0", label: "The words below alone" },
                ...inUse.map((one) => ({ value: String(one.templateId), label: one.name })),
              ]}
              value={String(draft.agreementTemplateId ?? 0)}
              onChange={(value) => change({ agreementTemplateId: value === "0" ? null : Number(value) })}
            />
            <ProblemAt problem={problem} of={["agreement_template"]} />
            <Textarea
              label={draft.agreementTemplateId === null ? "Text of the agreement" : "The plan’s own words in it"}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={20_000}
              value={draft.agreementText}
              onChange={(event) => change({ agreementText: event.currentTarget.value })}
            />
          </>
        )}
      </div>
    </Panel>
  );
}
