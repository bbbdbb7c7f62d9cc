/** The starter sets by specialty (PPL-15). */
import { aesthetics } from "./aesthetics.ts";
import { counselling } from "./counselling.ts";
import { dental } from "./dental.ts";
import { massage } from "./massage.ts";
import type { Specialty, StarterSet } from "./starter-set.ts";

export const starterSets: Readonly<Record<Specialty, StarterSet>> = { dental, aesthetics, massage, counselling };
