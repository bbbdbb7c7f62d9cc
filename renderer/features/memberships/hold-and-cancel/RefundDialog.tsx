/** Refunds dues (MEM-19): which payment, how much of it, how it goes back, and whether the membership goes on. */
import { Checkbox, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Refundable } from "#contract/refunds.ts";
import type { Cents } from "#domain/money.ts";
import { tenderLabel } from "#domain/payments/tender-words.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { Money } from "../../../kit/Money.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { Note } from "../../../kit/RefusalNote.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { noWayBack, refundDone, wayBackLabel, whereItGoes, type RefundBy } from "../../payments/refund-words.ts";
import { isReason, noReason, ReasonFields } from "./ReasonFields.tsx";
import type { DialogProps } from "./one-membership.ts";

type Then = "goes_on" | "now" | "end_of_paid_period";

type Props = DialogProps & { readonly ended: boolean };

export function RefundDialog({ membership, ended, onClose }: Props) {
  const office = useOffice();
  const { locale, money } = usePracticeFormat();
  const { membershipId, patientName } = membership;
  const topics = [`membership/${membershipId}`, "billing", "payments"];
  const start = useQueryOf(office.refunds.start, { membershipId }, { topics });
  const refund = useCommand(office.refunds.make);
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState<{ readonly cents: Cents | null } | null>(null);
  const [by, setBy] = useState<RefundBy>("tender");
  const [owedAgain, setOwedAgain] = useState(false);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string | null>(null);
  const [then, setThen] = useState<Then | null>(ended ? "goes_on" : null);
  const [why, setWhy] = useState(noReason);

  const payments = start.data?.payments ?? [];
  const one = payments.find((row) => keyOf(row) === picked) ?? payments[0];
  const cents = typed === null ? (one && one.suggestedCents > 0 ? one.suggestedCents : null) : typed.cents;
  const way = one ?? { tender: "cash" as const, canGoBack: true, noWay: null, cardLast4: null };
  const noWay = noWayBack(way);
  const how: RefundBy = by === "tender" && noWay !== null ? "check" : by;
  const ready = one !== undefined && cents !== null && cents > 0;
  const wanted = {
    membershipId,
    paymentId: one?.paymentId ?? (1 as Refundable["paymentId"]),
    invoiceId: one?.invoiceId ?? (1 as Refundable["invoiceId"]),
    cents: cents ?? (1 as Cents),
    by: how,
    owedAgain: owedAgain && how !== "credit",
    cancel:
      then === "now" || then === "end_of_paid_period"
        ? { when: then, reasonCode: why.code ?? ("other" as const), reason: why.words }
        : null,
  };
  const preview = useQueryOf(
    office.refunds.preview,
    { ...wanted, reason: "preview", cancel: wanted.cancel && { ...wanted.cancel, reason: "preview" } },
    { topics, keepPrevious: true, enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const say = (amount: Cents) => formatMoney(amount, money, { withCurrency: true });
  const submit = async () => {
    if (!shown || cents === null) return;
    const done = await refund.run({ ...wanted, reason });
    if (!done) return;
    // The card said no and nothing was refunded: the dialog stays, with the other ways.
    if (done.card?.bookedAs === "taken_back") {
      setRefused(done.card.sentence);
      setBy("check");
      return;
    }
    showToast(refundDone(done.card, say(done.cents), `receipt ${one?.receiptNumber ?? ""}`));
    onClose();
  };
  const isMissing = reason.trim() === "" || then === null || (wanted.cancel !== null && !isReason(why));
  return (
    <ActionDialog
      opened
      size="lg"
      tone="trouble"
      title={`Refund dues of ${patientName}`}
      sentence={`${membership.planName}. Any payment can go back up to what is left of it.`}
      primaryLabel={shown ? `Refund ${say(shown.cents)}` : "Refund"}
      busy={refund.busy}
      failure={refund.failure ?? start.failure ?? (ready ? preview.failure : null)}
      disabled={!shown || isMissing || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(shown ? {} : { waitingFor: waitingFor(start.data === undefined, payments.length, ready) })}
        >
          {shown && (
            <>
              <p>{`${say(shown.cents)} ${whereItGoes(how, way)}. ${say(shown.leftAfterCents)} of this payment is left.`}</p>
              <p>
                {wanted.owedAgain
                  ? `The invoice is open again for it; the household then owes ${say(shown.owedAfterCents)}.`
                  : "The refunded part is not owed any more."}
              </p>
              {shown.cancelled && <p>The membership is cancelled with it; nothing more comes back.</p>}
            </>
          )}
        </WhatHappens>
      }
    >
      {refused !== null && <Note tone="trouble">{refused}</Note>}
      {payments.length > 0 && (
        <Radio.Group
          label="Which payment"
          value={one ? keyOf(one) : null}
          onChange={(value) => {
            setPicked(value);
            setTyped(null);
          }}
        >
          <Stack gap={6} mt={4}>
            {payments.slice(0, 6).map((row) => (
              <Radio
                key={keyOf(row)}
                value={keyOf(row)}
                label={
                  <>
                    {`Receipt ${row.receiptNumber}, ${fullDay(row.receivedOn, locale)}, ${tenderLabel(row.tender, row.reference)}: `}
                    <Money cents={row.leftCents} withCurrency /> left
                  </>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {one && (
        <MoneyField
          label="Amount"
          required
          {...(one.suggestedCents > 0 && start.data
            ? { description: `Unused days from ${fullDay(start.data.unusedFromOn, locale)} on: ${say(one.suggestedCents)}` }
            : {})}
          max={one.leftCents}
          value={cents}
          onChange={(value) => setTyped({ cents: value })}
        />
      )}
      <Radio.Group
        label="How it goes back"
        {...(noWay === null ? {} : { description: noWay })}
        value={how}
        onChange={(value) => setBy(value as RefundBy)}
      >
        <Group gap="6px 16px" mt={4}>
          <Radio value="tender" label={wayBackLabel(way)} disabled={noWay !== null} />
          <Radio value="check" label="A refund check to write" />
          <Radio value="credit" label="Credit of the household" />
        </Group>
      </Radio.Group>
      {how !== "credit" && (
        <Checkbox
          label="It is owed again: they will pay it another way"
          checked={owedAgain}
          onChange={(event) => setOwedAgain(event.currentTarget.checked)}
        />
      )}
      <TextInput label="Reason for the refund" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {!ended && (
        <Radio.Group label="And the membership?" required value={then} onChange={(value) => setThen(value as Then)}>
          <Group gap="6px 16px" mt={4}>
            <Radio value="goes_on" label="It goes on" />
            <Radio value="now" label="It ends today" />
            <Radio value="end_of_paid_period" label="It ends with the paid days" />
          </Group>
        </Radio.Group>
      )}
      {wanted.cancel !== null && <ReasonFields reason={why} onChange={setWhy} />}
    </ActionDialog>
  );
}

function keyOf({ paymentId, invoiceId }: Refundable): string {
  return `${paymentId}/${invoiceId}`;
}

function waitingFor(isLoading: boolean, payments: number, ready: boolean): string {
  if (isLoading) return "One moment.";
  if (payments === 0) return "No payment stands on dues of this membership, so there is nothing to refund.";
  return ready ? "Nothing, as it stands." : "Enter the amount.";
}
