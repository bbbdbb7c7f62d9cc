import { expect, test } from "vitest";
import { findServices, serviceLabel } from "./find-services.ts";

const services = [
  { code: "D1110", name: "Adult cleaning", category: "Hygiene" },
  { code: "D0120", name: "Periodic exam", category: "Diagnostic" },
  { code: "CLEAN-C", name: "Child cleaning", category: "Hygiene" },
  { code: "FLOSS", name: "Floss, mint", category: "Retail" },
];

test.each([
  ["", 4, "D1110 Adult cleaning"],
  ["clean", 2, "CLEAN-C Child cleaning"],
  ["cleaning adult", 1, "D1110 Adult cleaning"],
  ["hygiene child", 1, "CLEAN-C Child cleaning"],
  ["d0", 1, "D0120 Periodic exam"],
  ["FLOSS mint", 1, "FLOSS Floss, mint"],
  ["whitening", 0, undefined],
])("INV-1 typing %j finds %i services, first %j", (typed, count, first) => {
  const found = findServices(services, typed);
  expect([found.length, found[0]]).toEqual([count, first]);
});

test("INV-1 at most eight are offered, and one that is chosen is found by its whole label", () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ code: `S${index}`, name: "Scaling", category: "Hygiene" }));
  expect(findServices(many, "scaling")).toHaveLength(8);
  const one = { code: "S39", name: "Scaling" };
  expect(findServices(many, serviceLabel(one))).toEqual(["S39 Scaling"]);
});
