/** The membership a dialog is about, as the chart's card and the collections know it. */
import type { MembershipId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";

export type OneMembership = {
  readonly membershipId: MembershipId;
  readonly patientName: string;
  readonly planName: string;
  readonly standing?: Standing;
  readonly flags?: readonly Standing[];
};

export type DialogProps = { readonly membership: OneMembership; readonly onClose: () => void };

export function isPastDue({ standing, flags = [] }: OneMembership): boolean {
  return standing === "past_due" || flags.includes("past_due");
}
