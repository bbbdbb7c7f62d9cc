/**
 * The single-instance lock. Electron's call is synchronous and so is this one: the first instance
 * owns a file with its process id and watches a folder; a later one leaves its arguments there.
 */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  type FSWatcher,
} from "node:fs";
import { join } from "node:path";

export interface SecondInstance {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

export class SingleInstance {
  private readonly lockFile: string;
  private readonly letterBox: string;
  private watcher: FSWatcher | undefined;

  constructor(userData: string) {
    this.lockFile = join(userData, "stand-in.lock");
    this.letterBox = join(userData, "stand-in.letters");
  }

  /** True when this process is the first; otherwise the first has been told. */
  acquire(data: unknown, heard: (second: SecondInstance) => void): boolean {
    if (this.watcher !== undefined) return true;
    mkdirSync(this.letterBox, { recursive: true });
    if (!this.take()) {
      this.leaveLetter({ argv: process.argv, cwd: process.cwd(), data });
      return false;
    }
    this.watcher = watch(this.letterBox, (_event, name) => {
      if (name === null || !name.endsWith(".json")) return;
      const letter = this.readLetter(name);
      if (letter !== undefined) heard(letter);
    });
    this.watcher.unref();
    return true;
  }

  release(): void {
    if (this.watcher === undefined) return;
    this.watcher.close();
    this.watcher = undefined;
    rmSync(this.lockFile, { force: true });
  }

  /** A hard link appears with its content or not at all, so two starters cannot both win. */
  private take(): boolean {
    const draft = `${this.lockFile}.${process.pid}`;
    writeFileSync(draft, String(process.pid));
    try {
      if (this.isOwnerAlive()) return false;
      rmSync(this.lockFile, { force: true });
      linkSync(draft, this.lockFile);
      return true;
    } catch {
      return false; // another one linked first
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private isOwnerAlive(): boolean {
    try {
      process.kill(Number(readFileSync(this.lockFile, "utf8")), 0);
      return true;
    } catch {
      return false; // no lock, or its owner was killed
    }
  }

  private leaveLetter(letter: SecondInstance): void {
    const draft = join(this.letterBox, String(process.pid));
    writeFileSync(draft, JSON.stringify(letter));
    renameSync(draft, `${draft}.json`);
  }

  /** A watcher may report one file twice; the first report takes it. */
  private readLetter(name: string): SecondInstance | undefined {
    const file = join(this.letterBox, name);
    try {
      const letter = JSON.parse(readFileSync(file, "utf8")) as SecondInstance;
      rmSync(file);
      return letter;
    } catch {
      return undefined;
    }
  }
}
