/** The standing of a membership in the words of chapter 3, the same on every screen. */
import {
  IconAlertTriangle,
  IconCalendarX,
  IconCheck,
  IconCircleX,
  IconHourglass,
  IconPlayerPause,
  IconUserOff,
  type Icon,
} from "@tabler/icons-react";
import type { Standing } from "#domain/memberships/standing-words.ts";
import type { Tone } from "../styles/palette.ts";
import { StatusChip } from "./StatusChip.tsx";

export const standingLooks: Readonly<
  Record<Standing, { readonly word: string; readonly tone: Tone; readonly icon: Icon }>
> = {
  active: { word: "Active", tone: "good", icon: IconCheck },
  pending: { word: "Pending", tone: "information", icon: IconHourglass },
  cancelling: { word: "Cancelling", tone: "attention", icon: IconCalendarX },
  on_hold: { word: "On hold", tone: "information", icon: IconPlayerPause },
  past_due: { word: "Past due", tone: "trouble", icon: IconAlertTriangle },
  lapsed: { word: "Lapsed", tone: "trouble", icon: IconUserOff },
  expired: { word: "Expired", tone: "quiet", icon: IconCalendarX },
  cancelled: { word: "Cancelled", tone: "quiet", icon: IconCircleX },
};

export function StandingChip({ standing }: { readonly standing: Standing }) {
  return <StatusChip {...standingLooks[standing]} />;
}
