import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OfficeConnection, OutageError, pauseMs, type Channel } from "./connection.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Line = Channel & { readonly break: () => void };

/** A channel that answers each call with its path, or never. */
function makeLine(answers: boolean): Line {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    link: {
      call: (path) =>
        answers ? Promise.resolve(path.join(".")) : new Promise<never>(() => undefined),
    },
    closed: promise,
    close: resolve,
    break: resolve,
  };
}

const options = { context: {} };

test("UI-9 the pauses between tries double from a quarter second up to five seconds", () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(pauseMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test("UI-9 calls go over the line as soon as it is open", async () => {
  const connection = new OfficeConnection(() => Promise.resolve(makeLine(true)));
  await expect(connection.call(["patients", "list"], {}, options)).resolves.toBe("patients.list");
  expect(connection.state).toBe("open");
});

test("UI-9 a call during a short break waits and is made when the line is back", async () => {
  const lines = [makeLine(true), makeLine(true)];
  let opened = 0;
  const connection = new OfficeConnection(() => Promise.resolve(lines[opened++] as Line));
  await vi.advanceTimersByTimeAsync(0);
  lines[0]?.break();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.state).toBe("lost");
  const call = connection.call(["app", "status"], {}, options);
  await vi.advanceTimersByTimeAsync(250);
  await expect(call).resolves.toBe("app.status");
  expect(connection.state).toBe("open");
  expect(opened).toBe(2);
});

test("F-17 a call while the office is away for long is an outage", async () => {
  const connection = new OfficeConnection(() => Promise.reject(new Error("refused")));
  const call = connection.call(["app", "status"], {}, options);
  const outcome = call.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(6000);
  expect(await outcome).toBeInstanceOf(OutageError);
  connection.end();
});

test("F-17 a call under way when the line breaks is an outage, not a wait without end", async () => {
  const line = makeLine(false);
  const connection = new OfficeConnection(() => Promise.resolve(line));
  await vi.advanceTimersByTimeAsync(0);
  const call = connection.call(["payments", "take"], {}, options);
  line.break();
  await expect(call).rejects.toBeInstanceOf(OutageError);
  connection.end();
});

test("UI-9 waking up tries at once instead of after the pause", async () => {
  const open = vi.fn(() => Promise.reject<Channel>(new Error("refused")));
  const connection = new OfficeConnection(open);
  await vi.advanceTimersByTimeAsync(10_000);
  const before = open.mock.calls.length;
  connection.hurry();
  expect(open.mock.calls.length).toBe(before + 1);
  connection.end();
});

test("UI-9 a call that is given up stops waiting for the line", async () => {
  const connection = new OfficeConnection(() => Promise.reject(new Error("refused")));
  const giveUp = new AbortController();
  const call = connection.call(["app", "status"], {}, { context: {}, signal: giveUp.signal });
  giveUp.abort(new Error("left the screen"));
  await expect(call).rejects.toThrow("left the screen");
  connection.end();
});
