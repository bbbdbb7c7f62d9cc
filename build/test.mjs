/**
 * `npm test`: installs what is missing, then runs every check of the house one after the other.
 * A failing step does not stop the later ones. The last line says how many passed and failed, and
 * the exit code is 1 when anything failed.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { ensureBuilt, everything } from "./setup/builds.mjs";
import {
  addCounts,
  countLine,
  countsFrom,
  failureLines,
  noCounts,
  readPlaywright,
  readVitest,
} from "./setup/counts.mjs";
import { checkOwnNode, FlagError, readFlags } from "./setup/flags.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { ensureTestMachine } from "./setup/machine.mjs";
import { childEnvironment, inside, nodeProgram } from "./setup/paths.mjs";
import { run } from "./setup/run.mjs";

const kinds = ["lint", "unit", "browser"];
const one = { ...noCounts, passed: 1 };
const broken = { ...noCounts, failed: 1 };

try {
  checkOwnNode();
  const { only } = readFlags(process.argv.slice(2), { only: "text" });
  if (only !== undefined && !kinds.includes(only)) {
    throw new FlagError(`--only takes one of ${kinds.join(", ")}, not ${only}.`);
  }
  const counts = await testEverything(only ? [only] : kinds);
  process.exitCode = counts.failed === 0 ? 0 : 1;
  console.log(`\n${countLine(counts)}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof FlagError ? 2 : 1;
  if (!(error instanceof FlagError)) console.log(`\n${countLine(broken)}`);
}

async function testEverything(wanted) {
  await ensureInstalled();
  const machine = wanted.some((kind) => kind !== "lint") ? await ensureTestMachine() : {};
  const env = childEnvironment(machine);
  const results = [];
  for (const step of steps(env)) {
    if (!wanted.includes(step.kind)) continue;
    console.log(`\n── ${step.name} ${"─".repeat(Math.max(3, 72 - step.name.length))}`);
    const started = Date.now();
    const counts = await step.work();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${step.name}: ${countLine(counts)} (${seconds} s)`);
    results.push({ name: step.name, seconds, counts });
  }
  console.log(`\n── Summary ${"─".repeat(65)}`);
  for (const { name, seconds, counts } of results) {
    console.log(
      `${counts.failed > 0 ? "✗" : "✓"} ${name.padEnd(34)}${`${seconds} s`.padStart(9)}  ${countLine(counts)}`,
    );
  }
  const counts = addCounts(noCounts, ...results.map((result) => result.counts));
  for (const line of failureLines(counts)) console.log(`\n${line}`);
  return counts;
}

function steps(env) {
  const node = (...args) => run(nodeProgram(), args, { env, limitSeconds: 2700 });
  const check = async (...args) => ((await node(...args)).code === 0 ? one : broken);
  return [
    { kind: "lint", name: "Types", work: () => check(bin("typescript", "tsc"), "--noEmit") },
    {
      kind: "lint",
      name: "Lint",
      work: () => check(bin("oxlint"), "--type-aware", "--deny-warnings"),
    },
    { kind: "lint", name: "House rules", work: () => vitest(node, "house", ["build/"]) },
    {
      kind: "unit",
      name: "Units and scenarios",
      work: () => vitest(node, "unit", ["--exclude", "build/**"]),
    },
    { kind: "browser", name: "Builds", work: build },
    { kind: "browser", name: "Browser and desktop", work: () => playwright(env) },
  ];
}

async function vitest(node, name, args) {
  const report = freshReport(name);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await node(bin("vitest"), "run", "--passWithNoTests", ...reporters, ...args);
  return countsFrom(report, readVitest, code);
}

async function build() {
  const { built, failed, absent } = await ensureBuilt(everything);
  if (built.length + failed.length + absent.length === 0) console.log("Everything built is fresh.");
  return {
    ...noCounts,
    passed: everything.length - failed.length - absent.length,
    failed: failed.length,
    skipped: absent.length,
  };
}

async function playwright(env) {
  const config = "e2e/playwright.config.ts";
  if (!existsSync(inside(config))) {
    console.log(`${config} is not there: no browser tests to run.`);
    return noCounts;
  }
  const report = freshReport("browser");
  const args = [bin("@playwright/test", "playwright"), "test", "-c", config];
  const start = (more, extra) =>
    run(nodeProgram(), [...args, ...more], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...extra },
      limitSeconds: 2700,
    });
  if (!env.CHROMIUM || env.PERENNIAL_NO_BROWSER === "1") {
    console.log("No browser on this computer: the browser tests are only counted, as skipped.");
    // Listing starts no browser, so it may see every test.
    const { code } = await start(["--list", "--reporter=json"], { PERENNIAL_NO_BROWSER: "" });
    return countsFrom(report, ({ suites }) => ({ ...noCounts, skipped: countSpecs(suites) }), code);
  }
  const { code } = await start(["--reporter=list,json"], {});
  return countsFrom(report, readPlaywright, code);
}

function countSpecs(suites) {
  return suites.reduce(
    (sum, suite) =>
      sum +
      (suite.specs ?? []).reduce((tests, spec) => tests + spec.tests.length, 0) +
      countSpecs(suite.suites ?? []),
    0,
  );
}

/** The script behind a package's command, started with our Node rather than through a shell. */
function bin(name, command = name) {
  const description = JSON.parse(
    readFileSync(inside("node_modules", name, "package.json"), "utf8"),
  );
  const script = typeof description.bin === "string" ? description.bin : description.bin[command];
  return inside("node_modules", name, script);
}

function freshReport(name) {
  const file = inside(".cache", "test", `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
