import { afterEach, beforeEach, expect, test } from "vitest";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { recordView } from "./record-view.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

test("S13 who looked at what is a row of the audit trail, without any value, and tells no window", () => {
  const heard: unknown[] = [];
  club.db.onCommit((topics) => heard.push(topics));
  recordView(club.cx(), { action: "record.viewed", subject: "patient/7" });
  recordView(club.cx(), { action: "list.exported", subject: "payments" });
  expect(club.db.read((r) => r.all("select action, subject, workstation, before, after from audit order by id desc limit 2"))).toEqual([
    { action: "list.exported", subject: "payments", workstation: "Front desk", before: null, after: null },
    { action: "record.viewed", subject: "patient/7", workstation: "Front desk", before: null, after: null },
  ]);
  expect(heard).toEqual([]);
  expect(verifyPractice(club.db).breaches).toEqual([]);
});
