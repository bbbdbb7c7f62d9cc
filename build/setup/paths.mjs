/**
 * Where things stand in this checkout. Plain JavaScript without dependencies, like everything in
 * `build/setup`: it runs before anything is installed, on whatever Node the computer has.
 */
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node major that every script, test and host of the project runs under. */
export const neededNode = 24;

/** @param {...string} parts a path inside the checkout */
export function inside(...parts) {
  return join(root, ...parts);
}

/** The program of the `node` devDependency, present once installed. */
export const bundledNode = inside(
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/**
 * The Node to run the rest with: the pinned one, or the running one where it is new enough (a
 * system for which the `node` package has no program that starts).
 */
export function nodeProgram() {
  if (existsSync(bundledNode)) return bundledNode;
  return Number(process.versions.node.split(".")[0]) >= neededNode ? process.execPath : bundledNode;
}

/** The environment of every child: the pinned Node and the project's own programs come first. */
export function childEnvironment(extra = {}) {
  const path = [dirname(nodeProgram()), inside("node_modules", ".bin"), process.env.PATH ?? ""];
  return { ...process.env, ...extra, PATH: path.join(delimiter) };
}

/**
 * The environment for installing: without this checkout's `.bin`, which npm puts first in the path
 * and which the installation is about to delete, and without what an `npx` around us was asked to
 * run, which it hands down and the next `npx` would obey.
 */
export function installEnvironment() {
  const own = inside("node_modules");
  const path = (process.env.PATH ?? "").split(delimiter).filter((part) => !part.startsWith(own));
  const env = { ...process.env, PATH: path.join(delimiter) };
  delete env.npm_config_package;
  delete env.npm_config_call;
  return env;
}
