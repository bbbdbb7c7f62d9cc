import { describe, expect, test } from "vitest";
import { problemSentence, shownWords, typed, withField, withoutDraft, type Drafts } from "./text-draft.ts";

const state = (body: string, revision: number | null) => ({ words: { subject: "", body }, isOwn: revision !== null, revision, changedBy: "", changedAt: null });
const setup = { en: state("Please pay.", 4), es: state("Por favor pague.", null) };
const words = (body: string) => ({ subject: "", body });

describe("DOC-8 a draft for each language", () => {
  test("DOC-8 what is typed stands in the field, the other language keeps what it has", () => {
    const drafts = typed(setup, {}, "en", words("Pay now."));
    expect(drafts).toEqual({ en: { words: words("Pay now."), basedOn: 4 } });
    expect([shownWords(setup, drafts, "en").body, shownWords(setup, drafts, "es").body]).toEqual(["Pay now.", "Por favor pague."]);
    const both = typed(setup, drafts, "es", words("Pague."));
    expect(both).toEqual({ en: drafts.en, es: { words: words("Pague."), basedOn: null } });
    expect(withoutDraft(both, "en")).toEqual({ es: both.es });
  });

  test("DOC-8 typed back to what is in force there is nothing to save", () => {
    const drafts = typed(setup, {}, "en", words("Pay now."));
    expect(typed(setup, drafts, "en", words("Please pay."))).toEqual({});
  });

  test("UI-9 a draft stays with the version it began from, also when somebody saves another meanwhile", () => {
    const drafts: Drafts = typed(setup, {}, "en", words("Pay now."));
    const meanwhile = { ...setup, en: state("Pay soon.", 9) };
    expect(typed(meanwhile, drafts, "en", words("Pay now!")).en?.basedOn).toBe(4);
  });
});

describe("DOC-8 what stands in the way is said beside its field", () => {
  test.each([
    ["Please {pay}.", false, "“Statement: older than 30 days” has no field {pay}. Did you mean {payer}?"],
    ["Please { pay.", false, "“Statement: older than 30 days” has a single { in its words. Fields are written like {phone}."],
    ["x".repeat(501), false, "The text of “Statement: older than 30 days” does not fit its place: it has 501 letters, and there is room for 500."],
  ])("DOC-8 %j", (body, isHeading, sentence) => {
    expect(problemSentence("statement.over_30", words(body))).toEqual({ sentence, isHeading });
  });

  test("DOC-8 a heading that is missing or too long is said at the heading", () => {
    const body = "{amount} {lapse_day} {phone}";
    expect(problemSentence("notice.past_due", { subject: "", body })?.isHeading).toBe(true);
    expect(problemSentence("notice.past_due", { subject: "x".repeat(91), body })?.isHeading).toBe(true);
    expect(problemSentence("notice.past_due", { subject: "Hi", body: "" })?.isHeading).toBe(false);
    expect(problemSentence("notice.past_due", { subject: "Hi", body })).toBeNull();
  });
});

test("DOC-8 a field is put where the cursor stands, over what is marked", () => {
  expect(withField("Call .", "phone", 5, 5)).toEqual({ body: "Call {phone}.", at: 12 });
  expect(withField("Call them.", "phone", 5, 9)).toEqual({ body: "Call {phone}.", at: 12 });
  expect(withField("", "payer", 0, 0)).toEqual({ body: "{payer}", at: 7 });
});
