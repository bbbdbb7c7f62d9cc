/** The schedule of a payment plan is signed (INV-6): on the screen with its copy, on paper with its scan, and never twice. */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { signatureSheet, type Signature } from "#domain/agreements/signature.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { PaymentPlanId } from "#domain/identity.ts";
import { presentDeskPaper } from "#domain/statements/present-desk-paper.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { addCard } from "../charging/cards.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { agreePlan } from "./agree-plan.ts";
import { endPlan } from "./change-plan.ts";
import { drawnRequest, visitInvoice } from "./drawn-club.fixture.ts";
import { readPlanPaper, readPlanWords } from "./plan-paper.ts";
import { attachPlanScan, planCopyToSign, signPlanOnPaper, signPlanOnScreen } from "./sign-plan.ts";
import { viewPlan } from "./view-plans.ts";

let house: CardClub;
let lee: CardMember;
let planId: PaymentPlanId;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  ({ planId } = agreePlan(house.cx(), drawnRequest([visitInvoice(house, lee.householdId, 90_000)])));
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const drawn: Signature = { kind: "drawn", ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };
const file = (sha256 = "copy"): StoredFile => ({ sha256, bytes: 10, pages: 1 });
const words = () => readPlanWords(house.cx(), planId);
const onScreen = (over: Partial<Parameters<typeof signPlanOnScreen>[1]> = {}) => ({
  planId,
  signer: "Rosa Lee",
  signature: drawn,
  fingerprint: words().fingerprint,
  copy: file(),
  ...over,
});
const stored = () =>
  house.db.read((r) =>
    r.get<{ agreed: string; agreed_hash: string; signature: string | null; signed_at: string | null; workstation: string | null }>(
      "select agreed, agreed_hash, signature, signed_at, workstation from payment_plan where id = ?",
      planId,
    ),
  );
const documents = () => house.db.read((r) => r.all<{ title: string; sha256: string }>("select title, sha256 from document order by id"));

describe("INV-6 what is signed", () => {
  test("INV-6 a drawn plan says which card may be charged and with what; one paid at the desk does not", () => {
    expect(words().sentences).toEqual([
      "I agree to make these payments on or before the days above. No interest and no charge is added.",
      expect.stringMatching(/^I allow .+ to charge my card on file \(Visa 1001\), or the card that takes its place, with each payment on its day\.$/u),
      expect.stringContaining("Nothing but these payments is charged."),
    ]);
    const { planId: byHand } = agreePlan(house.cx(), drawnRequest([visitInvoice(house, lee.householdId, 3000)], { payBy: "desk" }));
    expect(readPlanWords(house.cx(), byHand).sentences).toHaveLength(1);
  });

  test("INV-6 strokes, signer, moment, workstation, the words and their hash are kept with the signed copy", () => {
    const { documentId } = signPlanOnScreen(house.cx(), onScreen({ signer: " Rosa Lee " }));
    const row = stored();
    expect(row?.agreed_hash).toBe(createHash("sha256").update(row?.agreed ?? "").digest("hex"));
    expect(JSON.parse(row?.agreed ?? "{}")).toMatchObject({ payBy: "card", parts: [{ dueOn: "2026-11-20", cents: 30_000 }, {}, {}], sentences: words().sentences });
    expect([JSON.parse(row?.signature ?? "null"), row?.signed_at, row?.workstation]).toEqual([drawn, house.now(), "Scheduler"]);
    expect(viewPlan(house.cx(), planId)).toMatchObject({ signedOn: "2026-11-05", signedBy: "Rosa Lee", signMethod: "screen", documentId });
    expect(documents()).toEqual([{ title: "Signed payment plan of Rosa Lee", sha256: "copy" }]);
  });

  test("INV-6 the copy has the signature in place of the lines to sign on, and says when and where", () => {
    const { signed, signers } = presentDeskPaper(planCopyToSign(house.cx(), onScreen()));
    expect([signers, signed]).toEqual([[], { signer: "Rosa Lee", typed: null, note: expect.stringMatching(/^Signed by Rosa Lee at .+, on Scheduler\.$/u) as unknown }]);
    const typed = presentDeskPaper(planCopyToSign(house.cx(), onScreen({ signature: { kind: "typed", name: "rosa lee" } })));
    expect(typed.signed?.typed).toBe("rosa lee");
    expect(presentDeskPaper(readPlanPaper(house.cx(), planId).data)).toMatchObject({ signed: null, signers: ["Rosa Lee", expect.any(String) as unknown] });
  });

  test("INV-6 the words stay as they were signed, though another card takes the old one's place", () => {
    const before = words();
    signPlanOnScreen(house.cx(), onScreen());
    const card = { token: "test_succeeds:new", brand: "mastercard", last4: "5454", expiresMonth: 12, expiresYear: 2041, funding: "credit" as const };
    addCard(house.cx(), { householdId: lee.householdId, card, replacesId: lee.cardId, collectsDue: false, paysByCard: true });
    expect(words()).toEqual(before);
    expect(readPlanPaper(house.cx(), planId).data.notes.join(" ")).toContain("Visa 1001");
  });
});

describe("INV-6 on paper", () => {
  test("INV-6 signed with a pen, the scan comes with it or later", () => {
    expect(signPlanOnPaper(house.cx(), { planId, signer: "Rosa Lee", signedOn: house.today(), scan: null }).documentId).toBe(null);
    const { documentId } = attachPlanScan(house.cx(), { planId, scan: file("scan") });
    expect(viewPlan(house.cx(), planId)).toMatchObject({ signMethod: "paper", documentId });
    expect(documents()).toEqual([{ title: "Signed payment plan of Rosa Lee", sha256: "scan" }]);
  });

  test("INV-6 it was signed between the day it was agreed on and today", () => {
    const on = (day: string) => refusalOf(() => signPlanOnPaper(house.cx(), { planId, signer: "Rosa Lee", signedOn: toDay(day), scan: null }));
    expect([on("2026-11-04"), on("2026-11-06")]).toEqual(["signed_day_wrong", "signed_day_wrong"]);
    house.moveTo("2026-11-08");
    signPlanOnPaper(house.cx(), { planId, signer: "Rosa Lee", signedOn: addDays(house.today(), -1), scan: file("scan") });
    expect(viewPlan(house.cx(), planId).signedOn).toBe("2026-11-07");
  });
});

describe("INV-6 refused, and nothing is kept", () => {
  test("INV-6 other words, an empty sheet, another's typed name", () => {
    const sign = (over: Partial<Parameters<typeof signPlanOnScreen>[1]>) => refusalOf(() => signPlanOnScreen(house.cx(), onScreen(over)));
    expect(sign({ fingerprint: "0".repeat(64) })).toBe("plan_changed_meanwhile");
    expect(sign({ signature: { kind: "drawn", ...signatureSheet, strokes: [] } })).toBe("signature_wrong");
    expect(sign({ signature: { kind: "typed", name: "Ben Lee" } })).toBe("signature_wrong");
    expect(refusalOf(() => planCopyToSign(house.cx(), onScreen({ fingerprint: "1".repeat(64) })))).toBe("plan_changed_meanwhile");
    expect([viewPlan(house.cx(), planId).signedOn, documents()]).toEqual([null, []]);
  });

  test("INV-6 a second signature, a plan that ended or is not there, a scan of what was signed on the screen", () => {
    signPlanOnScreen(house.cx(), onScreen());
    expect(refusalOf(() => signPlanOnScreen(house.cx(), onScreen()))).toBe("plan_signed_already");
    expect(refusalOf(() => attachPlanScan(house.cx(), { planId, scan: file() }))).toBe("plan_not_on_paper");
    endPlan(house.cx(), { planId, reason: "Moved away" });
    expect(refusalOf(() => signPlanOnPaper(house.cx(), { planId, signer: "Rosa", signedOn: house.today(), scan: null }))).toBe("plan_ended");
    const nowhere = 99 as PaymentPlanId;
    expect(refusalOf(() => signPlanOnPaper(house.cx(), { planId: nowhere, signer: "Rosa", signedOn: house.today(), scan: null }))).toBe("plan_not_there");
    expect(refusalOf(() => readPlanWords(house.cx(), nowhere))).toBe("plan_not_there");
  });
});
