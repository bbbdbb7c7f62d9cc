/** When something was made, in the practice's own time. */
import type { Instant } from "#domain/calendar.ts";
import { useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";

export function MadeAt({ at }: { readonly at: Instant }) {
  const { locale, todayOn, timeZone } = useSeat().practice;
  return <>{spokenInstant(at, { locale, today: todayOn }, timeZone)}</>;
}
