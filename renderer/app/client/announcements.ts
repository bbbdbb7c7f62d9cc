/**
 * What the office tells every window after each change (UI-9): the queries it concerns are asked
 * again. At the start and after a break of the line everything is, because nobody heard what was said.
 */
import type { QueryClient } from "@tanstack/react-query";
import { concerns } from "./topics.ts";

type Announcement = { readonly topics: readonly string[] };
type Subscribe = (signal: AbortSignal) => PromiseLike<AsyncIterable<Announcement>>;

/** Between two tries to subscribe, if the office ends the stream at once. */
const pauseMs = 250;

/** Follows the announcements for as long as the window lives; returns how to stop. */
export function followAnnouncements(
  lineReady: () => Promise<void>,
  subscribe: Subscribe,
  queries: Pick<QueryClient, "invalidateQueries">,
): () => void {
  const ended = new AbortController();
  void follow(lineReady, subscribe, queries, ended.signal);
  return () => ended.abort();
}

async function follow(
  lineReady: () => Promise<void>,
  subscribe: Subscribe,
  queries: Pick<QueryClient, "invalidateQueries">,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await lineReady();
      const announcements = await subscribe(signal);
      // What was answered before anybody listened may have changed unheard.
      void queries.invalidateQueries();
      for await (const { topics } of announcements) {
        // Not waited for: a slow answer must not hold back the next announcement.
        void queries.invalidateQueries({
          predicate: (query) => concerns(query.meta?.topics ?? [], topics),
        });
      }
    } catch {
      // The line broke, or was never there: `lineReady` waits for the next one.
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
