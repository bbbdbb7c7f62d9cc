import { toDay } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { PracticeRefusals } from "#domain/practice/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const practiceSentences: Sentences<PracticeRefusals> = {
  practice_not_found: () =>
    "There is no practice here yet. Create one, try the sample practice, or restore a backup.",
  practice_key_wrong: () =>
    "This practice file does not open with the key on this computer. Restore it with the key it was made with, or choose another backup.",
  practice_key_missing: () =>
    "The key of this practice is not on this computer. Open it on the computer it was made on, or restore a backup together with its key.",
  practice_key_unreadable: () =>
    "The key of this practice is on this computer but can no longer be read. Sign in to the computer as the person who opened it before, or restore a backup together with its key.",
  keychain_missing: () =>
    "This computer has no keychain that can keep the practice's key safe. Turn on the system's keyring (GNOME Keyring or KWallet), then start Perennial again. The training practice works without it.",
  practice_file_damaged: ({ problems }) =>
    `The practice file is damaged (${problems} problem${problems === 1 ? "" : "s"} found). Nothing was written to it. Restore the latest backup.`,
  practice_file_newer: ({ fileVersion, appVersion }) =>
    `This practice was last opened with a newer Perennial (file version ${fileVersion}, this app reads up to ${appVersion}). Update Perennial, then open it again.`,
  practice_already_open: () =>
    "This practice is already open in another Perennial on this computer. Switch to that window, or close it first.",
  practice_exists: () =>
    "There is already a practice in this folder. Open it, or choose another folder for a new one.",
  practice_folder_synced: ({ service }) =>
    `The folder is kept in sync by ${service}, which can damage an open practice. Choose a folder on this computer; backups may go to ${service}.`,
  disk_full: () =>
    "The disk of this computer is full, so nothing was saved. Free some space, then try again.",
  port_in_use: ({ port }) =>
    `Port ${port} is used by another program. Start Perennial with another one, for example --port ${port < 65_535 ? port + 1 : 4180}.`,
  only_in_training: () =>
    "Only a training practice has a clock that can be moved. A live practice always uses today's date.",
  clock_only_forward: ({ todayOn }) =>
    `The training clock stands at ${dayText(toDay(todayOn))} and only moves forward. Choose a later day.`,
  clock_step_too_far: ({ maxDays }) =>
    `The training clock moves at most ${maxDays} days at once. Choose a nearer day, then go on from there.`,
  backup_not_found: () =>
    "That backup is no longer in the folder. Choose another one from the list.",
  backup_not_readable: ({ problems }) =>
    `This backup did not pass its check (${problems} problem${problems === 1 ? "" : "s"}). Nothing was changed; choose an older backup.`,
  record_changed_meanwhile: () =>
    "Somebody else changed this in the meantime. Look at the new values, then save again.",
  too_many_rows: ({ limit }) =>
    `That is more than ${limit} rows. Narrow the filter, then try again.`,
  practice_in_use: () =>
    "Somebody is signed in to the practice that is open. Ask them to sign out, or close the practice there first.",
  restore_needs_sign_in: () =>
    "This practice is in working order. Open it and sign in as the owner or a site admin, then restore the backup from Settings.",
  backup_of_other_practice: () =>
    "This backup belongs to another practice, so nothing was changed. Choose one that was made of this practice.",
  time_zone_unknown: ({ timeZone }) =>
    `“${timeZone}” is not a time zone. Choose the one of the office's place, such as America/New_York.`,
  currency_unknown: ({ currency }) =>
    `“${currency}” is not a currency that Perennial can keep books in. Choose one with two decimals or none, such as USD.`,
  day_not_real: ({ value }) =>
    `“${value}” is not a day of the calendar. Type it as month/day/year.`,
};
