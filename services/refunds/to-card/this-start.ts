/**
 * What this start of the program has done with refunds to cards (BIL-8): a claim of it that was never handed
 * to the network cannot be known to the processor, and one of an earlier start may be.
 */
import { randomUUID } from "node:crypto";

export type ProgramStart = {
  /** Written into each claim. */
  readonly id: string;
  /** Keys that have been handed to the network. */
  readonly handedOver: Set<string>;
};

let current: ProgramStart | null = null;

export function thisStart(): ProgramStart {
  current ??= { id: randomUUID(), handedOver: new Set() };
  return current;
}

/** For a simulation, in which the program dies and starts again in one process. */
export function startAnew(): void {
  current = null;
}
