import { expect, test } from "vitest";
import { noCards, type CardGateway, type ChargingGateway, type TrainingGateways } from "./cards.ts";
import { scriptedCards } from "./scripted-cards.ts";

test("BIL-19 without a relay no card can be charged", () => {
  expect(noCards).toEqual({ kind: "none", canCharge: false });
});

test("F-21 a practice that is not live cannot be given a way to a real card, not even by mistake", () => {
  const standIn = scriptedCards();
  const relay: ChargingGateway & CardGateway & { readonly kind: "relay" } = { ...standIn, kind: "relay" };
  // @ts-expect-error a relay is no stand-in
  const gateways: TrainingGateways = { cards: relay };
  expect(gateways.cards.kind).toBe("relay");
});
