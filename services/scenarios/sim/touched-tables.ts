/**
 * Which tables a life of the office has written to, and which a question reads, so that after each step
 * only those invariants are asked that the step could have broken.
 */
import type { Database, ReadableDb, WritableDb } from "#db/database.ts";

/** Stands for every table, where the text of a statement does not say which. */
export const anyTable = "*";

const written = /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+"?(\w+)"?/i;
const writtenInside = /\b(?:insert(?:\s+or\s+\w+)?\s+into|update|delete\s+from)\s+"?(\w+)"?/gi;
const readFrom = /\b(?:from|join)\s+"?(\w+)"?/gi;

/** What the triggers of a file write when a table is written to. */
export function writtenByTriggers(db: Database): ReadonlyMap<string, readonly string[]> {
  const triggers = db.read((read) =>
    read.all<{ table: string; text: string }>("select tbl_name as 'table', sql as text from sqlite_master where type = 'trigger'"),
  );
  const known = new Map<string, string[]>();
  for (const { table, text } of triggers) {
    const body = text.slice(text.search(/\bbegin\b/i));
    const others = [...body.matchAll(writtenInside)].map((match) => String(match[1]).toLowerCase());
    known.set(table.toLowerCase(), [...(known.get(table.toLowerCase()) ?? []), ...others]);
  }
  return known;
}

/** A writer that tells which table each of its statements changes. */
export function tellingWriter(db: WritableDb, tell: (table: string) => void): WritableDb {
  const tellOf = (text: string): void => tell(written.exec(text)?.[1]?.toLowerCase() ?? anyTable);
  return {
    ...db,
    run: (query) => {
      tellOf(query.compile().sql);
      return db.run(query);
    },
    exec: (text, ...values) => {
      tellOf(text);
      return db.exec(text, ...values);
    },
    insert: (query) => {
      tellOf(query.compile().sql);
      return db.insert(query);
    },
  };
}

/** A reader that collects the names of the tables it is asked about. */
export function listeningReader(db: ReadableDb, heard: Set<string>): ReadableDb {
  const hear = (text: string): void => {
    for (const match of text.matchAll(readFrom)) heard.add(String(match[1]).toLowerCase());
  };
  return {
    rows: (query) => {
      hear(query.compile().sql);
      return db.rows(query);
    },
    row: (query) => {
      hear(query.compile().sql);
      return db.row(query);
    },
    all: (text, ...values) => {
      hear(text);
      return db.all(text, ...values);
    },
    get: (text, ...values) => {
      hear(text);
      return db.get(text, ...values);
    },
  };
}
