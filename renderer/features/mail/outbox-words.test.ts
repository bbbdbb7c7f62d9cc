import { expect, test } from "vitest";
import type { OutboxEntry } from "#contract/mail.ts";
import { chipOf, matchesOutbox } from "./outbox-words.ts";

const row = { payerName: "Rosa Lee", to: "lee@families.example", what: "Statement 7", channel: "email", state: "came_back", foundAt: null } as unknown as OutboxEntry;
const all = { q: "", by: [], state: [], back: [] };

test("DOC-10 what the mailbox gave back is filtered by that alone, whatever became of it since", () => {
  const found = { ...row, foundAt: "2026-03-02T15:00:00.000Z" } as OutboxEntry;
  const only = { ...all, back: ["found"] as const };
  expect([row, found, { ...found, state: "sent" } as OutboxEntry].map((one) => matchesOutbox(one, only))).toEqual([false, true, true]);
  expect(matchesOutbox(row, all)).toBe(true);
  expect(matchesOutbox(found, { ...only, q: "nobody" })).toBe(false);
});

test("DOC-10 one whose letter is printed in its place is named for having come back, one that was taken off is not", () => {
  expect([chipOf({ state: "cancelled", problem: "It came back: …" }), chipOf({ state: "cancelled", problem: "" }), chipOf({ state: "came_back", problem: "It came back" })].map(({ word }) => word)).toEqual(["Came back", "Taken off", "Came back"]);
});
