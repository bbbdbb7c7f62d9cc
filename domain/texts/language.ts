/** Which language a household is written to in (DOC-8): the payer's, as the chart has it. */
export const textLanguages = ["en", "es"] as const;
export type TextLanguage = (typeof textLanguages)[number];

export const languageNames: Readonly<Record<TextLanguage, string>> = { en: "English", es: "Spanish" };

/** The language of a practice's locale, such as `en-US`; others read English. */
export function languageOfLocale(locale: string): TextLanguage {
  return locale.toLowerCase().split("-")[0] === "es" ? "es" : "en";
}

/**
 * What somebody with this language on their chart is written to in. A practice that works in Spanish
 * writes Spanish to everybody: there the chart's "English" is only what it began with.
 */
export function languageFor(practiceLocale: string, chartLanguage: string): TextLanguage {
  return chartLanguage === "es" ? "es" : languageOfLocale(practiceLocale);
}

/** The locale of a paper in a language: the practice's own where it speaks it, else that of its country. */
export function localeFor(practiceLocale: string, language: TextLanguage): string {
  if (languageOfLocale(practiceLocale) === language) return practiceLocale;
  return language === "es" ? "es-US" : "en-US";
}
