/** Looks at the invariants after a step, but only when the step changed something that they are about. */
import type { ProcessorBook } from "../processor/book.ts";
import { Watch, type Breach } from "./invariants.ts";
import type { OfficeLife } from "./office-life.ts";

export class StepWatch {
  readonly #book: ProcessorBook;
  #watch = new Watch();
  #seen = { changes: -1, charges: -1 };
  #runNotes = 0;

  constructor(book: ProcessorBook) {
    this.#book = book;
  }

  /** Another life of the office counts its changes from zero. */
  newLife(): void {
    this.#seen = { changes: -1, charges: -1 };
  }

  /** An older file: what was seen of the newer one binds it no more. */
  newFile(): void {
    this.#watch = new Watch();
    this.newLife();
  }

  look(life: OfficeLife): Breach[] {
    const seen = { changes: totalChanges(life), charges: this.#book.charges.length };
    const before = this.#seen;
    this.#seen = seen;
    const isSame = seen.charges === before.charges && before.changes !== -1;
    if (isSame && (seen.changes === before.changes || this.#onlyNotedRun(life, seen.changes - before.changes))) return [];
    this.#runNotes = runNotes(life);
    return this.#watch.look(life.db, this.#book);
  }

  /** Whether the row of a run that began or ended is all that changed: no invariant is about it. */
  #onlyNotedRun(life: OfficeLife, changes: number): boolean {
    if (changes > 2) return false;
    const notes = runNotes(life);
    const noted = notes - this.#runNotes;
    this.#runNotes = notes;
    return noted === changes;
  }
}

function totalChanges(life: OfficeLife): number {
  return life.db.read((read) => read.get<{ n: number }>("select total_changes() as n"))?.n ?? 0;
}

/** How often the row of a run was written: once when it began and once when it ended. */
function runNotes(life: OfficeLife): number {
  return life.db.read((read) => read.get<{ n: number }>("select count(*) + count(finished_at) as n from billing_run"))?.n ?? 0;
}
