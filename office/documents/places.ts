/**
 * Where the document engine finds its files: the Typst compiler, the templates, the bundled fonts
 * and the operating system's fonts. The source tree reads them from node_modules; a packaged app
 * passes its own places, because a bundle has no node_modules.
 */
import { createRequire } from "node:module";
import { homedir } from "node:os";
import path from "node:path";

export type DocumentPlaces = {
  readonly compilerFile: string;
  /** Draws pages as pictures. */
  readonly drawerFile: string;
  readonly templatesDir: string;
  /** In order of preference; the first two are the text face and its bold. */
  readonly fontFiles: readonly string[];
  /** Searched only for characters that no bundled font has (DOC-2). */
  readonly systemFontDirs: readonly string[];
};

/** Packages and files of the bundled OFL fonts (DOC-2), the text face first. */
export const bundledFonts: readonly string[] = [
  "noto-sans/400Regular/NotoSans_400Regular.ttf",
  "noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
  "noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  // Chinese of both kinds and Japanese; names in Korean come from the next one.
  "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  "noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
  "noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
  "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
  "noto-sans-math/400Regular/NotoSansMath_400Regular.ttf",
  "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
];

/** The places of the source tree. */
export function sourcePlaces(): DocumentPlaces {
  const require = createRequire(import.meta.url);
  return {
    compilerFile: require.resolve("@myriaddreamin/typst-ts-web-compiler/wasm"),
    drawerFile: require.resolve("@myriaddreamin/typst-ts-renderer/wasm"),
    templatesDir: path.join(import.meta.dirname, "templates"),
    fontFiles: bundledFonts.map((file) => require.resolve(`@expo-google-fonts/${file}`)),
    systemFontDirs: systemFontDirs(process.platform),
  };
}

export function systemFontDirs(platform: NodeJS.Platform): string[] {
  if (platform === "win32") {
    return [
      path.join(process.env["SystemRoot"] ?? "C:\\Windows", "Fonts"),
      path.join(process.env["LOCALAPPDATA"] ?? homedir(), "Microsoft", "Windows", "Fonts"),
    ];
  }
  if (platform === "darwin") {
    return ["/System/Library/Fonts", "/Library/Fonts", path.join(homedir(), "Library", "Fonts")];
  }
  return [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    path.join(homedir(), ".local", "share", "fonts"),
  ];
}
