import { expect, test } from "vitest";
import type { ChargingGateway } from "../gateways/cards.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { giveGateways, offlineGateways } from "./practice-gateways.ts";

const standIn = scriptedCards();
const relay: ChargingGateway & { readonly kind: "relay" } = { ...standIn, kind: "relay" };

test("F-21 a training or sample practice with a gateway out of the computer does not compile, and does not run", () => {
  // @ts-expect-error a training practice takes stand-ins only
  expect(() => giveGateways({ kind: "training", gateways: { cards: relay } })).toThrowError("stand-ins only");
  // @ts-expect-error the sample practice takes stand-ins only
  expect(() => giveGateways({ kind: "sample", gateways: { cards: relay } })).toThrowError("stand-ins only");
});

test("F-21 a live practice may be given the relay, and every practice stand-ins", () => {
  expect(giveGateways({ kind: "live", gateways: { cards: relay } }).gateways.cards.kind).toBe("relay");
  for (const kind of ["live", "training", "sample"] as const) {
    expect(giveGateways({ kind, gateways: { cards: standIn } }).gateways.cards.kind).toBe("stand_in");
    expect(offlineGateways(kind)).toEqual({ kind, gateways: { cards: { kind: "none", canCharge: false } } });
  }
});
