import type { MembershipRefusals } from "#domain/memberships/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const membershipsSentences: Sentences<MembershipRefusals> = {};
