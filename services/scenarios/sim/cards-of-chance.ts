/** Cards with a character: what a bank says to each charge is drawn from the seed. */
import type { Random } from "../../demo/random.ts";
import type { Decision } from "../processor/decisions.ts";

const characters = ["good", "good", "good", "good", "good", "flaky", "poor", "slow", "dead", "careful", "gone", "norefund", "slowrefund", "slowrefund_no"] as const;

export function drawToken(random: Random, name: string): string {
  return `tok_${random.pick(characters)}.${name}`;
}

const hourMs = 3_600_000;
const softCodes = ["insufficient_funds", "do_not_honor", "processing_error", "try_again_later"] as const;

/** While it is not stormy, slow banks take an hour. */
export function decideByChance(random: Random, isStormy: () => boolean): (cardToken: string) => Decision {
  const soft = (): Decision => ({ result: "decline", code: random.pick(softCodes) });
  return (cardToken) => {
    switch (cardToken.slice("tok_".length).split(".")[0]) {
      case "flaky":
        return random.chance(0.4) ? soft() : { result: "succeed" };
      case "poor":
        return random.chance(0.85) ? soft() : { result: "succeed" };
      case "slow":
        return {
          result: "pending",
          afterMs: isStormy() ? random.whole(1, 72) * hourMs : hourMs,
          thenDecline: random.chance(0.3) ? random.pick(softCodes) : null,
        };
      case "dead":
        return random.chance(0.5) ? { result: "decline", code: "lost_card" } : { result: "succeed" };
      case "careful":
        return random.chance(0.3) ? { result: "decline", code: "authentication_required" } : { result: "succeed" };
      case "gone":
        return random.chance(0.5) ? { result: "no_such_card" } : { result: "succeed" };
      default:
        return random.chance(0.05) ? soft() : { result: "succeed" };
    }
  };
}
