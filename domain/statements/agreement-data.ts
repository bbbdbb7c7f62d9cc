/** What a printed agreement says (MEM-8), as plain facts: to be signed with a pen, or signed on the screen. */
import type { Agreed } from "../agreements/agreed.ts";
import type { Signature } from "../agreements/signature.ts";
import type { Day } from "../calendar.ts";
import type { Letterhead, PrintSetup, Recipient } from "./document-data.ts";

export type SignedOnScreen = {
  readonly signer: string;
  readonly signature: Signature;
  readonly signedOn: Day;
  /** Wall time of the practice, `HH:MM`. */
  readonly time: string;
  readonly workstation: string;
  /** Who was at the desk; empty when nobody was signed in. */
  readonly staffName: string;
};

export type AgreementData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  /** The day it was made. */
  readonly datedOn: Day;
  readonly text: string;
  /** SHA-256 over the text and what was agreed. */
  readonly fingerprint: string;
  readonly agreed: Agreed;
  /** Null: lines to sign on with a pen. */
  readonly signed: SignedOnScreen | null;
};

/** One file, each agreement on its own pages. */
export type AgreementsData = { readonly agreements: readonly AgreementData[] };

/** A picture of the signed paper, as a page of its own. */
export type ScanData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly title: string;
  readonly datedOn: Day;
  readonly picture: { readonly kind: "png" | "jpeg"; readonly bytes: Uint8Array };
};
