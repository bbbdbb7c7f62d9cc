/** Bugs that are planted on purpose, one for each invariant: the simulation must find every one of them. */
import type { Cx } from "../../context.ts";
import type { ProcessorBook } from "../processor/book.ts";

export type PlantedBug = {
  readonly invariant: number;
  readonly what: string;
  /** Happens once a day, at some moment. */
  readonly act: (cx: Cx, book: ProcessorBook) => void;
};
