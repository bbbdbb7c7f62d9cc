/**
 * What a password must be (STF-3, control 27): at least 15 characters while there is no second
 * factor, any characters, no composition rules, and not one that a guesser tries first: a repeated
 * piece, a row of keys, or common words and words about this practice with little else.
 */
import { refuse } from "../refusal.ts";

/** Characters a password needs without a second factor, and may have at most. */
export const passwordMinimum = 15;
export const passwordMaximum = 128;

export type PasswordWeakness = "repeats" | "sequence" | "common" | "about_you";

/** The form in which a password is hashed: equal however the keyboard composed its accents. */
export function normalPassword(password: string): string {
  return password.normalize("NFC");
}

/**
 * Refuses `password_too_short` and `password_guessable`. `aboutYou` are the words a guesser knows:
 * the practice's name, the person's name and username.
 */
export function requirePassword(password: string, aboutYou: readonly string[]): void {
  const normal = normalPassword(password);
  if ([...normal].length < passwordMinimum) refuse("password_too_short", { minimum: passwordMinimum });
  const weakness = passwordWeakness(normal, aboutYou);
  if (weakness) refuse("password_guessable", { because: weakness });
}

/** Why a password of sufficient length is among the first that a guesser tries, or nothing. */
export function passwordWeakness(password: string, aboutYou: readonly string[]): PasswordWeakness | undefined {
  const folded = password.toLowerCase();
  if (isRepeated(folded)) return "repeats";
  if (isMostlySequence(folded)) return "sequence";
  if (isMadeOf(folded, commonWords)) return "common";
  if (isMadeOf(folded, [...commonWords, ...aboutYou.flatMap(wordsOf)])) return "about_you";
  return undefined;
}

/** A password must keep this many letters once the guessable words, figures and signs are gone. */
const leastOwnCharacters = 4;

/** A piece of at most six characters over and over, such as `passpasspasspass`. */
function isRepeated(text: string): boolean {
  const characters = [...text];
  for (let size = 1; size <= 6; size += 1) {
    if (characters.every((character, place) => character === characters[place % size])) return true;
  }
  return false;
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "!@#$%^&*()_+",
  "qwertyuiopasdfghjklzxcvbnm",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join("")]);

/** Whether all but a few characters lie in rows of keys or of the alphabet, four or more at a time. */
function isMostlySequence(text: string): boolean {
  let covered = 0;
  for (let place = 0; place < text.length; ) {
    const length = longestRun(text, place);
    if (length >= 4) covered += length;
    place += length >= 4 ? length : 1;
  }
  return text.length - covered < leastOwnCharacters;
}

function longestRun(text: string, from: number): number {
  let length = 1;
  while (from + length < text.length && runs.some((run) => run.includes(text.slice(from, from + length + 1))))
    length += 1;
  return length;
}

/**
 * Whether few letters are left once the words are taken out; figures and signs added to them deceive
 * nobody. A password in which none of the words stands is judged by none of them: figures or emoji
 * alone will do (control 27: no composition rules).
 */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const plain = undisguised(text);
  const left = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, " "), plain);
  return left !== plain && (left.match(/\p{L}/gu) ?? []).length < leastOwnCharacters;
}

const disguises: ReadonlyMap<string, string> = new Map([
  ["@", "a"],
  ["4", "a"],
  ["3", "e"],
  ["1", "i"],
  ["!", "i"],
  ["0", "o"],
  ["$", "s"],
  ["5", "s"],
  ["7", "t"],
]);

/** `P@ssw0rd` read as `password`: figures standing for letters deceive no guesser. */
function undisguised(text: string): string {
  return [...text]
    .map((character, place, all) => {
      const letter = disguises.get(character);
      const beside = /\p{L}/u.test(all[place - 1] ?? "") || /\p{L}/u.test(all[place + 1] ?? "");
      return letter !== undefined && beside ? letter : character;
    })
    .join("");
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= 3);
}

/** Words that fill the lists of passwords found in leaks, and the words of this trade. */
const commonWords: readonly string[] = [
  ..."password passwort passwd pass word login logon signin welcome letmein admin administrator root user".split(" "),
  ..."guest master superuser default changeme secret private access system computer internet server".split(" "),
  ..."qwerty qwertz azerty asdf zxcv qazwsx abc abcd iloveyou ilove love lovely baby angel princess sunshine".split(" "),
  ..."monkey dragon shadow superman batman football baseball soccer hockey basketball summer winter spring".split(" "),
  ..."autumn january february march april june july august september october november december monday".split(" "),
  ..."tuesday wednesday thursday friday saturday sunday hello freedom whatever trustno trustnoone nothing".split(" "),
  ..."starwars pokemon killer ginger charlie michael jordan jessica daniel thomas george michelle ashley".split(" "),
  ..."the and for this our new test testing temp temporary office practice perennial dental dentist dentistry".split(" "),
  ..."clinic medical massage counselling counseling aesthetics patient doctor hygienist smile smiles tooth".split(" "),
  ..."teeth frontdesk front desk reception company business work home family money correcthorsebatterystaple".split(" "),
];
