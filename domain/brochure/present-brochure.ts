/** A tri-fold brochure of plans as words at their panels (DOC-1), from the terms on sale: what it says of a plan is what is sold. */
import { dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { toCents } from "../money.ts";
import type { Letterhead, PrintSetup } from "../statements/document-data.ts";
import { documentLanguage, documentWords } from "../statements/document-words.ts";
import { printDay, printMoney } from "../statements/print-format.ts";
import { activationWords, brochureWords, discountWords, familyWords, forWhom, includedWords, pricePer } from "./brochure-words.ts";
import { brochureSheet, insidePanels, type BrochureSheet } from "./panels.ts";

export const mostPlans = 4;

export type BrochureData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly madeOn: Day;
  readonly plans: readonly PlanTerms[];
  /** Names of services by the codes that discounts speak of. */
  readonly serviceNames: Readonly<Record<string, string>>;
  readonly headline: string;
  readonly promise: string;
  /** Paragraphs, and steps. */
  readonly about: readonly string[];
  readonly join: readonly string[];
  readonly notInsurance: readonly string[];
  /** What the code holds: the practice's web address, or its telephone. */
  readonly code: { readonly kind: "web" | "phone"; readonly text: string; readonly shown: string } | null;
};

export type PlanCard = {
  readonly name: string;
  readonly forWhom: string | null;
  readonly descriptor: string;
  readonly prices: readonly { readonly amount: string; readonly per: string }[];
  readonly included: readonly string[];
  readonly discounts: readonly string[];
  readonly small: readonly string[];
};

export type BrochurePrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly language: "en" | "es";
  readonly sheet: BrochureSheet;
  readonly words: { readonly about: string; readonly join: string; readonly included: string; readonly pays: string; readonly call: string };
  readonly practice: { readonly name: string; readonly lines: readonly string[]; readonly phone: string | null };
  readonly headline: string;
  readonly promise: string;
  readonly about: readonly string[];
  readonly join: readonly string[];
  readonly notInsurance: readonly string[];
  /** The inside, from left to right. */
  readonly panels: readonly ({ readonly kind: "plans"; readonly plans: readonly PlanCard[] } | { readonly kind: "join" | "contact" })[];
  readonly code: { readonly text: string; readonly shown: string; readonly caption: string } | null;
  readonly asOf: string;
  readonly mark: string | null;
};

/** A panel holds so many lines of each before it says how many more there are. */
const mostIncluded = { alone: 9, shared: 5 };
const mostDiscounts = { alone: 5, shared: 3 };

export function presentBrochure(data: BrochureData): BrochurePrint {
  const { setup, letterhead, madeOn, plans, code } = data;
  const language = documentLanguage(setup.locale);
  const words = brochureWords(language, setup.words);
  // A telephone number that breaks over two lines is not read as one.
  const keepPhone = (text: string): string => (letterhead.phone === null ? text : text.replaceAll(letterhead.phone, unbroken(letterhead.phone)));

  return {
    title: `${words.title} \u2013 ${plans.map(({ name }) => name).join(", ")}`,
    author: letterhead.name,
    dated: { year: yearOf(madeOn), month: monthOf(madeOn), day: dayOfMonthOf(madeOn) },
    language,
    sheet: brochureSheet(setup.paper),
    words: { about: words.about, join: words.join, included: words.included, pays: words.pays, call: words.call },
    practice: { name: letterhead.name, lines: [...letterhead.addressLines, ...(letterhead.email === null ? [] : [letterhead.email])], phone: letterhead.phone && unbroken(letterhead.phone) },
    headline: data.headline,
    promise: data.promise,
    about: data.about.map(keepPhone),
    join: data.join.map(keepPhone),
    notInsurance: data.notInsurance,
    panels: insidePanels(plans.length).map((panel) =>
      panel.kind === "plans" ? { kind: panel.kind, plans: panel.plans.flatMap((place) => (plans[place] ? [cardOf(data, plans[place], panel.plans.length > 1)] : [])) } : panel,
    ),
    code: code && { text: code.text, shown: code.shown, caption: code.kind === "web" ? words.scanWeb : words.scanPhone },
    asOf: printDay(madeOn, setup.locale),
    mark: setup.training ? documentWords(setup.locale).notReal.brochure : null,
  };
}

function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
}

function cardOf({ setup, serviceNames }: BrochureData, terms: PlanTerms, isShared: boolean): PlanCard {
  const language = documentLanguage(setup.locale);
  const money = (cents: number): string => printMoney(toCents(cents), setup.currency, setup.locale);
  const nameOf = (code: string): string => serviceNames[code.toLowerCase()] ?? code;
  const shape = isShared ? "shared" : "alone";
  const shortest = terms.prices.map(({ months }) => months).toSorted((a, b) => a - b)[0] ?? 1;
  return {
    name: terms.name,
    forWhom: forWhom(language, terms.audience),
    descriptor: terms.descriptor,
    prices: terms.prices.map(({ months, priceCents }) => ({ amount: money(priceCents), per: pricePer(language, months) })),
    included: atMost(terms.benefits.map((benefit) => includedWords(language, terms, benefit, shortest, money)), mostIncluded[shape], language),
    discounts: atMost(terms.discounts.map((discount) => discountWords(language, discount, nameOf, money)), mostDiscounts[shape], language),
    small: [activationWords(language, terms, money), familyWords(language, terms, money)].filter((line) => line !== null),
  };
}

function atMost(lines: readonly string[], most: number, language: "en" | "es"): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), brochureWords(language).more(lines.length - most + 1)];
}
