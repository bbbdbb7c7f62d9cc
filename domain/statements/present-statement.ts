/** A statement's facts as the words and amounts on the paper (DOC-4). */
import { invariant } from "../invariant.ts";
import { addCents } from "../money.ts";
import type { Cents } from "../money.ts";
import { ageMessage } from "./age-message.ts";
import type { StatementData } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import { paragraphs, presentLetter } from "./present-letter.ts";
import type { LabelledText, LetterPrint } from "./present-letter.ts";
import { presentSlip } from "./present-slip.ts";
import type { SlipPrint } from "./present-slip.ts";
import { printAmount, printDay, printMoney, printPeriod } from "./print-format.ts";

export type StatementRow = {
  readonly on: string;
  /** The member, the household, or the word for a payment or refund. */
  readonly who: string;
  readonly text: string;
  readonly charge: string;
  readonly credit: string;
  /** The first row of a member, set a little apart from the one before. */
  readonly opens: boolean;
};

export type StatementPrint = {
  readonly letter: LetterPrint;
  readonly summary: readonly LabelledText[];
  readonly due: LabelledText & { readonly when: string };
  readonly aging: { readonly label: string; readonly cells: readonly LabelledText[] };
  readonly message: readonly string[];
  readonly note: readonly string[];
  readonly columns: {
    readonly on: string;
    readonly who: string;
    readonly text: string;
    readonly charge: string;
    readonly credit: string;
  };
  readonly rows: readonly StatementRow[];
  readonly totals: { readonly label: string; readonly charge: string; readonly credit: string };
  readonly closing: LabelledText;
  /** Said instead of rows when there are none. */
  readonly empty: string;
  readonly slip: SlipPrint | null;
};

/** Lays out a statement. Facts that do not add up are our bug, never something to print. */
export function presentStatement(data: StatementData): StatementPrint {
  requireBalanced(data);
  const { setup } = data;
  const { currency, locale } = setup;
  const words = documentWords(locale, setup.words);
  const money = (cents: Cents) => printMoney(cents, currency, locale);
  const dueText =
    data.dueOn === null ? words.onReceipt : `${words.dueBy} ${printDay(data.dueOn, locale)}`;
  const dated = printDay(data.statementOn, locale);
  const charges = addCents(...data.lines.map((line) => line.chargeCents));
  const credits = addCents(...data.lines.map((line) => line.creditCents));
  const payments = addCents(...data.payments.map((payment) => payment.amountCents));
  const refunds = addCents(...data.payments.map((payment) => Math.min(0, payment.amountCents)));

  return {
    letter: presentLetter({
      kind: "statement",
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      datedOn: data.statementOn,
      heading: words.statement,
      reference: `${words.household} ${data.householdNumber} \u00b7 ${dated}`,
      facts: [
        { label: words.household, value: data.householdNumber },
        { label: words.statementDate, value: dated },
        { label: words.period, value: printPeriod(data.fromOn, data.throughOn, locale) },
        ...(data.letterhead.taxId === null
          ? []
          : [{ label: words.taxId, value: data.letterhead.taxId }]),
      ],
    }),
    summary: [
      balance(data.openingCents, words.previousBalance, words.previousCredit, money),
      { label: words.charges, value: money(charges) },
      ...(credits === 0 ? [] : [{ label: words.credits, value: money(credits) }]),
      { label: words.payments, value: money(payments) },
      balance(data.closingCents, words.balance, words.creditBalance, money),
    ],
    due: {
      label: words.amountDue,
      value: money(data.amountDueCents),
      when: data.amountDueCents === 0 ? words.nothingDue : dueText,
    },
    aging: {
      label: words.aging,
      cells: [
        { label: words.days0to30, value: money(data.aging.days0to30Cents) },
        { label: words.days31to60, value: money(data.aging.days31to60Cents) },
        { label: words.days61to90, value: money(data.aging.days61to90Cents) },
        { label: words.over90, value: money(data.aging.over90Cents) },
        { label: words.unusedCredit, value: money(data.unusedCreditCents) },
        ...(data.walletCents > 0 ? [{ label: words.wallet, value: money(data.walletCents) }] : []),
      ],
    },
    message: paragraphs(ageMessage(data.aging, data.messages)),
    note: paragraphs(data.note),
    columns: {
      on: words.date,
      who: words.patient,
      text: words.description,
      charge: words.charges,
      credit: words.creditsAndPayments,
    },
    rows: statementRows(data),
    totals: {
      label: words.total,
      charge: printAmount(addCents(charges, -refunds), currency, locale),
      credit: printAmount(addCents(credits, payments, -refunds), currency, locale),
    },
    closing: balance(
      data.closingCents,
      `${words.endingBalance} ${printDay(data.throughOn, locale)}`,
      `${words.endingCredit} ${printDay(data.throughOn, locale)}`,
      money,
    ),
    empty: data.lines.length + data.payments.length === 0 ? words.noActivity : "",
    slip: presentSlip({
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      householdNumber: data.householdNumber,
      amountCents: data.amountDueCents,
      facts: [
        { label: words.household, value: data.householdNumber },
        { label: words.statementDate, value: dated },
        {
          label: words.dueBy,
          value: data.dueOn === null ? words.onReceipt : printDay(data.dueOn, locale),
        },
      ],
      paymentOptions: data.paymentOptions,
    }),
  };
}

/** Charges by member in the order of their first line, the household's own last, then payments. */
function statementRows(data: StatementData): StatementRow[] {
  const { currency, locale } = data.setup;
  const words = documentWords(locale, data.setup.words);
  const amount = (cents: Cents) => (cents === 0 ? "" : printAmount(cents, currency, locale));
  const byMember = Map.groupBy(data.lines, (line) => line.patientName);
  const members = [...byMember.keys()].toSorted((a, b) => Number(a === null) - Number(b === null));
  const charges = members.flatMap((member) =>
    (byMember.get(member) ?? []).map((line, index) => ({
      on: printDay(line.on, locale),
      who: member ?? words.wholeHousehold,
      text: line.description,
      // A free line still says so; otherwise an empty cell reads better than 0.00.
      charge:
        line.creditCents === 0
          ? printAmount(line.chargeCents, currency, locale)
          : amount(line.chargeCents),
      credit: amount(line.creditCents),
      opens: index === 0,
    })),
  );
  const payments = data.payments.map((payment, index) => ({
    on: printDay(payment.on, locale),
    who: payment.amountCents < 0 ? words.refund : words.payment,
    text: payment.description,
    // A refund gives money back, so it stands with the charges.
    charge: payment.amountCents < 0 ? amount(-payment.amountCents as Cents) : "",
    credit: payment.amountCents < 0 ? "" : amount(payment.amountCents),
    opens: index === 0,
  }));
  return [...charges, ...payments];
}

/** A balance without a minus sign: what the household has to its credit is called so. */
function balance(
  cents: Cents,
  owed: string,
  credit: string,
  money: (cents: Cents) => string,
): LabelledText {
  return cents < 0
    ? { label: credit, value: money(-cents as Cents) }
    : { label: owed, value: money(cents) };
}

function requireBalanced(data: StatementData): void {
  const charges = addCents(...data.lines.map((line) => line.chargeCents - line.creditCents));
  const paid = addCents(...data.payments.map((payment) => payment.amountCents));
  invariant(
    data.openingCents + charges - paid === data.closingCents,
    "opening + charges − credits − payments = closing on a statement",
  );
  invariant(
    data.lines.every((line) => line.chargeCents >= 0 && line.creditCents >= 0),
    "charges and credits of a statement are not negative",
  );
  invariant(
    data.amountDueCents >= 0 && data.unusedCreditCents >= 0,
    "no negative amount due or credit",
  );
  invariant(data.fromOn <= data.throughOn, "a statement's period starts before it ends");
}
