/** Agreements from the window to the documents folder (MEM-8): the copy is a real PDF, and it is there with the signature or not at all. */
import { crc32, deflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signatureSheet } from "#domain/agreements/signature.ts";
import { toCents } from "#domain/money.ts";
import { bare, pdfToolsMissing, printedText } from "../documents/testing.ts";
import { newRequestId } from "../testing.ts";
import { openScene, outcomeOf, raise, type Scene } from "./operations/scene.fixture.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.house.dispose());

const drawn = { kind: "drawn" as const, ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };
const documentsOf = async (householdId: number) =>
  (await scene.owner.documents.list({ householdId: householdId as never, limit: 50 })).rows.map(({ title, documentId }) => ({ title, documentId }));
const pdfOf = async (documentId: number | null) =>
  Buffer.from((await scene.owner.documents.open({ documentId: (documentId ?? raise("a document")) as never })).base64, "base64");

async function toEnrol() {
  const { householdId, patientId } = await scene.family();
  const { planVersionId } = await scene.plan({ agreementRequired: true, agreementText: "Dues are drawn each month." });
  const enrolment = {
    householdId,
    members: [{ patientId, planVersionId, periodMonths: 1 as const, waiveActivationReason: null }],
    startOn: await scene.today(),
    drawDay: null,
    firstMoney: "stub_now" as const,
    agreement: "signed_on_screen" as const,
    couponCode: null,
  };
  const quote = await scene.owner.memberships.quoteEnrolment(enrolment);
  const fingerprints = quote.agreements.map(({ fingerprint }) => fingerprint);
  const command = { requestId: newRequestId(), enrolment, expectedTodayCents: quote.today.cents, payment: null, signing: { signer: "Rosa Lee", signature: drawn, fingerprints } };
  return { householdId, command };
}

test("MEM-8 F-15 enrolling with a signature keeps a PDF of the very words, once however often it is asked", async () => {
  const { householdId, command } = await toEnrol();
  const first = await scene.owner.memberships.enrol(command);
  expect(await scene.owner.memberships.enrol(command)).toEqual(first);
  const kept = await documentsOf(householdId);
  expect(kept).toHaveLength(1);
  const pdf = await pdfOf(kept[0]?.documentId ?? null);
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  if (pdfToolsMissing !== "") return;
  const text = bare(printedText(pdf));
  for (const part of ["Dues are drawn each month.", "37.00 a month", "Rosa Lee", "Signed on screen", "before Priya Raman", command.signing.fingerprints[0] ?? ""])
    expect(text).toContain(bare(part));
});

test("MEM-8 under other words than were shown nobody is enrolled, and no copy is written down", async () => {
  const { householdId, command } = await toEnrol();
  const signing = { ...command.signing, fingerprints: ["0".repeat(64)] };
  expect(await outcomeOf(scene.owner.memberships.enrol({ ...command, signing }))).toBe("refused agreement_changed_meanwhile");
  expect(await outcomeOf(scene.owner.memberships.enrol({ ...command, requestId: newRequestId(), signing: null }))).toBe("refused signature_missing");
  expect(await documentsOf(householdId)).toEqual([]);
});

test("MEM-8 a scanned picture becomes a page; what cannot be read is refused, and the agreement stays open", async () => {
  const { membershipId, householdId } = await scene.member({ agreement: "later" });
  const signedOnPaper = async (bytes: Uint8Array) =>
    scene.owner.agreements.signedOnPaper({
      requestId: newRequestId(),
      membershipId,
      signer: "Rosa Lee",
      signedOn: await scene.today(),
      scan: { base64: Buffer.from(bytes).toString("base64") },
    });
  const broken = greyPng(30, 40);
  broken.fill(0, 40, 60);
  expect(await outcomeOf(signedOnPaper(broken))).toBe("refused scan_wrong");
  expect(await outcomeOf(signedOnPaper(Buffer.from("<p>signed</p>")))).toBe("refused scan_wrong");
  expect(await documentsOf(householdId)).toEqual([]);
  const { documentId } = await signedOnPaper(greyPng(30, 40));
  expect((await pdfOf(documentId)).subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect((await scene.owner.agreements.ofMembership({ membershipId }))?.signed).toMatchObject({ method: "paper", signer: "Rosa Lee", before: "Priya Raman" });
});

test("MEM-8 a PDF of the scanner is kept byte for byte", async () => {
  const { membershipId } = await scene.member({ agreement: "later" });
  const bytes = Buffer.from("%PDF-1.4\n1 0 obj << /Type /Pages /Count 2 >> endobj\n%%EOF\n");
  const signedOn = await scene.today();
  const { documentId } = await scene.owner.agreements.signedOnPaper({ requestId: newRequestId(), membershipId, signer: "Rosa Lee", signedOn, scan: { base64: bytes.toString("base64") } });
  expect(await pdfOf(documentId)).toEqual(bytes);
});

test("MEM-8 the paper to sign is one file, kept as it was printed", async () => {
  const { membershipId, householdId } = await scene.member({ agreement: "later" });
  const { documentId, pages } = await scene.owner.agreements.print({ requestId: newRequestId(), membershipIds: [membershipId] });
  expect(pages).toBe(1);
  expect((await documentsOf(householdId)).map((one) => one.documentId)).toEqual([documentId]);
  expect((await scene.owner.agreements.ofMembership({ membershipId }))?.signed).toBeNull();
});

test("MEM-1 draw day 0 and 32 never reach the office", async () => {
  const { command } = await toEnrol();
  for (const drawDay of [0, 32])
    expect(await outcomeOf(scene.owner.memberships.enrol({ ...command, expectedTodayCents: toCents(1), enrolment: { ...command.enrolment, drawDay } }))).toBe("INVALID");
});

test("F-16 after all that the file is whole", async () => {
  expect((await scene.owner.upkeep.verify({})).breaches).toEqual([]);
});

/** A picture of one grey, as small as a PNG can be. */
function greyPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
