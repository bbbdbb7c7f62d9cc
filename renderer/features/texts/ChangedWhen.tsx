/** When somebody last changed a text, and who. */
import { useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import type { lastChange } from "./text-rows.ts";

export function ChangedWhen({ change }: { readonly change: ReturnType<typeof lastChange> }) {
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  if (change === null) return null;
  const when = spokenInstant(change.at, { locale, today }, timeZone);
  return <>{change.by === "" ? when : `${when}, ${change.by}`}</>;
}
