/** What can go wrong between an office and its processor, as values, drawn from a seed. */
import type { Random } from "../../demo/random.ts";

export const nonsenseKinds = [
  "not_json",
  "html",
  "empty",
  "cut_off",
  "wrong_shape",
  "another_charge",
  "wrong_amount",
  "no_such_state",
  "bad_instant",
  "too_long",
] as const;
export type NonsenseKind = (typeof nonsenseKinds)[number];

export type Fault =
  /** The answer comes late; later than the office waits, or not. */
  | { readonly kind: "slow"; readonly ms: number }
  /** The connection breaks before the request is executed, or after. */
  | { readonly kind: "lost"; readonly executed: boolean }
  | { readonly kind: "server_error"; readonly executed: boolean }
  | { readonly kind: "rate_limited" }
  | { readonly kind: "nonsense"; readonly body: NonsenseKind; readonly executed: boolean }
  /** The network delivers the request twice; the second answer comes back. */
  | { readonly kind: "twice" };

export function drawFault(random: Random, slowMs: number): Fault {
  const executed = random.chance(0.5);
  switch (random.whole(0, 5)) {
    case 0:
      return { kind: "slow", ms: random.whole(1, slowMs) };
    case 1:
      return { kind: "lost", executed };
    case 2:
      return { kind: "server_error", executed };
    case 3:
      return { kind: "rate_limited" };
    case 4:
      return { kind: "nonsense", body: random.pick(nonsenseKinds), executed };
    default:
      return { kind: "twice" };
  }
}

export type Reply = { readonly status: number; readonly body: string };

/** A good reply turned into one that makes no sense. */
export function spoil(kind: NonsenseKind, good: Reply): Reply {
  const changed = (change: (value: Record<string, unknown>) => void): Reply => {
    const value = JSON.parse(good.body) as Record<string, unknown>;
    change(value);
    return { status: 200, body: JSON.stringify(value) };
  };
  switch (kind) {
    case "not_json":
      return { status: 200, body: "OK" };
    case "html":
      return { status: 404, body: "<html><body><h1>404 Not Found</h1></body></html>" };
    case "empty":
      return { status: 200, body: "" };
    case "cut_off":
      return { status: good.status, body: good.body.slice(0, Math.floor(good.body.length / 2)) };
    case "wrong_shape":
      return { status: 200, body: JSON.stringify([good.status, null]) };
    case "another_charge":
      return changed((value) => (value["key"] = "somebody-else"));
    case "wrong_amount":
      return changed((value) => (value["amount"] = 100.5));
    case "no_such_state":
      return changed((value) => (value["status"] = "perhaps"));
    case "bad_instant":
      return changed((value) => (value["at"] = "yesterday"));
    case "too_long":
      return { status: 200, body: `"${"x".repeat(9_000_000)}"` };
  }
}
