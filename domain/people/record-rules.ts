/** What must hold for a person's record before it is kept (PPL-1, F-18): each wrong field is named. */
import type { Day } from "../calendar.ts";
import { refuse } from "../refusal.ts";
import { isEmail } from "./email.ts";
import { fullName, type PersonName } from "./names.ts";

export type CheckedRecord = PersonName & {
  readonly birthOn: Day | null;
  readonly email: string;
  readonly phones: readonly { readonly number: string }[];
  readonly status: string;
  readonly deceasedOn: Day | null;
};

/**
 * Refuses `patient_name_missing`, `email_not_valid`, `phone_not_valid`, `birth_in_future`,
 * `deceased_in_future`, `deceased_before_birth`, `deceased_day_without_status`. Nothing but a name
 * is required: an e-mail address never is (PPL-2).
 */
export function checkRecord(record: CheckedRecord, today: Day): void {
  const { birthOn, deceasedOn } = record;
  if (fullName(record) === "") refuse("patient_name_missing", {});
  if (record.email !== "" && !isEmail(record.email)) {
    refuse("email_not_valid", { value: record.email });
  }
  for (const { number } of record.phones) {
    if (!hasDigits(number)) refuse("phone_not_valid", { value: number });
  }
  if (birthOn !== null && birthOn > today) refuse("birth_in_future", { birthOn });
  if (deceasedOn === null) return;
  if (record.status !== "deceased") refuse("deceased_day_without_status", {});
  if (deceasedOn > today) refuse("deceased_in_future", { deceasedOn });
  if (birthOn !== null && deceasedOn < birthOn) {
    refuse("deceased_before_birth", { deceasedOn, birthOn });
  }
}

/** Three at least: people also write down extensions (`x 204`) and short numbers. */
function hasDigits(number: string): boolean {
  return number.normalize("NFKC").replace(/\D/g, "").length >= 3;
}
