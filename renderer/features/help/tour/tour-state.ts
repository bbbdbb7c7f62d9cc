/** The guided tour that is going on, if any (HLP-1): it outlives the screens it leads through. */
import { useSyncExternalStore } from "react";
import type { HelpTour } from "#domain/help/article.ts";

export type RunningTour = { readonly articleId: string; readonly tour: HelpTour };

let running: RunningTour | null = null;
const listeners = new Set<() => void>();

/** Goes to the screen of the tour and begins. */
export function startTour(articleId: string, tour: HelpTour): void {
  window.location.assign(`#${tour.on}`);
  set({ articleId, tour });
}

export function endTour(): void {
  set(null);
}

function set(next: RunningTour | null): void {
  running = next;
  for (const listener of listeners) listener();
}

export function useRunningTour(): RunningTour | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => running,
  );
}
