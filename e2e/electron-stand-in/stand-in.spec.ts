/** The stand-in's own test: a small app that uses each part of it, driven through Playwright. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { commandOf, isRealElectron, launchElectron, type Launched } from "../support/electron.ts";

interface SampleBridge {
  readonly version: string;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  watch(listener: (data: unknown) => void): void;
  handOver(): void;
}
declare global {
  interface Window {
    readonly sample: SampleBridge;
  }
}

const sample = join(import.meta.dirname, "sample");
let userData: string;
let app: Launched;

test.beforeAll(async () => {
  userData = mkdtempSync(join(tmpdir(), "stand-in-sample-"));
  app = await launchElectron({ app: sample, userData });
});
test.afterAll(async () => {
  await app.close();
  rmSync(userData, { recursive: true, force: true });
});

test("a page of the app's own scheme loads and talks to the main process", async () => {
  await expect(app.page.locator("#said")).toHaveText("Baker, Ana");
  expect(app.electron.windows()).toHaveLength(1);
});

test("the page sees the bridge and nothing of the preload's world", async () => {
  const seen = await app.page.evaluate(() => {
    const globals = globalThis as unknown as Record<string, unknown>;
    const invoke = window.sample.invoke;
    try {
      (window.sample as { invoke: unknown }).invoke = 1;
    } catch {
      // frozen: refused aloud in strict code, in silence elsewhere
    }
    return {
      others: ["preloadSecret", "require", "process", "standInSend", "standInReceive"].map(
        (name) => typeof globals[name],
      ),
      keys: Object.keys(window.sample),
      unchanged: window.sample.invoke === invoke,
      ownWorld: Object.getPrototypeOf(invoke) === Function.prototype,
    };
  });
  expect(new Set(seen.others)).toEqual(new Set(["undefined"]));
  expect(seen.keys).toEqual(["version", "invoke", "onMenu", "watch", "handOver"]);
  expect(seen).toMatchObject({ unchanged: true, ownWorld: true });
});

test("values cross as structured clone carries them", async () => {
  const seen = await app.page.evaluate(async () => {
    const echoed = (await window.sample.invoke("echo", {
      date: new Date(5),
      map: new Map([[1, new Set(["a"])]]),
      nothing: undefined,
      big: 10n,
      bytes: new Uint8Array([1, 2, 255]),
      nan: NaN,
      minusZero: -0,
      $: "a dollar key",
    })) as Record<string, unknown> & { map: Map<number, Set<string>>; bytes: Uint8Array };
    return [
      echoed["date"] instanceof Date && echoed["date"].getTime(),
      echoed.map.get(1)?.has("a"),
      "nothing" in echoed && echoed["nothing"] === undefined,
      echoed["big"] === 10n,
      [...echoed.bytes],
      Number.isNaN(echoed["nan"]),
      Object.is(echoed["minusZero"], -0),
      echoed["$"],
    ];
  });
  expect(seen).toEqual([5, true, true, true, [1, 2, 255], true, true, "a dollar key"]);
});

test("a failure in the main process reads as Electron words it", async () => {
  const said = await app.page.evaluate(() =>
    window.sample.invoke("fail").catch((error: Error) => error.message),
  );
  expect(said).toBe("Error invoking remote method 'fail': TypeError: card declined");
});

test("a value that cannot be cloned is refused", async () => {
  const said = await app.page.evaluate(async () => {
    try {
      return await window.sample.invoke("echo", Symbol("x"));
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(said).toContain("could not be cloned");
});

test("the main process knows the frame that sent a message", async () => {
  const sender = await app.page.evaluate(() => window.sample.invoke("sender"));
  expect(sender).toEqual({ origin: "app://sample", isTop: true });
});

test("a menu click reaches the page", async () => {
  await app.main(({ Menu }) => {
    Menu.getApplicationMenu()!.getMenuItemById("new-invoice")!.click();
  });
  await expect(app.page.locator("#menu")).toHaveText("new-invoice");
});

test("a port from the main process works both ways and closes when the page goes", async () => {
  const answer = await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        window.sample.watch((data) => {
          const { got, at } = data as { got: unknown; at: unknown };
          resolve([got, at]);
        });
      }),
  );
  expect(answer).toEqual([{ hello: "main" }, new Date(0)]);
  const closed = app.logged("watch port closed");
  await app.page.reload();
  await closed;
});

test("a port from the page works both ways, and another document's port is another port", async () => {
  for (const word of ["first", "second"]) {
    const heard = await app.page.evaluate(
      (said) =>
        new Promise((resolve) => {
          window.addEventListener(
            "message",
            ({ ports }) => {
              ports[0]!.onmessage = ({ data }) => resolve(data);
              ports[0]!.postMessage(said);
            },
            { once: true },
          );
          window.sample.handOver();
        }),
      word,
    );
    expect(heard).toBe(`heard ${word}`);
    const closed = app.logged("handed port closed");
    await app.page.reload();
    await closed;
  }
});

test("the policy the scheme's handler sends is enforced", async () => {
  await expect(app.page.locator("#inline")).toHaveText("no");
  const colour = await app.page.evaluate(
    () => getComputedStyle(document.querySelector("h1")!).color,
  );
  expect(colour).toBe("rgb(0, 128, 96)");
  const fetched = await app.page.evaluate(() =>
    fetch("https://elsewhere.test/").then(
      () => "reached",
      () => "blocked",
    ),
  );
  expect(fetched).toBe("blocked");
});

test("a navigation the page asks for can be prevented, and a reload is not asked about", async () => {
  const asked = app.logged("will-navigate https://elsewhere.test/");
  await app.page.locator("#out").click();
  await asked;
  expect(await app.page.title()).toBe("Sample");

  const lines: string[] = [];
  app.electron.on("console", (message) => lines.push(message.text()));
  await app.page.reload();
  const moved = app.logged("will-redirect");
  await app.page.locator("#moved").click();
  await moved;
  await app.page.waitForURL(/index\.html$/);
  expect(lines.filter((line) => line.startsWith("will-"))).toEqual([
    "will-navigate app://sample/moved",
    "will-redirect app://sample/index.html",
  ]);
});

test("a popup is denied, by link or by script", async () => {
  await app.page.locator("#popup").click();
  expect(await app.page.evaluate(() => window.open("https://help.sample.test/x"))).toBeNull();
  await expect.poll(() => app.electron.windows().length).toBe(1);
  expect(await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  if (isRealElectron) return; // what would open outside is recorded by the stand-in only
  await expect
    .poll(() => app.main(({ standIn }) => standIn.popups))
    .toEqual([
      { url: "https://elsewhere.test/", action: "deny" },
      { url: "https://help.sample.test/x", action: "deny" },
    ]);
  expect(await app.main(({ standIn }) => standIn.opened)).toEqual(["https://help.sample.test/x"]);
});

test("a frame inside the page has no bridge", async () => {
  const kind = await app.page.evaluate(() => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const bridge = typeof (frame.contentWindow as Window).sample;
    frame.remove();
    return bridge;
  });
  expect(kind).toBe("undefined");
});

test("permissions are granted and denied as the handler says", async () => {
  const states = await app.page.evaluate(async () => {
    const names = ["notifications", "geolocation", "camera"] as PermissionName[];
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name })).state),
    );
  });
  expect(states).toEqual(["granted", "denied", "denied"]);
});

test("safeStorage opens what it sealed, and what it sealed is not plain", async () => {
  const { sealed, opened } = (await app.page.evaluate(() =>
    window.sample.invoke("seal", "a secret of the office"),
  )) as { sealed: Uint8Array; opened: string };
  expect(opened).toBe("a secret of the office");
  expect(Buffer.from(Object.values(sealed)).includes("secret")).toBe(false);
});

test("a page becomes a PDF in the file chosen in the dialog", async () => {
  const file = join(userData, "page.pdf");
  await app.main(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  expect(await app.page.evaluate(() => window.sample.invoke("save"))).toBeGreaterThan(1000);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a second instance hands over its data and ends", async () => {
  const heard = app.main(
    ({ app: first }) =>
      new Promise<unknown[]>((resolve) => {
        first.once("second-instance", (_event, argv, _cwd, data) => resolve([argv.at(-1), data]));
      }),
  );
  const { args, env } = commandOf({ app: sample, args: ["--open=5"], userData });
  const binary = await app.main(({ app: first }) => first.getPath("exe"));
  const command = isRealElectron ? binary : join(import.meta.dirname, "electron");
  const second = spawn(command, ["--no-sandbox", ...args], { env, stdio: "ignore" });
  expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
  expect(await heard).toEqual(["--open=5", { from: "sample" }]);
});

test("Playwright finds the window of a page", async () => {
  const window = await app.electron.browserWindow(app.page);
  expect(await window.evaluate((found) => found.isVisible())).toBe(true);
});
