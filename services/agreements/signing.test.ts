/** Agreements that are signed: on the screen, on paper, with a scan now or later; and the members who wait for it (MEM-8). */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { hashedText } from "#domain/agreements/agreed.ts";
import { signatureSheet, type Signature } from "#domain/agreements/signature.ts";
import { addDays } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import { enrolPatients } from "../memberships/enrol.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { quoteEnrolment } from "../memberships/quote-enrolment.ts";
import type { PlanView } from "../plans/plan-view.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { readAgreement } from "./read-agreement.ts";
import { attachScan, signOnPaper, signOnScreen } from "./sign.ts";
import { copiesOfEnrolment, copyToSign, papersToSign, recordPapers } from "./to-print.ts";

let club: Club;
let plan: PlanView;
let lee: Family;
beforeEach(() => {
  club = openClub("2026-04-05");
  plan = club.plan({ name: "Signed", agreementRequired: true, agreementText: "This is not insurance." });
  lee = club.family("Lee", ["Rosa", "1980-06-15"], ["Ben", "1979-02-01"]);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const drawn: Signature = { kind: "drawn", ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };
const file = (sha256 = "copy"): StoredFile => ({ sha256, bytes: 10, pages: 1 });
const at = (index: number): PatientId => lee.patientIds[index] ?? (0 as never);

function pending(over: { unpaid?: boolean } = {}): MembershipId {
  const { membershipIds } = club.enrol(lee.householdId, [{ patientId: at(0), plan }], { agreement: "later", ...over });
  return membershipIds[0] ?? (0 as never);
}
const standing = (id: MembershipId): string => club.db.read((r) => membershipCard(r, id, club.today())).standing;
const agreement = (id: MembershipId) => readAgreement(club.cx(), id) ?? (undefined as never);
const documents = () =>
  club.db.read((r) => r.all<{ kind: string; title: string; sha256: string }>("select kind, title, sha256 from document order by id"));
const stored = (id: MembershipId) =>
  club.db.read((r) =>
    r.get<{ text: string; agreed: string; text_hash: string; signature: string | null; workstation: string; method: string }>(
      "select text, agreed, text_hash, signature, workstation, method from agreement where membership_id = ?",
      id,
    ),
  );

describe("MEM-8 signing on the screen", () => {
  test("MEM-8 keeps strokes, signer, moment, workstation and the signed copy, and the member is active", () => {
    const id = pending();
    expect(standing(id)).toBe("pending");
    const { documentId } = signOnScreen(club.cx(), { membershipId: id, signer: " Rosa Lee ", signature: drawn, fingerprint: agreement(id).fingerprint, copy: file() });
    expect(standing(id)).toBe("active");
    expect(agreement(id)).toMatchObject({ documentId, signed: { on: "2026-04-05", signer: "Rosa Lee", method: "screen", workstation: "Front desk" } });
    expect(JSON.parse(stored(id)?.signature ?? "null")).toEqual(drawn);
    expect(documents()).toEqual([{ kind: "agreement", title: "Signed agreement of Rosa Lee, Signed", sha256: "copy" }]);
  });

  test("MEM-8 the hash is over the words and the prices, and both are kept", () => {
    const row = stored(pending());
    expect(row?.text_hash).toBe(createHash("sha256").update(hashedText(row?.text ?? "", row?.agreed ?? "")).digest("hex"));
    expect(JSON.parse(row?.agreed ?? "{}")).toMatchObject({ patientName: "Rosa Lee", planName: "Signed", priceCents: 3700, periodMonths: 1, activationFeeCents: 9900, startOn: "2026-04-05", drawDay: 5 });
  });

  test("MEM-8 before the first payment a signature alone leaves the member pending; then the payment makes them active", () => {
    const id = pending({ unpaid: true });
    signOnScreen(club.cx(), { membershipId: id, signer: "Rosa Lee", signature: drawn, fingerprint: agreement(id).fingerprint, copy: file() });
    expect(standing(id)).toBe("pending");
    club.payAll(lee.householdId);
    expect(standing(id)).toBe("active");
  });

  test("MEM-8 another text, an empty sheet, another's typed name, a second signature: refused, and nothing is kept", () => {
    const id = pending();
    const { fingerprint } = agreement(id);
    const sign = (over: { fingerprint?: string; signature?: Signature }) => () =>
      signOnScreen(club.cx(), { membershipId: id, signer: "Rosa Lee", signature: drawn, fingerprint, copy: file(), ...over });
    expect(refusalOf(sign({ fingerprint: "0".repeat(64) }))).toBe("agreement_changed_meanwhile");
    expect(refusalOf(sign({ signature: { kind: "drawn", ...signatureSheet, strokes: [] } }))).toBe("signature_wrong");
    expect(refusalOf(sign({ signature: { kind: "typed", name: "Ben Lee" } }))).toBe("signature_wrong");
    expect([standing(id), documents()]).toEqual(["pending", []]);
    sign({ signature: { kind: "typed", name: "rosa lee" } })();
    expect(refusalOf(sign({}))).toBe("agreement_not_open");
    expect(documents()).toHaveLength(1);
  });

  test("MEM-8 the copy that is printed says what is kept", () => {
    const id = pending();
    const data = copyToSign(club.cx(), { membershipId: id, signer: "Rosa Lee", signature: drawn, fingerprint: agreement(id).fingerprint });
    expect(data).toMatchObject({
      text: "This is not insurance.",
      fingerprint: stored(id)?.text_hash,
      agreed: { planName: "Signed", priceCents: 3700 },
      // 15:00 UTC is 11:00 in New York in April.
      signed: { signer: "Rosa Lee", signedOn: "2026-04-05", time: "11:00", workstation: "Front desk", signature: drawn },
    });
  });
});

describe("MEM-8 signing while enrolling", () => {
  const enrolment = () => ({
    householdId: lee.householdId,
    members: lee.patientIds.map((patientId) => ({ patientId, planVersionId: plan.planVersionId, periodMonths: 1 as const, waiveActivationReason: null })),
    startOn: club.today(),
    drawDay: null,
    firstMoney: "stub_now" as const,
    agreement: "signed_on_screen" as const,
  });

  test("MEM-8 one signature stands under everybody's agreement, each with a copy of its own", () => {
    const quote = quoteEnrolment(club.cx(), enrolment());
    expect(quote.agreements.map(({ patientName }) => patientName)).toEqual(["Rosa Lee", "Ben Lee"]);
    expect(quote.signerName).toBe("Rosa Lee");
    const copies = copiesOfEnrolment(club.cx(), enrolment(), { signer: "Rosa Lee", signature: drawn });
    expect(copies.map(({ fingerprint }) => fingerprint)).toEqual(quote.agreements.map(({ fingerprint }) => fingerprint));
    const { membershipIds } = enrolPatients(club.cx(), {
      enrolment: enrolment(),
      expectedTodayCents: quote.today.cents,
      payment: { tender: "cash", amountCents: quote.today.cents, tenderedCents: null, reference: "" },
      mayWaiveFees: false,
      signing: { signer: "Rosa Lee", signature: drawn, copies: copies.map(({ fingerprint }, index) => ({ fingerprint, file: file(`copy ${index}`) })) },
    });
    expect(membershipIds.map(standing)).toEqual(["active", "active"]);
    expect(documents().map(({ sha256 }) => sha256)).toEqual(["copy 0", "copy 1"]);
    expect(membershipIds.map((id) => agreement(id).signed?.signer)).toEqual(["Rosa Lee", "Rosa Lee"]);
  });

  test("MEM-8 without a signature, or with one under another text, nobody is enrolled", () => {
    const command = { enrolment: enrolment(), expectedTodayCents: quoteEnrolment(club.cx(), enrolment()).today.cents, payment: null, mayWaiveFees: false };
    expect(refusalOf(() => enrolPatients(club.cx(), command))).toBe("signature_missing");
    const signing = { signer: "Rosa Lee", signature: drawn, copies: [{ fingerprint: "0".repeat(64), file: file() }] };
    expect(refusalOf(() => enrolPatients(club.cx(), { ...command, signing }))).toBe("agreement_changed_meanwhile");
    expect(club.db.read((r) => r.get("select 1 from membership"))).toBeUndefined();
    expect(documents()).toEqual([]);
  });

  test("MEM-8 a plan that asks for a signature leaves its member pending, also where the window said that none is needed", () => {
    const { membershipIds } = club.enrol(lee.householdId, [{ patientId: at(0), plan }], { agreement: "not_needed" });
    expect(standing(membershipIds[0] ?? (0 as never))).toBe("pending");
  });

  test("MEM-8 for a child the payer signs", () => {
    const family = club.family("Ortiz", ["Ana", "1985-01-01"], ["Leo", "2018-01-01"]);
    const child = club.plan({ name: "Child", audience: { minAge: null, maxAgeExclusive: 14 }, agreementRequired: true, agreementText: "Yes." });
    const { membershipIds } = club.enrol(family.householdId, [{ patientId: family.patientIds[1] ?? (0 as never), plan: child }], { agreement: "signed_on_paper" });
    expect(agreement(membershipIds[0] ?? (0 as never)).signed).toMatchObject({ signer: "Ana Ortiz", method: "paper" });
  });
});

describe("MEM-8 print, sign, scan", () => {
  test("MEM-8 the paper to sign is kept as it was printed, and the scan is the signed copy", () => {
    const id = pending();
    const papers = papersToSign(club.cx(), [id]);
    expect(papers.agreements).toMatchObject([{ signed: null, text: "This is not insurance." }]);
    recordPapers(club.cx(), papers, file("paper"));
    expect(standing(id)).toBe("pending");
    const { documentId } = signOnPaper(club.cx(), { membershipId: id, signer: "Rosa Lee", signedOn: club.today(), scan: file("scan") });
    expect(standing(id)).toBe("active");
    expect(agreement(id)).toMatchObject({ documentId, signed: { method: "paper" } });
    expect(documents().map(({ title }) => title)).toEqual(["Agreement to sign, Rosa Lee", "Signed agreement of Rosa Lee, Signed"]);
    expect(refusalOf(() => papersToSign(club.cx(), [id]))).toBe("agreement_not_open");
  });

  test("MEM-8 the scan may come later, and a better one takes its place; the first stays under Documents", () => {
    const id = pending();
    expect(refusalOf(() => attachScan(club.cx(), { membershipId: id, scan: file() }))).toBe("agreement_not_on_paper");
    signOnPaper(club.cx(), { membershipId: id, signer: "Rosa Lee", signedOn: club.today(), scan: null });
    expect(agreement(id).documentId).toBeNull();
    attachScan(club.cx(), { membershipId: id, scan: file("first") });
    const { documentId } = attachScan(club.cx(), { membershipId: id, scan: file("second") });
    expect(agreement(id).documentId).toBe(documentId);
    expect(documents().map(({ sha256 }) => sha256)).toEqual(["first", "second"]);
  });

  test("MEM-8 paper is signed no sooner than it was made and no later than today", () => {
    const id = pending();
    const made = club.today();
    club.advanceTo("2026-04-10");
    const sign = (signedOn: typeof made) => () => signOnPaper(club.cx(), { membershipId: id, signer: "Rosa Lee", signedOn, scan: null });
    expect(refusalOf(sign(addDays(made, -1)))).toBe("signed_day_wrong");
    expect(refusalOf(sign(addDays(made, 6)))).toBe("signed_day_wrong");
    sign(addDays(made, 3))();
    expect(agreement(id).signed?.on).toBe("2026-04-08");
  });

  test("MEM-8 the papers of two households are never one file", () => {
    const other = club.family("Ortiz", ["Ana", "1985-01-01"]);
    const { membershipIds } = club.enrol(other.householdId, [{ patientId: other.patientIds[0] ?? (0 as never), plan }], { agreement: "later" });
    expect(refusalOf(() => papersToSign(club.cx(), [pending(), membershipIds[0] ?? (0 as never)]))).toBe("agreement_not_open");
  });
});
