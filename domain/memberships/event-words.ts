/**
 * What happened to a membership, in the words of its timeline (MEM-20). Every change leaves an audit
 * record (F-11), so a timeline made from them misses none; an action without words of its own still
 * reads as what it is called.
 */
import { periodWord } from "../billing/explain.ts";
import type { Day } from "../calendar.ts";
import { dayText } from "../day-text.ts";
import type { Cents } from "../money.ts";

/** What a timeline is narrowed to. */
export const timelineGroups = ["changes", "money", "letters", "agreement"] as const;
export type TimelineGroup = (typeof timelineGroups)[number];

export type EventWords = {
  readonly group: TimelineGroup;
  readonly title: string;
  readonly detail: string;
  readonly amountCents: Cents | null;
};

type Fields = Readonly<Record<string, unknown>>;

const titles: Readonly<Record<string, string>> = {
  "membership.enrolled": "Enrolled",
  "membership.rejoined": "Rejoined",
  "membership.held": "Put on hold",
  "membership.resumed": "Resumed",
  "membership.paused": "Paid days given back for a hold",
  "membership.schedule_changed": "Paid days given back for a change",
  "membership.settled": "Paid days given back at the end",
  "membership.cancelled": "Cancelled",
  "membership.cancellation_withdrawn": "Cancellation taken back",
  "membership.lapsed": "Lapsed",
  "membership.plan_moved": "Moved to another plan or price",
  "membership.draw_day_changed": "Draw day changed",
  "membership.draw_shifted": "One draw moved",
  "membership.aged_out": "Grew out of the plan",
  "membership.age_out_decided": "Decided what comes after the age limit",
  "membership.price_raised": "New price",
  "membership.term_ended": "Term ended",
  "membership.term_renewed": "Goes on for another term",
  "membership.change_undone": "Change taken back",
  "agreement.signed": "Agreement signed",
  "agreement.scanned": "Scan of the agreement attached",
};

/** The words of one audit record: its action, and the fields before and after. */
export function eventWords(
  action: string,
  before: Fields,
  after: Fields,
  money: (cents: Cents) => string,
): EventWords {
  const parts = [
    between(after["fromOn"], after["untilOn"], "untilOn" in after),
    on("from", after["startOn"]),
    on("from", after["effectiveOn"] ?? before["effectiveOn"]),
    on("on", after["lapsedOn"]),
    on("unpaid since", after["unpaidSinceOn"]),
    on("the draw of", after["drawOn"]),
    on("is collected on", after["collectOn"]),
    on("from", after["cutOn"]),
    price(after, money),
    typeof after["drawDay"] === "number" ? `drawn on day ${after["drawDay"]}` : "",
    typeof after["signer"] === "string" ? `by ${after["signer"]}` : "",
    after["method"] === "screen" ? "on the screen" : after["method"] === "paper" ? "on paper" : "",
    sentence(before["sentence"]),
    reason(after["reason"]),
  ];
  return {
    group: action.startsWith("agreement.") ? "agreement" : "changes",
    title: titles[action] ?? plain(action),
    detail: parts.filter((part) => part !== "").join(", "),
    amountCents: amountOf(after),
  };
}

/** `membership.something_new` reads as “Something new”. */
function plain(action: string): string {
  const words = (action.split(".").at(-1) ?? action).replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function between(fromOn: unknown, untilOn: unknown, hasEnd: boolean): string {
  if (!isDayText(fromOn)) return isDayText(untilOn) ? `until ${dayText(untilOn)}` : "";
  if (!hasEnd) return `from ${dayText(fromOn)}`;
  return isDayText(untilOn) ? `${dayText(fromOn)} until ${dayText(untilOn)}` : `from ${dayText(fromOn)}, open-ended`;
}

function on(word: string, value: unknown): string {
  return isDayText(value) ? `${word} ${dayText(value)}` : "";
}

function price(after: Fields, money: (cents: Cents) => string): string {
  const { priceCents, periodMonths } = after;
  if (typeof priceCents !== "number") return "";
  const amount = money(priceCents as Cents);
  return typeof periodMonths === "number" ? `${amount} a ${periodWord(periodMonths)}` : amount;
}

function sentence(value: unknown): string {
  return typeof value === "string" ? value.replace(/\.$/, "") : "";
}

/** The reasons that the office writes for itself say nothing more than the title. */
function reason(value: unknown): string {
  return typeof value === "string" && value.includes("_") ? "" : typeof value === "string" ? value : "";
}

function amountOf(after: Fields): Cents | null {
  for (const name of ["unusedCents", "writtenOffCents"])
    if (typeof after[name] === "number" && after[name] !== 0) return after[name] as Cents;
  return null;
}

function isDayText(value: unknown): value is Day {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
