/** Who of the household joins, on which plan and for which period; the activation fee may be waived with a reason. */
import { ActionIcon, Button, Checkbox, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { mayJoin, newMember, type MemberDraft } from "./enrol-draft.ts";
import { periodWordOf, type Months } from "./period-words.ts";
import classes from "./Enrol.module.css";

export type EnrolMembersProps = {
  readonly household: PatientChart["household"]["members"];
  readonly plans: readonly PlanView[];
  readonly members: readonly MemberDraft[];
  /** Whether this person may waive activation fees. */
  readonly mayWaive: boolean;
  readonly onChange: (members: MemberDraft[]) => void;
};

export function EnrolMembers({ household, plans, members, mayWaive, onChange }: EnrolMembersProps) {
  const { money } = usePracticeFormat();
  const free = household.filter(
    (person) => mayJoin(person) && !members.some((member) => member.patientId === person.patientId),
  );
  const change = (index: number, part: Partial<MemberDraft>) =>
    onChange(members.map((member, at) => (at === index ? { ...member, ...part } : member)));
  return (
    <div className={classes["stack"]}>
      {members.map((member, index) => {
        const plan = plans.find((one) => one.planVersionId === member.planVersionId);
        const person = household.find((one) => one.patientId === member.patientId);
        return (
          <div
            key={member.patientId}
            className={classes["member"]}
            role="group"
            aria-label={person?.name ?? "Member"}
          >
            <Select
              label="Member"
              allowDeselect={false}
              data={[...(person ? [person] : []), ...free].map((one) => ({
                value: String(one.patientId),
                label: one.age === null ? one.name : `${one.name}, ${one.age}`,
              }))}
              value={String(member.patientId)}
              onChange={(value) => change(index, { patientId: Number(value) as PatientId })}
            />
            <Select
              label="Plan"
              allowDeselect={false}
              placeholder="Choose a plan"
              data={plans.map((one) => ({ value: String(one.planVersionId), label: one.name }))}
              value={member.planVersionId === null ? null : String(member.planVersionId)}
              onChange={(value) => {
                const chosen = plans.find((one) => String(one.planVersionId) === value);
                change(index, {
                  planVersionId: chosen?.planVersionId ?? null,
                  periodMonths: chosen?.terms.prices[0]?.months ?? 1,
                });
              }}
            />
            <Select
              label="Price"
              allowDeselect={false}
              disabled={plan === undefined}
              data={(plan?.terms.prices ?? []).map((price) => ({
                value: String(price.months),
                label: priceLabel(formatMoney(price.priceCents, money), price.months),
              }))}
              value={plan === undefined ? null : String(member.periodMonths)}
              onChange={(value) => change(index, { periodMonths: Number(value) as Months })}
            />
            <ActionIcon
              variant="subtle"
              size={34}
              aria-label={`Leave out ${person?.name ?? "this member"}`}
              disabled={members.length === 1}
              onClick={() => onChange(members.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
            {plan !== undefined && plan.terms.activation.feeCents > 0 && mayWaive && (
              <div className={classes["waiver"]}>
                <Checkbox
                  label={`Waive the activation fee of ${formatMoney(plan.terms.activation.feeCents, money)}`}
                  checked={member.waiver !== null}
                  onChange={(event) =>
                    change(index, { waiver: event.currentTarget.checked ? "" : null })
                  }
                />
                {member.waiver !== null && (
                  <TextInput
                    aria-label="Why the fee is waived"
                    placeholder="Reason"
                    required
                    maxLength={200}
                    className={classes["grow"] ?? ""}
                    value={member.waiver}
                    onChange={(event) => change(index, { waiver: event.currentTarget.value })}
                  />
                )}
              </div>
            )}
          </div>
        );
      })}
      {free.length > 0 && (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              const [next] = free;
              if (next) onChange([...members, newMember(next, plans)]);
            }}
          >
            Add a member of the household
          </Button>
        </div>
      )}
    </div>
  );
}

function priceLabel(amount: string, months: Months): string {
  return months === 12 ? `${amount} a year, up front` : `${amount} a ${periodWordOf(months)}`;
}
