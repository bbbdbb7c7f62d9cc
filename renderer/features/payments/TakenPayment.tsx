/** After the money was taken: the change, large; the receipt; and what came out otherwise than shown. */
import { Button, Group, Modal } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import type { PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { Money } from "../../kit/Money.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import type { DeskTender } from "./payment-form.ts";
import { useReceiptFiles } from "./use-receipt-files.ts";
import classes from "./Payments.module.css";

export type Taken = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly payerName: string;
  readonly tender: DeskTender;
  readonly amountCents: Cents;
  readonly changeCents: Cents;
  readonly toCreditCents: Cents;
  readonly balanceAfterCents: Cents;
  /** Another desk was quicker: the outcome is not what was shown before. */
  readonly surprise: boolean;
  /** Receipts of further tenders. */
  readonly more: readonly { readonly paymentId: PaymentId; readonly receiptNumber: number }[];
};

export function TakenPayment({
  taken,
  onClose,
}: {
  readonly taken: Taken;
  readonly onClose: () => void;
}) {
  const { money } = usePracticeFormat();
  const files = useReceiptFiles();
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  return (
    <Modal opened onClose={onClose} title={titleOf(taken)}>
      <div className={classes["taken"]}>
        <p role="status">
          {say(taken.amountCents)} from {taken.payerName} ({taken.more.length > 0 ? "several tenders" : tenderWord(taken.tender)}).{" "}
          {taken.toCreditCents > 0 && `${say(taken.toCreditCents)} of it is household credit now. `}
          {taken.balanceAfterCents > 0
            ? `The household still owes ${say(taken.balanceAfterCents)}.`
            : "Nothing is owed any more."}
        </p>
        {taken.changeCents > 0 && (
          <p className={classes["change"]}>
            <span>Change due</span>
            <strong>
              <Money cents={taken.changeCents} withCurrency />
            </strong>
          </p>
        )}
        {taken.surprise && (
          <Note tone="attention" role="alert">
            Somebody else took money for this household in the meantime, so this payment went
            elsewhere than shown before. If that is wrong, take it back today in the list of
            payments.
          </Note>
        )}
        <RefusalNote failure={files.failure} />
        <Group justify="flex-end" gap={8}>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            loading={files.busy}
            onClick={() => void files.print(taken.paymentId)}
          >
            Print receipt{taken.more.length > 0 ? ` ${taken.receiptNumber}` : ""}
          </Button>
          {taken.more.map((one) => (
            <Button
              key={one.paymentId}
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              loading={files.busy}
              onClick={() => void files.print(one.paymentId)}
            >
              Print receipt {one.receiptNumber}
            </Button>
          ))}
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

function titleOf({ receiptNumber, more }: Taken): string {
  return more.length === 0
    ? `Receipt ${receiptNumber}`
    : `Receipts ${[receiptNumber, ...more.map((one) => one.receiptNumber)].join(", ")}`;
}
