import fc from "fast-check";
import { expect, test } from "vitest";
import { agreementText, checkTemplate, plainTemplate } from "./agreement-text.ts";
import { fillIn, mergeFields, unknownField, type MergeField, type MergeValues } from "./merge-fields.ts";

const names = Object.keys(mergeFields) as MergeField[];
const values = Object.fromEntries(names.map((name) => [name, `<${name}>`])) as MergeValues;

test.each([
  ["Dear {{patient.name}}", null],
  ["Dear {{ patient.name }}, of {{practice.state}}", null],
  ["no field at all", null],
  ["one { brace }", null],
  ["{{}}", ""],
  ["{{patient.nickname}}", "patient.nickname"],
  ["{{patient.name}", "patient.name"],
  ["patient.name}}", ""],
  ["{{toString}}", "toString"],
])("MEM-8 in %j the field that is none is %j", (text, unknown) => {
  expect(unknownField(text)).toBe(unknown);
});

test("MEM-8 every field of the list is filled in, with or without spaces inside its braces", () => {
  for (const name of names) {
    expect(fillIn(`a {{${name}}} b {{ ${name} }}`, values)).toBe(`a <${name}> b <${name}>`);
    expect(mergeFields[name].length).toBeGreaterThan(3);
  }
});

test("MEM-8 what is filled in is never read as a field or as a pattern again", () => {
  expect(fillIn("{{patient.name}}", { ...values, "patient.name": "$& {{plan.name}}" })).toBe("$& {{plan.name}}");
});

test("MEM-8 a template that is accepted leaves no braces of its own in anybody's agreement", () => {
  const piece = fc.oneof(
    fc.constantFrom(...names).map((name) => `{{${name}}}`),
    fc.string({ maxLength: 8 }),
    fc.constantFrom("{{", "}}", "{", "}"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const body = pieces.join("");
      if (unknownField(body) !== null) return;
      expect(fillIn(body, values)).not.toMatch(/\{\{|\}\}/);
    }),
  );
});

test("MEM-8 what comes with the app is right, says that it is not insurance, and has no gaps where a field is empty", () => {
  expect(checkTemplate(plainTemplate)).toEqual(plainTemplate);
  const empty = Object.fromEntries(names.map((name) => [name, ""])) as MergeValues;
  const text = agreementText(plainTemplate, empty);
  expect(text).toContain("This is not insurance.");
  expect(text).not.toMatch(/\n{3}|[ \t]\n/);
});
