import { expect, test } from "vitest";
import { moneyText } from "../money-text.ts";
import { eventWords, type EventWords } from "./event-words.ts";

const words = (action: string, after: object, before: object = {}): EventWords =>
  eventWords(action, before as never, after as never, (cents) => moneyText(cents, 2));

test.each<[action: string, after: object, title: string, detail: string]>([
  ["membership.enrolled", { patientId: 1, planVersionId: 2, startOn: "2026-04-20", drawDay: 5, priceCents: 3700, periodMonths: 1 }, "Enrolled", "from 20 Apr 2026, 37.00 a month, drawn on day 5"],
  ["membership.held", { kind: "pause", fromOn: "2026-05-01", untilOn: null, reason: "Abroad" }, "Put on hold", "from 1 May 2026, open-ended, Abroad"],
  ["membership.held", { kind: "pause", fromOn: "2026-05-01", untilOn: "2026-07-01", reason: "Abroad" }, "Put on hold", "1 May 2026 until 1 Jul 2026, Abroad"],
  ["membership.resumed", { untilOn: "2026-06-01" }, "Resumed", "until 1 Jun 2026"],
  ["membership.cancelled", { effectiveOn: "2026-06-05", reason: "Moved away" }, "Cancelled", "from 5 Jun 2026, Moved away"],
  ["membership.draw_shifted", { drawOn: "2026-06-05", collectOn: "2026-06-10", reason: "Payday" }, "One draw moved", "the draw of 5 Jun 2026, is collected on 10 Jun 2026, Payday"],
  ["agreement.signed", { signer: "Rosa Lee", method: "screen", fingerprint: "ab" }, "Agreement signed", "by Rosa Lee, on the screen"],
  ["membership.something_new", {}, "Something new", ""],
])("MEM-20 %s %j reads as %j: %j", (action, after, title, detail) => {
  expect(words(action, after)).toMatchObject({ title, detail, amountCents: null, group: action.startsWith("agreement") ? "agreement" : "changes" });
});

test("MEM-20 money that a change gave back or gave up stands beside it", () => {
  expect(words("membership.paused", { cutOn: "2026-05-01", paidThroughOn: "2026-05-20", unusedCents: 2343 }).amountCents).toBe(2343);
  expect(words("membership.lapsed", { lapsedOn: "2026-05-01", unpaidSinceOn: "2026-04-03", writtenOffCents: 3700 })).toMatchObject({
    amountCents: 3700,
    detail: "on 1 May 2026, unpaid since 3 Apr 2026",
  });
  expect(words("membership.paused", { unusedCents: 0 }).amountCents).toBeNull();
});

test("MEM-20 what was taken back says what it was", () => {
  expect(words("membership.change_undone", {}, { kind: "hold", effectiveOn: "2026-05-01", sentence: "On hold from 1 May." }).detail).toBe(
    "from 1 May 2026, On hold from 1 May",
  );
});
