import { afterEach, beforeEach, expect, test } from "vitest";
import { findPractice } from "#db/practice.ts";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { practiceMoment } from "../practice/practice-clock.ts";
import { adoptSample } from "./adopt-sample.ts";

const throughOn = toDay("2026-11-22");

let club: Club;
beforeEach(() => {
  club = openClub(throughOn);
  club.db.write((db) => void db.exec("update practice set epoch = 3, computer_id = 'the-builder'"));
});
afterEach(() => club.dispose());

const practice = () => club.db.read((db) => findPractice(db));

test("BIL-20 a copy of a sample is a practice of its own, which the computer that opens it takes", () => {
  const before = practice()?.lineage_id;
  adoptSample(club.db, { throughOn, todayOn: throughOn });
  const first = practice();
  expect(first).toMatchObject({ epoch: 1, computer_id: "" });
  adoptSample(club.db, { throughOn, todayOn: throughOn });
  expect(new Set([before, first?.lineage_id, practice()?.lineage_id]).size).toBe(3);
});

test.each([0, 1, 30, 3650, -1])("F-20 opened %i days after it was made, its clock stands on the last day of its history", (days) => {
  const today = addDays(throughOn, days);
  adoptSample(club.db, { throughOn, todayOn: today });
  expect(practiceMoment(club.db, toInstant(`${today}T17:00:00.000Z`)).today).toBe(throughOn);
  expect(practiceMoment(club.db, toInstant(`${addDays(today, 1)}T17:00:00.000Z`)).today).toBe(addDays(throughOn, 1));
});
