/**
 * The household sheet on one page (PPL-7, DOC-1): who is in it and on what, what is left of the
 * benefits, the money, the cards, and what was saved against the dues. The template sets rows that are
 * too many for one page smaller, and counts those beyond that.
 */
import { addDays, dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import type { Standing } from "../memberships/standing-words.ts";
import { addCents, type Cents } from "../money.ts";
import type { Letterhead, PrintSetup } from "./document-data.ts";
import { documentLanguage } from "./document-words.ts";
import { papers } from "./envelope.ts";
import type { LabelledText } from "./present-letter.ts";
import { printDay, printMoney } from "./print-format.ts";
import { sheetWords, type SheetWords } from "./household-sheet-words.ts";

export type SheetPlanData = {
  readonly planName: string;
  readonly standing: Standing;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  /** The last covered day (F-6). */
  readonly paidThroughOn: Day | null;
  readonly nextDrawOn: Day | null;
  readonly benefits: readonly { readonly label: string; readonly used: number; readonly quantity: number; readonly untilOn: Day }[];
};

export type HouseholdSheetData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly householdNumber: string;
  readonly payerName: string;
  readonly addressLines: readonly string[];
  readonly asOfOn: Day;
  readonly paysBy: "card" | "manual";
  readonly contactPreference: "email" | "text" | "print";
  readonly members: readonly {
    readonly name: string;
    readonly age: number | null;
    readonly isPayer: boolean;
    readonly plans: readonly SheetPlanData[];
  }[];
  readonly balanceCents: Cents;
  readonly creditCents: Cents;
  readonly pastDueCents: Cents;
  readonly pastDueSinceOn: Day | null;
  readonly cards: readonly { readonly brand: string; readonly last4: string; readonly expiresMonth: number; readonly expiresYear: number; readonly isExpired: boolean }[];
  readonly lastDraw: { readonly on: Day; readonly cents: Cents; readonly openCents: Cents } | null;
  readonly nextDraw: { readonly on: Day; readonly cents: Cents } | null;
  readonly savings: { readonly fromOn: Day; readonly duesCents: Cents; readonly offCents: Cents; readonly benefitsUsed: number; readonly benefitsCents: Cents };
};

export type SheetRow = {
  readonly who: string;
  readonly about: string;
  readonly plan: string;
  readonly price: string;
  readonly standing: string;
  readonly paidThrough: string;
  readonly left: readonly string[];
};

export type HouseholdSheetPrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly language: "en" | "es";
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  readonly heading: string;
  readonly facts: readonly LabelledText[];
  readonly recipient: readonly string[];
  readonly membersLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Said around the number of rows that are not shown, where not all fit. */
  readonly more: { readonly before: string; readonly after: string };
  readonly moneyLabel: string;
  readonly money: readonly LabelledText[];
  readonly drawsLabel: string;
  readonly draws: readonly LabelledText[];
  readonly savedLabel: string;
  readonly saved: readonly LabelledText[];
  readonly total: LabelledText;
  readonly mark: string | null;
};

export function presentHouseholdSheet(data: HouseholdSheetData): HouseholdSheetPrint {
  const { setup, letterhead, savings } = data;
  const { currency, locale, paper } = setup;
  const words = sheetWords(locale, setup.words);
  const money = (cents: Cents): string => printMoney(cents, currency, locale);
  const day = (on: Day): string => printDay(on, locale);
  const contact = [letterhead.phone, letterhead.email].filter((line) => line !== null);
  return {
    title: `${words.sheet} \u2013 ${data.householdNumber}`,
    author: letterhead.name,
    dated: { year: yearOf(data.asOfOn), month: monthOf(data.asOfOn), day: dayOfMonthOf(data.asOfOn) },
    language: documentLanguage(locale),
    sheet: papers[paper],
    sender: { name: letterhead.name, lines: [...letterhead.addressLines, ...contact] },
    heading: words.sheet,
    facts: [
      { label: words.household, value: data.householdNumber },
      { label: words.asOf, value: day(data.asOfOn) },
      { label: words.mail, value: words.mailBy[data.contactPreference] },
    ],
    recipient: [data.payerName, ...data.addressLines],
    membersLabel: words.members,
    columns: [words.member, words.plan, words.standing, words.paidThrough, words.left],
    rows: data.members.flatMap((member) => rowsOf(member, words, { money, day })),
    more: words.more,
    moneyLabel: words.money,
    money: [
      { label: words.balance, value: money(data.balanceCents) },
      { label: words.pastDue, value: pastDue(data, words, { money, day }) },
      { label: words.credit, value: money(data.creditCents) },
      { label: words.pays, value: data.paysBy === "card" ? words.byCard : words.byHand },
      ...cardsOf(data, words),
    ],
    drawsLabel: words.draws,
    draws: [
      { label: words.lastDraw, value: lastDraw(data, words, { money, day }) },
      {
        label: words.nextDraw,
        value: data.nextDraw === null ? words.none : `${day(data.nextDraw.on)} \u00b7 ${money(data.nextDraw.cents)}`,
      },
    ],
    savedLabel: words.saved(day(addDays(savings.fromOn, 1)), day(data.asOfOn)),
    saved: [
      { label: words.dues, value: money(savings.duesCents) },
      { label: words.off, value: money(savings.offCents) },
      { label: words.benefits(savings.benefitsUsed), value: money(savings.benefitsCents) },
    ],
    total: { label: words.savedTotal, value: money(addCents(savings.offCents, savings.benefitsCents)) },
    mark: setup.training ? words.notReal : null,
  };
}

type Format = { readonly money: (cents: Cents) => string; readonly day: (on: Day) => string };

/** Somebody on several plans has a row for each; the name stands on the first. */
function rowsOf(member: HouseholdSheetData["members"][number], words: SheetWords, { money, day }: Format): SheetRow[] {
  const about = [member.age === null ? "" : words.years(member.age), member.isPayer ? words.payer : ""]
    .filter((part) => part !== "")
    .join(", ");
  if (member.plans.length === 0)
    return [{ who: member.name, about, plan: words.noPlan, price: "", standing: "", paidThrough: "", left: [] }];
  return member.plans.map((plan, index) => ({
    who: index === 0 ? member.name : "",
    about: index === 0 ? about : "",
    plan: plan.planName,
    price: `${money(plan.priceCents)} ${words.per(plan.periodMonths)}`,
    standing: words.standings[plan.standing],
    paidThrough: plan.paidThroughOn === null ? "" : day(plan.paidThroughOn),
    left: plan.benefits.map(({ label, used, quantity, untilOn }) =>
      words.leftOf(label, quantity - used, quantity, day(untilOn)),
    ),
  }));
}

function pastDue({ pastDueCents, pastDueSinceOn }: HouseholdSheetData, words: SheetWords, { money, day }: Format): string {
  const since = pastDueSinceOn === null ? "" : ` ${words.since} ${day(pastDueSinceOn)}`;
  return `${money(pastDueCents)}${since}`;
}

function lastDraw({ lastDraw: last }: HouseholdSheetData, words: SheetWords, { money, day }: Format): string {
  if (last === null) return words.none;
  const open = last.openCents === 0 ? words.paid : `${money(last.openCents)} ${words.open}`;
  return `${day(last.on)} \u00b7 ${money(last.cents)}, ${open}`;
}

function cardsOf({ cards }: HouseholdSheetData, words: SheetWords): LabelledText[] {
  return cards.map((card) => ({
    label: words.card,
    value: `${brandName(card.brand)} \u2022\u2022\u2022\u2022 ${card.last4}, ${card.isExpired ? words.expired : words.expires} ${String(card.expiresMonth).padStart(2, "0")}/${card.expiresYear}`,
  }));
}

function brandName(brand: string): string {
  return brand === "" ? "" : `${brand[0]?.toUpperCase()}${brand.slice(1)}`;
}
