/**
 * One open practice file with one writer. Transactions are synchronous functions: `write` runs
 * BEGIN IMMEDIATE around one, and an async callback does not compile, so that no network call and
 * no second caller can slip between BEGIN and COMMIT.
 */
import type { Compilable } from "kysely";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import { openSqlite, sqliteCode, type OpenOptions, type SqliteFile, type SqliteStatement } from "./driver.ts";

export type SqlValue = string | number | bigint | null | Uint8Array;

export type ReadableDb = {
  rows<R>(query: Compilable<R>): R[];
  row<R>(query: Compilable<R>): R | undefined;
  /** Hand-written SQL for hot paths; the statement is prepared once and cached by its text. */
  all<R>(text: string, ...values: readonly SqlValue[]): R[];
  get<R>(text: string, ...values: readonly SqlValue[]): R | undefined;
};

export type WritableDb = ReadableDb & {
  /** Runs an INSERT, UPDATE or DELETE and answers how many rows changed. */
  run(query: Compilable<unknown>): number;
  exec(text: string, ...values: readonly SqlValue[]): { changes: number; id: number };
  /** Inserts one row and answers its id. */
  insert(query: Compilable<unknown>): number;
  /** A nested part that is taken back alone when it throws (BIL-2). */
  savepoint<T>(work: () => Sync<T>): Sync<T>;
  /** Names what this transaction changed, such as `household/12`; told to every window after the commit. */
  touch(...topics: readonly string[]): void;
};

/** A result that is not a promise. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T;

const statementLimit = 600;

export class Database {
  readonly #file: SqliteFile;
  readonly #statements = new Map<string, SqliteStatement>();
  readonly #reader: ReadableDb;
  readonly #writer: WritableDb;
  readonly #listeners = new Set<(topics: readonly string[]) => void>();
  #topics = new Set<string>();
  #savepoints = 0;
  readonly path: string;

  constructor(file: SqliteFile, path: string) {
    this.#file = file;
    this.path = path;
    this.#reader = this.#makeReader();
    this.#writer = this.#makeWriter();
  }

  static open(path: string, key: Buffer, options: OpenOptions = {}): Database {
    return new Database(openSqlite(path, key, options), path);
  }

  /** A consistent snapshot for several reads. */
  read<T>(work: (db: ReadableDb) => Sync<T>): Sync<T> {
    if (this.#file.inTransaction) return work(this.#reader);
    this.#file.exec("BEGIN DEFERRED");
    try {
      const result = work(this.#reader);
      invariant(!isPromise(result), "a transaction does not wait");
      this.#file.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#file.inTransaction) this.#file.exec("ROLLBACK");
      throw error;
    }
  }

  /** One transaction on the one writer. Refuses `disk_full` when the disk is, with nothing saved. */
  write<T>(work: (db: WritableDb) => Sync<T>): Sync<T> {
    invariant(!this.#file.inTransaction, "a write transaction is not opened inside another");
    this.#file.exec("BEGIN IMMEDIATE");
    this.#topics = new Set();
    let result: Sync<T>;
    try {
      result = work(this.#writer);
      invariant(!isPromise(result), "a transaction does not wait");
      this.#file.exec("COMMIT");
    } catch (error) {
      if (this.#file.inTransaction) this.#file.exec("ROLLBACK");
      if (sqliteCode(error) === "SQLITE_FULL") refuse("disk_full", {});
      throw error;
    }
    const topics = [...this.#topics];
    if (topics.length > 0) for (const listener of this.#listeners) listener(topics);
    return result;
  }

  /** Calls back after each commit with the topics it touched; answers how to stop. */
  onCommit(listener: (topics: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pragma(text: string): unknown {
    return this.#file.pragma(text, { simple: true });
  }

  /** Runs migration scripts and maintenance; never called with text from input. */
  script(text: string): void {
    this.#file.exec(text);
  }

  /** Writes a compact copy under the same key into a file that must not exist; works read-only (R9). */
  vacuumInto(path: string): void {
    this.#file.prepare("vacuum into ?").run(path);
  }

  get isOpen(): boolean {
    return this.#file.open;
  }

  get inTransaction(): boolean {
    return this.#file.inTransaction;
  }

  close(): void {
    this.#statements.clear();
    if (!this.#file.readonly && this.#file.open) this.#file.pragma("wal_checkpoint(TRUNCATE)");
    this.#file.close();
  }

  #prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= statementLimit) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const statement = this.#file.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  #makeReader(): ReadableDb {
    return {
      rows: <R>(query: Compilable<R>) => {
        const { sql, parameters } = query.compile();
        return this.#prepare(sql).all(...(parameters as SqlValue[])) as R[];
      },
      row: <R>(query: Compilable<R>) => {
        const { sql, parameters } = query.compile();
        return this.#prepare(sql).get(...(parameters as SqlValue[])) as R | undefined;
      },
      all: <R>(text: string, ...values: readonly SqlValue[]) => this.#prepare(text).all(...values) as R[],
      get: <R>(text: string, ...values: readonly SqlValue[]) =>
        this.#prepare(text).get(...values) as R | undefined,
    };
  }

  #makeWriter(): WritableDb {
    return {
      ...this.#reader,
      run: (query) => {
        const { sql, parameters } = query.compile();
        return this.#prepare(sql).run(...(parameters as SqlValue[])).changes;
      },
      exec: (text, ...values) => {
        const { changes, lastInsertRowid } = this.#prepare(text).run(...values);
        return { changes, id: Number(lastInsertRowid) };
      },
      insert: (query) => {
        const { sql, parameters } = query.compile();
        return Number(this.#prepare(sql).run(...(parameters as SqlValue[])).lastInsertRowid);
      },
      savepoint: (work) => this.#savepoint(work),
      touch: (...topics) => {
        for (const topic of topics) this.#topics.add(topic);
      },
    };
  }

  #savepoint<T>(work: () => Sync<T>): Sync<T> {
    invariant(this.#file.inTransaction, "a savepoint lies inside a write transaction");
    const name = `part_${++this.#savepoints}`;
    this.#file.exec(`SAVEPOINT ${name}`);
    try {
      const result = work();
      this.#file.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      if (this.#file.inTransaction) this.#file.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    }
  }
}

/** The types forbid it; a callback of unknown type is stopped before its half-done work is kept. */
function isPromise(result: unknown): boolean {
  return result instanceof Promise;
}
