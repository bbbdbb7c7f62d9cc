/** What members get and what they pay less for (PPL-13). */
import { ActionIcon, Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { waitingDaysOf, type MemberDiscount, type PlanTerms, type Rollover } from "#domain/memberships/plan.ts";
import { benefitWords } from "#domain/memberships/plan-words.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { newBenefit, type BenefitDraft, type PlanDraft } from "../plan-draft.ts";
import {
  CategoryField,
  ChoiceField,
  PercentField,
  ProblemAt,
  ServicesField,
  WholeField,
  type Catalogue,
  type SectionProps,
} from "./fields.tsx";
import classes from "../Plans.module.css";

export function BenefitsPanel({ draft, change, problem, catalogue }: SectionProps & { readonly catalogue: Catalogue }) {
  const put = (id: number, part: Partial<BenefitDraft>) =>
    change({ benefits: draft.benefits.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <Panel title="Benefits">
      <div className={classes["stack"]} role="group" aria-label="Benefits">
        {draft.benefits.map((benefit) => (
          <Benefit
            key={benefit.id}
            benefit={benefit}
            draft={draft}
            catalogue={catalogue}
            put={(part) => put(benefit.id, part)}
            remove={() => change({ benefits: draft.benefits.filter((one) => one.id !== benefit.id) })}
          />
        ))}
        <ProblemAt
          problem={problem}
          of={["benefit_twice", "benefit_services", "benefit_cap", "benefit_rollover"]}
        />
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => change({ benefits: [...draft.benefits, newBenefit(draft)] })}
          >
            Add a benefit
          </Button>
        </div>
        <div className={classes["row"]}>
          <ChoiceField
            label="The benefit year begins"
            options={[
              { value: "membership", label: "On the start day" },
              { value: "calendar", label: "On 1 January" },
            ]}
            value={draft.benefitYear}
            onChange={(benefitYear) => change({ benefitYear })}
          />
          <WholeField
            label="Waiting days"
            most={365}
            value={draft.waitingDays}
            onChange={(days) => change({ waitingDays: days ?? 0 })}
          />
          <WalletFields draft={draft} change={change} />
        </div>
        <ProblemAt problem={problem} of={["wallet", "wallet_after"]} />
      </div>
    </Panel>
  );
}

function Benefit({
  benefit,
  draft,
  catalogue,
  put,
  remove,
}: {
  readonly benefit: BenefitDraft;
  readonly draft: PlanDraft;
  readonly catalogue: Catalogue;
  readonly put: (part: Partial<BenefitDraft>) => void;
  readonly remove: () => void;
}) {
  const { money } = usePracticeFormat();
  const { scope, rollover } = benefit;
  const name = benefit.label === "" ? "this benefit" : benefit.label;
  return (
    <div className={classes["benefit"]} role="group" aria-label={benefit.label === "" ? "New benefit" : benefit.label}>
      <div className={classes["row"]}>
        <WholeField label="How many" least={1} most={365} value={benefit.quantity} onChange={(quantity) => put({ quantity: quantity ?? 1 })} />
        <TextInput
          label="Benefit"
          className={classes["grow"] ?? ""}
          maxLength={80}
          value={benefit.label}
          onChange={(event) => put({ label: event.currentTarget.value })}
        />
        <ChoiceField
          label="For each"
          options={[
            { value: "benefit_year", label: "Benefit year" },
            { value: "period", label: "Period" },
          ]}
          value={benefit.per}
          onChange={(per) => put({ per })}
        />
        <ActionIcon variant="subtle" size={34} aria-label={`Remove ${name}`} onClick={remove}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes["row"]}>
        <ChoiceField
          label="Spent on"
          options={[
            { value: "named", label: "What its name says" },
            { value: "services", label: "Any of these services" },
            { value: "category", label: "A category" },
          ]}
          value={scope.kind}
          onChange={(kind) =>
            put({ scope: kind === "services" ? { kind, codes: [] } : kind === "category" ? { kind, category: "" } : { kind } })
          }
        />
        {scope.kind === "services" && (
          <ServicesField
            label="Services"
            hideLabel
            catalogue={catalogue}
            codes={scope.codes}
            onChange={(codes) => put({ scope: { kind: "services", codes } })}
          />
        )}
        {scope.kind === "category" && (
          <CategoryField
            catalogue={catalogue}
            value={scope.category}
            onChange={(category) => put({ scope: { kind: "category", category } })}
          />
        )}
      </div>
      <div className={classes["row"]}>
        <ChoiceField
          label="What is left"
          options={[
            { value: "none", label: "Is gone" },
            { value: "some", label: "Stays, up to" },
            { value: "all", label: "All stays" },
          ]}
          value={rollover.kind}
          onChange={(kind) => put({ rollover: firstRollover(kind) })}
        />
        {rollover.kind === "some" && (
          <WholeField
            label="Units"
            least={1}
            most={365}
            value={rollover.units}
            onChange={(units) => put({ rollover: { ...rollover, units: units ?? 1 } })}
          />
        )}
        {rollover.kind !== "none" && (
          <WholeField
            label="For months"
            least={1}
            most={60}
            placeholder="No end"
            value={rollover.months}
            onChange={(months) => put({ rollover: { ...rollover, months } })}
          />
        )}
        <div className={classes["narrow"]}>
          <MoneyField
            label="Worth at most"
            placeholder="No limit"
            value={benefit.valueCapCents}
            onChange={(valueCapCents) => put({ valueCapCents })}
          />
        </div>
        <WholeField
          label="Waiting days"
          most={365}
          placeholder={String(draft.waitingDays)}
          value={benefit.waitingDays}
          onChange={(waitingDays) => put({ waitingDays })}
        />
      </div>
      <Checkbox
        label="May be used by others of the household"
        checked={benefit.shareable}
        onChange={(event) => put({ shareable: event.currentTarget.checked })}
      />
      {benefit.label.trim() !== "" && (
        <span className={classes["quiet"]}>
          {benefit.label}: {benefitWords(benefit, waitingDaysOf(draft, benefit), (cents) => formatMoney(cents as Cents, money))}.
        </span>
      )}
    </div>
  );
}

function firstRollover(kind: Rollover["kind"]): Rollover {
  return kind === "none" ? { kind } : kind === "some" ? { kind, units: 1, months: 12 } : { kind, months: 12 };
}

/** The days are asked for as they stand; an empty field is the usual ninety. */
function WalletAfterFields({ draft, change }: Pick<SectionProps, "draft" | "change">) {
  const { walletAfter } = draft;
  return (
    <>
      <ChoiceField
        label="When the membership ends"
        options={[
          { value: "kept", label: "Kept for some days" },
          { value: "forfeit", label: "Lost" },
          { value: "to_credit", label: "Paid out as credit" },
        ]}
        value={walletAfter.kind}
        onChange={(kind) => change({ walletAfter: kind === "kept" ? { kind, days: 90 } : { kind } })}
      />
      {walletAfter.kind === "kept" && (
        <div className={classes["narrow"]}>
          <NumberInput
            label="Days after the end"
            min={1}
            max={730}
            allowDecimal={false}
            value={walletAfter.days}
            onChange={(value) => change({ walletAfter: { kind: "kept", days: typeof value === "number" ? value : 90 } })}
          />
        </div>
      )}
    </>
  );
}

function WalletFields({ draft, change }: Pick<SectionProps, "draft" | "change">) {
  const { wallet } = draft;
  const set = (next: PlanTerms["wallet"]) => change({ wallet: next });
  return (
    <>
      <ChoiceField
        label="Kept as money to spend"
        options={[
          { value: "none", label: "Nothing" },
          { value: "percent", label: "A part of the dues" },
          { value: "amount", label: "An amount" },
        ]}
        value={wallet.kind}
        onChange={(kind) =>
          set(kind === "none" ? { kind } : kind === "percent" ? { kind, basisPoints: 10_000 } : { kind, cents: zeroCents })
        }
      />
      {wallet.kind === "percent" && (
        <PercentField label="Part" value={wallet.basisPoints} onChange={(basisPoints) => set({ kind: "percent", basisPoints })} />
      )}
      {wallet.kind === "amount" && (
        <div className={classes["narrow"]}>
          <MoneyField label="Of each period" value={wallet.cents} onChange={(cents) => set({ kind: "amount", cents: cents ?? zeroCents })} />
        </div>
      )}
      {wallet.kind !== "none" && <WalletAfterFields draft={draft} change={change} />}
    </>
  );
}

export function DiscountsPanel({ draft, change, problem, catalogue }: SectionProps & { readonly catalogue: Catalogue }) {
  const put = (index: number, part: Partial<MemberDiscount>) =>
    change({ discounts: draft.discounts.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <Panel title="Member prices">
      <div className={classes["stack"]} role="group" aria-label="Member prices">
        {draft.discounts.map(({ on, off }, index) => (
          <div key={index} className={classes["row"]} role="group" aria-label={`Member price ${index + 1}`}>
            <ChoiceField
              label="On"
              hideLabel
              options={[
                { value: "all", label: "Everything else" },
                { value: "category", label: "A category" },
                { value: "service", label: "A service" },
              ]}
              value={on.kind}
              onChange={(kind) =>
                put(index, {
                  on: kind === "all" ? { kind } : kind === "category" ? { kind, category: "" } : { kind, code: "" },
                  // One price for everything the office does makes no sense.
                  ...(kind === "all" && off.kind === "member_price" ? { off: { kind: "percent", basisPoints: 1000 } } : {}),
                })
              }
            />
            {on.kind === "category" && (
              <CategoryField catalogue={catalogue} value={on.category} onChange={(category) => put(index, { on: { kind: "category", category } })} />
            )}
            {on.kind === "service" && (
              <ServicesField
                label="Service"
                hideLabel
                catalogue={catalogue}
                codes={on.code === "" ? [] : [on.code]}
                onChange={(codes) => put(index, { on: { kind: "service", code: codes.at(-1) ?? "" } })}
              />
            )}
            {on.kind !== "all" && (
              <ChoiceField
                label="How much less"
                hideLabel
                options={[
                  { value: "percent", label: "percent off" },
                  { value: "member_price", label: "member price" },
                ]}
                value={off.kind}
                onChange={(kind) => put(index, { off: kind === "percent" ? { kind, basisPoints: 1000 } : { kind, cents: zeroCents } })}
              />
            )}
            {off.kind === "percent" ? (
              <PercentField label="Percent off" hideLabel value={off.basisPoints} onChange={(basisPoints) => put(index, { off: { kind: "percent", basisPoints } })} />
            ) : (
              <div className={classes["narrow"]}>
                <MoneyField label="Member price" value={off.cents} onChange={(cents) => put(index, { off: { kind: "member_price", cents: cents ?? zeroCents } })} />
              </div>
            )}
            <ActionIcon
              variant="subtle"
              size={34}
              aria-label={`Remove member price ${index + 1}`}
              onClick={() => change({ discounts: draft.discounts.filter((_, at) => at !== index) })}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <ProblemAt problem={problem} of={["discount_twice", "discount_on_nothing", "discount_amount"]} />
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              change({
                discounts: [
                  ...draft.discounts,
                  draft.discounts.some(({ on }) => on.kind === "all")
                    ? { on: { kind: "category", category: "" }, off: { kind: "percent", basisPoints: 1000 } }
                    : { on: { kind: "all" }, off: { kind: "percent", basisPoints: 1500 } },
                ],
              })
            }
          >
            Add a member price
          </Button>
        </div>
      </div>
    </Panel>
  );
}
