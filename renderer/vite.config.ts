/**
 * Builds the screens into dist/renderer for both hosts. Nothing is inlined into the page and no
 * data: address is made, so that `script-src 'self'; font-src 'self'` holds unchanged (DSK-5).
 */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  base: "/",
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("../dist/renderer", import.meta.url)),
    emptyOutDir: true,
    // Electron 45 and browsers of the same year; the office keeps its browser current.
    target: "chrome134",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
