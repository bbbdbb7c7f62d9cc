/**
 * The colours of the house (LOOK.md): evergreen, paper, ink. Every other file says a meaning
 * (`--pf-ink`, `--pf-trouble`), never a hex value, so that light and dark stay two columns of one
 * table. `theme.test.ts` measures that text reaches 4.5:1 and control borders 3:1 (UI-10).
 */

/** Colours with a meaning; each is always shown with an icon and a word. */
export const tones = ["good", "attention", "trouble", "information", "quiet"] as const;
export type Tone = (typeof tones)[number];

export type Palette = {
  /** The page behind everything. */
  readonly ground: string;
  /** Panels, tables, dialogs, inputs. */
  readonly paper: string;
  /** Table heads and feet, folded areas. */
  readonly sunken: string;
  readonly hover: string;
  readonly selected: string;
  readonly ink: string;
  /** Secondary text; also the tone "quiet". */
  readonly inkQuiet: string;
  /** Hairlines between things; never the only border of a control. */
  readonly line: string;
  /** Borders of controls: at least 3:1 on paper and ground. */
  readonly lineStrong: string;
  /** The one primary action of a screen, links, selection. */
  readonly evergreen: string;
  readonly evergreenHover: string;
  /** Text on evergreen. */
  readonly onEvergreen: string;
  readonly focus: string;
  readonly tone: Readonly<Record<Tone, { readonly text: string; readonly ground: string }>>;
};

export const lightPalette: Palette = {
  ground: "#f6f8f6",
  paper: "#ffffff",
  sunken: "#eef2ef",
  hover: "#f1f6f3",
  selected: "#e1f0e8",
  ink: "#1b2420",
  inkQuiet: "#56625b",
  line: "#dfe5e1",
  lineStrong: "#7e8b84",
  evergreen: "#1d6b4f",
  evergreenHover: "#175640",
  onEvergreen: "#ffffff",
  focus: "#1d6b4f",
  tone: {
    good: { text: "#1d6b4f", ground: "#e3f2ea" },
    attention: { text: "#805300", ground: "#fbf0da" },
    trouble: { text: "#b3261e", ground: "#fcebe9" },
    information: { text: "#1f5a93", ground: "#e6f0f9" },
    quiet: { text: "#56625b", ground: "#edf1ee" },
  },
};

export const darkPalette: Palette = {
  ground: "#131a17",
  paper: "#1a231f",
  sunken: "#202b26",
  hover: "#212d27",
  selected: "#1f3d31",
  ink: "#e6ece8",
  inkQuiet: "#a6b3ac",
  line: "#2e3a34",
  lineStrong: "#74847c",
  evergreen: "#5cc49a",
  evergreenHover: "#7ad3b0",
  onEvergreen: "#0b1f17",
  focus: "#5cc49a",
  tone: {
    good: { text: "#5cc49a", ground: "#1b3a2e" },
    attention: { text: "#e6b450", ground: "#3a3016" },
    trouble: { text: "#ff9d94", ground: "#44231f" },
    information: { text: "#8cc1f0", ground: "#1c3349" },
    quiet: { text: "#a6b3ac", ground: "#2a3630" },
  },
};

/** The `--pf-…` variables of one palette. */
export function paletteVariables(palette: Palette): Record<string, string> {
  const variables: Record<string, string> = {
    "--pf-ground": palette.ground,
    "--pf-paper": palette.paper,
    "--pf-sunken": palette.sunken,
    "--pf-hover": palette.hover,
    "--pf-selected": palette.selected,
    "--pf-ink": palette.ink,
    "--pf-ink-quiet": palette.inkQuiet,
    "--pf-line": palette.line,
    "--pf-line-strong": palette.lineStrong,
    "--pf-evergreen": palette.evergreen,
    "--pf-evergreen-hover": palette.evergreenHover,
    "--pf-on-evergreen": palette.onEvergreen,
    "--pf-focus": palette.focus,
  };
  for (const tone of tones) {
    variables[`--pf-${tone}`] = palette.tone[tone].text;
    variables[`--pf-${tone}-ground`] = palette.tone[tone].ground;
  }
  return variables;
}
