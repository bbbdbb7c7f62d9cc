/**
 * The Typst compiler in this thread (DOC-2): made once from the package's own file, with fonts from
 * disk and no network. Patient text reaches the templates only as JSON data, never as Typst source
 * (control 22), so `#`, `*`, `$` and `\` print as typed.
 */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import * as webCompiler from "@myriaddreamin/typst-ts-web-compiler";
import { createTypstCompiler, createTypstFontBuilder } from "@myriaddreamin/typst.ts/compiler";
import type { TypstFontBuilder } from "@myriaddreamin/typst.ts/compiler";
import {
  disableDefaultFontAssets,
  loadFonts,
} from "@myriaddreamin/typst.ts/dist/esm/options.init.mjs";
import { openFontShelf } from "./font-choice.ts";
import type { DocumentView } from "./document-views.ts";
import type { DocumentPlaces } from "./places.ts";
import {
  cleanTexts,
  nameCharacter,
  neededCodePoints,
  substitute,
  substituteMissing,
} from "./printable.ts";

export type Compiled = {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** The last page of each letter in the file, counted from 1. */
  readonly endPages: readonly number[];
  /** Characters that no font has, such as `U+1F9FF 🧿`: shown as a substitute. */
  readonly missing: readonly string[];
  /** What the templates complained about; empty when all is well. */
  readonly warnings: readonly string[];
};

export type Drawn = Omit<Compiled, "pdf" | "endPages"> & {
  /** The layout of the pages, as the maker of pictures reads it. */
  readonly layout: Uint8Array;
};

type Compiler = ReturnType<typeof createTypstCompiler>;
type World = Parameters<Parameters<Compiler["runWithWorld"]>[1]>[0];

export type TypstEngine = {
  /** Compiles the view's template with its data as `/data.json`. */
  readonly compile: (view: DocumentView) => Promise<Compiled>;
  /** The same pages as a layout to draw, without a PDF. */
  readonly layOut: (view: DocumentView) => Promise<Drawn>;
  /** Size of the compiler's memory, which only ever grows. */
  readonly memoryBytes: () => number;
  readonly module: WebAssembly.Module;
};

/** The compiler refused a template: always our own mistake, so it is an Error and no refusal. */
export class TemplateError extends Error {
  constructor(template: string, diagnostics: readonly string[]) {
    super(`Template ${template}: ${diagnostics.join("; ")}`);
    this.name = "TemplateError";
  }
}

/** `compiled` is another thread's `module`: its machine code is shared, which saves a second. */
export async function openTypstEngine(
  places: DocumentPlaces,
  compiled: WebAssembly.Module | null = null,
): Promise<TypstEngine> {
  let memory: WebAssembly.Memory | null = null;
  const module = compiled ?? (await WebAssembly.compile(readFileSync(places.compilerFile)));
  const options = {
    getWrapper: async () => ({
      ...webCompiler,
      // The package passes its own initialiser a bare module, which that one calls deprecated.
      default: async (given: WebAssembly.Module) => {
        const output = await webCompiler.default({ module_or_path: given });
        memory = output.memory;
        return output;
      },
    }),
    getModule: () => module,
  };
  const compiler = createTypstCompiler();
  await compiler.init({
    ...options,
    beforeBuild: [disableDefaultFontAssets(), loadFonts([], { assets: false })],
  });
  for (const name of readdirSync(places.templatesDir)) {
    if (name.endsWith(".typ")) {
      compiler.addSource(`/${name}`, readFileSync(path.join(places.templatesDir, name), "utf8"));
    }
  }
  const shelf = openFontShelf(places);
  const families = new Map<string, string>();
  let loaded: readonly string[] = [];

  /** Adds fonts that this document needs and earlier ones did not; they stay for the next. */
  const provide = async (files: readonly string[]) => {
    const wanted = [...loaded, ...files.filter((file) => !loaded.includes(file))];
    if (wanted.length === loaded.length) return;
    const fresh = createTypstFontBuilder();
    await fresh.init(options);
    for (const file of wanted) {
      const bytes = new Uint8Array(readFileSync(file));
      if (!families.has(file)) families.set(file, await familyOf(fresh, bytes));
      await fresh.addFontData(bytes);
    }
    await fresh.build(async (resolver) => compiler.setFonts(resolver));
    loaded = wanted;
  };

  const inWorld = async (
    { template, data, pictures }: DocumentView,
    take: (world: World) => Promise<{ readonly result?: Uint8Array | undefined }>,
  ): Promise<Omit<Compiled, "pdf"> & { readonly taken: Uint8Array<ArrayBuffer> }> => {
    const dropped = new Set<number>();
    const cleaned = cleanTexts(data, dropped);
    const needed = neededCodePoints(cleaned);
    needed.add(substitute.codePointAt(0) ?? 0);
    const choice = shelf.choose(needed);
    await provide(choice.files);
    const printed = substituteMissing(cleaned, choice.missing);
    const inOrder = [...places.fontFiles.filter((file) => loaded.includes(file)), ...loaded];
    const fonts = [...new Set(inOrder.map((file) => families.get(file) ?? ""))];
    compiler.mapShadow("/data.json", Buffer.from(JSON.stringify(printed)));
    compiler.mapShadow("/fonts.json", Buffer.from(JSON.stringify(fonts)));
    for (const [file, picture] of pictures)
      compiler.mapShadow(file, typeof picture === "string" ? Buffer.from(picture) : picture);
    const { taken, warnings, endPages } = await compiler.runWithWorld(
      { mainFilePath: `/${template}.typ`, root: "/" },
      async (world) => {
        const outcome = await world.compile({ diagnostics: "full" });
        const said = (outcome.diagnostics ?? []).map(
          (line) => `${line.severity} ${line.path}:${line.range} ${line.message}`,
        );
        if (outcome.hasError) throw new TemplateError(template, said);
        const made = await take(world);
        if (made.result === undefined) throw new TemplateError(template, said);
        // A copy, because the bytes lie in the compiler's memory.
        const bytes = new Uint8Array(made.result);
        const ends = await world.query<number[]>({ selector: "<letter-end>", field: "value" });
        return { taken: bytes, warnings: said, endPages: ends };
      },
    );
    for (const file of pictures.keys()) compiler.unmapShadow(file);
    const missing = [...dropped, ...choice.missing].toSorted((a, b) => a - b).map(nameCharacter);
    return { taken, pages: endPages.at(-1) ?? 0, endPages, missing: [...new Set(missing)], warnings };
  };

  return {
    async compile(view) {
      const { taken, ...made } = await inWorld(view, async (world) => world.pdf({ diagnostics: "full" }));
      return { ...made, pdf: taken };
    },
    async layOut(view) {
      const { taken, endPages: _, ...made } = await inWorld(view, async (world) => world.vector({ diagnostics: "full" }));
      return { ...made, layout: taken };
    },
    memoryBytes: () => memory?.buffer.byteLength ?? 0,
    module,
  };
}

async function familyOf(builder: TypstFontBuilder, bytes: Uint8Array): Promise<string> {
  const facts = (await builder.getFontInfo(bytes)) as {
    readonly info?: readonly { readonly family?: string }[];
  };
  return facts.info?.[0]?.family ?? "";
}
