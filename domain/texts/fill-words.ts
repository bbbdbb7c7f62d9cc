/** Puts the values into a text (DOC-8). */

const field = /\{([^{}\n]*)\}/gu;

/** The names between braces, in their order. */
export function fieldsIn(text: string): string[] {
  return [...text.matchAll(field)].map((match) => match[1] ?? "");
}

export type FieldValues = Readonly<Partial<Record<string, string>>>;

/**
 * The text with its fields filled. A sentence with a field that has no value is left out whole, and so
 * is a line of which nothing is left: a practice without a telephone asks nobody to call it.
 */
export function fillWords(text: string, values: FieldValues): string {
  return text
    .split("\n")
    .flatMap((line) => {
      const sentences = line.split(/(?<=[.!?])\s+/u).filter((sentence) => !lacksValue(sentence, values));
      const filled = sentences.map((sentence) => sentence.replaceAll(field, (_, name: string) => valueOf(values, name))).join(" ");
      // A line that was typed empty stays; one that lost what it had to say goes.
      return filled.trim() === "" && line.trim() !== "" ? [] : [filled];
    })
    .join("\n");
}

/** Its lines, without empty ones: for places that print each on its own. */
export function filledLines(text: string, values: FieldValues): string[] {
  return fillWords(text, values)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function lacksValue(sentence: string, values: FieldValues): boolean {
  return fieldsIn(sentence).some((name) => valueOf(values, name).trim() === "");
}

/** Only fields of its own: a field called like a part of every object is none. */
function valueOf(values: FieldValues, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? "") : "";
}
