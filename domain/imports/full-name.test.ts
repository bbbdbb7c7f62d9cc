import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { splitFullName } from "./full-name.ts";

test.each<[string, Partial<ReturnType<typeof splitFullName>>]>([
  ["Rosa Lee", { firstName: "Rosa", lastName: "Lee" }],
  ["Lee, Rosa María", { firstName: "Rosa", middleName: "María", lastName: "Lee" }],
  ["LEE JR, ROSA M", { firstName: "ROSA", middleName: "M", lastName: "LEE", suffix: "JR" }],
  [
    "Dr. Rosa M. Lee Jr.",
    { prefix: "Dr.", firstName: "Rosa", middleName: "M.", lastName: "Lee", suffix: "Jr." },
  ],
  ["Rosa Lee, MD", { firstName: "Rosa", lastName: "Lee", suffix: "MD" }],
  ["Rosa Lee, Jr., PhD", { lastName: "Lee", suffix: "Jr. PhD" }],
  ["Jan van den Berg", { firstName: "Jan", lastName: "van den Berg" }],
  ["María de la Cruz", { firstName: "María", lastName: "de la Cruz" }],
  [
    "Robert (Andy) Anderson Rogers",
    { firstName: "Robert", middleName: "Anderson", lastName: "Rogers", preferredName: "Andy" },
  ],
  ['Robert "Bob" Lee', { firstName: "Robert", lastName: "Lee", preferredName: "Bob" }],
  ["Cher", { firstName: "", lastName: "Cher" }],
  ["王小明", { firstName: "", lastName: "王小明" }],
  ["Mr.", { lastName: "Mr." }],
  ["plato lysandrou,", { firstName: "plato", lastName: "lysandrou" }],
  ["", { firstName: "", lastName: "" }],
])("PPL-17 the name %j is split into its parts", (text, parts) => {
  expect(splitFullName(text)).toMatchObject({ twoPeople: false, ...parts });
});

test.each(["Dan and Lilly Immergluck", "Mr. & Mrs. Lee", "Lee, Dan and Lilly"])(
  "PPL-17 %j is two people",
  (text) => {
    expect(splitFullName(text).twoPeople).toBe(true);
  },
);

const labelled = join(
  import.meta.dirname,
  "../../../shared/data/nasty/person-names-labelled.jsonl",
);
const present = existsSync(labelled);
if (!present) console.warn("Skipped: the labelled names are not on this computer.");

type Labelled = { readonly raw: string; readonly tokens: readonly (readonly [string, string])[] };

test.skipIf(!present)(
  "PPL-17 nearly all of 855 real names get the right last name, and every pair is seen",
  () => {
    const names = readFileSync(labelled, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Labelled);
    const pairs = names.filter(({ tokens }) => tokens.some(([label]) => label === "And"));
    expect(pairs.length).toBeGreaterThan(40);
    expect(pairs.filter(({ raw }) => !splitFullName(raw).twoPeople)).toEqual([]);
    // Abbreviated surnames ("Rosa L.") and pairs aside, the last labelled surname has to be in ours.
    const judged = names.filter(
      ({ tokens }) =>
        tokens.some(([label]) => label === "Surname") && !tokens.some(([label]) => label === "And"),
    );
    const wrong = judged.filter(({ raw, tokens }) => {
      const family = tokens
        .filter(([label]) => label === "Surname")
        .map(([, word]) => word.replace(/,$/, ""));
      return !splitFullName(raw)
        .lastName.replace(/,/g, "")
        .endsWith(family.at(-1) ?? "");
    });
    console.info(
      `Whole names: ${judged.length - wrong.length} of ${judged.length} last names right.`,
    );
    expect(wrong.length / judged.length).toBeLessThan(0.04);
  },
);
