import { expect, test } from "vitest";
import { seededRandom } from "../../demo/random.ts";
import { Disk } from "./disk.ts";
import type { DiskEvent } from "./trace.ts";

const sector = (letter: string): Buffer => Buffer.alloc(512, letter);

/** Every image that 300 cuts after these events leave, as letters, one a sector. */
function images(events: readonly DiskEvent[], files: ReadonlyMap<string, Buffer>): string[] {
  const disk = new Disk((path) => path.startsWith("/data/file"), files);
  for (const event of events) disk.apply(event);
  const random = seededRandom(5);
  const seen = new Set<string>();
  for (let n = 0; n < 300; n += 1)
    seen.add(
      [...disk.image(random)]
        .map(([path, bytes]) => `${path.slice("/data/file".length)}:${lettersOf(bytes)}`)
        .toSorted()
        .join(" "),
    );
  return [...seen].toSorted();
}

function lettersOf(bytes: Buffer): string {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 512) letters += bytes[at] === 0 ? "-" : String.fromCodePoint(bytes[at] ?? 0);
  return letters;
}

const open = (fd: number, path: string, creates = false): DiskEvent => ({ kind: "open", fd, path, creates });
const write = (fd: number, at: number, letters: string): DiskEvent => ({
  kind: "write",
  fd,
  offset: at * 512,
  data: Buffer.concat([...letters].map(sector)),
});
const base = new Map([["/data/file", Buffer.concat([sector("a"), sector("b")])]]);

test("R2 a sector that is not synced may have landed or not, each on its own; a synced one has", () => {
  expect(images([open(3, "/data/file"), write(3, 0, "XY")], base)).toEqual([":Xb", ":XY", ":aY", ":ab"].toSorted());
  expect(images([open(3, "/data/file"), write(3, 0, "XY"), { kind: "sync", fd: 3 }], base)).toEqual([":XY"]);
});

test("R2 a sector written twice is as before, as in between or as after", () => {
  expect(images([open(3, "/data/file"), write(3, 0, "X"), write(3, 0, "Y")], base)).toEqual([":Xb", ":Yb", ":ab"].toSorted());
});

test("R2 a file that grew or was cut off may still have its old size", () => {
  expect(images([open(3, "/data/file"), write(3, 2, "C")], base)).toEqual([":ab", ":ab-", ":abC"].toSorted());
  const cutOff: DiskEvent[] = [open(3, "/data/file"), { kind: "truncate", fd: 3, size: 512 }];
  expect(images(cutOff, base)).toEqual(expect.arrayContaining([":ab", ":a"]));
  expect(images([...cutOff, { kind: "sync", fd: 3 }], base)).toEqual([":a"]);
});

test("R2 a name that was made or removed is certain only after its folder was synced", () => {
  const made: DiskEvent[] = [open(4, "/data/file-wal", true), write(4, 0, "W"), { kind: "sync", fd: 4 }];
  expect(images(made, base)).toEqual(["-wal:W :ab", ":ab"].toSorted());
  const folder: DiskEvent[] = [open(5, "/data"), { kind: "sync", fd: 5 }];
  expect(images([...made, ...folder], base)).toEqual(["-wal:W :ab"]);
  expect(images([...made, ...folder, { kind: "unlink", path: "/data/file-wal" }], base)).toEqual(["-wal:W :ab", ":ab"].toSorted());
});
