import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { expect, test } from "vitest";
import type { AppFiles } from "./app-files.ts";
import { PdfViewers } from "./pdf-viewers.ts";

class FakeViewer extends EventEmitter {
  readonly loaded: string[] = [];
  destroyed = false;
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit("closed");
  }
}

function makeViewers() {
  const published: string[] = [];
  const made: FakeViewer[] = [];
  let last = 0;
  const files = {
    publishPdf: () => {
      last += 1;
      published.push(`app://perennial/print/${last}.pdf`);
      return `app://perennial/print/${last}.pdf`;
    },
    withdraw: (url: string) => void published.splice(published.indexOf(url), 1),
  } as unknown as AppFiles;
  const viewers = new PdfViewers(files, () => {
    const viewer = new FakeViewer();
    made.push(viewer);
    return viewer as unknown as BrowserWindow;
  });
  return { viewers, made, published };
}

const owner = () => new EventEmitter() as unknown as BrowserWindow;
const pdf = new Uint8Array([37]);

test("DOC-9 a document opens in a window of its own and is gone with it", async () => {
  const { viewers, made, published } = makeViewers();
  await viewers.show(owner(), pdf);
  expect(made[0]?.loaded).toEqual(["app://perennial/print/1.pdf"]);
  expect(published).toHaveLength(1);
  made[0]?.destroy();
  expect(published).toEqual([]);
});

test("S9 what one window showed is closed when its practice is locked; another window's stays", async () => {
  const { viewers, made, published } = makeViewers();
  const [one, other] = [owner(), owner()];
  await viewers.show(one, pdf);
  await viewers.show(other, pdf);
  await viewers.show(one, pdf);
  viewers.closeOf(one);
  expect(made.map(({ destroyed }) => destroyed)).toEqual([true, false, true]);
  expect(published).toEqual(["app://perennial/print/2.pdf"]);
});

test("DOC-9 forgotten windows do not pile up: the oldest goes", async () => {
  const { viewers, made } = makeViewers();
  const one = owner();
  for (let count = 0; count < 9; count += 1) await viewers.show(one, pdf);
  expect(made.map(({ destroyed }) => destroyed)).toEqual([true, ...Array.from({ length: 8 }, () => false)]);
});
