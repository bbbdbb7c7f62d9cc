import { expect, test } from "vitest";
import { noCards, type CardGateway, type TrainingGateways } from "./cards.ts";

test("BIL-19 without a relay no card can be charged", () => {
  expect(noCards).toEqual({ kind: "none", canCharge: false });
});

test("F-21 a practice that is not live cannot be given a way to a real card, not even by mistake", () => {
  const relay: CardGateway & { readonly kind: "relay" } = { kind: "relay", canCharge: true };
  // @ts-expect-error a relay is no stand-in
  const gateways: TrainingGateways = { cards: relay };
  expect(gateways.cards.kind).toBe("relay");
});
