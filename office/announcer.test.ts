import { expect, test } from "vitest";
import { Announcer } from "./announcer.ts";

const topicsOf = async (stream: AsyncIterator<{ topics: string[] }>) => {
  const step = await stream.next();
  return step.done ? "ended" : step.value.topics;
};

test("a window hears hello first, then what changed, each topic once", async () => {
  const announcer = new Announcer();
  const stream = announcer.subscribe({ hearsAll: () => true });
  expect(await topicsOf(stream)).toEqual(["hello"]);
  announcer.publish(["household/1", "invoices"]);
  announcer.publish(["invoices"]);
  expect(await topicsOf(stream)).toEqual(["household/1", "invoices"]);
  const waiting = topicsOf(stream);
  announcer.publish(["payments"]);
  expect(await waiting).toEqual(["payments"]);
});

test("a slow window with too much waiting is told to ask for everything, and its queue stays small", async () => {
  const announcer = new Announcer();
  const stream = announcer.subscribe({ hearsAll: () => true });
  await topicsOf(stream);
  for (let n = 0; n < 100_000; n += 1) announcer.publish([`patient/${n}`]);
  const topics = await topicsOf(stream);
  expect(topics).toContain("hello");
  expect(topics.length).toBeLessThanOrEqual(201);
});

test("S9 a locked or signed-out window hears nothing of patients", async () => {
  const announcer = new Announcer();
  let unlocked = false;
  const stream = announcer.subscribe({ hearsAll: () => unlocked });
  await topicsOf(stream);
  announcer.publish(["patient/7", "household/3"]);
  announcer.publish(["status", "patient/7"]);
  expect(await topicsOf(stream)).toEqual(["status"]);
  unlocked = true;
  announcer.publish(["status"]);
  expect(await topicsOf(stream)).toEqual(["hello", "status"]);
  announcer.publish(["patient/7"]);
  expect(await topicsOf(stream)).toEqual(["patient/7"]);
});

test("a stream ends when its window goes, also while it waits, and is forgotten", async () => {
  const announcer = new Announcer();
  const leaving = new AbortController();
  const stream = announcer.subscribe({ hearsAll: () => true, signal: leaving.signal });
  await topicsOf(stream);
  const waiting = topicsOf(stream);
  expect(announcer.size).toBe(1);
  leaving.abort();
  expect(await waiting).toBe("ended");
  expect(announcer.size).toBe(0);
});

test("closing the office ends every stream", async () => {
  const announcer = new Announcer();
  const streams = [1, 2, 3].map(() => announcer.subscribe({ hearsAll: () => true }));
  for (const stream of streams) await topicsOf(stream);
  const waiting = streams.map(topicsOf);
  announcer.close();
  expect(await Promise.all(waiting)).toEqual(["ended", "ended", "ended"]);
});

test("a window that was gone before it asked hears nothing and is forgotten", async () => {
  const announcer = new Announcer();
  expect(await topicsOf(announcer.subscribe({ hearsAll: () => true, signal: AbortSignal.abort() }))).toBe("ended");
  expect(announcer.size).toBe(0);
});
