/**
 * A disk that may lose its power: what was synced is there, and of everything written since, each
 * 512-byte sector is in any of the states it went through, on its own; sizes and names likewise.
 */
import { dirname } from "node:path";
import type { Random } from "../../demo/random.ts";
import type { DiskEvent } from "./trace.ts";

const sectorBytes = 512;

type Change = { readonly kind: "write"; readonly offset: number; readonly data: Buffer } | { readonly kind: "size"; readonly size: number };
type Content = { synced: Buffer; changes: Change[] };
/** A name points at a content or at nothing; the last one is what the process sees. */
type Name = { synced: Content | null; since: (Content | null)[] };

export class Disk {
  readonly #watched: (path: string) => boolean;
  readonly #names = new Map<string, Name>();
  readonly #open = new Map<number, { readonly path: string; readonly content: Content | null }>();

  /** `watched` says which files matter; others are not kept. */
  constructor(watched: (path: string) => boolean, files: ReadonlyMap<string, Buffer>) {
    this.#watched = watched;
    for (const [path, bytes] of files) this.#names.set(path, { synced: { synced: bytes, changes: [] }, since: [] });
  }

  /** Whether a power cut now could leave more than one image. */
  get isUnsettled(): boolean {
    return [...this.#names.values()].some((name) => name.since.length > 0 || (this.#seen(name)?.changes.length ?? 0) > 0);
  }

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case "open":
        this.#open.set(event.fd, { path: event.path, content: this.#watched(event.path) ? this.#openContent(event) : null });
        return;
      case "close":
        this.#open.delete(event.fd);
        return;
      case "write": {
        const content = this.#open.get(event.fd)?.content;
        if (!content) return;
        if (Number.isNaN(event.offset)) throw new Error("a watched file was written without an offset");
        content.changes.push({ kind: "write", offset: event.offset, data: event.data });
        return;
      }
      case "truncate":
        this.#open.get(event.fd)?.content?.changes.push({ kind: "size", size: event.size });
        return;
      case "sync":
        this.#sync(event.fd);
        return;
      case "unlink":
        if (this.#names.has(event.path)) this.#point(event.path, null);
        return;
      case "rename": {
        const from = this.#names.get(event.from);
        if (!from || !this.#watched(event.to)) return;
        this.#point(event.to, this.#seen(from));
        this.#point(event.from, null);
        return;
      }
      case "said":
    }
  }

  /** The files as one power cut leaves them. */
  image(random: Random): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    const style = random.whole(0, 3);
    for (const [path, name] of this.#names) {
      const content = style === 0 ? name.synced : style === 1 ? this.#seen(name) : random.pick([name.synced, ...name.since]);
      if (content) files.set(path, landed(content, random, style));
    }
    return files;
  }

  #openContent({ path, creates }: DiskEvent & { kind: "open" }): Content | null {
    const name = this.#names.get(path);
    const content = name ? this.#seen(name) : null;
    if (content || !creates) return content;
    const made: Content = { synced: Buffer.alloc(0), changes: [] };
    this.#point(path, made);
    return made;
  }

  #point(path: string, content: Content | null): void {
    const name = this.#names.get(path);
    if (name) name.since.push(content);
    else this.#names.set(path, { synced: null, since: [content] });
  }

  #seen(name: Name): Content | null {
    return name.since.length > 0 ? (name.since.at(-1) ?? null) : name.synced;
  }

  #sync(fd: number): void {
    const open = this.#open.get(fd);
    if (!open) return;
    if (open.content) {
      open.content.synced = replay(open.content.synced, open.content.changes, () => true);
      open.content.changes = [];
      return;
    }
    // A folder: the names in it are there for good.
    for (const [path, name] of this.#names)
      if (dirname(path) === open.path) {
        name.synced = this.#seen(name);
        name.since = [];
      }
  }
}

/** Style 0: nothing landed; 1: everything; 2: all or nothing of each sector; 3: each sector up to some change. */
function landed({ synced, changes }: Content, random: Random, style: number): Buffer {
  if (style === 0 || changes.length === 0) return synced;
  if (style === 1) return replay(synced, changes, () => true);
  const upTo = new Map<number, number>();
  const lands = (sector: number, change: number): boolean => {
    const known = upTo.get(sector) ?? (style === 2 ? (random.chance(0.5) ? changes.length : 0) : random.whole(0, changes.length));
    upTo.set(sector, known);
    return change < known;
  };
  const sizes = sizesThrough(synced, changes);
  const size = random.pick(sizes);
  const full = replay(synced, changes, lands);
  if (full.length >= size) return full.subarray(0, size);
  return Buffer.concat([full, Buffer.alloc(size - full.length)]);
}

function sizesThrough(synced: Buffer, changes: readonly Change[]): number[] {
  const sizes = [synced.length];
  for (const change of changes)
    sizes.push(change.kind === "size" ? change.size : Math.max(sizes.at(-1) ?? 0, change.offset + change.data.length));
  return sizes;
}

function replay(synced: Buffer, changes: readonly Change[], lands: (sector: number, change: number) => boolean): Buffer {
  const sizes = sizesThrough(synced, changes);
  const bytes = Buffer.alloc(Math.max(...sizes));
  synced.copy(bytes);
  let reach = synced.length;
  changes.forEach((change, index) => {
    if (change.kind === "size") {
      for (let at = change.size; at < reach; ) {
        const sector = Math.floor(at / sectorBytes);
        const end = Math.min((sector + 1) * sectorBytes, reach);
        if (lands(sector, index)) bytes.fill(0, at, end);
        at = end;
      }
      reach = change.size;
      return;
    }
    const { offset, data } = change;
    for (let at = 0; at < data.length; ) {
      const sector = Math.floor((offset + at) / sectorBytes);
      const end = Math.min((sector + 1) * sectorBytes - offset, data.length);
      if (lands(sector, index)) data.copy(bytes, offset + at, at, end);
      at = end;
    }
    reach = Math.max(reach, offset + data.length);
  });
  return bytes.subarray(0, sizes.at(-1));
}
