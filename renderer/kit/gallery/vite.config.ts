/** Builds the gallery by itself, for tests and for looking at: never a part of dist/renderer. */
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import app from "../../vite.config.ts";

export default mergeConfig(
  app,
  defineConfig({
    root: fileURLToPath(new URL(".", import.meta.url)),
    build: { outDir: fileURLToPath(new URL("../../../dist/gallery", import.meta.url)) },
  }),
);
