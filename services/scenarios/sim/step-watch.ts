/** Looks at the invariants after a step, but only when the step changed something that they are about. */
import type { ProcessorBook } from "../processor/book.ts";
import { Watch, type Breach } from "./invariants.ts";
import type { OfficeLife } from "./office-life.ts";

/** So often every question is asked, due or not: one that finds something then was wrongly left out. */
const everyQuestion = 25;

export class StepWatch {
  readonly #book: ProcessorBook;
  #watch = new Watch();
  #charges = -1;
  #looks = 0;

  constructor(book: ProcessorBook) {
    this.#book = book;
  }

  /** An older file: what was seen of the newer one binds it no more. */
  newFile(): void {
    this.#watch = new Watch();
  }

  look(life: OfficeLife): Breach[] {
    const touched = life.takeTouched();
    const { length } = this.#book.charges;
    const isSame = length === this.#charges;
    this.#charges = length;
    // No invariant is about the row that tells of a run.
    touched.delete("billing_run");
    if (isSame && touched.size === 0) return [];
    this.#looks += 1;
    const breaches = this.#watch.look(life.db, this.#book, touched);
    if (breaches.length > 0 || this.#looks % everyQuestion !== 0) return breaches;
    return this.#watch.look(life.db, this.#book, null).map(({ what }) => ({ invariant: 0, what: `a question was not asked in time: ${what}` }));
  }
}
