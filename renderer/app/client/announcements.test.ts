import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { followAnnouncements } from "./announcements.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A stream that says what it is told to, until it breaks. */
function makeStream() {
  const waiting: ((step: IteratorResult<{ topics: string[] }>) => void)[] = [];
  const breaks: ((error: Error) => void)[] = [];
  return {
    say: (...topics: string[]) => waiting.shift()?.({ done: false, value: { topics } }),
    break: () => breaks.at(-1)?.(new Error("line broke")),
    heard: () => waiting.length > 0,
    stream: {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise<IteratorResult<{ topics: string[] }>>((resolve, reject) => {
            waiting.push(resolve);
            breaks.push(reject);
          }),
      }),
    },
  };
}

/** A query that counts how often it was asked. */
async function watch(queries: QueryClient, name: string, topics: readonly string[]) {
  const ask = vi.fn(() => Promise.resolve(name));
  await queries.prefetchQuery({ queryKey: [name], queryFn: ask, meta: { topics }, staleTime: 1e9 });
  const isStale = () => queries.getQueryState([name])?.isInvalidated === true;
  const askAgain = () =>
    queries.prefetchQuery({ queryKey: [name], queryFn: ask, meta: { topics } });
  return { askAgain, isStale };
}

function makeQueries(): QueryClient {
  const queries = new QueryClient();
  stops.push(() => queries.clear());
  return queries;
}

test("UI-9 an announcement asks again what it concerns and leaves the rest alone", async () => {
  const queries = makeQueries();
  const invoices = await watch(queries, "invoices", ["invoices", "household/12"]);
  const plans = await watch(queries, "plans", ["plans"]);
  const office = makeStream();
  stops.push(
    followAnnouncements(
      () => Promise.resolve(),
      () => Promise.resolve(office.stream),
      queries,
    ),
  );
  await vi.waitFor(() => expect(office.heard()).toBe(true));
  await Promise.all([invoices.askAgain(), plans.askAgain()]);
  office.say("household/12", "payments");
  await vi.waitFor(() => expect(invoices.isStale()).toBe(true));
  expect(plans.isStale()).toBe(false);
});

test("UI-9 after a break of the line everything is asked again", async () => {
  const queries = makeQueries();
  const plans = await watch(queries, "plans", ["plans"]);
  const streams = [makeStream(), makeStream()];
  let opened = 0;
  stops.push(
    followAnnouncements(
      () => Promise.resolve(),
      () => Promise.resolve((streams[opened++] ?? makeStream()).stream),
      queries,
    ),
  );
  await vi.waitFor(() => expect(streams[0]?.heard()).toBe(true));
  expect(plans.isStale(), "answered before anybody listened").toBe(true);
  await plans.askAgain();
  expect(plans.isStale()).toBe(false);
  streams[0]?.break();
  await vi.waitFor(() => expect(plans.isStale()).toBe(true));
  expect(opened).toBe(2);
});

test("UI-9 a window that is closed stops listening", async () => {
  const subscribe = vi.fn(() => Promise.reject(new Error("away")));
  const stop = followAnnouncements(() => Promise.resolve(), subscribe, makeQueries());
  await vi.waitFor(() => expect(subscribe).toHaveBeenCalledOnce());
  stop();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(subscribe).toHaveBeenCalledOnce();
});
