/** Password hashes by argon2id, off the main thread (control 28): 64 MiB, three passes, one lane. */
import { hash, parseOptions, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "#services/gateways/passwords.ts";

export type HashCost = { readonly memoryCost: number; readonly timeCost: number; readonly parallelism: number };

export const passwordCost: HashCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** The hasher of the office; tests that sign in often pass a lower cost. */
export function argon2Hasher(cost: HashCost = passwordCost): PasswordHasher {
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, cost),
    async verify(kept, password) {
      // Without a hash the same work is done on one that nothing fits, so that the time tells nothing.
      const against = kept ?? (await (decoy ??= hash("no password fits this one", cost)));
      const fits = (await verify(against, password)) && kept !== null;
      return { fits, outdated: fits && isOutdated(against, cost) };
    },
  };
}

function isOutdated(kept: string, cost: HashCost): boolean {
  const made = parseOptions(kept);
  return (
    made.memoryCost !== cost.memoryCost ||
    made.timeCost !== cost.timeCost ||
    made.parallelism !== cost.parallelism
  );
}
