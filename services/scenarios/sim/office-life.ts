/**
 * One life of the office: a practice file that is open until the process dies. A dead office reads and
 * writes nothing more, whatever of its code still runs; the next life finds the file and its log as
 * they were on the disk, the way `kill -9` leaves them.
 */
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { Database, type ReadableDb, type Sync, type WritableDb } from "#db/database.ts";
import { startAnew } from "../../refunds/to-card/this-start.ts";
import { anyTable, tellingWriter, writtenByTriggers } from "./touched-tables.ts";

/** Thrown into whatever a dead office still tries to do. */
export class Died extends Error {}

export class OfficeLife {
  readonly db: Database;
  readonly path: string;
  #isAlive = true;
  #commits = 0;
  readonly #triggers: ReadonlyMap<string, readonly string[]>;
  /** Nothing is known of a file that was just opened. */
  #touched = new Set<string>([anyTable]);
  /** Dies at the commit after this many more: before it lands, or before anybody hears that it did. */
  dieAtCommit: { left: number; readonly landed: boolean } | null = null;
  /** Called when it dies at a commit. */
  onDeath: () => void = () => undefined;

  constructor(path: string, key: Buffer) {
    this.path = path;
    startAnew();
    const db = Database.open(path, key, { mustExist: true });
    this.#triggers = writtenByTriggers(db);
    const write = db.write.bind(db);
    const read = db.read.bind(db);
    db.read = <T>(work: (db: ReadableDb) => Sync<T>): Sync<T> => {
      this.#mustLive();
      return read(work);
    };
    db.write = <T>(work: (db: WritableDb) => Sync<T>): Sync<T> => {
      this.#mustLive();
      if (this.#diesNow(false)) this.#die();
      const result = write((writer) => work(tellingWriter(writer, (table) => this.#touch(table))));
      this.#commits += 1;
      if (this.#diesNow(true)) this.#die();
      return result;
    };
    this.db = db;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get commits(): number {
    return this.#commits;
  }

  /** The tables that were written to since the last time, `anyTable` among them where it is not known which. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  #touch(table: string): void {
    if (this.#touched.has(table)) return;
    this.#touched.add(table);
    for (const other of this.#triggers.get(table) ?? []) this.#touch(other);
  }

  /** The process is gone from one moment to the next. */
  kill(): void {
    this.#isAlive = false;
  }

  /** Takes the file and its log as they lie there, for the next life, and lets go of the old ones. */
  leaveTo(path: string): void {
    this.#isAlive = false;
    copyFileSync(this.path, path);
    if (existsSync(`${this.path}-wal`)) copyFileSync(`${this.path}-wal`, `${path}-wal`);
    this.remove();
  }

  remove(): void {
    this.#isAlive = false;
    if (this.db.isOpen) this.db.close();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${this.path}${suffix}`, { force: true });
  }

  #diesNow(landed: boolean): boolean {
    const plan = this.dieAtCommit;
    if (plan?.landed !== landed) return false;
    plan.left -= 1;
    return plan.left < 0;
  }

  #die(): never {
    this.#isAlive = false;
    this.onDeath();
    throw new Died("the office died");
  }

  #mustLive(): void {
    if (!this.#isAlive) throw new Died("the office is dead");
  }
}
