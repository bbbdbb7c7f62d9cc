/** The draft of the past-due settings while it is typed, and the example family its letters are shown with. */
import { eventWords } from "#domain/dunning/event-letter-words.ts";
import { givenSentence } from "#domain/dunning/package-letter-words.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { MergeValues, NoticeText } from "#domain/dunning/notice-text.ts";
import { planLetterWords } from "#domain/dunning/plan-letter-words.ts";
import { letterWords } from "#domain/dunning/letter-words.ts";
import type { DunningSettings, NoticeLanguage } from "#domain/dunning/settings.ts";
import type { NoticeWriting } from "#domain/dunning/writing.ts";

/** `3, 7, 14, 21`. */
export function daysWritten(days: readonly number[]): string {
  return days.join(", ");
}

/** The days of a typed list, or null while something in it is not a whole number. */
export function daysFrom(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/u).filter((part) => part !== "");
  return parts.every((part) => /^\d{1,3}$/u.test(part)) ? parts.map(Number) : null;
}

/** The settings with a letter's own text, or without it when the default is wanted again. */
export function withText(
  settings: DunningSettings,
  kind: NoticeKind,
  language: NoticeLanguage,
  text: NoticeText | null,
): DunningSettings {
  const { [language]: _, ...others } = settings.texts[kind] ?? {};
  const ofKind = text === null ? others : { ...others, [language]: text };
  const { [kind]: __, ...kinds } = settings.texts;
  return { ...settings, texts: Object.keys(ofKind).length === 0 ? kinds : { ...kinds, [kind]: ofKind } };
}

/** What a person chooses for each kind (DOC-12). */
export const writingWords: Readonly<Record<NoticeWriting, string>> = {
  off: "Not written",
  email: "Only by e-mail, never on paper",
  all: "By e-mail or letter",
};

/** What the history calls each setting. */
export const fieldWords: Readonly<Record<string, string>> = {
  graceDays: "days until the lapse",
  retryDays: "days of the retries",
  noticeDays: "days of the letters",
  writing: "what is written",
  channel: "how households are written to",
  texts: "the words of the letters",
};

/** A family nobody has, for reading a text as it will look. */
export function exampleValues(language: NoticeLanguage, kind?: NoticeKind): MergeValues {
  const events = eventWords(language);
  const words = letterWords(language, "(555) 555-0100");
  const plans = planLetterWords(language);
  const spanish = language === "es";
  const members = spanish ? "Rosa y Ben Ejemplo" : "Rosa and Ben Sample";
  const card = words.cardEnding("visa", "4242");
  return {
    payer: spanish ? "Rosa Ejemplo" : "Rosa Sample",
    practice: spanish ? "su consultorio" : "your practice",
    phone: "(555) 555-0100",
    members,
    plans: "Adult",
    amount: "$74.00",
    due_day: spanish ? "5 dic 2026" : "Dec 5, 2026",
    invoice: "1042",
    what_happened: words.whatHappened("card_declined", {
      amount: "$74.00",
      on: spanish ? "5 dic 2026" : "Dec 5, 2026",
      card,
      members,
    }),
    how_to_pay: words.howToPay,
    grace_days: "28",
    lapse_day: spanish ? "2 ene 2027" : "Jan 2, 2027",
    reactivation_fee: "$372.00",
    coming_back: words.comingBack("$372.00"),
    card,
    card_expires: words.month(12, 2026),
    birthday: spanish ? "20 dic 2026" : "Dec 20, 2026",
    what_next: plans.moves({ member: "Ben", plan: "Adult", price: plans.price("$37.00", 1), day: spanish ? "5 ene 2027" : "Jan 5, 2027" }),
    price_lines: plans.line({
      member: "Rosa",
      plan: "Adult",
      before: plans.price("$37.00", 1),
      after: plans.price("$39.00", 1),
      day: spanish ? "5 ene 2027" : "Jan 5, 2027",
    }),
    rise_day: spanish ? "5 ene 2027" : "Jan 5, 2027",
    renewal_day: spanish ? "5 ene 2027" : "Jan 5, 2027",
    hold_end: spanish ? "5 ene 2027" : "Jan 5, 2027",
    package: spanish ? "Diez masajes" : "Ten massages",
    given: givenSentence(language, { packageName: spanish ? "Diez masajes" : "Ten massages", owner: "Rosa Lee", to: "Ben Lee", day: spanish ? "5 ene 2027" : "Jan 5, 2027", isWhole: false, left: 6 }),
    details: events.joined({ member: "Rosa", plan: "Adult", price: plans.price("$37.00", 1), day: spanish ? "5 dic 2026" : "Dec 5, 2026" }),
    agreement: events.agreement(1, true),
    receipt: events.charged("$74.00", card, spanish ? "5 dic 2026" : "Dec 5, 2026"),
    last_day: spanish ? "4 ene 2027" : "Jan 4, 2027",
    ...(kind === undefined ? {} : exampleOf(kind, language, card)),
  };
}

/** What a message about an act says differs from act to act (DOC-12). */
function exampleOf(kind: NoticeKind, language: NoticeLanguage, card: string): MergeValues {
  const words = eventWords(language);
  const spanish = language === "es";
  const [day, later] = spanish ? ["5 dic 2026", "4 ene 2027"] : ["Dec 5, 2026", "Jan 4, 2027"];
  const packageName = spanish ? "Diez masajes" : "Ten massages";
  const member = { member: "Rosa", plan: "Adult" };
  const next = planLetterWords(language).renews("$74.00", spanish ? "5 ene 2027" : "Jan 5, 2027");
  switch (kind) {
    case "signup":
      return { what_next: next };
    case "draw_receipt":
      return { details: words.paidLine({ ...member, amount: "$74.00", from: day, through: later }), what_next: next };
    case "cancelled":
      return { details: words.ends({ ...member, lastDay: later }), what_next: words.nothingOwed };
    case "hold_starts":
      return { details: words.held({ ...member, kind: "pause", from: day, through: later }), what_next: next };
    case "plan_moved":
      return {
        details: words.moved({ member: "Rosa", before: "Adult", after: "Perio", price: planLetterWords(language).price("$55.00", 1), day: later }),
        what_next: next,
      };
    case "refunded":
      return { details: words.back("$37.00", "card", card), what_next: words.arrives.days };
    case "package_bought":
      return { details: words.bought({ packageName, owner: "Rosa", uses: 10, price: "$800.00" }), what_next: words.until(later) };
    case "package_last_use":
      return { details: words.left({ packageName, owner: "Rosa", left: 1 }), what_next: words.until(later) };
    case "package_expiring":
      return { details: words.left({ packageName, owner: "Rosa", left: 3 }), what_next: words.until(later) };
    default:
      return {};
  }
}
