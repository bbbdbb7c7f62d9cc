import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, ageOn, toDay, type Day } from "../calendar.ts";
import { addressLines, type Address } from "./address.ts";
import { birthdayAt, isMinor, turnsAdultWithin } from "./age.ts";
import { parseDay } from "./birth-date.ts";
import { compareIdentities, comparisonKeys, identityOf, type PersonRecord } from "./duplicates.ts";
import { foldedKey, foldText } from "./fold.ts";
import { addressKey, homeKey, isSameAddress } from "./household-forming.ts";
import { fullName, listName, sortName, type PersonName } from "./names.ts";
import { canonicalPhone, phoneDigits, phoneSearchKeys } from "./phone.ts";
import { matchesTerms, patientSearchKeys, queryTerms } from "./search-keys.ts";
import { jaroWinkler, oneSlipApart } from "./similarity.ts";

const today = toDay("2026-11-22");
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days): Day => addDays(toDay("1870-01-01"), days));
const word = fc.constantFrom("Rosa", "José", "Nuñez", "O'Brien", "Lee-Gomez", "Đặng", "Müller", "van der Berg", "Ng", "Ana María", "Zoë", "Smith", "李", "Иванов", "محمد");
const blank = fc.constantFrom("", " ", "\t");
const anyName: fc.Arbitrary<PersonName> = fc.record({
  prefix: fc.constantFrom("", "Dr."),
  firstName: fc.oneof(word, blank),
  middleName: fc.oneof(word, blank),
  lastName: fc.oneof(word, blank),
  suffix: fc.constantFrom("", "Jr.", "III"),
  preferredName: fc.oneof(word, blank),
});

describe("PPL-1 names, whatever is filled in", () => {
  test("the two ways of writing a name hold the same words, without doubled or outer blanks", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const [said, listed] = [fullName(name), listName(name)];
        const words = (text: string): string[] => text.replaceAll(",", "").split(/\s+/).filter((one) => one !== "").toSorted();
        expect(words(said)).toEqual(words(listed));
        for (const text of [said, listed]) expect(text).toBe(text.trim());
        expect(said === "").toBe([name.firstName, name.middleName, name.lastName, name.suffix, name.preferredName].every((part) => part.trim() === ""));
      }),
    );
  });

  test("sorting knows neither accents nor case, and never the suffix", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const upper = Object.fromEntries(Object.entries(name).map(([key, value]) => [key, value.toUpperCase()])) as PersonName;
        expect(sortName(upper)).toBe(sortName(name));
        if (name.lastName.trim() !== "") expect(sortName({ ...name, suffix: "Sr." })).toBe(sortName(name));
        expect(sortName(name)).toBe(foldText(sortName(name)));
      }),
    );
  });
});

describe("PPL-18 ages", () => {
  test("the day of an age is the first on which it is reached", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (birthOn, age) => {
        const on = birthdayAt(birthOn, age);
        expect(ageOn(birthOn, on)).toBe(age);
        expect(ageOn(birthOn, addDays(on, -1))).toBe(age - 1);
      }),
    );
  });

  test("a minor turns adult within so many days exactly when no minor any more after them", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 7000 }), fc.integer({ min: 0, max: 400 }), (birthOn, later, days) => {
        const on = addDays(birthOn, later);
        expect(turnsAdultWithin(birthOn, on, days)).toBe(isMinor(birthOn, on) && !isMinor(birthOn, addDays(on, days)));
      }),
    );
  });
});

describe("PPL-6 phones", () => {
  const digits = fc.stringMatching(/^[2-9]\d{9}$/);
  const shapes = [
    (n: string) => n,
    (n: string) => `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
    (n: string) => `${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
    (n: string) => `1-${n}`,
    (n: string) => `+1 ${n}`,
    (n: string) => `001${n}`,
    (n: string) => ` ${n} ext. 204`,
    (n: string) => [...n].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join(""),
  ];

  test("one number in any of its forms is one number, and is found by any of its beginnings", () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...shapes), fc.integer({ min: 4, max: 10 }), (number, shape, length) => {
        const written = shape(number);
        expect(canonicalPhone(written)).toBe(`+1${number}`);
        const keys = phoneSearchKeys(written);
        if (!/^\+|^00/.test(written.trim())) expect(keys.some((key) => key.startsWith(number.slice(0, length)))).toBe(true);
        expect(keys).toEqual(expect.arrayContaining([number.slice(-4), number.slice(-7)]));
        expect(keys.every((key) => /^\d{4,15}$/.test(key))).toBe(true);
      }),
    );
  });

  test.each(["", "unlisted", "123456", "1".repeat(16), "x".repeat(200), "----"])("%j is no number", (text) => {
    expect(canonicalPhone(text)).toBeUndefined();
    expect(phoneDigits(text)).toBe(text.replace(/\D/g, ""));
  });
});

describe("PPL-6 searching", () => {
  const person = fc.record({ name: anyName, birthOn: fc.option(anyDay, { nil: null }), chart: fc.integer({ min: 1, max: 99_999 }) });
  const keysOf = ({ name, birthOn, chart }: { name: PersonName; birthOn: Day | null; chart: number }): string[] =>
    patientSearchKeys({ ...name, phones: ["(617) 555-0100"], birthOn, email: "rosa.lee@example.org", chartNumber: String(chart) });

  test("everybody is found by each word of their name, by the beginning of it, by birth date, phone, e-mail and chart number", () => {
    fc.assert(
      fc.property(person, fc.constantFrom("mdy" as const, "dmy" as const), (one, order) => {
        const keys = keysOf(one);
        const typed = [one.name.firstName, one.name.lastName, one.name.middleName].flatMap((text) => text.split(/\s+/)).filter((text) => foldedKey(text) !== "");
        const asked = [...typed, ...typed.map((text) => text.slice(0, 3)), ...typed.map((text) => text.toUpperCase()), "6175550100", "617 555", "rosa.lee@exa", String(one.chart)];
        if (one.birthOn !== null) {
          const [year = "", month = "", day = ""] = one.birthOn.split("-");
          asked.push(one.birthOn, order === "mdy" ? `${Number(month)}/${Number(day)}/${year}` : `${Number(day)}/${Number(month)}/${year}`);
        }
        for (const text of asked.filter((each) => queryTerms(each, order).length > 0)) expect(matchesTerms(keys, queryTerms(text, order)), text).toBe(true);
      }),
    );
  });

  test("all words must be there: a word of nobody's finds nobody, beside any other", () => {
    fc.assert(
      fc.property(person, (one) => {
        const keys = keysOf(one);
        expect(matchesTerms(keys, queryTerms("6175550100 qqxz", "mdy"))).toBe(false);
      }),
    );
  });

  test("whatever is typed is read in bounded time into bounded terms", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const terms = queryTerms(text, "mdy");
        expect(terms.length).toBeLessThanOrEqual(20);
        for (const term of terms) for (const { token } of term) expect([...token].length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("PPL-17 days as written", () => {
  test("every day in every form of its order is that day", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom("mdy" as const, "dmy" as const), fc.constantFrom("/", "-", "."), (day, order, sign) => {
        const [year = "", month = "", date = ""] = day.split("-");
        const [first, second] = order === "mdy" ? [month, date] : [date, month];
        for (const text of [day, `${year}/${month}/${date}`, [first, second, year].join(sign), [Number(first), Number(second), year].join(sign), `${day}T00:00:00Z`, ` ${day} `])
          expect(parseDay(text, order, today), text).toBe(day);
      }),
    );
  });

  test.each(["2026-02-30", "13/13/2020", "0000-00-00", "1799-12-31", "2200-01-01", "31/04/2020", "tomorrow", "", "1/1", "2020", "2020-1", "99999999", "1e5/1/2000", "½/1/2000", "x".repeat(50)])("%j is no day", (text) => {
    expect(parseDay(text, "mdy", today)).toBeUndefined();
  });

  test("a two-digit year is never in the future and never a hundred years and a day ago", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (year, month, day) => {
        const found = parseDay(`${month}/${day}/${String(year).padStart(2, "0")}`, "mdy", today);
        expect(found !== undefined && found <= today && found > "1926-11-22").toBe(true);
      }),
    );
  });
});

describe("PPL-4 likeness", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "n", "é"), maxLength: 12 });

  test("is the same both ways, from 0 to 1, and 1 only for the same text", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const likeness = jaroWinkler(a, b);
        expect(likeness).toBeCloseTo(jaroWinkler(b, a), 10);
        expect(likeness >= 0 && likeness <= 1).toBe(true);
        if (a !== b) expect(likeness).toBeLessThan(1);
        else expect(likeness).toBe(a === "" ? 0 : 1);
      }),
    );
  });

  test("one slip is one letter more, less, other or two swapped, and no more", () => {
    const swaps = (one: string, at: number): string => one.slice(0, at) + (one[at + 1] ?? "") + (one[at] ?? "") + one.slice(at + 2);
    fc.assert(
      fc.property(text, fc.nat(11), (one, place) => {
        const at = place % Math.max(1, one.length);
        for (const slip of [`${one.slice(0, at)}x${one.slice(at)}`, one.slice(0, at) + one.slice(at + 1), `${one.slice(0, at)}x${one.slice(at + 1)}`, swaps(one, at)]) {
          expect(oneSlipApart(one, slip), `${one} ${slip}`).toBe(true);
          expect(oneSlipApart(slip, one)).toBe(true);
        }
        expect(oneSlipApart(one, `${one}xy`)).toBe(false);
        expect(oneSlipApart(`xy${one}`, `${one}xy`)).toBe(one === "");
      }),
    );
  });

  const anyone: fc.Arbitrary<PersonRecord> = fc.record({
    firstName: word,
    lastName: word,
    suffix: fc.constantFrom("", "Jr.", "Sr."),
    birthOn: fc.option(anyDay, { nil: null }),
    email: fc.constantFrom("", "rosa@example.org", "ben@example.org"),
    phones: fc.subarray(["617 555 0100", "+49 30 123456"]),
    street: fc.constantFrom("", "12 Mill St", "9 Elm Rd"),
    postalCode: fc.constantFrom("", "02171"),
    city: fc.constantFrom("", "Quincy"),
  });

  test("two records are compared alike both ways, and who is the same person shares a drawer", () => {
    fc.assert(
      fc.property(anyone, anyone, (a, b) => {
        const [one, other] = [identityOf(a), identityOf(b)];
        const match = compareIdentities(one, other);
        expect(compareIdentities(other, one)?.strength).toBe(match?.strength);
        if (match?.reasons.some((reason) => reason === "phone" || reason === "email" || reason === "birth_date_and_name"))
          expect(comparisonKeys(one).filter((key) => comparisonKeys(other).includes(key)).length).toBeGreaterThan(0);
      }),
    );
  });

  test("anybody with a birth date is the same person as their own record in capitals", () => {
    fc.assert(
      fc.property(anyone, (a) => {
        fc.pre(a.birthOn !== null);
        const shouted = { ...a, firstName: a.firstName.toUpperCase(), lastName: a.lastName.toUpperCase() };
        expect(compareIdentities(identityOf(a), identityOf(shouted))?.strength).toBe("same");
      }),
    );
  });
});

describe("PPL-18 homes", () => {
  const address: Address = { line1: "12 Mill St.", line2: "Apt 3", city: "Quincy", region: "MA", postalCode: "02171", country: "US" };
  test.each<[Partial<Address>, boolean]>([
    [{}, true],
    [{ line1: "12 MILL ST", city: "quincy" }, true],
    [{ line1: "12 Mill St. Apt 3", line2: "" }, true],
    [{ line1: "12  Mill   St", line2: "APT. 3" }, true],
    [{ country: "CA" }, true],
    [{ line1: "13 Mill St" }, false],
    [{ line2: "Apt 4" }, false],
    [{ postalCode: "02172" }, false],
    [{ region: "" }, false],
    [{ line1: "", line2: "" }, false],
  ])("%j beside the same house is the same: %j", (over, same) => {
    expect(isSameAddress(address, { ...address, ...over })).toBe(same);
    expect(isSameAddress({ ...address, ...over }, address)).toBe(same);
  });

  test("without a street there is no home, and without a name neither", () => {
    const parts = { street1: "", street2: "", city: "Quincy", region: "MA", postalCode: "02171" };
    expect([addressKey(parts), homeKey("Lee", parts), homeKey("", { ...parts, street1: "12 Mill St" })]).toEqual(["", "", ""]);
    expect(addressLines({ ...address, line1: " ", line2: "" })).toEqual(["Quincy, MA 02171"]);
  });
});
