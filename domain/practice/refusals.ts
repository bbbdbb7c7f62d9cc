/** Refusal codes of the practice file and its set-up (F-17). */
export type PracticeRefusals = {
  practice_not_found: Record<never, never>;
  practice_key_wrong: Record<never, never>;
  practice_key_missing: Record<never, never>;
  practice_key_unreadable: Record<never, never>;
  keychain_missing: Record<never, never>;
  practice_file_damaged: { problems: number };
  practice_file_newer: { fileVersion: number; appVersion: number };
  practice_already_open: Record<never, never>;
  practice_exists: Record<never, never>;
  practice_folder_synced: { service: string };
  disk_full: Record<never, never>;
  port_in_use: { port: number };
  only_in_training: Record<never, never>;
  clock_only_forward: { todayOn: string };
  clock_step_too_far: { maxDays: number };
  backup_not_found: Record<never, never>;
  backup_not_readable: { problems: number };
  record_changed_meanwhile: Record<never, never>;
  too_many_rows: { limit: number };
  day_not_real: { value: string };
  practice_in_use: Record<never, never>;
  restore_needs_sign_in: Record<never, never>;
  backup_of_other_practice: Record<never, never>;
  time_zone_unknown: { timeZone: string };
  currency_unknown: { currency: string };
};
