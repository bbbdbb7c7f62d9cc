/**
 * Bundles the Electron side with esbuild: `bundle.ts main` makes one ES module of the main process
 * with npm packages left outside, `bundle.ts preload` one CommonJS file, the only kind a sandboxed
 * preload may be. What a source says about its own place stays true in the bundle: for
 * `new URL("./file", import.meta.url)` a worker is bundled beside it and any other file is copied
 * there, and `import.meta.dirname` is the source's folder, seen from the bundle.
 */
import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

const root = dirname(import.meta.dirname);
const out = join(root, "dist", "electron");

const shared = {
  bundle: true,
  absWorkingDir: root,
  target: "node24",
  sourcemap: "linked",
  logLevel: "warning",
  tsconfig: join(root, "tsconfig.json"),
} satisfies BuildOptions;

export async function bundleMain(
  entry = join(root, "electron", "main.ts"),
  folder = out,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const workers = new Map<string, string>();
  await bundleModule(entry, join(folder, "main.mjs"), workers);
  // A worker may start workers of its own, which are found while it is bundled.
  const done = new Set<string>();
  for (;;) {
    const next = [...workers].find(([source]) => !done.has(source));
    if (!next) return;
    done.add(next[0]);
    await bundleModule(next[0], join(folder, next[1]), workers);
  }
}

async function bundleModule(
  entry: string,
  outfile: string,
  workers: Map<string, string>,
): Promise<void> {
  await build({
    ...shared,
    entryPoints: [entry],
    outfile,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [keepOwnFiles(dirname(outfile), workers)],
  });
}

export async function bundlePreload(
  entry = join(root, "electron", "preload.ts"),
  folder = out,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    ...shared,
    entryPoints: [entry],
    outfile: join(folder, "preload.cjs"),
    platform: "browser",
    format: "cjs",
    target: "chrome134",
    external: ["electron"],
  });
}

const ownFile = /new URL\(\s*(["'])(\.\.?\/[^"']+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;
const ownFolder = /\bimport\.meta\.dirname\b/g;

/**
 * Rewrites the address of a file that a source finds beside itself to where the bundle has it.
 * Workers are collected by source path with the name they get; other files are copied.
 */
function keepOwnFiles(folder: string, workers: Map<string, string>): Plugin {
  return {
    name: "keep-own-files",
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        const placed = source.replace(ownFile, (_, __, beside: string) => {
          const target = resolve(dirname(path), beside);
          const name = outputName(target);
          if (target.endsWith(".ts")) workers.set(target, name);
          else cpSync(target, join(folder, name), { recursive: true });
          return `new URL("./${name}", import.meta.url)`;
        });
        const place = relative(folder, dirname(path)).split(sep).join("/");
        const contents = placed.replaceAll(ownFolder, `(import.meta.dirname + "/${place}")`);
        return { contents, loader: "ts" };
      });
    },
  };
}

/** Two folders may hold files of one name, so the name carries a few digits of the path. */
function outputName(path: string): string {
  const mark = createHash("sha256").update(path.slice(root.length)).digest("hex").slice(0, 6);
  const name = basename(path);
  return name.endsWith(".ts") ? `${name.slice(0, -3)}-${mark}.mjs` : `${mark}-${name}`;
}

if (import.meta.main) {
  const what = process.argv[2];
  if (what === "main") {
    for (const path of globSync("*.mjs*", { cwd: out })) rmSync(join(out, path));
    await bundleMain();
  } else if (what === "preload") {
    await bundlePreload();
  } else {
    console.error("bundle.ts main | bundle.ts preload");
    process.exitCode = 2;
  }
}
