/** What a new practice needs to begin (DSK-2), and what is wrong with what was typed so far. */
import { isTimeZone } from "#domain/calendar.ts";
import type { OfficeClient } from "#contract/client.ts";

export type NewPractice = Omit<Parameters<OfficeClient["setup"]["createPractice"]>[0], "requestId">;

/** A long sentence is easier to keep and harder to guess than a short riddle (control 28). */
export const leastPasswordLength = 15;

export const specialtyWords: Readonly<Record<NewPractice["specialty"], string>> = {
  dental: "Dental",
  aesthetics: "Aesthetics",
  massage: "Massage and bodywork",
  counselling: "Counselling",
};

export const currencies = [
  "USD",
  "CAD",
  "MXN",
  "EUR",
  "GBP",
  "AUD",
  "NZD",
  "CHF",
  "SEK",
  "JPY",
] as const;

export function emptyPractice(timeZone: string): NewPractice {
  return {
    name: "",
    kind: "live",
    specialty: "dental",
    timeZone,
    currency: "USD",
    ownerName: "",
    username: "",
    password: "",
    starterSet: false,
  };
}

/** Sentences by field, for what is not right yet. */
export function practiceProblems(
  practice: NewPractice,
  repeated: string,
): Partial<Record<keyof NewPractice | "repeated", string>> {
  const length = [...practice.password].length;
  return {
    ...(practice.name.trim() === "" && { name: "How is the practice called?" }),
    ...(!isTimeZone(practice.timeZone) && { timeZone: "Choose the time zone of the practice." }),
    ...(practice.ownerName.trim() === "" && { ownerName: "Who owns the practice?" }),
    ...(!/^[\p{L}\p{N}._@-]{2,60}$/u.test(practice.username) && {
      username: "Two or more letters, digits, dots or dashes, such as ana.r.",
    }),
    ...(length < leastPasswordLength && {
      password:
        length === 0
          ? `At least ${leastPasswordLength} characters. A sentence is easy to keep.`
          : `${leastPasswordLength - length} more ${leastPasswordLength - length === 1 ? "character" : "characters"}.`,
    }),
    ...(length >= leastPasswordLength &&
      repeated !== practice.password && { repeated: "This is not the same password." }),
  };
}
