/** What each task on Today is called, and the place where it is done (UI-2). */
import type { TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";

type Task = TodayView["tasks"][number];

export const taskWords: Readonly<Record<Task["kind"], string>> = {
  needs_attention: "Billing stopped",
  nobodys_charge: "Charge of nobody known",
  join_request: "Asks to join",
  unsigned_agreement: "Agreement to sign",
  age_out_decide: "Birthday to decide",
  age_out_blocked: "Birthday without a plan",
  renewal_unpaid: "Renewed, not paid",
  renewal_by_hand: "Renewal to collect",
  price_letters: "New prices",
  hold_ends: "Hold ends",
  open_hold_ends: "Open-ended hold ends",
  benefits_unused: "Unused benefits",
  term_ends: "Term ends",
  ages_out: "Grows out of the plan",
  missing_birth_date: "Birth date missing",
};

/** Where the task is done; null where there is nobody to go to. */
export function placeOf(task: Task): string | null {
  switch (task.kind) {
    case "needs_attention":
      return hrefTo("/collections", null, { tab: "attention" });
    case "nobodys_charge":
      return hrefTo("/cards", null, { tab: "nobodys" });
    case "age_out_decide":
    case "age_out_blocked":
    case "ages_out":
      return hrefTo("/memberships/ahead", null, { q: task.title });
    case "renewal_unpaid":
      return hrefTo("/collections", null, { tab: "unpaid" });
    case "renewal_by_hand":
    case "term_ends":
      return hrefTo("/memberships/ahead", null, { tab: "renewals", q: task.title });
    case "join_request":
      return hrefTo("/memberships/requests", null, { state: "open" });
    case "benefits_unused":
      return hrefTo("/memberships/recall");
    case "price_letters":
      return hrefTo("/collections", null, { tab: "letters" });
    case "missing_birth_date":
      return task.patientId === null ? null : hrefTo("/patients/$patientId/edit", { patientId: task.patientId });
    default:
      return task.patientId === null ? null : hrefTo("/patients/$patientId", { patientId: task.patientId });
  }
}
