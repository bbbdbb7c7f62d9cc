/**
 * Installs the packages of the lock file when they are missing or stale, without a compiler: npm
 * before 11.19 does not honour `allowScripts` in package.json and would build the SQLite addon from
 * source, so the installation goes through npm 11 there.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { bundledNode, inside, installEnvironment, neededNode, nodeProgram } from "./paths.mjs";
import { firstLine, run } from "./run.mjs";

const stampFile = inside("node_modules", ".perennial-stamp");
/** The oldest npm that was tried with this project's `allowScripts`. */
const oldestGoodNpm = [11, 19];
const limitSeconds = 1200;

/** Leaves a complete `node_modules`; throws a sentence when that is not possible. */
export async function ensureInstalled() {
  const wanted = lockStamp();
  if (readText(stampFile) === wanted && existsSync(nodeProgram())) return;
  if (!installedMatchesLock()) await install();
  if (!existsSync(bundledNode)) await fetchNode();
  const version = firstLine(nodeProgram(), ["--version"]);
  if (!version || Number(version.slice(1).split(".")[0]) < neededNode) {
    throw new Error(
      `Perennial runs on Node ${neededNode}, and the copy that npm installs does not start on this system. ` +
        `Install Node ${neededNode} (https://nodejs.org) and run the command again.`,
    );
  }
  writeFileSync(stampFile, wanted);
}

function lockStamp() {
  const lock = readFileSync(inside("package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/**
 * Whether what lies in `node_modules` is what the lock file asks for: somebody may have run npm by
 * hand, and deleting a good installation would only cost minutes.
 */
export function installedMatchesLock(
  lockText = readText(inside("package-lock.json")),
  installedText = readText(inside("node_modules", ".package-lock.json")),
) {
  if (!lockText || !installedText) return false;
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    // Builds for other systems are optional and absent here.
    return found ? found.version === entry.version : entry.optional === true;
  });
}

async function install() {
  const env = installEnvironment();
  const version = firstLine("npm", ["--version"], env);
  const own = version !== undefined && isGoodNpm(version);
  const [program, ...first] = own ? ["npm"] : ["npx", "--yes", "npm@11"];
  // Windows cannot delete a program that is running, and we may be running from node_modules.
  const runsFromModules =
    process.platform === "win32" && process.execPath.startsWith(inside("node_modules"));
  const args = [
    ...first,
    runsFromModules ? "install" : "ci",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  console.log(
    existsSync(inside("node_modules"))
      ? "The installed packages are not those of the lock file."
      : "The packages are not installed yet.",
  );
  console.log(`Installing them with ${[program, ...args].join(" ")} (a minute or two) …`);
  if (!own)
    console.log(`(npm ${version ?? "is missing"}: npm 11.19 or newer installs without a compiler)`);
  const ended = await run(program, args, { env, limitSeconds });
  if (ended.code !== 0) {
    throw new Error(
      ended.timedOut
        ? "The packages did not arrive within 20 minutes. Check the connection and run the command again."
        : "The packages could not be installed; npm says why above. Check the connection to the npm registry and run the command again.",
    );
  }
  console.log(`Installed in ${ended.seconds.toFixed(0)} s.`);
}

export function isGoodNpm(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestGoodNpm[0] || (major === oldestGoodNpm[0] && minor >= oldestGoodNpm[1]);
}

/** The `node` package fetches its program in a script; run it by hand where npm skipped it. */
async function fetchNode() {
  console.log(`Fetching Node ${neededNode} from the npm registry …`);
  const options = { env: installEnvironment(), cwd: inside("node_modules", "node"), limitSeconds };
  await run(process.execPath, ["installArchSpecificPackage.js"], options);
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
