import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getCountryCallingCode, type CountryCode } from "libphonenumber-js/min";
import { expect, test } from "vitest";
import { canonicalPhone, phoneSearchKeys } from "./phone.ts";
import { matchesTerms, queryTerms } from "./search-keys.ts";

const examples = join(
  import.meta.dirname,
  "../../../shared/data/nasty/phone-examples-by-country.json",
);
const present = existsSync(examples);
if (!present) console.warn("Skipped: the phone examples are not on this computer.");

test.skipIf(!present)(
  "PPL-6 a mobile number of any country is a number, and is found with and without its country code",
  () => {
    const numbers = JSON.parse(readFileSync(examples, "utf8")) as Record<string, string>;
    expect(Object.keys(numbers).length).toBeGreaterThan(200);
    const missed: string[] = [];
    for (const [country, number] of Object.entries(numbers)) {
      const code = getCountryCallingCode(country as CountryCode);
      const international = `+${code} ${number}`;
      const keys = phoneSearchKeys(international);
      const isFound = [international, `${code}${number}`, number, number.slice(-7)].every((typed) =>
        matchesTerms(keys, queryTerms(typed, "mdy")),
      );
      if (canonicalPhone(international) !== `+${code}${number}` || !isFound) missed.push(country);
    }
    expect(missed).toEqual([]);
  },
);
