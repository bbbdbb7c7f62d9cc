import { expect, test } from "vitest";
import type { RefundToCard } from "#contract/refunds.ts";
import { noWayBack, refundDone, wayBackLabel, whereItGoes } from "./refund-words.ts";

const card = { tender: "card_on_file", cardLast4: "4242" } as const;
const refund = (over: Partial<RefundToCard>) => ({ state: "succeeded", sentence: "29.60 to the card ending in 4242.", ...over }) as RefundToCard;

test("INV-9 the first choice names the card that the money came from", () => {
  expect(wayBackLabel(card)).toBe("To the card ending in 4242");
  expect(wayBackLabel({ tender: "card_on_file", cardLast4: null })).toBe("To the card that paid it");
  expect(wayBackLabel({ tender: "cash", cardLast4: null })).toBe("The way it was paid: cash");
});

test("INV-9 where the first choice is closed it says why", () => {
  expect(noWayBack({ ...card, canGoBack: true, noWay: null })).toBeNull();
  expect(noWayBack({ ...card, canGoBack: false, noWay: "disputed" })).toContain("dispute");
  expect(noWayBack({ tender: "check", cardLast4: null, canGoBack: false, noWay: null })).toBe("The check is at the bank, so it cannot be handed back.");
});

test("INV-9 what happens says where the money goes", () => {
  expect([whereItGoes("tender", card), whereItGoes("check", card), whereItGoes("credit", card)]).toEqual([
    "goes back to the card ending in 4242",
    "waits as a refund check to write",
    "becomes household credit",
  ]);
  expect(whereItGoes("tender", { tender: "cash", cardLast4: null })).toBe("goes back by cash");
});

test("INV-9 it is called refunded only when the processor said so", () => {
  expect(refundDone(null, "29.60", "receipt 2")).toEqual({ tone: "good", message: "29.60 of receipt 2 is refunded." });
  expect(refundDone(refund({}), "29.60", "receipt 2").message).toBe("29.60 of receipt 2 is refunded.");
  expect(refundDone(refund({ state: "unknown" }), "29.60", "receipt 2")).toEqual({ tone: "attention", message: "29.60 to the card ending in 4242." });
});
