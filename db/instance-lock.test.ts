import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { holdInstanceLock } from "./instance-lock.ts";
import { refusalOf, testFolder } from "./testing.ts";

let folder: ReturnType<typeof testFolder>;
let path: string;
beforeEach(() => {
  folder = testFolder();
  path = join(folder.path, "instance.lock");
});
afterEach(() => folder.dispose());

describe("R13 one Perennial per practice", () => {
  test("the second one is refused until the first lets go", () => {
    const first = holdInstanceLock(path);
    for (let attempt = 0; attempt < 20; attempt += 1) expect(refusalOf(() => holdInstanceLock(path))).toBe("practice_already_open");
    first.release();
    const second = holdInstanceLock(path);
    expect(refusalOf(() => holdInstanceLock(path))).toBe("practice_already_open");
    second.release();
  });

  test("two practices do not know of each other", () => {
    const other = holdInstanceLock(join(folder.path, "other.lock"));
    const first = holdInstanceLock(path);
    first.release();
    other.release();
  });

  test("a lock file left behind by a crash holds nobody up", () => {
    writeFileSync(path, "");
    const first = holdInstanceLock(path);
    first.release();
    expect(existsSync(path)).toBe(true);
    holdInstanceLock(path).release();
  });

  test("letting go twice is harmless", () => {
    const first = holdInstanceLock(path);
    first.release();
    first.release();
    holdInstanceLock(path).release();
  });

  test("a folder that is not there is an error of another kind, not a practice that is open", () => {
    expect(() => holdInstanceLock(join(folder.path, "no", "instance.lock"))).toThrow(/directory does not exist/);
  });

  test("another process that has it keeps us out, and however it is killed it lets go", async () => {
    const holder = join(folder.path, "holder.mjs");
    const source = new URL("./instance-lock.ts", import.meta.url).href;
    writeFileSync(
      holder,
      `import { holdInstanceLock } from ${JSON.stringify(source)};
       try { globalThis.held = holdInstanceLock(process.argv[2]); process.send("held"); setInterval(() => {}, 1000); }
       catch (error) { process.send(error.code); process.exit(0); }`,
    );
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      const child = fork(holder, [path], { execArgv: [] });
      const [word] = (await once(child, "message")) as [string];
      expect(word).toBe("held");
      expect(refusalOf(() => holdInstanceLock(path))).toBe("practice_already_open");
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      holdInstanceLock(path).release();
    }
  });

  test("of several processes that start at once exactly one has it", async () => {
    const holder = join(folder.path, "holder.mjs");
    const source = new URL("./instance-lock.ts", import.meta.url).href;
    writeFileSync(
      holder,
      `import { holdInstanceLock } from ${JSON.stringify(source)};
       process.on("message", () => {
         try { globalThis.held = holdInstanceLock(process.argv[2]); process.send("held"); }
         catch (error) { process.send(error.code); }
       });
       process.send("ready");`,
    );
    const children = Array.from({ length: 4 }, () => fork(holder, [path], { execArgv: [] }));
    await Promise.all(children.map((child) => once(child, "message")));
    const answers = children.map(async (child) => ((await once(child, "message")) as [string])[0]);
    for (const child of children) child.send("go");
    const words = (await Promise.all(answers)).toSorted();
    const ended = children.map((child) => once(child, "exit"));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ended);
    expect(words).toEqual(["held", "practice_already_open", "practice_already_open", "practice_already_open"]);
  });
});
