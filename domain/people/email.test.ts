import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emailKey, isEmail } from "./email.ts";

const file = join(import.meta.dirname, "../../../shared/data/nasty/isemail-tests.xml");
const present = existsSync(file);
if (!present) console.warn("Skipped: the e-mail address collection is not on this computer.");

type Case = { readonly address: string; readonly category: string };

/** The collection writes a control character as its picture (U+2400 and up). */
function cases(): Case[] {
  const xml = readFileSync(file, "utf8");
  return [...xml.matchAll(/<test id="\d+">(.*?)<\/test>/gs)].map(([, body = ""]) => ({
    address: decodeEntities(/<address>(.*?)<\/address>/s.exec(body)?.[1] ?? "").replace(
      /[\u2400-\u241f]/gu,
      (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400),
    ),
    category: /<category>(.*?)<\/category>/.exec(body)?.[1] ?? "",
  }));
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

test.skipIf(!present)("F-18 every address that the collection calls an error is refused", () => {
  const wrong = cases().filter(({ category }) => category === "ISEMAIL_ERR");
  expect(wrong).toHaveLength(66);
  expect(wrong.filter(({ address }) => isEmail(address))).toEqual([]);
});

test.skipIf(!present)("PPL-2 every address that the collection calls valid is accepted", () => {
  const right = cases().filter(({ category }) =>
    ["ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN"].includes(category),
  );
  expect(right).toHaveLength(22);
  expect(right.filter(({ address }) => !isEmail(address))).toEqual([]);
});

test.each([
  "ana ruiz@example.org",
  "ana@example.org;ben@example.org",
  "Ana <ana@example.org>",
  "ana@10.0.0.1",
  "",
])("F-18 %j is not one address", (text) => {
  expect(isEmail(text)).toBe(false);
});

test.each(["josé@exámple.es", "用户@例え.jp", "o'brien+billing@sub.example.co"])(
  "PPL-2 %s is an address",
  (text) => {
    expect(isEmail(text)).toBe(true);
  },
);

test("PPL-4 the same address in other letters is one address", () => {
  expect(emailKey(" Ana.Ruiz@Example.ORG ")).toBe(emailKey("ana.ruiz@example.org"));
});
