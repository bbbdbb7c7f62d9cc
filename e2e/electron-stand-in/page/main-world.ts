/** Runs first in the page's own world: puts what the preload exposes on `window`, frozen. */
import type { makeCodec as MakeCodec } from "./codec.ts";
import type { bridgeEnd as OpenBridge } from "./bridge-end.ts";

export function mainWorld(
  makeCodec: typeof MakeCodec,
  openBridge: typeof OpenBridge,
  secret: string,
): void {
  const bridge = openBridge(makeCodec, `${secret}-main`, `${secret}-isolated`);
  const freeze = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  };
  bridge.on("expose", (exposed) => {
    const { key, api } = exposed as { key: string; api: unknown };
    freeze(api);
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });

  // The main process closes every popup, but only after the page has its handle; in Electron a
  // denied window.open gives null at once.
  const open = window.open.bind(window);
  window.open = (...args) => {
    open(...args);
    return null;
  };
}
