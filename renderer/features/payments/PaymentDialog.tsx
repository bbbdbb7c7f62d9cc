/** The form of a payment: tender, amount, invoices, what happens (INV-7, INV-8). */
import { Button, Checkbox, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { PaymentPreview } from "#contract/payments.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem, type Failure } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { OpenInvoices } from "./OpenInvoices.tsx";
import { PaymentEffects } from "./PaymentEffects.tsx";
import {
  amountOf,
  differsFromShown,
  emptyPaymentForm,
  paymentInput,
  referenceLabel,
  takeLabel,
  type DeskTender,
  type FurtherTender,
  type PayingWay,
  type PaymentForm,
  type PaymentGround,
  type PaymentInput,
} from "./payment-form.ts";
import type { Taken } from "./TakenPayment.tsx";
import { useOpenInvoices } from "./use-open-invoices.ts";
import classes from "./Payments.module.css";

export type PaymentDialogProps = {
  readonly householdId: HouseholdId | null;
  readonly payerName: string;
  readonly invoiceId: InvoiceId | null;
  /** Where the household is looked for, when it is not known. */
  readonly picker: ReactNode;
  readonly onTaken: (taken: Taken) => void;
  readonly onClose: () => void;
};

export function PaymentDialog({
  householdId,
  payerName,
  invoiceId,
  picker,
  onTaken,
  onClose,
}: PaymentDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const [form, setForm] = useState<PaymentForm>(() =>
    emptyPaymentForm(invoiceId === null ? "oldest" : "this"),
  );
  const change = (part: Partial<PaymentForm>) => setForm((before) => ({ ...before, ...part }));
  const open = useOpenInvoices(householdId);
  const ground: PaymentGround = { householdId, invoices: open.invoices, invoiceId };
  const asked = paymentInput(form, ground);
  const input = "input" in asked ? asked.input : null;
  const preview = useQueryOf(office.payments.preview, input === null ? unasked : { ...input, more: [...input.more] }, {
    topics: ["invoices", "payments", `household/${householdId ?? 0}`],
    enabled: input !== null,
    keepPrevious: true,
  });
  const shown = input === null ? undefined : preview.data;
  // A card charge of the same invoice may yet succeed: the desk says that it knows (BIL-8).
  const inDoubt = shown?.unresolvedCharges ?? [];
  const [knows, setKnows] = useState(false);
  const command = useCommand(office.payments.take);
  const amountCents = amountOf(form, ground);
  const totalCents = amountCents === null ? null : addCents(amountCents, ...form.more.map((one) => one.cents ?? 0));
  const amount =
    totalCents === null ? null : formatMoney(totalCents, money, { withCurrency: true });
  const submit = async () => {
    if (input === null) return;
    const done = await command.run({
      ...input,
      more: [...input.more],
      knowsOfCharge: knows,
      shownToCreditCents: shown?.toCreditCents ?? null,
    });
    if (done === undefined) return;
    const { tender } = input.tender;
    onTaken({
      ...done,
      payerName,
      tender,
      amountCents: addCents(input.tender.amountCents, ...input.more.map((one) => one.amountCents)),
      surprise: differsFromShown(shown, done),
    });
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      size="lg"
      title={payerName === "" ? "Receive payment" : `Receive payment from ${payerName}`}
      primaryLabel={
        amount === null ? "Take payment" : takeLabel(form.more.length > 0 ? "other" : form.tender, amount)
      }
      busy={command.busy}
      failure={command.failure}
      shownFields={["tender.reference", "tender.amountCents", "note"]}
      disabled={shown === undefined || preview.failure !== null || (inDoubt.length > 0 && !knows)}
      whatHappens={
        <>
          <PaymentEffects
            preview={shown}
            busy={preview.fetching}
            waitingFor={waiting(asked, preview.failure)}
          />
          {input !== null && <RefusalNote failure={preview.failure} />}
        </>
      }
      onSubmit={() => void submit()}
    >
      {picker}
      {inDoubt.length > 0 && (
        <Note tone="attention" role="alert">
          {inDoubt.map(({ invoiceId: id, number, amountCents: cents }) => (
            <p key={id}>
              A card charge of {formatMoney(cents, money, { withCurrency: true })} for invoice {number} has
              no answer yet and may still succeed.
            </p>
          ))}
          <Checkbox
            label="Take this payment all the same; what is paid twice becomes credit"
            checked={knows}
            onChange={(event) => setKnows(event.currentTarget.checked)}
          />
        </Note>
      )}
      <Fields form={form} amountCents={amountCents} change={change} failure={command.failure} />
      <FurtherTenders form={form} change={change} />
      <RefusalNote failure={open.failure} />
      {open.invoices.length > 0 && (
        <div className={classes["split"]}>
          <SegmentedControl
            aria-label="Which invoices it pays"
            size="xs"
            value={form.way}
            data={waysOf(open.invoices, invoiceId)}
            onChange={(way) => change(wayChosen(way as PayingWay, shown))}
          />
          <OpenInvoices
            invoices={open.invoices}
            preview={shown}
            chosen={form.way === "chosen" ? form.chosen : null}
            onChoose={(id, cents) => change({ chosen: { ...form.chosen, [id]: cents } })}
          />
        </div>
      )}
      <TextInput
        label="Note"
        value={form.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
        error={fieldProblem(command.failure, "note")}
        maxLength={500}
      />
    </ActionDialog>
  );
}

/** Never sent: the question is not asked while there is no input. */
const unasked: Omit<PaymentInput, "more"> = {
  householdId: asId<HouseholdId>(1),
  tender: { tender: "cash", amountCents: 1 as Cents, tenderedCents: null, reference: "" },
  allocations: null,
  note: "",
};

function waiting(asked: ReturnType<typeof paymentInput>, failure: Failure | null): string | null {
  if ("waitingFor" in asked) return asked.waitingFor;
  return failure === null ? null : "This cannot be taken as it stands.";
}

function waysOf(
  invoices: readonly { invoiceId: InvoiceId; number: number | null }[],
  invoiceId: InvoiceId | null,
) {
  const about = invoices.find((invoice) => invoice.invoiceId === invoiceId);
  return [
    ...(about === undefined ? [] : [{ value: "this", label: `Invoice ${about.number ?? ""}` }]),
    { value: "oldest", label: "Oldest first" },
    { value: "chosen", label: "Choose invoices" },
  ];
}

/** Choosing begins with what the office would have done. */
function wayChosen(way: PayingWay, shown: PaymentPreview | undefined): Partial<PaymentForm> {
  if (way !== "chosen") return { way };
  return {
    way,
    chosen: Object.fromEntries(
      shown?.applied.map((part) => [part.invoiceId, part.appliedCents]) ?? [],
    ),
  };
}

const tenders: readonly DeskTender[] = [
  "cash",
  "check",
  "card_terminal",
  "ach",
  "hsa_card",
  "outside_financing",
  "gift_certificate",
  "wallet",
  "other",
];
const tenderOptions = tenders.map((value) => ({ value, label: tenderWord(value) }));

/** Split tender (INV-7): the rest of the amount in other ways, each with a receipt of its own. */
function FurtherTenders({ form, change }: Pick<FieldsProps, "form" | "change">) {
  const set = (index: number, part: Partial<FurtherTender>) =>
    change({ more: form.more.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      {form.more.map((one, index) => {
        const reference = referenceLabel(one.tender);
        return (
          // The rows have no names of their own; their place is what tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <div className={classes["further"]} key={index} role="group" aria-label={`Tender ${index + 2}`}>
            <Select
              label="And by"
              data={tenderOptions}
              value={one.tender}
              allowDeselect={false}
              onChange={(value) => set(index, { tender: (value ?? "cash") as DeskTender, reference: "" })}
              w={170}
            />
            <div className={classes["amount"]}>
              <MoneyField label="Amount" value={one.cents} onChange={(cents) => set(index, { cents })} required />
            </div>
            {reference !== null && (
              <TextInput
                label={reference.label}
                value={one.reference}
                onChange={(event) => set(index, { reference: event.currentTarget.value })}
                withAsterisk={reference.required}
                aria-required={reference.required}
                maxLength={60}
                w={170}
              />
            )}
            <Button
              variant="subtle"
              size="xs"
              onClick={() => change({ more: form.more.filter((_, at) => at !== index) })}
            >
              Leave out
            </Button>
          </div>
        );
      })}
      {form.more.length < 5 && (
        <div>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => change({ more: [...form.more, { tender: "check", cents: null, reference: "" }] })}
          >
            Pay part of it another way
          </Button>
        </div>
      )}
    </>
  );
}

type FieldsProps = {
  readonly form: PaymentForm;
  readonly amountCents: Cents | null;
  readonly change: (part: Partial<PaymentForm>) => void;
  readonly failure: Failure | null;
};

function Fields({ form, amountCents, change, failure }: FieldsProps) {
  const reference = referenceLabel(form.tender);
  return (
    <Group align="flex-start" gap={12}>
      <Select
        label="How"
        data={tenderOptions}
        value={form.tender}
        allowDeselect={false}
        onChange={(value) =>
          change({ tender: (value ?? "cash") as DeskTender, reference: "", cashGivenCents: null })
        }
        w={170}
      />
      <div className={classes["amount"]}>
        <MoneyField
          label="Amount"
          value={amountCents}
          onChange={(amount) => change({ amount })}
          error={fieldProblem(failure, "tender.amountCents")}
          required
        />
      </div>
      {form.tender === "cash" && (
        <div className={classes["amount"]}>
          <MoneyField
            label="Cash given"
            value={form.cashGivenCents}
            onChange={(cashGivenCents) => change({ cashGivenCents })}
            placeholder="exact"
          />
        </div>
      )}
      {reference !== null && (
        <TextInput
          label={reference.label}
          value={form.reference}
          onChange={(event) => change({ reference: event.currentTarget.value })}
          error={fieldProblem(failure, "tender.reference")}
          withAsterisk={reference.required}
          aria-required={reference.required}
          maxLength={60}
          w={170}
        />
      )}
    </Group>
  );
}
