/** A blank invoice: whom it bills, its lines, its terms, issued at once (INV-1, INV-3). */
import { Button, Group, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { PatientId } from "#domain/identity.ts";
import { termsOptions, termsWord } from "#domain/invoices/terms.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { formIsClear } from "../../kit/field-validity.ts";
import { Money } from "../../kit/Money.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { HouseholdPicker, type PickedPerson } from "../payments/HouseholdPicker.tsx";
import { DraftLineFields, type MemberOption } from "./DraftLineFields.tsx";
import { draftInput, newLine, priceInput, totalOf, type DraftInput, type DraftLine } from "./invoice-draft.ts";
import classes from "./NewInvoice.module.css";

export function NewInvoicePage() {
  const [person, setPerson] = useState<PickedPerson | null>(null);
  return (
    <Page title="New invoice">
      <Panel title="Whom it bills">
        <HouseholdPicker label="Anybody of the household" value={person} onChange={setPerson} />
      </Panel>
      {person !== null && <Draft key={person.householdId} person={person} />}
    </Page>
  );
}

function Draft({ person }: { readonly person: PickedPerson }) {
  const office = useOffice();
  const today = useToday();
  const { money } = usePracticeFormat();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const members = useMembers(person);
  const [termsDays, setTermsDays] = useState(0);
  const [lines, setLines] = useState<readonly DraftLine[]>(() => [
    newLine(1, person.patientId, today),
  ]);
  const command = useCommand(office.invoices.issue);
  const asked = draftInput(person.householdId, lines, termsDays);
  const services = useQueryOf(office.services.list, {}, { topics: ["services"] });
  const preview = useQueryOf(
    office.invoices.previewTyped,
    "input" in asked ? priceInput(asked.input) : nothingTyped(person.householdId),
    {
      topics: ["memberships", "coupons", "services", `household/${person.householdId}`],
      keepPrevious: true,
      enabled: "input" in asked,
    },
  );
  // While it is not complete, or for a moment after a change of its lines, the draft's own sums stand.
  const priced = "input" in asked && preview.data?.lines.length === lines.length ? preview.data : undefined;
  const total = priced ?? totalOf(lines);
  const change = (key: number, part: Partial<DraftLine>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const issue = async () => {
    if (!("input" in asked) || form.current === null || !formIsClear(form.current)) return;
    const done = await command.run({ ...asked.input, expectedTotalCents: priced?.totalCents ?? null });
    if (done === undefined) return;
    showToast({ message: `Invoice ${done.number} is issued.` });
    void navigate({
      to: "/invoices/$invoiceId" as never,
      params: { invoiceId: String(done.invoiceId) } as never,
    });
  };
  return (
    <form
      ref={form}
      noValidate
      className={classes["draft"]}
      onSubmit={(event) => {
        event.preventDefault();
        void issue();
      }}
    >
      <Panel title="Lines">
        <div className={classes["lines"]}>
          {lines.map((line, index) => (
            <DraftLineFields
              key={line.key}
              line={line}
              number={index + 1}
              members={members}
              services={services.data?.rows ?? []}
              priced={priced?.lines[index]}
              onChange={(part) => change(line.key, part)}
              {...(lines.length > 1
                ? {
                    onRemove: () =>
                      setLines((before) => before.filter((one) => one.key !== line.key)),
                  }
                : {})}
            />
          ))}
        </div>
        <Button
          type="button"
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            setLines((before) => [
              ...before,
              newLine(Math.max(...before.map((line) => line.key)) + 1, person.patientId, today),
            ])
          }
        >
          Add a line
        </Button>
      </Panel>
      <Panel title="Terms and total">
        <div className={classes["foot"]}>
          <Select
            label="Due"
            data={termsOptions.map((days) => ({ value: String(days), label: termsWord(days) }))}
            value={String(termsDays)}
            allowDeselect={false}
            onChange={(value) => setTermsDays(Number(value ?? 0))}
            w={160}
          />
          <dl className={`${classes["sums"]} pf-figures`}>
            <dt>Before tax</dt>
            <dd>
              <Money cents={total.netCents} />
            </dd>
            <dt>Tax</dt>
            <dd>
              <Money cents={total.taxCents} />
            </dd>
            <dt>Total</dt>
            <dd>
              <strong>
                <Money cents={total.totalCents} withCurrency />
              </strong>
            </dd>
          </dl>
        </div>
      </Panel>
      {priced?.warnings.map((warning) => (
        <Note key={warning} tone="attention">
          {warning}
        </Note>
      ))}
      <RefusalNote failure={command.failure ?? ("input" in asked ? preview.failure : null)} />
      <Group justify="space-between" gap={12}>
        <p className={classes["waiting"]} role="status">
          {"waitingFor" in asked ? asked.waitingFor : "It gets its number when it is issued."}
        </p>
        <Button type="submit" loading={command.busy} disabled={!("input" in asked) || preview.fetching}>
          Issue invoice for {formatMoney(total.totalCents, money, { withCurrency: true })}
        </Button>
      </Group>
    </form>
  );
}

/** A question that is never asked: there is no preview before the lines are complete. */
function nothingTyped(householdId: DraftInput["householdId"]): DraftInput {
  return { householdId, termsDays: 0, lines: [] };
}

/** Everybody of the household, for whom a line may be. */
function useMembers(person: PickedPerson): readonly MemberOption[] {
  const office = useOffice();
  const { data } = useQueryOf(
    office.patients.chart,
    { patientId: person.patientId },
    { topics: ["patients", `household/${person.householdId}`] },
  );
  return (
    data?.household.members.map((member) => ({
      patientId: member.patientId,
      name: member.name,
    })) ?? [{ patientId: person.patientId as PatientId, name: person.name }]
  );
}
