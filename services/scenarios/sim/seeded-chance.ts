/**
 * The only chance inside the office is the random key of a charge (and of a lease). For a history that
 * can be told again it comes from the seed: for the time of the simulation `randomUUID` is ours.
 */
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

const real = crypto.randomUUID;

/** Makes keys that follow from the seed; answers how to give the real chance back. */
export function seedKeys(seed: number): () => void {
  let made = 0;
  crypto.randomUUID = () => {
    made += 1;
    const tail = made.toString(16).padStart(12, "0");
    return `${(seed >>> 0).toString(16).padStart(8, "0")}-0000-4000-8000-${tail}`;
  };
  syncBuiltinESMExports();
  return () => {
    crypto.randomUUID = real;
    syncBuiltinESMExports();
  };
}
