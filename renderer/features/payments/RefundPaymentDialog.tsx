/** Refunds a payment, whole or in part (INV-9): from where it stands, how it goes back, and why. */
import { Checkbox, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import type { PaymentGrounds } from "#contract/refunds.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { tenderLabel } from "#domain/payments/tender-words.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { noWayBack, refundDone, wayBackLabel, whereItGoes, type RefundBy } from "./refund-words.ts";

type Ground = PaymentGrounds["grounds"][number];

export type RefundPaymentDialogProps = { readonly payment: PaymentRow; readonly onClose: () => void };

export function RefundPaymentDialog({ payment, onClose }: RefundPaymentDialogProps) {
  const office = useOffice();
  const { locale, money } = usePracticeFormat();
  const { paymentId, receiptNumber, tender, reference, receivedOn, payerName } = payment;
  const topics = ["payments", "invoices", `household/${payment.householdId}`];
  const start = useQueryOf(office.refunds.ofPayment, { paymentId }, { topics });
  const refund = useCommand(office.refunds.payment);
  const [typed, setTyped] = useState<Readonly<Record<string, Cents | null>>>({});
  const [chosen, setChosen] = useState<RefundBy | null>(null);
  const [owedAgain, setOwedAgain] = useState(false);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string | null>(null);

  const grounds = start.data?.grounds ?? [];
  const amountOf = (ground: Ground): Cents | null => {
    const key = keyOf(ground);
    return key in typed ? (typed[key] ?? null) : grounds.length === 1 ? ground.leftCents : null;
  };
  const parts = grounds.flatMap((ground) => {
    const cents = amountOf(ground);
    return cents === null || cents === 0 ? [] : [{ invoiceId: ground.invoiceId, cents }];
  });
  const way = { tender, canGoBack: start.data?.canGoBack ?? true, noWay: start.data?.noWay ?? null, cardLast4: start.data?.cardLast4 ?? null };
  const noWay = noWayBack(way);
  const by: RefundBy = chosen ?? (way.canGoBack ? "tender" : "check");
  const mayBeOwed = by !== "credit" && grounds.every((ground) => ground.invoiceId !== null && !ground.throughCredit);
  const wanted = { paymentId, parts, by, owedAgain: owedAgain && mayBeOwed };
  const ready = parts.length > 0;
  const preview = useQueryOf(
    office.refunds.previewPayment,
    { ...wanted, reason: "preview" },
    { topics, keepPrevious: true, enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const total = addCents(zeroCents, ...parts.map((part) => part.cents));
  const submit = async () => {
    const done = await refund.run({ ...wanted, reason });
    if (!done) return;
    // The card said no and nothing was refunded: the dialog stays, with the other ways.
    if (done.card?.bookedAs === "taken_back") {
      setRefused(done.card.sentence);
      setChosen("check");
      return;
    }
    showToast(refundDone(done.card, say(done.cents), `receipt ${receiptNumber}`));
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      tone="trouble"
      title={`Refund receipt ${receiptNumber}`}
      sentence={`${payerName} paid ${say(payment.amountCents)} on ${fullDay(receivedOn, locale)}, ${tenderLabel(tender, tender === "gift_certificate" ? "" : reference)}.`}
      primaryLabel={ready ? `Refund ${say(total)}` : "Refund"}
      busy={refund.busy}
      failure={refund.failure ?? start.failure ?? (ready ? preview.failure : null)}
      shownFields={["reason"]}
      disabled={shown === undefined || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(shown ? {} : { waitingFor: waitingFor(start.data, ready) })}
        >
          {shown && (
            <>
              <p>
                {say(shown.cents)} {whereItGoes(by, way)}
                {shown.taxCents > 0 ? `, ${say(shown.taxCents)} of it tax` : ""}. {say(shown.leftAfterCents)} of this
                payment is left.
              </p>
              <p>
                {wanted.owedAgain
                  ? `The invoices are open again for it; the household then owes ${say(shown.owedAfterCents)}.`
                  : "What is refunded is not owed any more."}
              </p>
            </>
          )}
        </WhatHappens>
      }
    >
      {refused !== null && <Note tone="trouble">{refused}</Note>}
      {onTheirWay(start.data).map((sentence) => (
        <Note key={sentence} tone="attention">
          {sentence}
        </Note>
      ))}
      {grounds.map((ground) => (
        <MoneyField
          key={keyOf(ground)}
          label={ground.invoiceNumber === null ? "Of the household credit it brought" : `Of invoice ${ground.invoiceNumber}`}
          description={`At most ${say(ground.leftCents)}`}
          max={ground.leftCents}
          value={amountOf(ground)}
          onChange={(cents) => setTyped((before) => ({ ...before, [keyOf(ground)]: cents }))}
        />
      ))}
      <Radio.Group
        label="How it goes back"
        {...(noWay === null ? {} : { description: noWay })}
        value={by}
        onChange={(value) => setChosen(value as RefundBy)}
      >
        <Stack gap={6} mt={4}>
          <Radio
            value="tender"
            label={wayBackLabel(way)}
            disabled={!way.canGoBack}
          />
          <Radio value="check" label="A check, to be written" />
          <Radio
            value="credit"
            label="Household credit"
            disabled={parts.some((part) => part.invoiceId === null)}
          />
        </Stack>
      </Radio.Group>
      <Checkbox
        label="The household still owes it: open the invoices again"
        checked={wanted.owedAgain}
        disabled={!mayBeOwed}
        onChange={(event) => setOwedAgain(event.currentTarget.checked)}
      />
      <TextInput
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(refund.failure, "reason")}
        maxLength={200}
        withAsterisk
        aria-required
      />
    </ActionDialog>
  );
}

function keyOf(ground: Ground): string {
  return ground.invoiceId === null ? "credit" : String(ground.invoiceId);
}

/** What of this payment is on its way to the card already. */
function onTheirWay(start: PaymentGrounds | undefined): string[] {
  return (start?.toCard ?? []).flatMap(({ bookedAs, sentence }) => (bookedAs === null ? [sentence] : []));
}

function waitingFor(start: PaymentGrounds | undefined, ready: boolean): string {
  if (start === undefined) return "Looking at where the money stands.";
  if (start.grounds.length === 0) return "Nothing of this payment is left to refund.";
  return ready ? "Working it out." : "Enter how much goes back.";
}
