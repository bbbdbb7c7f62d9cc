/**
 * Phone numbers as digits (PPL-6): which numbers are the same and under which digits a number is
 * found. Whether a number can exist in its country is asked of the phone library, outside the
 * domain; here a number is only its digits and a country calling code.
 */

/** What a phone is for; the order is the order of display. */
export const phoneKinds = ["mobile", "home", "work"] as const;
export type PhoneKind = (typeof phoneKinds)[number];

/** Longer text is no phone number, and is not worth looking at closely. */
const longestPhone = 100;

/** The digits of a text without punctuation and extension; full-width digits count. */
export function phoneDigits(text: string): string {
  const digits = text.length > longestPhone ? text : withoutExtension(text.normalize("NFKC"));
  return digits.replace(/\D/g, "");
}

function withoutExtension(text: string): string {
  return text.replace(/\s*(?:ext\.?|extension|x|#)\s*\d{1,6}\s*$/i, "");
}

/**
 * The number in international form `+14645272097`, or nothing where the text holds no number of
 * 7 to 15 digits. `callingCode` is the practice's own, used for a number typed without `+`.
 */
export function canonicalPhone(text: string, callingCode = "1"): string | undefined {
  const digits = phoneDigits(text);
  if (digits.length < 7 || digits.length > 15) return undefined;
  if (text.trimStart().startsWith("+")) return `+${digits}`;
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  if (callingCode === "1") {
    if (digits.startsWith("011") && digits.length > 11) return `+${digits.slice(3)}`;
    if (digits.length === 11 && digits.startsWith("1")) return `+${digits}`;
    return `+1${digits}`;
  }
  // A national number is written with a trunk zero nearly everywhere but in North America.
  return `+${callingCode}${digits.replace(/^0/, "")}`;
}

/**
 * The digit strings a number is found under by its beginning: the whole, without country code or
 * trunk zero, from the area code, the last seven and the last four.
 */
export function phoneSearchKeys(text: string): string[] {
  const digits = phoneDigits(text);
  if (digits.length < 4) return digits === "" ? [] : [digits];
  const keys = new Set<string>();
  const international = text.trimStart().startsWith("+");
  if (international && digits.startsWith("1") && digits.length === 11) {
    keys.add(digits.slice(1));
  } else if (international) {
    // Calling codes have one to three digits and no list is kept here, so each cut is a key.
    for (let cut = 0; cut <= 3; cut += 1) keys.add(digits.slice(cut));
  } else {
    keys.add(digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits);
    if (digits.startsWith("0")) keys.add(digits.replace(/^0+/, ""));
  }
  keys.add(digits.slice(-7));
  keys.add(digits.slice(-4));
  return [...keys].filter((key) => key.length >= 4);
}
