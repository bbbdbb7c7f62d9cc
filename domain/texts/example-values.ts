/** A family nobody has, for reading a letter as it will look where a household has nothing of its kind (DOC-8). */
import { eventWords } from "../dunning/event-letter-words.ts";
import { letterWords } from "../dunning/letter-words.ts";
import type { NoticeKind } from "../dunning/notice-kinds.ts";
import type { MergeValues } from "../dunning/notice-text.ts";
import { givenSentence } from "../dunning/package-letter-words.ts";
import { planLetterWords } from "../dunning/plan-letter-words.ts";
import { unusedLine } from "../dunning/recall-letter-words.ts";
import { fillWords } from "./fill-words.ts";
import type { TextLanguage } from "./language.ts";
import { plainTexts } from "./plain-texts.ts";

/** A value for every field that a letter of this kind can have. */
export function exampleValues(language: TextLanguage, kind?: NoticeKind): MergeValues {
  const events = eventWords(language);
  const words = letterWords(language);
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
    how_to_pay: fillWords(plainTexts["letter.how_to_pay"].defaults[language].body, { phone: "(555) 555-0100" }),
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
    benefits: unusedLine(language, { member: "Rosa", benefits: [{ label: spanish ? "Limpiezas" : "Cleanings", left: 1, quantity: 2 }], lastDay: spanish ? "4 ene 2027" : "Jan 4, 2027" }),
    use_by: spanish ? "4 ene 2027" : "Jan 4, 2027",
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
function exampleOf(kind: NoticeKind, language: TextLanguage, card: string): MergeValues {
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
