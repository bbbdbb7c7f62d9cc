import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { asId, type HouseholdId } from "../identity.ts";
import { isWholeMessage, longestMessageId, longestPortalNote, readPortalBody, type PortalMessage } from "./message.ts";

const join = { kind: "plan.enrol.request", patientId: 3, planId: 2, periodMonths: 1, note: "Both of us, please" };
const message: PortalMessage = { messageId: "a1-b2_c3", householdId: asId<HouseholdId>(1), askedAt: toInstant("2026-11-22T10:00:00.000Z"), body: join };

describe("PKG-4 what comes from the portal is read before it is believed", () => {
  test("PKG-4 a whole request is read, its note as one paragraph; without a note it is empty", () => {
    expect(readPortalBody(join)).toEqual(join);
    expect(readPortalBody({ ...join, note: "  Both\n\tof us,\u0000 please " })).toMatchObject({ note: "Both of us, please" });
    const { note: _, ...bare } = join;
    expect(readPortalBody(bare)).toMatchObject({ note: "" });
    expect(readPortalBody({ ...join, more: "ignored" })).toEqual(join);
  });

  test.each<[what: string, body: unknown]>([
    ["nothing", null],
    ["a word", "plan.enrol.request"],
    ["no kind", { patientId: 3 }],
    ["a kind nobody knows", { ...join, kind: "plan.cancel.request" }],
    ["no person", { ...join, patientId: undefined }],
    ["a person that is a text", { ...join, patientId: "3" }],
    ["a person that is not whole", { ...join, patientId: 1.5 }],
    ["a person below one", { ...join, patientId: 0 }],
    ["no plan", { ...join, planId: -2 }],
    ["a period nobody has", { ...join, periodMonths: 2 }],
    ["a period that is a text", { ...join, periodMonths: "1" }],
    ["a note that is a list", { ...join, note: [] }],
    ["a note that is too long", { ...join, note: "x".repeat(longestPortalNote + 1) }],
  ])("PKG-4 %s is not a request", (_, body) => {
    expect(readPortalBody(body)).toBeNull();
  });

  test("PKG-4 the longest note is still read", () => {
    expect(readPortalBody({ ...join, note: "x".repeat(longestPortalNote) })).not.toBeNull();
  });

  test("PKG-4 whatever comes, it is read to something whole or to nothing, and never throws", () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom("plan.enrol.request", "package.buy.request", "x"), (anything, kind) => {
        const body = typeof anything === "object" && anything !== null ? { ...anything, kind } : anything;
        const read = readPortalBody(body);
        if (read?.kind === "plan.enrol.request") expect(read.note.length).toBeLessThanOrEqual(longestPortalNote);
        else expect(read === null || read.kind === "package.buy.request" || read.kind === "package.redeem.request").toBe(true);
      }),
    );
  });

  test.each<[what: string, over: Partial<PortalMessage>, isWhole: boolean]>([
    ["as it should be", {}, true],
    ["with the longest id", { messageId: "a".repeat(longestMessageId) }, true],
    ["with an id that is too long", { messageId: "a".repeat(longestMessageId + 1) }, false],
    ["without an id", { messageId: "" }, false],
    ["with an id that is no word", { messageId: "a b" }, false],
    ["of no household", { householdId: asId<HouseholdId>(0) }, false],
    ["without a time", { askedAt: "yesterday" as never }, false],
    ["with a time in other words", { askedAt: "2026-11-22" as never }, false],
  ])("PKG-4 a message %s", (_, over, isWhole) => {
    expect(isWholeMessage({ ...message, ...over })).toBe(isWhole);
  });
});
