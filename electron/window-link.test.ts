import { EventEmitter } from "node:events";
import type { MessagePortMain } from "electron";
import { expect, test, vi } from "vitest";
import type { ToWindow } from "./channel.ts";
import type { Counter } from "./window-link.ts";

vi.mock("electron", () => ({ app: {}, dialog: {}, shell: {}, BrowserWindow: class {} }));
const { WindowLink } = await import("./window-link.ts");

/** What the handler of calls sees of a port. */
type Answered = { on(event: "message", listener: (message: { data: unknown }) => void): void };

class FakePort extends EventEmitter {
  readonly sent: ToWindow[] = [];
  isStarted = false;
  isClosed = false;
  start(): void {
    this.isStarted = true;
  }
  postMessage(message: ToWindow): void {
    this.sent.push(message);
  }
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.emit("close");
  }
  get main(): MessagePortMain {
    return this as unknown as MessagePortMain;
  }
}

/** An office that counts its seats and the ports it answers; `open` lets it open. */
function makeOffice() {
  const seats: { closed: boolean; context: Record<never, never> }[] = [];
  const answered: { port: Answered; context: unknown }[] = [];
  const locks: (() => void)[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Counter>();
  const office = {
    router: {},
    lockAll: () => undefined,
    close: () => Promise.resolve(),
    createConnection: ({ onLocked }: { onLocked: () => void }) => {
      locks.push(onLocked);
      const seat = { closed: false, context: { number: seats.length + 1 } };
      seats.push(seat);
      return { context: seat.context, close: () => void (seat.closed = true) };
    },
  };
  const handler = {
    upgrade: (port: Answered, { context }: { context: unknown }) => {
      answered.push({ port, context });
    },
  };
  const open = () => resolve({ office, handler } as unknown as Counter);
  const run = vi.fn<() => Promise<{ done: boolean }>>(() => Promise.resolve({ done: true }));
  const onLocked = vi.fn<() => void>();
  const link = new WindowLink(promise, run, onLocked);
  return { link, open, fail: reject, seats, answered, locks, run, onLocked };
}

test("control 10 when the office locks the seat, for whatever reason, its ports close", async () => {
  const { link, open, locks } = makeOffice();
  open();
  const [page, port] = [new FakePort(), new FakePort()];
  link.takeWindowPort(page.main);
  await link.takeOfficePort("a", port.main);
  locks[0]?.();
  expect(port.isClosed).toBe(false);
  await settled();
  expect(port.isClosed).toBe(true);
  expect(page.isClosed).toBe(false);
  expect(page.sent).toContainEqual(["disconnected", "a"]);
});

test("S9 what this window showed beside itself is told to go when the seat is locked, not before", async () => {
  const { link, open, locks, onLocked } = makeOffice();
  open();
  link.takeWindowPort(new FakePort().main);
  await link.takeOfficePort("a", new FakePort().main);
  expect(onLocked).not.toHaveBeenCalled();
  locks[0]?.();
  await settled();
  expect(onLocked).toHaveBeenCalledTimes(1);
});

test("S1 anything but a frame of the calling protocol closes the port and reaches nobody", async () => {
  for (const garbage of [undefined, {}, "hello", '{"i":1}', new ArrayBuffer(8)]) {
    const { link, open, answered } = makeOffice();
    open();
    const port = new FakePort();
    await link.takeOfficePort("a", port.main);
    const heard: unknown[] = [];
    answered[0]?.port.on("message", ({ data }) => heard.push(data));
    port.emit("message", { data: '{"i":1,"p":{"u":"/app/status"}}' });
    port.emit("message", { data: garbage });
    expect({ heard: heard.length, isClosed: port.isClosed }).toEqual({ heard: 1, isClosed: true });
  }
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("DSK-3 a port waits for the office to open, and its messages with it", async () => {
  const { link, open, seats, answered } = makeOffice();
  const port = new FakePort();
  const taken = link.takeOfficePort("a", port.main);
  await settled();
  expect({ isStarted: port.isStarted, seats: seats.length }).toEqual({
    isStarted: false,
    seats: 0,
  });
  open();
  await taken;
  expect(port.isStarted).toBe(true);
  expect(answered.map(({ context }) => context)).toEqual([{ number: 1 }]);
});

test("a page that has gone before the office opens is not seated", async () => {
  const { link, open, seats } = makeOffice();
  const port = new FakePort();
  const taken = link.takeOfficePort("a", port.main);
  port.close();
  open();
  await taken;
  expect(seats).toEqual([]);
});

test("control 10 a new document closes the ports of the one before and keeps the window's seat", async () => {
  const { link, open, seats, answered } = makeOffice();
  open();
  const first = { window: new FakePort(), office: new FakePort() };
  link.takeWindowPort(first.window.main);
  await link.takeOfficePort("a", first.office.main);
  const second = { window: new FakePort(), office: new FakePort() };
  link.takeWindowPort(second.window.main);
  expect([first.window.isClosed, first.office.isClosed]).toEqual([true, true]);
  await link.takeOfficePort("b", second.office.main);
  expect(second.office.isClosed).toBe(false);
  expect(seats).toHaveLength(1);
  expect(answered.map(({ context }) => context)).toEqual([{ number: 1 }, { number: 1 }]);
});

test("control 10 when the window's own port ends, so do its ports to the office", async () => {
  const { link, open } = makeOffice();
  open();
  const ports = { window: new FakePort(), office: new FakePort() };
  link.takeWindowPort(ports.window.main);
  await link.takeOfficePort("a", ports.office.main);
  ports.window.close();
  expect(ports.office.isClosed).toBe(true);
});

test("control 10 on lock the ports to the office close and the page is told which", async () => {
  const { link, open, seats } = makeOffice();
  open();
  const ports = { window: new FakePort(), office: new FakePort() };
  link.takeWindowPort(ports.window.main);
  await link.takeOfficePort("a", ports.office.main);
  link.disconnect();
  link.disconnect();
  expect([ports.window.isClosed, ports.office.isClosed]).toEqual([false, true]);
  expect(ports.window.sent).toEqual([["disconnected", "a"]]);
  expect(seats[0]!.closed).toBe(false);
});

test("control 10 a tag used again and one connection too many close the older port", async () => {
  const { link, open } = makeOffice();
  open();
  const window = new FakePort();
  link.takeWindowPort(window.main);
  const ports = ["a", "a", "b", "c", "d", "e"].map((tag) => ({ tag, port: new FakePort() }));
  for (const { tag, port } of ports) await link.takeOfficePort(tag, port.main);
  expect(ports.map(({ port }) => port.isClosed)).toEqual([true, true, false, false, false, false]);
  expect(window.sent).toEqual([
    ["disconnected", "a"],
    ["disconnected", "a"],
  ]);
});

test("control 10 a closed window leaves its seat", async () => {
  const { link, open, seats } = makeOffice();
  open();
  const port = new FakePort();
  await link.takeOfficePort("a", port.main);
  link.close();
  expect({ seat: seats[0]!.closed, port: port.isClosed }).toEqual({ seat: true, port: true });
});

test("control 9 a command is answered under its number, a stranger's word is refused", async () => {
  const { link, run } = makeOffice();
  const port = new FakePort();
  link.takeWindowPort(port.main);
  port.emit("message", { data: ["run", 7, "reload", {}] });
  port.emit("message", { data: ["run", 8, "quit", {}] });
  port.emit("message", { data: "quit" });
  await settled();
  expect(port.sent).toEqual([
    ["refused", 8],
    ["ran", 7, { done: true }],
  ]);
  expect(run).toHaveBeenCalledOnce();
});

test("a command that fails is answered too, so that the page does not wait for ever", async () => {
  const { link, run } = makeOffice();
  run.mockRejectedValueOnce(new Error("the printer is on fire"));
  const port = new FakePort();
  link.takeWindowPort(port.main);
  port.emit("message", { data: ["run", 1, "reload", {}] });
  await settled();
  expect(port.sent).toEqual([["refused", 1]]);
});
