import { expect, test } from "vitest";
import { create } from "qrcode";
import { qrPicture } from "./qr-picture.ts";

test("DOC-3 the picture has exactly the dark modules of the code, with four white ones around it", () => {
  const text = "PRN1:1042:27620:7";
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const svg = qrPicture(text);
  const size = modules.size + 8;
  expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`);
  const dark = new Set<string>();
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/gu)) {
    for (let step = 0; step < Number(width); step += 1)
      dark.add(`${Number(x) + step - 4},${Number(y) - 4}`);
  }
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      expect(dark.has(`${column},${row}`), `${column},${row}`).toBe(modules.get(row, column) !== 0);
    }
  }
});
