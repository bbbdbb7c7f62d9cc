import { expect, test } from "vitest";
import type { OutboxEntry } from "#contract/mail.ts";
import { readFilters } from "../../kit/filters/filter-kinds.ts";
import { matchesOutbox, outboxFilters } from "../mail/outbox-words.ts";
import { mailLines } from "./mail-lines.ts";

const entry = (channel: OutboxEntry["channel"], state: OutboxEntry["state"]) => ({ payerName: "Rosa Lee", to: "", what: "Statement 7", channel, state }) as OutboxEntry;

test("DOC-11 what needs a person comes first, and each line says its own count", () => {
  const lines = mailLines({ letters: 3, waiting: 4, failed: 1, unsure: 2, trouble: "" });
  expect(lines.map(({ words, count, chip }) => [words, count, chip])).toEqual([
    ["E-mail that failed", 1, "trouble"],
    ["E-mail in doubt", 2, "attention"],
    ["Paper to print", 3, null],
    ["E-mail that waits", 4, null],
  ]);
});

test("DOC-11 each line leads to the outbox with exactly what it counts", () => {
  const all = [entry("letter", "to_print"), entry("email", "queued"), entry("email", "failed"), entry("email", "unsure"), entry("email", "sent"), entry("email", "sending"), entry("email", "cancelled")];
  const shown = mailLines({ letters: 1, waiting: 1, failed: 1, unsure: 1, trouble: "" }).map(({ search }) =>
    all.filter((row) => matchesOutbox(row, readFilters(outboxFilters, search))).map(({ state }) => state),
  );
  expect(shown).toEqual([["failed"], ["unsure"], ["to_print"], ["queued"]]);
});
