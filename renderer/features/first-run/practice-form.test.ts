import { expect, test } from "vitest";
import { emptyPractice, practiceProblems } from "./practice-form.ts";

const ready = {
  ...emptyPractice("America/New_York"),
  name: "Sunrise Dental",
  ownerName: "Ana Ramos",
  username: "ana.r",
  password: "gentle rivers run",
};

test("DSK-2 a practice with name, time zone, owner, user name and a long password can begin", () => {
  expect(practiceProblems(ready, ready.password)).toEqual({});
});

test("DSK-2 each missing part has its own sentence", () => {
  const problems = practiceProblems(emptyPractice("Atlantis/Harbour"), "");
  expect(Object.keys(problems).toSorted()).toEqual([
    "name",
    "ownerName",
    "password",
    "timeZone",
    "username",
  ]);
});

test("control 28 a password has at least fifteen characters, counted as people count them", () => {
  expect(
    practiceProblems({ ...ready, password: "fourteen chars" }, "fourteen chars").password,
  ).toBe("1 more character.");
  expect(
    practiceProblems({ ...ready, password: "🌲".repeat(15) }, "🌲".repeat(15)).password,
  ).toBeUndefined();
});

test("control 28 a slip in the repeated password is noticed before it locks the owner out", () => {
  expect(practiceProblems(ready, "gentle rivers ran").repeated).toBe(
    "This is not the same password.",
  );
});
