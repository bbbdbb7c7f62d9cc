import fc from "fast-check";
import { expect, test } from "vitest";
import { helpArticles } from "#domain/help/articles.ts";
import { articlesOn, searchHelp } from "./search.ts";

const idsOf = (typed: string, first = 5) => searchHelp(typed).slice(0, first).map(({ id }) => id);

/** The longest word of a title with one letter left out of its middle. */
function withTypo(title: string): string {
  const words = title.split(" ");
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? "";
  const middle = Math.floor(longest.length / 2);
  return words.map((word) => (word === longest ? word.slice(0, middle) + word.slice(middle + 1) : word)).join(" ");
}

test.each(helpArticles.map(({ id, title }) => [id, title] as const))("HLP-1 %s is found by its title, also with a letter missing", (id, title) => {
  expect(idsOf(title)).toContain(id);
  expect(idsOf(withTypo(title)), withTypo(title)).toContain(id);
});

test.each(helpArticles.flatMap(({ id, question }) => [[question, id] as const]))("HLP-1 “%s” finds %s", (question, id) => {
  expect(idsOf(question)).toContain(id);
});

test.each([
  ["reactivaton fee", "rejoin-fee"],
  ["declned", "card-declined"],
  ["carecredit", "carecredit"],
  ["care credit", "carecredit"],
  ["chargback", "disputes"],
  ["quickboks", "accounting"],
  ["forgot pasword", "sign-in"],
  ["frezee", "hold"],
  ["bounced chek", "returned-check"],
  ["brochur", "brochure"],
  ["lables", "labels"],
])("HLP-1 typed as “%s”, %s is among the first", (typed, id) => {
  expect(idsOf(typed, 3)).toContain(id);
});

test("HLP-1 capitals and accents make no difference, and nothing finds nothing", () => {
  expect(idsOf("REFÚND")).toEqual(idsOf("refund"));
  expect(searchHelp("")).toEqual([]);
  expect(searchHelp("   ")).toEqual([]);
  expect(searchHelp("the of and")).toEqual([]);
  expect(searchHelp("xqzwvkjy")).toEqual([]);
});

test("HLP-1 whatever is typed, each article is found at most once", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(...helpArticles.map(({ question }) => question))), (typed) => {
      const found = searchHelp(typed).map(({ id }) => id);
      expect(new Set(found).size).toBe(found.length);
    }),
    { numRuns: 100 },
  );
});

test("HLP-1 a screen has its own articles first, and a place that is none has none", () => {
  expect(articlesOn("/payments").map(({ id }) => id)).toContain("receive-payment");
  expect(articlesOn("/memberships/recall").map(({ id }) => id)).toEqual(["unused-benefits", "recall-list"]);
  expect(articlesOn("/nowhere")).toEqual([]);
});
