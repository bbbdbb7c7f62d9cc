/**
 * The text of `theme.css`: Mantine's variables where our theme differs from Mantine's default, the
 * `--pf-…` palette, and the overrides that bring Mantine's dimmed text, placeholders, links and
 * disabled text to readable contrast (UI-10).
 */
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";
import { darkPalette, lightPalette, paletteVariables, type Palette } from "./palette.ts";
import { theme } from "./theme.ts";

type Variables = Record<string, string>;

function mantineOverrides(palette: Palette): Variables {
  return {
    "--mantine-color-text": palette.ink,
    "--mantine-color-bright": palette.ink,
    "--mantine-color-body": palette.paper,
    "--mantine-color-error": palette.tone.trouble.text,
    "--mantine-color-success": palette.tone.good.text,
    "--mantine-color-placeholder": palette.inkQuiet,
    "--mantine-color-anchor": palette.evergreen,
    "--mantine-color-dimmed": palette.inkQuiet,
    "--mantine-color-default": palette.paper,
    "--mantine-color-default-hover": palette.hover,
    "--mantine-color-default-color": palette.ink,
    "--mantine-color-default-border": palette.lineStrong,
    "--mantine-color-disabled": palette.sunken,
    "--mantine-color-disabled-color": palette.inkQuiet,
    "--mantine-color-disabled-border": palette.line,
    "--mantine-primary-color-contrast": palette.onEvergreen,
    "--mantine-color-evergreen-filled": palette.evergreen,
    "--mantine-color-evergreen-filled-hover": palette.evergreenHover,
    "--mantine-color-evergreen-text": palette.evergreen,
    "--mantine-color-evergreen-light": palette.tone.good.ground,
    "--mantine-color-evergreen-light-hover": palette.selected,
    "--mantine-color-evergreen-light-color": palette.evergreen,
    "--mantine-color-evergreen-outline": palette.evergreen,
    "--mantine-color-gray-text": palette.ink,
    "--mantine-color-gray-light": palette.sunken,
    "--mantine-color-gray-light-hover": palette.line,
    "--mantine-color-gray-light-color": palette.ink,
    "--mantine-color-red-text": palette.tone.trouble.text,
    "--mantine-color-red-light": palette.tone.trouble.ground,
    "--mantine-color-red-light-color": palette.tone.trouble.text,
  };
}

/** What a theme sets that Mantine's shipped sheet does not already say. */
function differences(ours: Variables, defaults: Variables): Variables {
  return Object.fromEntries(
    Object.entries(ours).filter(([name, value]) => defaults[name] !== value),
  );
}

export function themeCss(): string {
  const ours = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const defaults = defaultCssVariablesResolver(DEFAULT_THEME);
  const css = convertCssVariables({
    variables: differences(ours.variables, defaults.variables),
    light: {
      ...differences(ours.light, defaults.light),
      ...mantineOverrides(lightPalette),
      ...paletteVariables(lightPalette),
    },
    dark: {
      ...differences(ours.dark, defaults.dark),
      ...mantineOverrides(darkPalette),
      ...paletteVariables(darkPalette),
    },
  });
  const lines = css
    .replaceAll(/\s*\{\s*/g, " {\n  ")
    .replaceAll(/;\s*/g, ";\n  ")
    .replaceAll(/\s*\}\s*/g, "\n}\n\n")
    .replaceAll(/\s+\n/g, "\n")
    .replaceAll(/\}\n(?=\S)/g, "}\n\n")
    .replaceAll(/,\s*:/g, ",\n:");
  const wrapped = lines
    .split("\n")
    .map((line) => (line.length > 100 ? line.replace(": ", ":\n    ") : line));
  return `/* Made by theme-css.ts from palette.ts and theme.ts; theme.test.ts compares. */\n${wrapped.join("\n").trim()}\n`;
}
