import { expect, test } from "vitest";
import type { ChargingGateway } from "../gateways/cards.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { noCards } from "../gateways/cards.ts";
import { noPortal, type ConnectedPortal } from "../gateways/portal.ts";
import { giveGateways, offlineGateways, openingGateways } from "./practice-gateways.ts";

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

test("F-21 PKG-4 a training or sample practice has no portal, by type and at run time; a live one may have", () => {
  const portal: ConnectedPortal = { kind: "relay", waiting: async () => [], answer: async () => undefined };
  // @ts-expect-error a training practice has no portal
  expect(() => giveGateways({ kind: "training", gateways: { cards: noCards, portal } })).toThrowError("stand-ins only");
  // @ts-expect-error the sample practice has no portal
  expect(() => giveGateways({ kind: "sample", gateways: { cards: noCards, portal } })).toThrowError("stand-ins only");
  expect(giveGateways({ kind: "live", gateways: { cards: noCards, portal } }).gateways.portal?.kind).toBe("relay");
});

test("PKG-4 without a relay every practice is opened without a portal", () => {
  const mail = { kind: "smtp" as const, open: async () => ({ fault: "refused" as const, reply: "" }) };
  for (const kind of ["live", "training", "sample"] as const)
    expect(openingGateways(kind, () => "2026-03-02T15:00:00.000Z" as never, mail).gateways.portal).toBe(noPortal);
});
