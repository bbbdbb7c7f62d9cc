import { expect, test } from "vitest";
import { storyWords } from "./benefit-words.ts";

const story = { origin: "plan", quantity: 2, used: 0, rolled: 0, forfeited: 0, left: 0, uses: [] } as never as Parameters<typeof storyWords>[0];

test.each([
  ["2 granted, 2 left", { left: 2 }],
  ["2 granted, 1 used, 1 lost", { used: 1, forfeited: 1 }],
  ["2 granted, 1 used, 1 carried on", { used: 1, rolled: 1 }],
  ["1 carried over, 1 lost", { origin: "rollover" as const, quantity: 1, forfeited: 1 }],
])("PKG-10 a grant is told as: %s", (words, over) => {
  expect(storyWords({ ...story, ...over })).toBe(words);
});
