import { expect, test } from "vitest";
import { Refusal } from "#domain/refusal.ts";
import { startupSentence } from "./startup-failure.ts";

test("F-17 a refusal to open is told in its own words", () => {
  expect(startupSentence(new Refusal("practice_already_open", {}))).toMatch(
    /already open in another Perennial/,
  );
  expect(
    startupSentence(new Refusal("practice_file_newer", { fileVersion: 9, appVersion: 3 })),
  ).toContain("file version 9, this app reads up to 3");
});

test.each([
  new Error("SQLITE_CORRUPT: /home/ana/practice.db"),
  Object.assign(new Error("EACCES"), { code: "EACCES", path: "/home/ana" }),
  Object.assign(new Error("x"), { code: "constructor" }),
  undefined,
  "a string",
])("F-17 any other failure is told without a path, a code or a stack", (error) => {
  const sentence = startupSentence(error);
  expect(sentence).toMatch(/^Perennial could not open its data\./);
  expect(sentence).not.toMatch(/home|SQLITE|EACCES|Error/);
});
