/** How bad a seed's world is: some are calm but for one thing, some are all storms. */
import type { Random } from "../../demo/random.ts";

export type Weather = {
  /** Share of requests that meet a fault. */
  readonly network: number;
  /** Crashes of the office a day. */
  readonly crashes: number;
  /** Outages of the processor a day. */
  readonly outages: number;
  /** Share of events that come late, twice or in another order. */
  readonly storms: number;
  /** Full disks a day. */
  readonly fullDisks: number;
  /** Changes of the computer's clock a day. */
  readonly clockMoves: number;
  /** Acts at the desk a day. */
  readonly acts: number;
  /** Backups restored over the practice, a day. */
  readonly restores: number;
};

export function drawWeather(random: Random): Weather {
  const sometimes = (most: number): number => (random.chance(0.35) ? 0 : random.next() * most);
  return {
    network: sometimes(0.5),
    crashes: sometimes(0.8),
    outages: sometimes(0.3),
    storms: sometimes(0.8),
    fullDisks: sometimes(0.15),
    clockMoves: sometimes(0.15),
    acts: 1 + random.next() * 5,
    restores: sometimes(0.06),
  };
}
