/** What the lists of changes ahead call their states (MEM-16, MEM-17, MEM-18). */
import type { AgeOutRow, RaisedRow, RenewalRow, ShownRise, ShownRiseMember } from "#contract/plan-upkeep.ts";
import type { Tone } from "../../styles/palette.ts";

type Words<Key extends string> = Readonly<Record<Key, { readonly word: string; readonly tone: Tone }>>;

export const ageOutWords: Words<AgeOutRow["state"]> = {
  decide: { word: "Decide", tone: "attention" },
  moves: { word: "Moves by itself", tone: "information" },
  stays: { word: "Stays", tone: "quiet" },
  no_successor: { word: "No plan to go to", tone: "attention" },
  successor_unfit: { word: "Next plan does not fit", tone: "attention" },
  no_birth_date: { word: "Birth date missing", tone: "attention" },
};

export const riseMemberWords: Words<ShownRiseMember["state"]> = {
  notice_waits: { word: "Letter to print", tone: "attention" },
  notice_out: { word: "Told", tone: "information" },
  in_effect: { word: "In effect", tone: "good" },
  withdrawn: { word: "Withdrawn", tone: "quiet" },
  left: { word: "Changed meanwhile", tone: "quiet" },
};

export const renewalWords: Words<RenewalRow["what"]> = {
  renews: { word: "Renews by card", tone: "good" },
  renews_by_hand: { word: "Renews, pays by hand", tone: "attention" },
  ends: { word: "Ends", tone: "attention" },
  renewed_unpaid: { word: "Renewed, not paid", tone: "attention" },
};

export const scopeWords: Readonly<Record<ShownRise["scope"], string>> = {
  new_members: "New members only",
  at_renewal: "Members at their renewal",
  first_draw_after_notice: "Members from the first draw after their letter",
};

export const leftOutWords: Readonly<Record<NonNullable<RaisedRow["leftOut"]>, string>> = {
  excluded: "Left out by you",
  same_price: "Price stays the same",
  no_draw_ahead: "No draw ahead",
  in_another_rise: "In another price rise",
};
