/** What an act at the desk is in a simulation, and how its subject is chosen. */
import type { Random } from "../../demo/random.ts";
import type { Cx } from "../../context.ts";

/**
 * What has been decided at the desk; done now, and once more under the same request id when no reply
 * came (F-15). What goes through the network answers with a promise.
 */
export type DeskAct = { readonly name: string; readonly work: (cx: Cx) => unknown };

/** Decides an act, or nothing when it has no subject now. */
export type Maker = (cx: Cx, random: Random, turn: number) => DeskAct | null;

/** One of the rows that a question finds; the question says their order. */
export function pickRow<T>(cx: Cx, random: Random, text: string): T | undefined {
  const found = cx.db.read((db): T[] => db.all<T>(text));
  return found.length === 0 ? undefined : random.pick(found);
}

/** A second step of one act is a command of its own. */
export function withoutRequest(cx: Cx): Cx {
  const { request: _, ...rest } = cx;
  return rest;
}
