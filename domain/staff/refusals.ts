/** Refusal codes of staff and sign-in with the facts their sentences need (F-17). */
import type { PasswordWeakness } from "./password.ts";

export type StaffRefusals = {
  sign_in_failed: Record<never, never>;
  sign_in_wait: { seconds: number };
  sign_in_disabled: Record<never, never>;
  sign_in_as_only_in_sample: Record<never, never>;
  password_too_short: { minimum: number };
  password_guessable: { because: PasswordWeakness };
  username_taken: { username: string };
  username_not_usable: Record<never, never>;
  staff_not_found: Record<never, never>;
  staff_already_deactivated: Record<never, never>;
  staff_last_admin: Record<never, never>;
  staff_not_yourself: Record<never, never>;
  staff_owner_stays: Record<never, never>;
  owner_exists: Record<never, never>;
};
