import { ORPCError } from "@orpc/client";
import { expect, test } from "vitest";
import { OutageError } from "./connection.ts";
import { failureOf, isOutage } from "./failures.ts";

test("F-17 a refusal becomes its own sentence", () => {
  const error = new ORPCError("REFUSAL", { data: { code: "port_in_use", facts: { port: 4000 } } });
  expect(failureOf(error)).toMatchObject({ kind: "refusal", code: "port_in_use" });
  expect(failureOf(error).sentence).toContain("4001");
});

test("F-17 a refusal of a newer office still has a sentence", () => {
  const error = new ORPCError("REFUSAL", { data: { code: "made_up_tomorrow", facts: {} } });
  expect(failureOf(error)).toMatchObject({ kind: "refusal", code: "made_up_tomorrow" });
  expect(failureOf(error).sentence).toContain("Reload");
});

test("F-18 fields that do not fit keep their path and a sentence", () => {
  const error = new ORPCError("INVALID", {
    data: {
      fields: [
        { path: "form.birthOn", problem: "day_not_real" },
        { path: "name", problem: "text_empty" },
      ],
    },
  });
  expect(failureOf(error)).toMatchObject({
    kind: "invalid",
    fields: [
      { path: "form.birthOn", sentence: "This is not a day of the calendar." },
      { path: "name", sentence: "Fill this in." },
    ],
  });
});

test("F-17 a fault shows its incident code and nothing else", () => {
  const answered = new ORPCError("FAULT", { data: { incident: "K7-2041" } });
  expect(failureOf(answered)).toMatchObject({ kind: "fault", incident: "K7-2041" });
  const thrown = failureOf(new Error("SELECT * FROM patient at /home/office/db.ts"));
  expect(thrown).toMatchObject({ kind: "fault", incident: null });
  expect(thrown.sentence).not.toContain("SELECT");
});

test("F-17 an outage is told apart, because it goes on by itself", () => {
  expect(failureOf(new OutageError("gone")).kind).toBe("outage");
  expect(isOutage(new OutageError("gone"))).toBe(true);
  expect(isOutage(new ORPCError("FAULT", { data: { incident: "1" } }))).toBe(false);
});

for (const code of ["FORBIDDEN", "SIGNED_OUT", "LOCKED", "NO_PRACTICE"]) {
  test(`F-17 ${code} says what to do next`, () => {
    const failure = failureOf(new ORPCError(code, { data: {} }));
    expect(failure.kind).toBe("session");
    expect(failure.sentence.length).toBeGreaterThan(20);
  });
}
