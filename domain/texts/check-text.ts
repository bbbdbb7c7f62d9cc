/** What a practice's own words must be before they are kept (DOC-8): refused in words, field by field. */
import { maskCards } from "../charging/card-in-text.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { TextDefinition, TextWords } from "./definition.ts";
import { fieldsIn } from "./fill-words.ts";
import { textDefinition, type TextId } from "./register.ts";

export const longestSubject = 90;

/** Tab and line break are typed; everything else of its kind comes from copying, and no paper shows it. */
const hidden = /[\p{Cc}\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/**
 * The words as they are kept: line ends of one kind, no blanks at the ends, card numbers masked. Refuses
 * `text_heading_empty`, `text_empty`, `text_too_long`, `text_too_many_lines`, `text_character_hidden`,
 * `text_brace_alone`, `text_field_unknown` and `text_field_missing`.
 */
export function checkedWords(id: TextId, typed: TextWords): TextWords {
  const definition = textDefinition(id);
  const { name: text, hasSubject, mayBeEmpty, mostLines } = definition;
  const subject = hasSubject ? maskCards(typed.subject.trim()) : "";
  const body = maskCards(tidied(typed.body));
  if (hasSubject && subject === "") refuse("text_heading_empty", { text });
  if (body === "" && !mayBeEmpty) refuse("text_empty", { text });
  if (subject.length > longestSubject) refuse("text_too_long", { text, part: "heading", most: longestSubject, letters: subject.length });
  if (body.length > definition.longestBody) refuse("text_too_long", { text, part: "text", most: definition.longestBody, letters: body.length });
  const lines = body.split("\n").length;
  if (mostLines !== null && lines > mostLines) refuse("text_too_many_lines", { text, most: mostLines, lines });
  const unseen = hidden.exec(subject) ?? hidden.exec(body.replaceAll("\n", ""));
  if (unseen) refuse("text_character_hidden", { text, character: characterName(unseen[0]) });
  checkFields(definition, `${subject}\n${body}`);
  return { subject, body };
}

/** The refusal that saving these words would meet; null when they can be kept. */
export function problemOf(id: TextId, typed: TextWords): Refusal | null {
  try {
    checkedWords(id, typed);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function checkFields({ name: text, fields, needed, mayBeEmpty }: TextDefinition, whole: string): void {
  const used = fieldsIn(whole);
  const brace = /[{}]/u.exec(whole.replaceAll(/\{[^{}\n]*\}/gu, ""))?.[0];
  if (brace !== undefined) refuse("text_brace_alone", { text, brace });
  const known = Object.keys(fields);
  const unknown = used.find((field) => !known.includes(field));
  if (unknown !== undefined) refuse("text_field_unknown", { text, field: unknown, nearest: nearestField(unknown, known) });
  if (mayBeEmpty && whole.trim() === "") return;
  for (const anyOf of needed) {
    const [first] = anyOf;
    if (first !== undefined && !anyOf.some((field) => used.includes(field)))
      refuse("text_field_missing", { text, field: first, means: fields[first] ?? "" });
  }
}

function tidied(body: string): string {
  return body.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").replaceAll(/ +$/gmu, "").trim();
}

function characterName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The field with the fewest letters to change, if that is fewer than half of them; empty where none is near. */
export function nearestField(typed: string, known: readonly string[]): string {
  const plain = plainName(typed);
  const near = known
    .map((name) => ({ name, steps: lettersToChange(plain, plainName(name)) }))
    .toSorted((a, b) => a.steps - b.steps || a.name.localeCompare(b.name, "en"))[0];
  return near !== undefined && near.steps * 2 < Math.max(plain.length, near.name.length) ? near.name : "";
}

function plainName(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[\s-]+/gu, "_").slice(0, 60);
}

/** Letters to put in, take away or exchange to come from one word to the other. */
function lettersToChange(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...from].entries()) {
    const above = row;
    row = [place + 1];
    for (let at = 1; at <= to.length; at += 1) {
      const kept = (above[at - 1] ?? 0) + (to[at - 1] === letter ? 0 : 1);
      row.push(Math.min(kept, (above[at] ?? 0) + 1, (row[at - 1] ?? 0) + 1));
    }
  }
  return row[to.length] ?? 0;
}
