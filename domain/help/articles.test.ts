import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { controlsOf, helpAreas, runsOf, textsOf, type HelpArticle } from "./article.ts";
import { findArticle, helpArticles } from "./articles.ts";

const ids = helpArticles.map(({ id }) => id);
const house = join(import.meta.dirname, "..", "..");

/** All sources of some folders, tests left out, as one text with blanks made one. */
function sourcesOf(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(house, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file) && !/(^|[\\/])help[\\/]/.test(file))
        .map((file) => readFileSync(join(house, folder, file), "utf8")),
    )
    .join("\n")
    .replaceAll(/\s+/gu, " ");
}

test("HLP-1 the help has its articles: ids of one kind, each once, and found by them", () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(60);
    expect(findArticle(id)?.id).toBe(id);
  }
  expect(findArticle("constructor")).toBeUndefined();
  expect(ids.length).toBeGreaterThanOrEqual(60);
});

describe.each(helpArticles.map((article) => [article.id, article] as const))("HLP-1 the article %s", (id, article) => {
  test(`HLP-1 ${id}: has a title, a question, words, and nothing empty`, () => {
    expect(article.title).toMatch(/^\p{Lu}.{2,60}$/u);
    expect(article.question).toMatch(/^\p{Lu}.*\?$/u);
    expect(helpAreas).toContain(article.area);
    expect(article.blocks.length).toBeGreaterThan(0);
    for (const words of article.blocks.flatMap(textsOf)) {
      expect(words.trim()).toBe(words);
      expect(words).not.toMatch(/ {2}|undefined|TODO/);
      // Every name of a control is closed, or half of a sentence would be bold.
      expect(words.split("**").length % 2, words).toBe(1);
    }
    for (const block of article.blocks) {
      if (block.kind === "table") for (const row of block.rows) expect(row).toHaveLength(block.head.length);
      if (block.kind === "steps") expect(block.steps.length).toBeGreaterThan(1);
    }
    expect(article.rules.length).toBeGreaterThan(0);
  });

  test(`HLP-1 ${id}: what it leads to exists, and never leads to itself`, () => {
    expect(article.related.length).toBeGreaterThan(0);
    expect(new Set(article.related).size).toBe(article.related.length);
    for (const other of article.related) expect(ids, other).toContain(other);
    expect(article.related).not.toContain(id);
  });
});

test("HLP-1 every article is led to from another one, or is about a screen", () => {
  const led = new Set(helpArticles.flatMap(({ related }) => related));
  expect(helpArticles.filter(({ id, routes }) => !led.has(id) && routes.length === 0).map(({ id }) => id)).toEqual([]);
});

/** The paths of all screens, read from the routes of the window. */
function routesOfTheWindow(): string[] {
  return readdirSync(join(house, "renderer"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|[\\/])(routes|home-route)\.tsx$/.test(file))
    .flatMap((file) => [...readFileSync(join(house, "renderer", file), "utf8").matchAll(/^ {2}path: "([^"]+)"/gm)].map(([, path = ""]) => path));
}

test("HLP-1 every screen has an article, and no article is about a screen that is not there", () => {
  const screens = routesOfTheWindow();
  expect(screens.length).toBeGreaterThan(50);
  const told = new Set(helpArticles.flatMap(({ routes }) => routes));
  expect(screens.filter((path) => !told.has(path)), "screens without an article").toEqual([]);
  expect([...told].filter((path) => !screens.includes(path)), "articles about no screen").toEqual([]);
});

test("HLP-1 every control that an article names stands in the sources of the screens by that very name", () => {
  const screens = sourcesOf("renderer", "contract");
  const own = sourcesOf("renderer/features/help");
  const domain = sourcesOf("domain");
  const isNamed = (name: string): boolean => {
    const forms = [`"${name}"`, `> ${name} <`, `>${name}<`, `>${name} <`, `> ${name}<`, `} ${name} <`, `> ${name} {`, `"${name}:`];
    return forms.some((form) => screens.includes(form) || own.includes(form) || domain.includes(form));
  };
  const missing = helpArticles.flatMap((article) => controlsOf(article).filter((name) => !isNamed(name)).map((name) => `${article.id}: ${name}`));
  expect(missing).toEqual([]);
  // The look-up itself can say no.
  expect(["Take a paymnt…", "Recieve payment", "Enrol and take"].filter(isNamed)).toEqual([]);
});

describe("HLP-1 Show me how", () => {
  const tours = helpArticles.flatMap(({ id, routes, tour }) => (tour ? [{ id, routes, tour }] : []));

  test("HLP-1 there are tours, each on a screen of its article, with words at every stop", () => {
    expect(tours.length).toBeGreaterThanOrEqual(15);
    for (const { id, routes, tour } of tours) {
      expect(routes, id).toContain(tour.on.split("?")[0]);
      expect(tour.stops.length, id).toBeGreaterThan(0);
      for (const { say, name } of tour.stops) {
        expect(say, id).toMatch(/^\p{Lu}.*\.$/u);
        expect(name.trim(), id).not.toBe("");
      }
      expect(new Set(tour.stops.map(({ role, name }) => `${role} ${name}`)).size, id).toBe(tour.stops.length);
    }
  });
});

test("HLP-1 the names of controls are set off from the words around them", () => {
  expect(runsOf("Press **Take** and **Print**.")).toEqual([
    { text: "Press ", isControl: false },
    { text: "Take", isControl: true },
    { text: " and ", isControl: false },
    { text: "Print", isControl: true },
    { text: ".", isControl: false },
  ]);
  expect(runsOf("**Take**")).toEqual([{ text: "Take", isControl: true }]);
  expect(runsOf("plain")).toEqual([{ text: "plain", isControl: false }]);
});

/** HLP-3's list, in its order, with the article that answers. */
const asked: readonly (readonly [question: string, articleId: string, says: RegExp])[] = [
  ["Is an email required?", "no-email", /never required/],
  ["Someone has no email.", "no-email", /letters for a window envelope/],
  ["How soon after joining can treatment be discounted?", "discount-start", /At once, from the start day/],
  ["Does each family member pay the activation fee?", "activation-fee-family", /Every person once/],
  ["Do rejoining patients pay it again?", "rejoin-fee", /never pay the activation fee again/],
  ["What is the reactivation fee?", "rejoin-fee", /six months of dues/],
  ["New member on an existing account", "new-member-existing-account", /15 of 30 days today, 18\.50/],
  ["moving programmes", "move-plan", /26\.87 − 20\.29 = 6\.58/],
  ["cancelling", "cancel", /rest of the term is 273\.00/],
  ["merging", "merge-households", /30 days/],
  ["refunding", "refund-payment", /never exceed the payment/],
  ["the yearly statement", "yearly-statement", /tax id/],
  ["why was a card declined", "card-declined", /days 3, 7, 14 and 21/],
  ["HSA/FSA", "hsa-fsa", /HSA-eligible/],
  ["CareCredit", "carecredit", /never stored for later draws/],
  ["paying a year up front", "pay-the-year", /230\.00 is due/],
  ["changing the due date", "draw-day", /at most 30 days away/],
  ["unused cleanings", "unused-benefits", /gone at the end of the benefit year/],
  ["what receipts look like", "receipts", /last four figures/],
  ["what delinquent notices look like", "delinquent-letters", /slip to tear off/],
  ["when fees are deposited", "deposits", /own timetable/],
  ["the location statement", "location-statement", /On the 1st/],
  ["what the bank statement shows", "bank-statement", /card processor/],
  ["raising fees", "raise-fees", /at least 30 days before/],
  ["children who age out", "age-out", /60 and 30 days before/],
  ["tracking the club", "location-statement", /tracks the club/],
  ["tracking the club, today", "today", /active members, past due/],
  ["insured patients", "insured-patients", /By default no/],
  ["whom to offer it to and when", "whom-to-offer", /without insurance/],
  ["brochures", "brochure", /fold in three/],
  ["redeeming", "redeem", /40\.00 more/],
  ["insurance-friendly packages", "insurance-friendly", /not a receipt for services/],
  ["transferring a use", "transfer-use", /owner stays the owner/],
  ["the invoice tracker", "invoice-tracker", /every invoice of the practice/],
  ["admins", "roles", /Site admin/],
  ["trouble receiving e-mail", "email-trouble", /spam folder/],
  ["forgot password", "sign-in", /no way to set a forgotten password/],
  ["changing the office's account", "practice-settings", /Bank|bank account/],
  ["whom to call", "whom-to-call", /owner, a manager or a site admin/],
];

test.each(asked)("HLP-3 “%s” is answered by the article %s", (_, articleId, says) => {
  const article: HelpArticle | undefined = findArticle(articleId);
  expect(article?.blocks.flatMap(textsOf).join("\n").replaceAll("**", "")).toMatch(says);
});

test("HLP-3 what this version does not have has no article: support users, reactivation of staff, a second factor, tickets", () => {
  const all = helpArticles.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsOf)]).join("\n");
  expect(all).not.toMatch(/support user|TOTP|recovery kit|ticket|authenticator/i);
});
