/** `npm start` in a small copy of the checkout with an office host of a few lines. */
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./house.ts";

const checkout = mkdtempSync(join(tmpdir(), "perennial-start-"));
const opened = join(checkout, "opened.txt");

const officeHost = `
  console.log("args " + JSON.stringify(process.argv.slice(2)));
  console.log("node " + process.versions.node.split(".")[0]);
  process.stdout.write("Perennial is ready at http://127.0.0.1:12");
  setTimeout(() => process.stdout.write("345\\n"), 50);
  const stay = setInterval(() => {}, 1000);
  process.on("SIGTERM", () => { console.log("closed"); clearInterval(stay); });
`;

beforeAll(() => {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  };
  cpSync(join(root, "build"), join(checkout, "build"), { recursive: true });
  write("package.json", `{ "type": "module" }`);
  write("package-lock.json", "{}");
  write("office/main.ts", officeHost);
  // As installed: the stamp of the lock file above, and a Node to run with.
  const hash = createHash("sha256").update("{}").digest("hex");
  write("node_modules/.perennial-stamp", `${hash} ${process.platform}-${process.arch}\n`);
  mkdirSync(join(checkout, "node_modules/node/bin"), { recursive: true });
  const program = process.platform === "win32" ? "node.exe" : "node";
  symlinkSync(process.execPath, join(checkout, "node_modules/node/bin", program));
  write("bin/xdg-open", `#!/bin/sh\necho "$1" >> ${opened}\n`);
  chmodSync(join(checkout, "bin/xdg-open"), 0o755);
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

type Run = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
};

function start(args: readonly string[], display: string): Run {
  const env = {
    ...process.env,
    npm_lifecycle_event: "",
    DISPLAY: display,
    WAYLAND_DISPLAY: "",
    PATH: [join(checkout, "bin"), process.env["PATH"]].join(delimiter),
  };
  const child = spawn(process.execPath, [join(checkout, "build/start.mjs"), ...args], { env });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  return { child, output: () => output, ended };
}

async function until(holds: () => boolean): Promise<void> {
  for (let left = 400; !holds(); left -= 1) {
    if (left === 0) throw new Error("it did not come about in 10 seconds");
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}

describe.skipIf(process.platform !== "linux")("npm start with an office host", () => {
  test("DSK-2 passes its flags on, prints the address and opens no browser when told so", async () => {
    const run = start(["--data", "some where", "--port=4000", "--sample", "--no-open"], ":9");
    await until(() => run.output().includes("ready at http://127.0.0.1:12345\n"));
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(0);
    expect(run.output()).toContain(
      `args ["--data","${join(process.cwd(), "some where")}","--port","4000","--sample"]`,
    );
    expect(run.output()).toContain("node 24");
    expect(existsSync(opened)).toBe(false);
  });

  test("DSK-2 opens the whole address in the browser when there is a display", async () => {
    const run = start([], ":9");
    await until(() => existsSync(opened) && readFileSync(opened, "utf8").endsWith("\n"));
    run.child.kill("SIGTERM");
    await run.ended;
    expect(readFileSync(opened, "utf8")).toBe("http://127.0.0.1:12345\n");
    rmSync(opened);
  });

  test("DSK-2 opens nothing without a display", async () => {
    const run = start([], "");
    await until(() => run.output().includes("12345\n"));
    run.child.kill("SIGTERM");
    await run.ended;
    expect(existsSync(opened)).toBe(false);
  });

  test("asked to stop, it lets the office close the practice first", async () => {
    const run = start(["--no-open"], "");
    await until(() => run.output().includes("12345\n"));
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(0);
    expect(run.output()).toMatch(/closed\n$/);
  });

  test("ended with npm, it lets the office close the practice too", async () => {
    const env = { ...process.env, npm_lifecycle_event: "start", DISPLAY: "", WAYLAND_DISPLAY: "" };
    const script = `"${process.execPath}" "${join(checkout, "build/start.mjs")}" --no-open; true`;
    const shell = spawn("sh", ["-c", script], { env });
    let output = "";
    shell.stdout.on("data", (chunk: Buffer) => (output += String(chunk)));
    await until(() => output.includes("12345\n"));
    shell.kill("SIGTERM");
    await until(() => output.endsWith("closed\n"));
  });

  test("a wrong flag is answered in words before anything is done", async () => {
    const run = start(["--prot", "80"], "");
    expect(await run.ended).toBe(2);
    expect(run.output()).toBe(
      "--prot is not known. These are: --data … --port … --sample --no-open --office --help\n",
    );
  });
});
