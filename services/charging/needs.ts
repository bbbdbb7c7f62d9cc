/**
 * What charging needs of its surroundings: a context as of this moment, asked for anew after every
 * wait, because the network takes time; and the processor.
 */
import type { Database } from "#db/database.ts";
import type { Cx } from "../context.ts";
import type { ChargingGateway } from "../gateways/cards.ts";

export type ChargingNeeds = {
  readonly cx: () => Cx;
  readonly gateway: ChargingGateway;
};

const inFlight = new WeakMap<Database, Set<string>>();

/** Keys whose request is on its way from this process now; nobody else asks about them meanwhile. */
export function keysInFlight(db: Database): Set<string> {
  const known = inFlight.get(db) ?? new Set<string>();
  inFlight.set(db, known);
  return known;
}
