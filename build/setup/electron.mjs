/**
 * Whether Electron's program is on this computer. The npm package brings none; it is fetched from
 * Electron's own download host, which a closed network may not reach, so it is tried once, with a
 * short limit, and the office host takes over where it does not come.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inside, nodeProgram } from "./paths.mjs";
import { run } from "./run.mjs";

const folder = inside("node_modules", "electron");
const triedFile = inside(".cache", "electron-tried");
const limitSeconds = 60;

/** The path of Electron's program, or nothing. */
function findElectron() {
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(program) ? program : undefined;
}

/** Fetches Electron's program unless that was tried before for this version. */
export async function ensureElectron() {
  const present = findElectron();
  if (present) return present;
  const version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  if (existsSync(triedFile) && readFileSync(triedFile, "utf8") === version) return undefined;
  mkdirSync(dirname(triedFile), { recursive: true });
  writeFileSync(triedFile, version);
  console.log(`Fetching Electron ${version} (tried once, ${limitSeconds} s at most) …`);
  const args = [join(folder, "install.js")];
  await run(nodeProgram(), args, { capture: true, limitSeconds });
  const fetched = findElectron();
  if (!fetched) {
    console.log(
      "Electron's program did not come from its download host; Perennial opens in the browser instead.",
    );
    console.log("To try again later: npx install-electron");
  }
  return fetched;
}

/** Why a desktop window cannot be opened here, or nothing when it can. */
export function windowObstacle() {
  if (process.platform !== "linux") return undefined;
  if (!hasDisplay()) return "this computer has no display";
  // Chromium's sandbox refuses root, and we never switch the sandbox off.
  return process.getuid?.() === 0 ? "Electron's sandbox does not run as root" : undefined;
}

export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
