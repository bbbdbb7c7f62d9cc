/** DOC-7, DOC-12: who reads e-mail gets one receipt for each draw, whatever runs twice, is restored or answered late. */
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { findNotice } from "#db/dunning/notices.ts";
import type { HouseholdId, NoticeId, PaymentId } from "#domain/identity.ts";
import type { OwnWriting } from "#domain/dunning/writing.ts";
import { arriveFromElsewhere } from "../practice/billing-stop.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { isNoticeNeeded, previewLetter } from "../dunning/print-notices.ts";
import { readDunning, saveDunning } from "../dunning/settings.ts";
import { setUpMail, writesByMail } from "../mail/mail.fixture.ts";

let house: CardClub;
let lee: CardMember;
/** Whose books are compared with the processor: a restored copy goes on where its original stopped. */
let inUse: CardClub;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  inUse = house;
  write(house, {});
  lee = house.member("Lee");
});
afterEach(() => {
  expect(inUse.breaches()).toEqual([]);
  if (inUse !== house) inUse.db.close();
  house.dispose();
});

function write(at: CardClub, writing: OwnWriting): void {
  const { version, settings } = readDunning(at.cx());
  saveDunning(at.cx(), { basedOn: version, settings: { ...settings, writing } });
}
const readsMail = (at: CardClub, householdId: HouseholdId, email: string): void => {
  setUpMail(at.db);
  writesByMail(at.db, householdId, email);
};
const receipts = (at: CardClub, householdId: HouseholdId): { id: NoticeId; event: string; state: string; channel: string }[] =>
  at.db.read((db) => db.all("select id, event, state, channel from notice where kind = 'draw_receipt' and household_id = ? order by id", householdId));
const body = (at: CardClub, id: NoticeId | undefined): string => previewLetter(at.cx(), id ?? (0 as NoticeId)).body;

describe("DOC-12 the receipt of a draw", () => {
  test("DOC-7 DOC-12 by e-mail: the amount, the card, the day, the period, and the next draw", async () => {
    readsMail(house, lee.householdId, "rosa@families.example");
    await house.runThrough("2026-12-05");
    const [receipt, ...others] = receipts(house, lee.householdId);
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({ state: "queued", channel: "email" });
    expect(body(house, receipt?.id)).toBe(
      [
        "Dear Rosa Lee,",
        "Thank you. On Dec 5, 2026 we charged $37.00 to your Visa ending in 1001.",
        "Rosa Lee, Adult, Dec 5, 2026 through Jan 4, 2027: $37.00",
        "The next payment of $37.00 is due on Jan 5, 2027. You need not do anything.",
        "To end the membership, or to pay another way, call us at our front desk.",
      ].join("\n"),
    );
    house.db.write((db) => void db.exec("update patient set language = 'es' where household_id = ?", lee.householdId));
    expect(body(house, receipt?.id)).toContain("Gracias. El 5 dic 2026 cobramos $37.00 con su Visa terminada en 1001.");
  });

  test("DOC-12 nobody gets twelve receipts a year by post, unless the practice wants it so", async () => {
    await house.runThrough("2026-12-05");
    expect(receipts(house, lee.householdId)).toEqual([]);
    write(house, { draw_receipt: "all" });
    await house.runThrough("2027-01-05");
    expect(receipts(house, lee.householdId)).toMatchObject([{ state: "queued", channel: "letter" }]);
    write(house, { draw_receipt: "off" });
    await house.runThrough("2027-02-05");
    expect(receipts(house, lee.householdId)).toHaveLength(1);
  });

  test("DOC-12 BIL-2 a run repeated a hundred times writes nothing twice", async () => {
    readsMail(house, lee.householdId, "rosa@families.example");
    await house.runThrough("2026-12-05");
    for (let count = 0; count < 100; count += 1) await house.run();
    expect(receipts(house, lee.householdId)).toHaveLength(1);
  });

  test("DOC-12 BIL-8 an answer that comes late, or is lost and asked for again, is told once", async () => {
    readsMail(house, lee.householdId, "rosa@families.example");
    await house.runThrough("2026-12-04");
    house.faults.push("lost_after");
    await house.runThrough("2026-12-08");
    expect(house.succeeded()).toHaveLength(1);
    expect(receipts(house, lee.householdId)).toHaveLength(1);
  });

  test("DOC-12 of a charge that was declined there is no receipt; of a payment taken back none goes out", async () => {
    const moss = house.member("Moss", { token: "test_declines_soft" });
    for (const { householdId } of [lee, moss]) readsMail(house, householdId, `h${householdId}@families.example`);
    await house.runThrough("2026-12-05");
    expect(receipts(house, moss.householdId)).toEqual([]);
    const [receipt] = receipts(house, lee.householdId);
    const needed = (): boolean =>
      house.db.read((db) => {
        const notice = findNotice(db, receipt?.id ?? (0 as NoticeId));
        return notice !== undefined && isNoticeNeeded(db, notice, house.today());
      });
    expect(needed()).toBe(true);
    const paymentId = Number(receipt?.event.split("/")[1]) as PaymentId;
    house.db.write((db) => void db.exec("update payment set reversed_on = received_on, reversed_as = 'mistake', reverse_reason = 'x' where id = ?", paymentId));
    expect(needed()).toBe(false);
    house.db.write((db) => void db.exec("update payment set reversed_on = null, reversed_as = null, reverse_reason = null where id = ?", paymentId));
  });

  test("DOC-12 BIL-20 what was told of before a backup was restored is not told of again; later draws are", async () => {
    readsMail(house, lee.householdId, "rosa@families.example");
    await house.runThrough("2026-12-04");
    const path = join(dirname(house.club.file.path), "backup.db");
    house.db.vacuumInto(path);
    await house.runThrough("2026-12-05");
    expect(receipts(house, lee.householdId)).toHaveLength(1);
    const db = Database.open(path, house.club.file.key);
    const copy = openCardClub("2026-12-05", { club: { ...house.club, db }, cards: house.cards });
    copy.moveTo("2026-12-05", "16:00");
    arriveFromElsewhere(copy.cx(), "restored", "a-computer", 1);
    inUse = copy;
    await copy.run("start");
    expect(copy.attempts(lee.householdId).map(({ state }) => state)).toEqual(["succeeded"]);
    expect(receipts(copy, lee.householdId)).toEqual([]);
    await copy.runThrough("2027-01-05");
    expect(receipts(copy, lee.householdId)).toHaveLength(1);
  });
});
