/** The QR code of a remittance slip as an SVG path: crisp at any size, one shape for the printer. */
import { create } from "qrcode";

/** Modules of white around the code that scanners need. */
const quietModules = 4;

/** Draws a code of level M, which survives a crease or a stamp over a seventh of it. */
export function qrPicture(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const size = modules.size + 2 * quietModules;
  let path = "";
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      const first = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column += 1;
      path += `M${first + quietModules} ${row + quietModules}h${column - first + 1}v1H${first + quietModules}z`;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}
