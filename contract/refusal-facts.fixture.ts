/**
 * The facts of every refusal as its type declares them, read from the domain's own sources, so that
 * each sentence is tried with each of the few words that a fact may be.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const domain = join(import.meta.dirname, "..", "domain");

const sources = readdirSync(domain, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => ({ file, text: readFileSync(join(domain, file), "utf8") }));

export type Facts = Readonly<Record<string, unknown>>;

/** For each code a few sets of facts: one for each word that one of its facts may be. */
export function declaredFacts(): Map<string, readonly Facts[]> {
  const found = new Map<string, readonly Facts[]>();
  for (const { text } of sources.filter(({ file }) => /(^|[\\/])refusals\.ts$/.test(file)))
    for (const [, code = "", type = ""] of withoutComments(text).matchAll(/^ {2}(\w+):\s*(Record<never, never>|\{[\s\S]*?\}(?=;)|\|[\s\S]*?\}(?=;\n {2}\w|;\n\}))/gm))
      found.set(code, factsOf(type));
  return found;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\/\/.*$/gm, "");
}

/** Several shapes of facts stand one after another, each in its braces. */
function factsOf(type: string): Facts[] {
  if (type.startsWith("Record")) return [{}];
  return [...type.matchAll(/\{([\s\S]*?)\}/g)].flatMap(([, body = ""]) => {
    const members = [...body.matchAll(/(?:readonly )?(\w+)(\?)?:\s*([^;]+?)\s*(?:;|$)/g)].map(
      ([, name = "", , of = ""]) => ({ name, values: valuesOf(name, of) }),
    );
    const most = Math.max(1, ...members.map(({ values }) => values.length));
    return Array.from({ length: most }, (_, index) =>
      Object.fromEntries(members.map(({ name, values }) => [name, values[index % values.length]])),
    );
  });
}

/** The values a fact is tried with: each of its words, or a plain one of its kind. */
function valuesOf(name: string, type: string): unknown[] {
  return type.split("|").flatMap((part): unknown[] => {
    const one = part.trim();
    if (one === "") return [];
    if (/^"[^"]*"$/.test(one)) return [one.slice(1, -1)];
    if (one === "null") return [null];
    if (one === "boolean") return [true, false];
    if (one === "number" || one === "Cents") return name.endsWith("Cents") ? [12_345] : [3];
    if (one === "Day") return ["2026-03-05"];
    if (one === "Instant") return ["2026-03-05T14:00:00.000Z"];
    if (one === "string") return [textFor(name)];
    return wordsOf(one);
  });
}

function textFor(name: string): string {
  if (/^on$|(On|By|Day|from|until)$/.test(name)) return "2026-03-05";
  return name.endsWith("At") ? "2026-03-05T14:00:00.000Z" : "Rosa Lee";
}

/** The words of a named type: a union of texts, or what a list of texts holds. */
function wordsOf(name: string): string[] {
  for (const { text } of sources) {
    const keyed = new RegExp(`export type ${name} = keyof (\\w+);`).exec(text)?.[1];
    if (keyed !== undefined) return keysOf(keyed);
    const union = new RegExp(`export type ${name} =([^;]+);`).exec(withoutComments(text))?.[1];
    if (union === undefined) continue;
    const list = /\(typeof (\w+)\)\[number\]/.exec(union)?.[1];
    const body = list === undefined ? union : (new RegExp(`const ${list}\\b[^=]*=([^;]+);`).exec(text)?.[1] ?? "");
    const words = [...body.matchAll(/"([^"]+)"/g)].map(([, word = ""]) => word);
    if (words.length > 0) return words;
  }
  throw new Error(`the words of the type ${name} were not found`);
}

/** The keys of an object type written out in the sources. */
function keysOf(type: string): string[] {
  for (const { text } of sources) {
    const body = new RegExp(`type ${type} = \\{([\\s\\S]*?)\\n\\}`).exec(withoutComments(text))?.[1];
    if (body !== undefined) return [...body.matchAll(/^ {2}(?:readonly )?(\w+):/gm)].map(([, key = ""]) => key);
  }
  throw new Error(`the keys of the type ${type} were not found`);
}
