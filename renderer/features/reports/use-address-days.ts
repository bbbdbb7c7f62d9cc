/**
 * Days of a report's question, kept in the address so that a saved view, Back and a copied address bring
 * them back. A typed day counts at once: the address follows a moment later, and a field that fell back
 * to the old day meanwhile would take the text out of somebody's hands.
 */
import { useState } from "react";
import { isDay, type Day } from "#domain/calendar.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";

type Days<Key extends string> = Readonly<Partial<Record<Key, Day>>>;

export function useAddressDays<Key extends string>(
  keys: readonly Key[],
): readonly [days: Days<Key>, set: (days: Days<Key>) => void] {
  const [search, change] = useAddressSearch();
  const inAddress: Days<Key> = Object.fromEntries(
    keys.flatMap((key) => {
      const text = search[key] ?? "";
      return isDay(text) ? [[key, text]] : [];
    }),
  ) as Days<Key>;
  const seen = written(keys, inAddress);
  const [typed, setTyped] = useState<{ readonly days: Days<Key>; readonly past: readonly string[] } | null>(null);
  // The address has followed, or somebody opened another view: it is right again.
  const isBehind = typed !== null && typed.past.includes(seen);
  if (typed !== null && !isBehind) setTyped(null);
  const days = isBehind ? typed.days : inAddress;
  return [
    days,
    (next) => {
      const all = { ...days, ...next };
      const before = written(keys, days);
      if (written(keys, all) === before) return;
      setTyped({ days: all, past: [...(isBehind ? typed.past : []), seen, before] });
      change(all, true);
    },
  ];
}

function written<Key extends string>(keys: readonly Key[], days: Days<Key>): string {
  return keys.map((key) => days[key] ?? "").join("/");
}
