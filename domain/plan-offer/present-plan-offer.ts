/** A plan offer as words and amounts (DOC-1): the visits line by line, both sums, and the difference whichever way it goes. */
import type { Day, PeriodMonths } from "../calendar.ts";
import { addCents, toCents } from "../money.ts";
import type { Letterhead, PrintSetup, Recipient } from "../statements/document-data.ts";
import { documentLanguage } from "../statements/document-words.ts";
import { paragraphs, presentLetter, type LabelledText, type LetterPrint } from "../statements/present-letter.ts";
import { printAmount, printDay, printMoney, printPeriod } from "../statements/print-format.ts";
import { offerWords } from "./offer-words.ts";
import type { OfferLine, OfferMember, PlanOffer } from "./plan-offer.ts";

export type PlanOfferData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly datedOn: Day;
  readonly planName: string;
  readonly periodMonths: PeriodMonths;
  readonly members: readonly OfferMember[];
  readonly fromOn: Day;
  readonly throughOn: Day;
  readonly offer: PlanOffer;
  /** The practice's own words, filled in; empty prints nothing. */
  readonly greeting: string;
  readonly notInsurance: string;
};

export type PlanOfferPrint = {
  readonly letter: LetterPrint;
  readonly result: { readonly label: string; readonly value: string; readonly isGood: boolean };
  readonly greeting: readonly string[];
  readonly sentence: string;
  readonly columns: { readonly day: string; readonly service: string; readonly listFee: string; readonly withPlan: string };
  readonly visits: string;
  readonly noVisits: string | null;
  readonly rows: readonly { readonly on: string; readonly text: string; readonly detail: string; readonly list: string; readonly plan: string }[];
  /** Both columns; an empty cell says nothing. */
  readonly sums: readonly { readonly label: string; readonly without: string; readonly withPlan: string }[];
  readonly total: { readonly label: string; readonly without: string; readonly withPlan: string };
  readonly difference: LabelledText;
  readonly how: string;
  readonly notInsurance: readonly string[];
};

export function presentPlanOffer(data: PlanOfferData): PlanOfferPrint {
  const { setup, letterhead, recipient, datedOn, offer, planName } = data;
  const { currency, locale } = setup;
  const words = offerWords(documentLanguage(locale), setup.words);
  const money = (cents: number): string => printMoney(toCents(cents), currency, locale);
  const amount = (cents: number): string => printAmount(toCents(cents), currency, locale);
  const { savedCents } = offer;
  const tax = addCents(offer.taxListCents, offer.taxPlanCents);
  const dated = printDay(datedOn, locale);
  return {
    letter: presentLetter({
      kind: "plan_offer",
      setup,
      letterhead,
      recipient,
      datedOn,
      heading: words.heading,
      reference: `${planName} \u00b7 ${dated}`,
      facts: [
        { label: words.date, value: dated },
        { label: words.account, value: data.householdNumber },
        { label: words.plan, value: planName },
        { label: words.period, value: printPeriod(data.fromOn, data.throughOn, locale) },
      ],
    }),
    result: { label: savedCents > 0 ? words.saved : savedCents < 0 ? words.more : words.even, value: money(Math.abs(savedCents)), isGood: savedCents > 0 },
    greeting: paragraphs(data.greeting),
    sentence:
      savedCents > 0
        ? words.savedSentence(money(savedCents), planName)
        : savedCents < 0
          ? words.moreSentence(money(-savedCents), planName)
          : words.evenSentence(planName),
    columns: { day: words.day, service: words.service, listFee: words.listFee, withPlan: words.withPlan },
    visits: words.visits,
    noVisits: offer.lines.length === 0 ? words.noVisits : null,
    rows: offer.lines.map((line) => ({
      on: printDay(line.visit.on, locale),
      text: line.visit.quantity === 1 ? line.visit.description : `${line.visit.quantity} \u00d7 ${line.visit.description}`,
      detail: [nameOf(data, line), ...howOf(line, data)].filter((part) => part !== "").join(" \u00b7 "),
      list: amount(line.listCents),
      plan: amount(line.planCents),
    })),
    sums: [
      { label: words.services, without: amount(offer.listCents), withPlan: amount(offer.servicesCents) },
      ...duesRows(data),
      ...(offer.activationCents === 0 ? [] : [{ label: words.activation, without: "", withPlan: amount(offer.activationCents) }]),
      ...(tax === 0 ? [] : [{ label: words.tax, without: amount(offer.taxListCents), withPlan: amount(offer.taxPlanCents) }]),
    ],
    total: { label: words.total, without: money(offer.withoutCents), withPlan: money(offer.withCents) },
    difference: { label: savedCents < 0 ? words.more : savedCents > 0 ? words.saved : words.even, value: money(Math.abs(savedCents)) },
    how: words.how,
    notInsurance: paragraphs(data.notInsurance),
  };
}

/** A name only where there are several. */
function nameOf({ members }: PlanOfferData, { visit }: OfferLine): string {
  return members.length < 2 ? "" : (members.find(({ patientId }) => patientId === visit.patientId)?.name ?? "");
}

function howOf({ included, discountCents, visit }: OfferLine, { setup }: PlanOfferData): string[] {
  const words = offerWords(documentLanguage(setup.locale), setup.words);
  return [
    ...(included === null ? [] : [words.included(included.label, included.units, visit.quantity)]),
    ...(discountCents === 0 ? [] : [words.discount(printMoney(discountCents, setup.currency, setup.locale))]),
  ];
}

/** One row for each price: members who pay alike stand together. */
function duesRows({ setup, offer, members, periodMonths }: PlanOfferData): PlanOfferPrint["sums"][number][] {
  const words = offerWords(documentLanguage(setup.locale), setup.words);
  const alike = Map.groupBy(offer.dues, ({ eachCents, periods }) => `${eachCents} ${periods}`);
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const names = same.map(({ patientId }) => members.find((member) => member.patientId === patientId)?.name ?? "").join(", ");
    const label = words.dues(printMoney(first.eachCents, setup.currency, setup.locale), first.periods, periodMonths);
    return [{ label: members.length < 2 ? label : `${label} \u00b7 ${names}`, without: "", withPlan: printAmount(addCents(...same.map(({ cents }) => cents)), setup.currency, setup.locale) }];
  });
}
