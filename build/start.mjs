/**
 * `npm start` (DSK-2): installs what is missing, builds what is stale, and opens Perennial, in
 * Electron where its program is present, else as the office host for the browser.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openBrowser } from "./setup/browser.mjs";
import { ensureBuilt } from "./setup/builds.mjs";
import { ensureElectron, windowObstacle } from "./setup/electron.mjs";
import { checkOwnNode, checkPort, FlagError, readFlags } from "./setup/flags.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { childEnvironment, inside, nodeProgram, root } from "./setup/paths.mjs";

const help = `npm start -- [flags]
  --data DIR   where the practice's data lives
  --port N     port of the office host on 127.0.0.1 (0: any free one)
  --sample     open the sample practice
  --no-open    print the address without opening anything
  --office     use the office host even where Electron is installed`;

const shape = {
  data: "text",
  port: "text",
  sample: "switch",
  "no-open": "switch",
  office: "switch",
  help: "switch",
};

try {
  checkOwnNode();
  const flags = readFlags(process.argv.slice(2), shape);
  checkPort(flags.port);
  if (flags.help) console.log(help);
  else process.exitCode = await start(flags);
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof FlagError ? 2 : 1;
}

async function start(flags) {
  await ensureInstalled();
  const electron = await chooseElectron(flags);
  const targets = ["sample", "renderer", ...(electron ? ["electron-main", "electron-preload"] : [])];
  const { failed } = await ensureBuilt(targets);
  // Without the sample made beforehand the office makes it when somebody asks for it.
  if (failed.some((target) => target !== "sample")) {
    console.error("Perennial cannot start until the build above works.");
    return 1;
  }
  const passed = [
    ...(flags.data ? ["--data", resolve(whereAsked(), flags.data)] : []),
    ...(flags.port ? ["--port", flags.port] : []),
    ...(flags.sample ? ["--sample"] : []),
  ];
  if (electron) return follow(electron, [root, ...passed], {});
  if (!existsSync(inside("office", "main.ts"))) {
    console.error("office/main.ts is not there, so there is nothing to start yet.");
    return 1;
  }
  const onReady = flags["no-open"] ? undefined : openBrowser;
  return follow(nodeProgram(), [inside("office", "main.ts"), ...passed], { onReady });
}

/** npm moves to the checkout before it starts us; a relative folder means where the person stands. */
function whereAsked() {
  return process.env.npm_lifecycle_event === "start" && process.env.INIT_CWD
    ? process.env.INIT_CWD
    : process.cwd();
}

async function chooseElectron(flags) {
  // Both flags are about an address, which only the office host has.
  const wantsAddress = flags["no-open"] || flags.port !== undefined;
  if (flags.office || wantsAddress || !existsSync(inside("electron", "main.ts"))) return undefined;
  const program = await ensureElectron();
  const obstacle = program && windowObstacle();
  if (obstacle) console.log(`Opening in the browser rather than a window of its own: ${obstacle}.`);
  return obstacle ? undefined : program;
}

/**
 * Runs the application in the foreground and answers its exit code. A request to stop is passed
 * on, so that the application closes the practice itself; `onReady` gets the printed address.
 */
function follow(program, args, { onReady }) {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: process.cwd(),
      env: childEnvironment(),
      stdio: ["inherit", "pipe", "inherit"],
    });
    let told = onReady === undefined;
    let tail = "";
    child.stdout.on("data", (chunk) => {
      process.stdout.write(chunk);
      if (told) return;
      tail = (tail + chunk).slice(-2000);
      const address = /Perennial is ready at (http:\/\/\S+)\s/.exec(tail)?.[1];
      if (!address) return;
      told = true;
      onReady(address);
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        // Ctrl-C at a terminal reaches the application by itself; a second one would mean "at once".
        if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
      });
    }
    onOrphaned(() => child.kill("SIGTERM"));
    // Whoever read our output left; the application goes on.
    process.stdout.on("error", () => {});
    child.on("error", (error) => {
      console.error(`${program} did not start: ${error.message}`);
      settle(1);
    });
    child.on("close", (code, signal) =>
      settle(signal === "SIGINT" || signal === "SIGTERM" ? 0 : (code ?? 1)),
    );
  });
}

/**
 * npm runs us through a shell that a request to end npm ends without telling us. We would go on
 * unseen, holding the practice open; so we stop when that shell is gone.
 */
function onOrphaned(stop) {
  if (process.env.npm_lifecycle_event !== "start" || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
