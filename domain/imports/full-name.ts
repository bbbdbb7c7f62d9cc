/**
 * Splits a name that stands in one cell (PPL-17): `Lee, Rosa María`, `Dr. Rosa M. Lee Jr.`, `Robert
 * (Andy) van den Berg`. Where one cannot know (which of three words is the middle name) the usual
 * order is taken; two people in one name are reported, never split by guess.
 */
export type SplitName = {
  readonly prefix: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly preferredName: string;
  readonly twoPeople: boolean;
};

const prefixes = words(
  "mr mrs ms miss mx dr prof professor rev reverend fr sr sra srta father sister hon judge capt captain col colonel lt sgt maj major gen",
);
const suffixes = words(
  "jr sr ii iii iv v md phd dds dmd do dvm rn np esq jd cpa mba pe facs dc od dpm psyd edd ma ms lcsw lmft",
);
/** Words that begin a surname of several words. */
const particles = words(
  "van von der den de del della di da do dos das du la le los las san santa st ste ten ter te bin ibn al el ap zu zur af av",
);

/** The parts of a whole name; without a recognisable order the last word is the surname. */
export function splitFullName(text: string): SplitName {
  const { bare, nickname } = withoutNickname(text.trim().replace(/\s+/g, " ").slice(0, 200));
  const twoPeople = /(?:^|\s)(?:and|or|&)\s/i.test(bare);
  const [before = "", ...rest] = bare
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const after = rest.filter((part) => !part.split(" ").every(isSuffix));
  const suffixParts = rest.filter((part) => part.split(" ").every(isSuffix));
  const split = after.length > 0 ? surnameFirst(before, after.join(" ")) : surnameLast(before);
  return {
    ...split,
    suffix: [split.suffix, ...suffixParts].filter((part) => part !== "").join(" "),
    preferredName: nickname,
    twoPeople,
  };
}

/** A nickname in brackets or quotation marks anywhere in the name. */
function withoutNickname(text: string): { bare: string; nickname: string } {
  const found = /[("“]([^()"“”]{1,40})[)"”]/.exec(text);
  if (!found) return { bare: text, nickname: "" };
  return {
    bare: text.replace(found[0], " ").replace(/\s+/g, " ").trim(),
    nickname: (found[1] ?? "").trim(),
  };
}

type Parts = Pick<SplitName, "prefix" | "firstName" | "middleName" | "lastName" | "suffix">;

/** `Lee Jr., Dr. Rosa María`. */
function surnameFirst(before: string, after: string): Parts {
  const family = before.split(" ");
  const suffix = takeSuffixes(family);
  const given = after.split(" ");
  const prefix = takePrefixes(given);
  const trailing = takeSuffixes(given);
  return {
    prefix,
    firstName: given[0] ?? "",
    middleName: given.slice(1).join(" "),
    lastName: family.join(" "),
    suffix: [suffix, trailing].filter((part) => part !== "").join(" "),
  };
}

/** `Dr. Rosa María van den Berg Jr.`; one word alone is the last name. */
function surnameLast(text: string): Parts {
  const parts = text.split(" ").filter((part) => part !== "");
  const prefix = takePrefixes(parts);
  const suffix = takeSuffixes(parts);
  let family = parts.length - 1;
  while (family > 1 && particles.has(wordKey(parts[family - 1] ?? ""))) family -= 1;
  return {
    prefix,
    firstName: family > 0 ? (parts[0] ?? "") : "",
    middleName: parts.slice(1, Math.max(1, family)).join(" "),
    lastName: parts.slice(Math.max(0, family)).join(" "),
    suffix,
  };
}

/** Takes titles off the front, but never the whole name. */
function takePrefixes(parts: string[]): string {
  const taken: string[] = [];
  while (parts.length > 1 && prefixes.has(wordKey(parts[0] ?? ""))) taken.push(parts.shift() ?? "");
  return taken.join(" ");
}

/** Takes `Jr.`, `III`, `MD` off the end, but never the whole name. */
function takeSuffixes(parts: string[]): string {
  const taken: string[] = [];
  while (parts.length > 1 && isSuffix(parts.at(-1) ?? "")) taken.unshift(parts.pop() ?? "");
  return taken.join(" ");
}

function isSuffix(word: string): boolean {
  return suffixes.has(wordKey(word));
}

function wordKey(word: string): string {
  return word.toLowerCase().replace(/[.,'’]/g, "");
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
