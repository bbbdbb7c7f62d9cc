/**
 * The layer table of docs/architecture.md as data, and the check of one file against it: what a
 * file may import, by folder, with packages and Node modules listed by name, and what it must not
 * touch at all. `build/layers.test.ts` runs it over the whole house.
 */
import { posix } from "node:path";
import type { Import, Source } from "./source.ts";

type Layer = {
  /** Folders it may import from; its own is always allowed. */
  readonly layers: readonly string[];
  /** Single modules of other folders, as a pattern of their path. */
  readonly modules?: RegExp;
  /** Folders it may import types from, and nothing that runs. */
  readonly types?: readonly string[];
  /** npm packages; a name ending in `/` allows a whole scope; "any" for tools. */
  readonly packages: readonly string[] | "any";
  /** Node modules without their `node:`. */
  readonly builtins: readonly string[] | "any";
  /** What its tests may import on top of that. */
  readonly tests?: { readonly layers?: readonly string[]; readonly packages?: readonly string[] };
};

const nowhere: readonly string[] = [];

export const layers: Readonly<Record<string, Layer>> = {
  domain: {
    layers: nowhere,
    packages: ["temporal-polyfill"],
    builtins: nowhere,
    // Independent readers, to compare our own with.
    tests: { packages: ["csv-parse", "libphonenumber-js"] },
  },
  contract: { layers: ["domain"], packages: ["zod", "@orpc/contract"], builtins: nowhere },
  db: {
    layers: ["domain"],
    packages: ["kysely", "better-sqlite3"],
    builtins: ["fs", "path", "crypto"],
  },
  services: { layers: ["domain", "db"], packages: nowhere, builtins: ["crypto"] },
  office: {
    layers: ["services", "contract", "domain"],
    // Opening and keeping the practice file; queries belong to the services.
    modules:
      /^db\/(driver|database|document-store|instance-lock|migrate|migrations\/index|backup|restore|verify)\.ts$/,
    packages: [
      "@orpc/",
      "zod",
      "ws",
      "pino",
      "@node-rs/argon2",
      "@myriaddreamin/",
      "@expo-google-fonts/",
      "qrcode",
      "nodemailer",
      "imapflow",
      "postal-mime",
    ],
    builtins: "any",
    tests: { layers: ["db"], packages: ["playwright-core", "smtp-server"] },
  },
  electron: {
    layers: ["office", "contract"],
    packages: ["electron", "@orpc/"],
    builtins: "any",
    tests: { layers: ["domain"] },
  },
  renderer: {
    layers: ["contract", "domain"],
    packages: [
      "react",
      "react-dom",
      "@mantine/",
      "@tanstack/",
      "@tabler/icons-react",
      "@orpc/client",
      "@orpc/contract",
      "@fontsource-variable/",
      "minisearch",
      "signature_pad",
      // Comes with the contract; set up here to work without eval, which the policy forbids.
      "zod",
    ],
    builtins: nowhere,
  },
  relay: {
    layers: ["domain"],
    modules: /^contract\/relay/,
    packages: [
      "hono",
      "@hono/node-server",
      "kysely",
      "better-sqlite3",
      "pg",
      "stripe",
      "zod",
      "@orpc/",
    ],
    builtins: "any",
  },
  e2e: {
    layers: nowhere,
    // The help's articles are data: a test walks through every tour they have (HLP-1).
    modules: /^domain\/help\/articles\.ts$/,
    types: ["contract", "domain"],
    packages: [
      "@playwright/test",
      "playwright-core",
      "@axe-core/playwright",
      "axe-core",
      "electron",
      "smtp-server",
    ],
    builtins: "any",
  },
  // Tools of the house: they look at everything and ship with nothing.
  build: { layers: ["contract", "domain"], packages: "any", builtins: "any" },
  bench: {
    layers: ["domain", "contract", "db", "services", "office"],
    packages: "any",
    builtins: "any",
  },
};

const testPackages = ["vitest", "fast-check"];

/** Code that only tests run: tests, fixtures, the scenario kit, and modules called `testing`. */
export function isTestCode(path: string): boolean {
  return /\.(test|spec|fixture)\.tsx?$|[/-]testing(\.ts$|\/)|^services\/scenarios\/|^e2e\//.test(
    path,
  );
}

/** What is wrong with a file, one sentence each, with the line. `path` is relative to the checkout, with slashes. */
export function findFaults(path: string, source: Source): string[] {
  const folder = path.split("/")[0] ?? "";
  const layer = layers[folder];
  if (!layer) return [`${path}: no layer has the folder ${folder}/`];
  // A tool's settings file lives where the tool looks for it and is part of no layer.
  if (path.endsWith(".config.ts")) return [];
  const at = (line: number, words: string): string => `${path}:${line} ${words}`;
  return [
    ...source.imports.flatMap((one) => {
      const fault = faultOf(path, folder, layer, one);
      return fault ? [at(one.line, fault)] : [];
    }),
    ...source.uses.flatMap(({ name, line }) => {
      const fault = forbiddenUse(path, name);
      return fault ? [at(line, fault)] : [];
    }),
  ];
}

function faultOf(path: string, folder: string, layer: Layer, one: Import): string | undefined {
  if (one.from === undefined) {
    return layer.packages === "any" || folder === "e2e"
      ? undefined
      : "imports something computed at run time, which nothing can check";
  }
  if (one.everything && !isIndex(path)) return `is a barrel: it exports everything of ${one.from}`;
  if (one.from.startsWith(".")) return relativeFault(path, folder, one);
  if (one.from.startsWith("#")) return layerFault(path, folder, layer, one.from.slice(1), one);
  if (one.from.startsWith("node:")) return builtinFault(path, folder, layer, one.from.slice(5));
  return packageFault(path, folder, layer, one);
}

function isIndex(path: string): boolean {
  return path === "contract/index.ts" || path === "db/migrations/index.ts";
}

function relativeFault(path: string, folder: string, one: Import): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), one.from ?? ""));
  if (target.split("/")[0] === folder) return testCodeFault(path, target);
  // A tool or a test may point at any file of the checkout without running it.
  if (one.how === "address" && (isTestCode(path) || folder === "build" || folder === "bench"))
    return undefined;
  return `leaves ${folder}/ by a relative path (${one.from}); other layers are reached by #name/`;
}

function layerFault(
  path: string,
  folder: string,
  layer: Layer,
  target: string,
  one: Import,
): string | undefined {
  const to = target.split("/")[0] ?? "";
  const allowed = [
    folder,
    ...layer.layers,
    ...(isTestCode(path) ? (layer.tests?.layers ?? []) : []),
  ];
  if (allowed.includes(to) || layer.modules?.test(target)) return testCodeFault(path, target);
  if (one.typeOnly && layer.types?.includes(to)) return undefined;
  return layer.types?.includes(to)
    ? `${folder} may import types of ${to}, and ${one.from} is imported as a value`
    : `${folder} must not import ${one.from}`;
}

function testCodeFault(path: string, target: string): string | undefined {
  const helper = isTestCode(target) && !target.startsWith("e2e/");
  return helper && !isTestCode(path) && !/^(bench|build)\//.test(path)
    ? `imports ${target}, which is for tests only`
    : undefined;
}

function builtinFault(
  path: string,
  folder: string,
  layer: Layer,
  name: string,
): string | undefined {
  const allowed =
    layer.builtins === "any" ||
    isTestCode(path) ||
    layer.builtins.includes(name.split("/")[0] ?? "");
  return allowed ? undefined : `${folder} must not import node:${name}`;
}

function packageFault(path: string, folder: string, layer: Layer, one: Import): string | undefined {
  const specifier = one.from ?? "";
  if (layer.packages === "any") return undefined;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const extra = isTestCode(path) ? [...testPackages, ...(layer.tests?.packages ?? [])] : [];
  const fits = (rule: string): boolean =>
    rule.endsWith("/") ? specifier.startsWith(rule) : rule === name;
  return [...layer.packages, ...extra].some(fits)
    ? undefined
    : `${folder} must not import the package ${name}`;
}

const impure = new Set([
  "Date",
  "process",
  "console",
  "fetch",
  "performance",
  "crypto",
  "globalThis",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "Math.random",
  "Temporal.Now",
]);

function forbiddenUse(path: string, name: string): string | undefined {
  if (isTestCode(path)) return undefined;
  if (path.startsWith("domain/") && impure.has(name)) {
    return `uses ${name}: the domain reads no clock, no chance and no surroundings (F-4)`;
  }
  if (path.startsWith("services/") && !path.startsWith("services/gateways/") && name === "fetch") {
    return "calls fetch: only a gateway reaches out of the computer";
  }
  if (name === "sql.raw" && !path.startsWith("db/migrations/")) {
    return "uses sql.raw: text that is not a parameter belongs to migrations alone";
  }
  return undefined;
}
