import { expect, test } from "vitest";
import type { CardRow } from "#contract/charging.ts";
import { toDay } from "#domain/calendar.ts";
import { attemptLooks, cardLook, cardName, daysLeftWords, expiryText, randomLetters } from "./card-words.ts";

const card: CardRow = {
  cardId: 1,
  brand: "visa",
  last4: "4242",
  expiresMonth: 8,
  expiresYear: 2029,
  funding: "credit",
  goodThroughOn: toDay("2029-08-31"),
  isExpired: false,
  isRefused: false,
  isProven: true,
  replacesId: null,
  isUsed: true,
};

test("BIL-7 a card is its brand and last four figures, and its expiry as it stands on it", () => {
  expect(cardName(card)).toBe("Visa ending in 4242");
  expect(cardName({ brand: "amex", last4: "0005" })).toBe("American Express ending in 0005");
  expect(cardName({ brand: "girocard", last4: "0001" })).toBe("Girocard ending in 0001");
  expect(cardName({ brand: null, last4: null })).toBe("A card not on file here");
  expect(expiryText(card)).toBe("08/29");
  expect(expiryText({ expiresMonth: 12, expiresYear: 2030 })).toBe("12/30");
});

test("BIL-14 one word says what matters about a card: refused before expired before used", () => {
  expect(cardLook(card)?.word).toBe("In use");
  expect(cardLook({ ...card, isProven: false })?.word).toBe("Not charged yet");
  expect(cardLook({ ...card, isUsed: false })?.word).toBe("Kept beside");
  expect(cardLook({ ...card, isExpired: true, isUsed: false })?.word).toBe("Expired");
  expect(cardLook({ ...card, isRefused: true, isExpired: true })?.word).toBe("Refused for good");
});

test("control 53 only a charge that succeeded says so", () => {
  const done = Object.entries(attemptLooks).filter(([, look]) => look.tone === "good");
  expect(done.map(([state]) => state)).toEqual(["succeeded"]);
  expect(Object.values(attemptLooks).some(({ word }) => /paid/i.test(word))).toBe(false);
});

test("BIL-16 how long a card is good is said in words", () => {
  expect([30, 1, 0, -3].map(daysLeftWords)).toEqual(["30 days left", "runs out tomorrow", "runs out today", "has run out"]);
});

test("BIL-7 what tells two cards for training apart is never taken for a card number", () => {
  const drawn = Array.from({ length: 1000 }, () => randomLetters());
  expect(drawn.filter((letters) => !/^[a-z]{16}$/.test(letters))).toEqual([]);
  expect(new Set(drawn).size).toBe(drawn.length);
});
