/** `webContents.printToPDF` in the words of Chromium's protocol; sizes in inches, as Electron's. */
import type Electron from "electron";

const papers: Record<string, readonly [width: number, height: number]> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
};

/** Electron's default margin: 1 cm. */
const defaultMargin = 0.4;

export function pdfParameters(options: Electron.PrintToPDFOptions) {
  const [paperWidth, paperHeight] = paperSize(options.pageSize);
  const margins = options.margins ?? {};
  return {
    paperWidth,
    paperHeight,
    marginTop: margins.top ?? defaultMargin,
    marginBottom: margins.bottom ?? defaultMargin,
    marginLeft: margins.left ?? defaultMargin,
    marginRight: margins.right ?? defaultMargin,
    landscape: options.landscape ?? false,
    displayHeaderFooter: options.displayHeaderFooter ?? false,
    printBackground: options.printBackground ?? false,
    scale: options.scale ?? 1,
    pageRanges: options.pageRanges ?? "",
    headerTemplate: options.headerTemplate ?? "",
    footerTemplate: options.footerTemplate ?? "",
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    generateTaggedPDF: options.generateTaggedPDF ?? false,
  };
}

function paperSize(given: Electron.PrintToPDFOptions["pageSize"]): readonly [number, number] {
  if (typeof given === "object") return [given.width, given.height];
  const paper = papers[given ?? "Letter"];
  if (paper === undefined) throw new Error(`electron-stand-in: paper ${given} is not known`);
  return paper;
}
