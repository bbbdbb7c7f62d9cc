/**
 * Starting other programs: streaming to the screen or capturing, always with a time limit, always
 * ended together with us.
 */
import { spawn, spawnSync } from "node:child_process";
import { childEnvironment, root } from "./paths.mjs";

const windows = process.platform === "win32";

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 1 when a signal or the limit ended it
 * @property {boolean} timedOut
 * @property {string} output what it said, when captured
 * @property {number} seconds
 */

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, capture?: boolean, limitSeconds?: number }} [options]
 * @returns {Promise<Ended>}
 */
export function run(program, args, options = {}) {
  const { env = childEnvironment(), cwd = root, capture = false, limitSeconds = 600 } = options;
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      // npm on Windows is a .cmd file, which only the shell starts; our arguments hold no blanks.
      shell: windows && /^(npm|npx)$/.test(program),
      // A group of its own lets the limit end grandchildren too, but would also take Ctrl-C away
      // from a program a person watches: only captured programs get one.
      detached: capture && !windows,
      stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    let timedOut = false;
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    const timer = setTimeout(() => {
      timedOut = true;
      endChild(child, capture);
    }, limitSeconds * 1000);
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, timedOut, output, seconds: (Date.now() - started) / 1000 });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(1);
    });
    child.on("close", finish);
  });
}

function endChild(child, ownGroup) {
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(ownGroup ? -child.pid : child.pid, "SIGKILL");
  } catch {
    // It ended between the limit and now.
  }
}

/** Whether a program of this name can be started from the path. */
export function hasProgram(name) {
  const probe = windows ? ["where", [name]] : ["sh", ["-c", `command -v ${name}`]];
  return spawnSync(probe[0], probe[1], { stdio: "ignore" }).status === 0;
}

/** The first line a program prints for these arguments, or nothing when it fails. */
export function firstLine(program, args, env = process.env) {
  const shell = windows && /^(npm|npx)$/.test(program);
  const { status, stdout } = spawnSync(program, args, { env, shell, encoding: "utf8", cwd: root });
  return status === 0 ? stdout.trim().split(/\r?\n/)[0] : undefined;
}
