/**
 * Completes package-lock.json with the builds for other systems that npm left out because the
 * registry it asked did not offer them (a mirror may hold one system only). Without the entries
 * `npm ci` refuses the lock on every computer; with them each computer takes its own. npm runs this
 * as the `dependencies` script after each change of node_modules.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inside } from "./paths.mjs";

const systems =
  /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-|$)/;
const processors = /-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-|$)/;

/**
 * Adds what is missing to a parsed lock file and answers the names it added.
 * @param {{ packages: Record<string, any> }} lock
 * @returns {string[]}
 */
export function completeLock(lock) {
  const added = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const top = `node_modules/${name}`;
      const nested = `${path}/node_modules/${name}`;
      if (lock.packages[nested] || lock.packages[top]?.version === version) continue;
      const build = describeBuild(name, version, entry.dev === true);
      if (!build) continue;
      lock.packages[lock.packages[top] ? nested : top] = build;
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, "en")),
  );
  return added;
}

/** The lock entry of a build whose name tells its system, such as `@oxlint/binding-win32-x64-msvc`. */
function describeBuild(name, version, dev) {
  const system = systems.exec(name)?.[1];
  const processor = processors.exec(name)?.[1];
  if (!system || !processor || !/^\d+\.\d+\.\d+/.test(version)) return undefined;
  const libc =
    system === "linux"
      ? /-gnu/.test(name)
        ? "glibc"
        : /-musl/.test(name)
          ? "musl"
          : undefined
      : undefined;
  return {
    version,
    cpu: [processor],
    ...(dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    os: [system],
  };
}

if (process.argv[1]?.endsWith("complete-lock.mjs")) {
  const file = inside("package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock);
  if (added.length > 0) {
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
    console.log(`Added ${added.length} builds for other systems to package-lock.json.`);
  }
}
