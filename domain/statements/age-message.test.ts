import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import { ageMessage } from "./age-message.ts";

const messages = {
  days0to30: "current",
  days31to60: "thirty",
  days61to90: "sixty",
  over90: "ninety",
};

function aging([to30, to60, to90, older]: readonly [number, number, number, number]) {
  return {
    days0to30Cents: toCents(to30),
    days31to60Cents: toCents(to60),
    days61to90Cents: toCents(to90),
    over90Cents: toCents(older),
  };
}

test.each([
  [[0, 0, 0, 0], ""],
  [[100, 0, 0, 0], "current"],
  [[100, 1, 0, 0], "thirty"],
  [[0, 0, 1, 0], "sixty"],
  [[500, 400, 300, 1], "ninety"],
] as const)("DOC-4 with %j open by age the statement says %j", (cents, said) => {
  expect(ageMessage(aging(cents), messages)).toBe(said);
});
