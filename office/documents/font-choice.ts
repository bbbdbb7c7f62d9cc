/**
 * Chooses the fonts that a document needs: the text face always, other bundled fonts for the
 * scripts that occur, and the operating system's for what no bundled font has (DOC-2). What is then
 * still without a glyph is named, so that it can be shown as a substitute and reported.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { DocumentPlaces } from "./places.ts";
import { faceHas, readFontFaces } from "./font-file.ts";
import type { FontFace } from "./font-file.ts";

export type FontChoice = {
  /** Files to load, in order of preference. */
  readonly files: readonly string[];
  /** Code points that no font on this computer can show. */
  readonly missing: ReadonlySet<number>;
};

const textFiles = 2;
const mostSystemFiles = 4000;
const mostSystemFileBytes = 40_000_000;
const mostSystemFonts = 8;

export type FontShelf = { readonly choose: (codePoints: ReadonlySet<number>) => FontChoice };

/** Fonts are read once in the life of the shelf, the system's only when a character asks for them. */
export function openFontShelf(places: DocumentPlaces): FontShelf {
  const bundled = new Map<string, FontFace[]>();
  let system: FontFace[] | null = null;

  const facesOf = (file: string) => {
    const known = bundled.get(file);
    if (known !== undefined) return known;
    const faces = readFontFaces(file);
    bundled.set(file, faces);
    return faces;
  };

  return {
    choose(codePoints) {
      const files: string[] = places.fontFiles.slice(0, textFiles);
      let missing = [...codePoints];
      const take = (file: string, faces: readonly FontFace[]) => {
        const left = missing.filter((code) => !faces.some((face) => faceHas(face, code)));
        if (left.length < missing.length && !files.includes(file)) files.push(file);
        missing = left;
      };
      for (const file of places.fontFiles) {
        if (missing.length === 0) break;
        take(file, facesOf(file));
      }
      for (let taken = 0; missing.length > 0 && taken < mostSystemFonts; taken += 1) {
        system ??= readSystemFaces(places.systemFontDirs);
        const best = bestFace(system, missing);
        if (best === null) break;
        take(best.file, [best]);
      }
      return { files, missing: new Set(missing) };
    },
  };
}

/** The upright face nearest to regular that shows most of what is missing; null when none shows any. */
function bestFace(faces: readonly FontFace[], missing: readonly number[]): FontFace | null {
  let best: FontFace | null = null;
  let bestCount = 0;
  for (const face of faces) {
    const count = missing.reduce((sum, code) => sum + (faceHas(face, code) ? 1 : 0), 0);
    const nearer =
      best !== null &&
      count === bestCount &&
      Math.abs(face.weight - 400) < Math.abs(best.weight - 400);
    if (count > bestCount || (nearer && count > 0)) {
      best = face;
      bestCount = count;
    }
  }
  return best;
}

function readSystemFaces(dirs: readonly string[]): FontFace[] {
  const files = dirs
    .filter((dir) => existsSync(dir))
    .flatMap((dir) =>
      readdirSync(dir, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(ttf|otf|ttc|otc)$/iu.test(name))
        .map((name) => path.join(dir, name)),
    )
    .toSorted()
    .slice(0, mostSystemFiles);
  return files
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => statSync(file).size <= mostSystemFileBytes)
    .flatMap((file) => readFontFaces(file))
    .filter((face) => face.mayEmbed && !face.italic && face.ranges.length > 0);
}
