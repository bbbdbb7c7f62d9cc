import { expect, test } from "vitest";
import { judgeDateOrder, noDateEvidence, provedOrder, weighDate } from "./date-order.ts";

function judge(cells: readonly string[]): string {
  const evidence = noDateEvidence();
  for (const cell of cells) weighDate(evidence, cell);
  return judgeDateOrder(evidence);
}

test.each<[string, readonly string[]]>([
  ["not_needed", ["1984-03-07", "19840307", "1984/3/7", "", "7 Mar 1984"]],
  ["mdy", ["3/7/1984", "12/25/1990", ""]],
  ["mdy", ["03-25-84", "1/2/84"]],
  ["mdy", ["3/25/1984 12:00:00 AM", "1/2/84"]],
  ["mdy", ["03251984", "01021984"]],
  ["dmy", ["3/7/1984", "25.12.1990"]],
  ["unproved", ["3/7/1984", "1/2/1990"]],
  ["unproved", ["13/13/1984", "1/2/1990"]],
  ["mixed", ["13/1/1984", "1/13/1990"]],
  ["not_needed", []],
])("PPL-17 the order of a whole column is %s for %j", (finding, cells) => {
  expect(judge(cells)).toBe(finding);
});

test("PPL-17 744 dates with a day over 12 and none with such a month prove M/D/Y", () => {
  const cells = Array.from(
    { length: 744 },
    (_, index) => `${1 + (index % 12)}/${13 + (index % 18)}/1970`,
  );
  expect(judge([...cells, "1/2/1970"])).toBe("mdy");
});

test("PPL-17 one slip in a long column does not make it mixed, many do", () => {
  const cells = Array.from({ length: 100 }, () => "1/25/1970");
  expect(judge([...cells, "25/1/1970"])).toBe("mdy");
  expect(judge([...cells, "25/1/1970", "25/1/1970", "25/1/1970"])).toBe("mixed");
});

test("PPL-17 only a proved order is used without asking", () => {
  expect(
    ["mdy", "dmy", "unproved", "mixed", "not_needed"].map((finding) =>
      provedOrder(finding as "mdy"),
    ),
  ).toEqual(["mdy", "dmy", null, null, null]);
});
