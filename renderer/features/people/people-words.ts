/** The words of a person's record on screens: status, ways of contact, phones, languages. */
import {
  IconCircleOff,
  IconLeaf,
  IconUserDollar,
  IconUserQuestion,
  IconCheck,
  type Icon,
} from "@tabler/icons-react";
import type { contactPreferences, patientStatuses, PatientForm } from "#contract/people.ts";
import type { Tone } from "../../styles/palette.ts";

export type PatientStatus = (typeof patientStatuses)[number];
export type ContactPreference = (typeof contactPreferences)[number];

export const patientStatusLooks: Readonly<
  Record<PatientStatus, { readonly word: string; readonly tone: Tone; readonly icon: Icon }>
> = {
  active: { word: "Active", tone: "good", icon: IconCheck },
  inactive: { word: "Inactive", tone: "quiet", icon: IconCircleOff },
  deceased: { word: "Deceased", tone: "quiet", icon: IconLeaf },
  non_patient: { word: "Pays for others", tone: "information", icon: IconUserDollar },
  prospective: { word: "Prospective", tone: "information", icon: IconUserQuestion },
};

export const contactWords: Readonly<Record<ContactPreference, string>> = {
  print: "On paper",
  email: "By e-mail",
  text: "By text message",
};

export const paysByWords = { manual: "By hand, at the desk", card: "Card on file" } as const;

export const phoneKindWords = { mobile: "Mobile", home: "Home", work: "Work" } as const;

export const languageWords: Readonly<Record<PatientForm["language"], string>> = {
  en: "English",
  es: "Spanish",
};

export const textConsentWords: Readonly<Record<PatientForm["textConsent"], string>> = {
  unknown: "Not asked yet",
  yes: "Agreed",
  no: "Declined",
};

/** Options of a `Select` from a table of words. */
export function optionsOf<Value extends string>(
  words: Readonly<Record<Value, string>>,
): { value: Value; label: string }[] {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
}
