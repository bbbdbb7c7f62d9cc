/** Pages as pictures (DOC-8): the layout of the very compiler that makes the PDF, drawn as SVG with letters as outlines. */
import { readFileSync } from "node:fs";
import { initSync, TypstRenderer } from "@myriaddreamin/typst-ts-renderer";
import { invariant } from "#domain/invariant.ts";

/** What the drawer is asked for: pages, shapes and their look, without its scripts. */
const pagesShapesAndLook = 1 | 2 | 4;

let isReady = false;

/** The first pages of a layout, each an SVG of its own. */
export function drawPages(layout: Uint8Array, drawerFile: string, mostPages: number): string[] {
  if (!isReady) initSync({ module: new WebAssembly.Module(readFileSync(drawerFile)) });
  isReady = true;
  const renderer = new TypstRenderer();
  const session = renderer.session_from_artifact(layout, "vector");
  try {
    return takeApart(withoutHiddenText(renderer.svg_data(session, pagesShapesAndLook)), mostPages);
  } finally {
    session.free();
    renderer.free();
  }
}

/** The text that could be marked on a web page lies over the outlines; an image has no use for it. */
function withoutHiddenText(svg: string): string {
  return svg.replaceAll(/<foreignObject\b[\s\S]*?<\/foreignObject>/gu, "");
}

/** The drawer puts all pages below each other: each picture looks at its own. */
function takeApart(whole: string, mostPages: number): string[] {
  const root = /^<svg[^>]*>/u.exec(whole)?.[0];
  invariant(root !== undefined, "the drawer makes an SVG");
  const rest = whole.slice(root.length);
  const pages = [...whole.matchAll(/<g class="typst-page" transform="translate\(([\d.]+), ([\d.]+)\)"[^>]*data-page-width="([\d.]+)" data-page-height="([\d.]+)"/gu)];
  return pages.slice(0, mostPages).map(
    ([, x = "0", y = "0", width = "0", height = "0"]) =>
      `<svg viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="white"/>${rest}`,
  );
}
