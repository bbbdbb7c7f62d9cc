/**
 * One shape for every status word of the app: an icon and a word on a quiet ground, never colour
 * alone (LOOK.md). `StandingChip` and `InvoiceStatusChip` know the words of their records.
 */
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconInfoCircle,
  type Icon,
} from "@tabler/icons-react";
import type { Tone } from "../styles/palette.ts";
import classes from "./StatusChip.module.css";

const toneIcons: Readonly<Record<Tone, Icon>> = {
  good: IconCheck,
  attention: IconClock,
  trouble: IconAlertTriangle,
  information: IconInfoCircle,
  quiet: IconCircleDashed,
};

export type StatusChipProps = {
  readonly tone: Tone;
  readonly word: string;
  /** Takes the place of the tone's own icon where the word has a better one. */
  readonly icon?: Icon;
};

export function StatusChip({ tone, word, icon }: StatusChipProps) {
  const Shape = icon ?? toneIcons[tone];
  return (
    <span className={`${classes["chip"]} ${classes[tone]}`}>
      <Shape size={14} stroke={2} aria-hidden />
      <span className={classes["word"]}>{word}</span>
    </span>
  );
}
