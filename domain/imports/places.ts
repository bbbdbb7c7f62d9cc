/**
 * States, countries and ZIP codes as files write them. States of the USA may be written out or as
 * two letters and are kept as two; other regions and postcodes stay as typed.
 */
import { foldedKey } from "../people/fold.ts";

const states = `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|VI Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands`;

const stateCodes: ReadonlyMap<string, string> = new Map(
  states.split("|").flatMap((state) => {
    const code = state.slice(0, 2);
    return [
      [foldedKey(code), code],
      [foldedKey(state.slice(3)), code],
    ] as const;
  }),
);

/** The two letters of a state of the USA, written out or not; nothing for other regions. */
export function stateCode(text: string): string | undefined {
  return stateCodes.get(foldedKey(text));
}

let countries: ReadonlyMap<string, string> | undefined;

/** The two-letter code of a country, by its English name, code or a common short form. */
export function countryCode(text: string): string | undefined {
  countries ??= countryNames();
  return countries.get(foldedKey(text));
}

function countryNames(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const found = new Map<string, string>();
  for (let first = 65; first <= 90; first += 1) {
    for (let second = 65; second <= 90; second += 1) {
      const code = String.fromCharCode(first, second);
      // UK, EU and the like have a display name but are no codes of a country.
      const name = ["EU", "EZ", "UK", "UN", "XA", "XB", "ZZ"].includes(code)
        ? undefined
        : names.of(code);
      if (name === undefined) continue;
      found.set(code.toLowerCase(), code);
      found.set(foldedKey(name), code);
    }
  }
  for (const [name, code] of [
    ["usa", "US"],
    ["unitedstatesofamerica", "US"],
    ["america", "US"],
    ["uk", "GB"],
    ["greatbritain", "GB"],
    ["england", "GB"],
    ["scotland", "GB"],
    ["wales", "GB"],
  ] as const) {
    found.set(name, code);
  }
  return found;
}

/** States whose ZIP codes begin with 0; these lose their zeros in spreadsheets. */
const zeroStates = new Set(["CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI"]);

export type ReadZip = {
  readonly zip: string;
  readonly change: "none" | "blank" | "padded" | "lost_zero" | "odd";
};

/**
 * Reads a ZIP code of the USA: `0` and `00000` are blank; 3 or 4 digits in a state whose codes
 * begin with 0 (or without a state) have lost their zeros, and get them back if `pad`.
 */
export function readZip(text: string, state: string | undefined, pad: boolean): ReadZip {
  const bare = text.trim();
  if (bare === "" || /^0+$/.test(bare)) return { zip: "", change: bare === "" ? "none" : "blank" };
  if (/^\d{5}(?:-\d{4})?$/.test(bare)) return { zip: bare, change: "none" };
  if (/^\d{5}-$/.test(bare)) return { zip: bare.slice(0, 5), change: "none" };
  if (/^\d{9}$/.test(bare)) return { zip: `${bare.slice(0, 5)}-${bare.slice(5)}`, change: "none" };
  if (/^\d{3,4}(?:-\d{4})?$/.test(bare) && (state === undefined || zeroStates.has(state))) {
    const [zip = "", plus] = bare.split("-");
    const padded = zip.padStart(5, "0") + (plus === undefined ? "" : `-${plus}`);
    return pad ? { zip: padded, change: "padded" } : { zip: bare, change: "lost_zero" };
  }
  return { zip: bare, change: "odd" };
}
