/**
 * Light, dark, or as the computer says; remembered on this computer. Mantine's own switch writes a
 * style tag as text, which Trusted Types forbids, so the scheme is forced from here.
 */
import { useSyncExternalStore } from "react";

export const schemeChoices = ["auto", "light", "dark"] as const;
export type SchemeChoice = (typeof schemeChoices)[number];

const key = "perennial.colorScheme";
const listeners = new Set<() => void>();
const dark = window.matchMedia("(prefers-color-scheme: dark)");

export function schemeChoice(): SchemeChoice {
  const kept = localStorage.getItem(key);
  return schemeChoices.find((choice) => choice === kept) ?? "auto";
}

export function chooseScheme(choice: SchemeChoice): void {
  localStorage.setItem(key, choice);
  for (const listener of listeners) listener();
}

function scheme(): "light" | "dark" {
  const choice = schemeChoice();
  return choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener("change", listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener("change", listener);
    window.removeEventListener("storage", listener);
  };
}

export function useColorScheme(): "light" | "dark" {
  return useSyncExternalStore(listen, scheme);
}

export function useSchemeChoice(): SchemeChoice {
  return useSyncExternalStore(listen, schemeChoice);
}

/** Sets the scheme before the first paint, so that a dark screen does not flash white. */
export function applySchemeNow(): void {
  document.documentElement.dataset["mantineColorScheme"] = scheme();
}
