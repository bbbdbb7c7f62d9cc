/**
 * Decides whether a built file is older than its sources. Contents are hashed rather than times
 * compared, because a checkout or a copy gives every file a new time.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inside } from "./paths.mjs";

const skipped = /(^node_modules$|\.test\.tsx?$|\.md$)/;

/** SHA-256 over the names and contents of files and folders given relative to the checkout. */
export function hashOf(inputs, base = inside()) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const path of filesUnder(base, input)) {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(base, path)))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

function filesUnder(base, path) {
  const full = join(base, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => !skipped.test(name))
    .toSorted()
    .flatMap((name) => filesUnder(base, `${path}/${name}`));
}

const stampOf = (target) => inside("dist", ".stamps", target);

export function isStale(target, hash, outputs) {
  const stamp = stampOf(target);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== hash) return true;
  return outputs.some((output) => !existsSync(inside(output)));
}

export function markBuilt(target, hash) {
  mkdirSync(dirname(stampOf(target)), { recursive: true });
  writeFileSync(stampOf(target), hash);
}
