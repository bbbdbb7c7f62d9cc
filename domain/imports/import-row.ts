/** A row of a file that is to be imported, with the household it goes to (PPL-18). */
import type { Address } from "../people/address.ts";
import type { Verdict } from "./dry-run.ts";
import type { ImportedPatient } from "./imported-patient.ts";

export type ImportRow = {
  /** Position among the rows of the file, from 0. */
  readonly row: number;
  /** `new` or `known`: others are not handed out. */
  readonly verdict: Verdict;
  readonly patient: ImportedPatient;
  /** Position of its household; rows of one household may lie far apart in the file. */
  readonly household: number;
  readonly isPayer: boolean;
  /** The payer's address; null where the payer is a patient of the practice already. */
  readonly home: Address | null;
  /** The patient of the practice that this row is (verdict `known`). */
  readonly knownPatientId: number | null;
  /** The patient of the practice who pays for this row's household, if the file has that person too. */
  readonly payerPatientId: number | null;
  /** External id of a guarantor who is a patient of the practice but not in the file. */
  readonly outsideGuarantor: string | null;
};
