import type { StaffRefusals } from "#domain/staff/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const staffSentences: Sentences<StaffRefusals> = {
  sign_in_failed: () => "That username and password do not belong together. Check both, then try again.",
  sign_in_wait: ({ seconds }) =>
    `Too many wrong passwords. Wait ${waitWords(seconds)}, then try again, or ask the owner or a site admin for help.`,
  sign_in_disabled: () =>
    "This sign-in is closed after very many wrong passwords. Ask the owner or a site admin to open it again under Settings, Staff.",
  sign_in_as_only_in_sample: () =>
    "Signing in without a password works in the sample practice only. Type your username and password.",
  password_too_short: ({ minimum }) =>
    `A password needs at least ${minimum} characters. Several words that only you put together are easy to remember.`,
  password_guessable: ({ because }) => `${weaknessWords[because]} Choose other words.`,
  username_taken: ({ username }) => `Somebody here already signs in as “${username}”. Choose another username.`,
  username_not_usable: () =>
    "A username is 2 to 60 letters, figures, dots, hyphens or underscores, without blanks. An e-mail address works too.",
  staff_not_found: () => "This person is no longer on the staff list. Look at the list again.",
  staff_already_deactivated: () => "This person was deactivated before. There is nothing left to do.",
  staff_last_admin: () =>
    "This is the last person who can manage staff. Make somebody else site admin first, then deactivate this one.",
  staff_not_yourself: () => "You cannot deactivate yourself. Ask another site admin or the owner to do it.",
  staff_owner_stays: () => "The owner of the practice stays on the staff list. Deactivate somebody else.",
  owner_exists: () => "A practice has one owner. Choose another role for this person, such as site admin.",
};

const weaknessWords = {
  repeats: "This password is one short piece over and over.",
  sequence: "This password is mostly a row of keys.",
  common: "This password is made of words that guessers try first.",
  about_you: "This password is made of the practice's or your own name.",
} as const;

function waitWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
