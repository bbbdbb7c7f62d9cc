import { expect, test } from "vitest";
import { contrastRatio } from "./contrast.ts";
import { darkPalette, lightPalette, tones, type Palette } from "./palette.ts";
import { themeCss } from "./theme-css.ts";

const palettes: readonly [name: string, palette: Palette][] = [
  ["light", lightPalette],
  ["dark", darkPalette],
];

test("UI-10 the shipped variable sheet is what the theme says", async () => {
  await expect(themeCss()).toMatchFileSnapshot("./theme.css");
});

test("UI-10 contrast is measured as WCAG does: black on white is 21, #767676 on white just passes", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastRatio("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrastRatio("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
});

for (const [name, palette] of palettes) {
  const grounds = [palette.ground, palette.paper, palette.sunken, palette.hover, palette.selected];

  test(`UI-10 ink, quiet ink and links read at 4.5:1 on every ground of the ${name} theme`, () => {
    for (const ground of grounds) {
      expect(contrastRatio(palette.ink, ground), `ink on ${ground}`).toBeGreaterThanOrEqual(7);
      expect(contrastRatio(palette.inkQuiet, ground), `quiet on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
      expect(contrastRatio(palette.evergreen, ground), `link on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
    expect(contrastRatio(palette.onEvergreen, palette.evergreen)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(palette.onEvergreen, palette.evergreenHover)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(palette.paper, palette.tone.trouble.text)).toBeGreaterThanOrEqual(4.5);
  });

  test(`UI-10 every meaning colour reads at 4.5:1 on its chip and on every ground of the ${name} theme`, () => {
    for (const tone of tones) {
      const { text, ground } = palette.tone[tone];
      for (const on of [ground, ...grounds]) {
        expect(contrastRatio(text, on), `${tone} on ${on}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test(`UI-10 borders of controls and the focus ring stand out 3:1 in the ${name} theme`, () => {
    for (const ground of [palette.ground, palette.paper, palette.sunken]) {
      expect(contrastRatio(palette.lineStrong, ground)).toBeGreaterThanOrEqual(3);
      expect(contrastRatio(palette.focus, ground)).toBeGreaterThanOrEqual(3);
    }
  });
}
