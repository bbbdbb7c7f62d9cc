/**
 * The processor as the office reaches it in the simulation: the book of `processor/`, with a wire
 * that loses, delays, doubles and garbles in virtual time. Whatever comes after the office has died
 * is never heard.
 */
import type { Random } from "../../demo/random.ts";
import type { ChargingGateway, Unknown } from "../../gateways/cards.ts";
import type { ProcessorBook } from "../processor/book.ts";
import { drawFault, type Fault } from "../processor/faults.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type SimGateway = ChargingGateway & { readonly kind: "stand_in" };

export type NetworkNeeds = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly book: ProcessorBook;
  /** Share of requests that meet a fault, as of now. */
  readonly faultRate: () => number;
  readonly isUp: () => boolean;
  readonly note: (what: string) => void;
  readonly fault: (what: string) => void;
};

/** How long the office waits for an answer. */
const limitMs = 20_000;
const noAnswer: Unknown = { state: "unknown", reason: "no_answer" };

/** A way to the processor for one life of the office. */
export function reachProcessor(needs: NetworkNeeds, isAlive: () => boolean): SimGateway {
  const { time, book } = needs;
  const ask = <T extends object>(work: () => T): Promise<T | Unknown> =>
    new Promise((resolve) => {
      const answer = (value: T | Unknown): void => {
        if (isAlive()) resolve(value);
      };
      time.after(limitMs, "", () => answer(noAnswer));
      send(needs, work, answer);
    });
  return {
    kind: "stand_in",
    canCharge: true,
    charge: (request) =>
      ask(() => {
        const made = book.charge(request, time.instant());
        const { householdId, invoiceId, epoch } = request.metadata;
        needs.note(`asked to charge ${request.amountCents} of household ${householdId} for invoice ${invoiceId} in epoch ${epoch} under ${request.key.slice(-4)}: ${made.state}`);
        return made.state === "mismatch" ? ({ state: "unknown", reason: "nonsense" } as const) : made;
      }),
    lookUp: (key) => ask(() => book.lookUp(key, time.instant()) ?? ({ state: "absent" } as const)),
    listCharges: ({ lineage, epoch }, since) => ask(() => book.list(lineage, epoch, since, time.instant())),
    refund: (request) =>
      ask(() => {
        const made = book.payBack(request, time.instant());
        needs.note(`asked to pay back ${request.amountCents} of household ${request.metadata.householdId} under ${request.key.slice(-4)}: ${made.state}`);
        return made.state === "mismatch" ? ({ state: "unknown", reason: "nonsense" } as const) : made;
      }),
    lookUpRefund: (key) => ask(() => book.lookUpRefund(key, time.instant()) ?? ({ state: "absent" } as const)),
    listRefunds: ({ lineage, epoch }, since) => ask(() => book.listRefunds(lineage, epoch, since, time.instant())),
    events: (after) =>
      ask(() => {
        const { events, next } = book.events(after === null ? 0 : Number(after), time.instant(), 20);
        return { events, next: String(next) };
      }),
  };
}

function send<T>({ time, random, faultRate, isUp, fault: tell }: NetworkNeeds, work: () => T, answer: (value: T | Unknown) => void): void {
  const wayMs = (): number => random.whole(20, 400);
  const fault: Fault | null = random.chance(faultRate()) ? drawFault(random, 600_000) : null;
  if (fault) tell(fault.kind === "nonsense" ? `nonsense ${fault.body}` : fault.kind);
  // A request may stay on its way for minutes, long after the office stopped waiting for it.
  const outMs = fault?.kind === "lost" && fault.executed && random.chance(0.3) ? random.whole(20_000, 1_200_000) : wayMs();
  time.after(outMs, "request arrives", () => {
    if (!isUp()) return;
    const back = (value: T | Unknown, ms = wayMs()): void => time.after(ms, "answer arrives", () => answer(value));
    switch (fault?.kind) {
      case undefined:
        back(work());
        return;
      case "slow":
        back(work(), fault.ms);
        return;
      case "lost":
        if (fault.executed) work();
        return;
      case "server_error":
        if (fault.executed) work();
        back({ state: "unknown", reason: "server_error" });
        return;
      case "rate_limited":
        back({ state: "unknown", reason: "rate_limited" });
        return;
      case "nonsense":
        if (fault.executed) work();
        back({ state: "unknown", reason: "nonsense" });
        return;
      case "twice":
        work();
        back(work());
    }
  });
}
