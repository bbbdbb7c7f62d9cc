/** DOC-12 MEM-8: the signed agreements lie right behind the letter of who joined, in the print run and in its preview. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { signatureSheet } from "#domain/agreements/signature.ts";
import { asId, type InvoiceId, type NoticeId } from "#domain/identity.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "../documents/testing.ts";
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

/** A family whose one member has signed on the screen; answers the letter that waits for it. */
async function joined(): Promise<NoticeId> {
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
  await scene.owner.memberships.enrol({ requestId: newRequestId(), enrolment, expectedTodayCents: quote.today.cents, payment: null, signing: { signer: "Rosa Lee", signature: drawn, fingerprints } });
  const told = await scene.owner.notices.ofHousehold({ householdId });
  return told.find(({ kind, state }) => kind === "signup" && state === "queued")?.noticeId ?? raise("a welcome");
}

async function print(noticeIds: readonly NoticeId[]): Promise<{ pdf: Buffer; pages: number; letters: number }> {
  for await (const event of await scene.owner.notices.runBatch({ requestId: newRequestId(), noticeIds: [...noticeIds] }))
    if (event.state === "done") {
      const { base64 } = await scene.owner.documents.open({ documentId: event.documentId });
      return { pdf: Buffer.from(base64, "base64"), pages: event.pages, letters: event.letters };
    }
  return raise("the print run had no end");
}

const pagesOf = (pdf: Buffer): string[] =>
  printedText(pdf)
    .split("\f")
    .filter((page) => page.trim() !== "")
    .map(bare);

describe("DOC-12 MEM-8 letters with agreements", () => {
  test("DOC-12 in its preview the agreement follows the letter", async () => {
    const noticeId = await joined();
    const pdf = Buffer.from((await scene.owner.notices.preview({ noticeId })).base64, "base64");
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    if (pdfToolsMissing !== "") return;
    expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors");
    const [letter, agreement, ...more] = pagesOf(pdf);
    expect(letter).toContain(bare("The signed agreement is enclosed."));
    expect(agreement).toContain(bare("Dues are drawn each month."));
    expect(more).toEqual([]);
    await print([noticeId]);
  });

  test("DOC-12 in a print run each agreement lies right behind its own letter, and plain letters stay as they are", async () => {
    const [one, two] = [await joined(), await joined()];
    const invoiceId = asId<InvoiceId>((await scene.invoice()).invoiceId);
    const { noticeId: reminder } = await scene.owner.collections.remind({ requestId: newRequestId(), invoiceId });
    const { pdf, pages, letters } = await print([one, reminder, two]);
    expect([letters, pages]).toEqual([3, 5]);
    if (pdfToolsMissing !== "") return;
    expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors");
    expect(pdfInfo(pdf).get("Pages")).toBe("5");
    const kinds = pagesOf(pdf).map((page) => (page.includes(bare("Dues are drawn each month.")) ? "agreement" : page.includes(bare("signed agreement is enclosed")) ? "welcome" : "reminder"));
    expect(kinds.filter((kind) => kind === "reminder")).toHaveLength(1);
    for (const [index, kind] of kinds.entries()) if (kind === "welcome") expect(kinds[index + 1]).toBe("agreement");
  });

  test("DOC-12 without an agreement there is nothing behind the letter", async () => {
    const invoiceId = asId<InvoiceId>((await scene.invoice()).invoiceId);
    const { noticeId } = await scene.owner.collections.remind({ requestId: newRequestId(), invoiceId });
    expect(await print([noticeId])).toMatchObject({ letters: 1, pages: 1 });
  });

  test("DOC-12 an agreement whose file is gone stops the run with a sentence, and its letter waits on", async () => {
    const noticeId = await joined();
    const { db } = scene.other.connection.context.office.requirePractice();
    db.write((w) => void w.exec("update document set sha256 = ? where id = (select max(document_id) from agreement)", "0".repeat(64)));
    const run = async (): Promise<void> => void (await print([noticeId]));
    expect(await outcomeOf(run())).toBe("refused document_not_readable");
    expect((await scene.owner.notices.toPrint({})).map((row) => row.noticeId)).toContain(noticeId);
  });
});
