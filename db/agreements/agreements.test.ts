import { afterEach, beforeEach, expect, test } from "vitest";
import type { AgreementId, DocumentId, MembershipId } from "#domain/identity.ts";
import { Books, someAt, someDay } from "../books.fixture.ts";
import { insertDocument } from "../statements/records.ts";
import { findAgreement, insertAgreement, markSigned, setSignedCopy, type Signed } from "./agreements.ts";

let books: Books;
let membershipId: MembershipId;
beforeEach(() => {
  books = new Books();
  const lee = books.family(["Rosa Lee", "Ben Lee"]);
  membershipId = books.membership(lee.householdId, lee.payer, books.plan());
});
afterEach(() => books.dispose());

const add = (fingerprint: string): AgreementId =>
  books.write<AgreementId>((db) =>
    insertAgreement(db, { membershipId, text: "Terms", agreed: '{"priceCents":3700}', fingerprint, templateVersionId: null, createdAt: someAt }),
  );
const sign = (id: AgreementId, over: Partial<Signed> = {}): number =>
  books.write<number>((db) =>
    markSigned(db, id, {
      on: someDay,
      at: someAt,
      method: "screen",
      signer: "Rosa Lee",
      signature: "{}",
      before: null,
      workstation: "Front desk",
      documentId: null,
      ...over,
    }),
  );

test("MEM-8 an agreement is kept with what was agreed, signed once, and its newest is the one that counts", () => {
  expect(books.read((db) => findAgreement(db, membershipId))).toBeUndefined();
  add("h1");
  const second = add("h2");
  expect([sign(second), sign(second, { signer: "Ben Lee" })]).toEqual([1, 0]);
  expect(books.read((db) => findAgreement(db, membershipId))).toMatchObject({
    agreementId: second,
    patientName: "Rosa Lee",
    planName: "Adult",
    fingerprint: "h2",
    agreed: '{"priceCents":3700}',
    signer: "Rosa Lee",
    method: "screen",
    signedOn: someDay,
    workstation: "Front desk",
  });
});

test("MEM-8 a scan is the signed copy of paper only: what was signed on the screen has its own", () => {
  const documentId = books.write<DocumentId>((db) =>
    insertDocument(db, { kind: "agreement", householdId: null, title: "Scan", sha256: "s", bytes: 1, pages: 1, createdBy: null, createdAt: someAt }),
  );
  const scan = (id: AgreementId): number => books.write<number>((db) => setSignedCopy(db, id, documentId));
  const screen = add("h1");
  sign(screen);
  const paper = add("h2");
  expect(scan(paper)).toBe(0);
  sign(paper, { method: "paper", signature: null });
  expect([scan(screen), scan(paper)]).toEqual([0, 1]);
  expect(books.read((db) => findAgreement(db, membershipId))?.documentId).toBe(documentId);
});
