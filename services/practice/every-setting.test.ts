import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { readPrintingOf } from "../statements/print-setup.ts";
import { practiceMoment } from "./practice-clock.ts";
import { readDrawTime } from "./billing-lease.ts";
import { saveText } from "../texts/manage.ts";
import { readSettings, updateSettings, type Settings } from "./settings.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

const change = (over: Partial<Settings>, version = readSettings(club.cx()).version) => updateSettings(club.cx(), { version, settings: { ...readSettings(club.cx()).settings, ...over } });
const lastAudit = () => club.db.read((r) => r.get<{ action: string; before: string; after: string }>("select action, before, after from audit order by id desc limit 1"));

const values: readonly [field: keyof Settings, value: Settings[keyof Settings]][] = [
  ["name", "Elm Street Dental"],
  ["addressLine1", "12 Oak Street"],
  ["addressLine2", "Suite 4"],
  ["city", "Lowell"],
  ["region", "MA"],
  ["postalCode", "01850"],
  ["country", "CA"],
  ["phone", "(978) 555-0100"],
  ["email", "desk@example.org"],
  ["taxId", "12-3456789"],
  ["drawTime", "23:59"],
  ["lockMinutes", 15],
  ["termsDays", 30],
  ["pastDueMembers", "block"],
  ["automaticReminders", true],
  ["returnedCheckFeeCents", 3500],
  ["statementMinimumCents", 2500],
  ["envelope", "double-9"],
  ["paper", "a4"],
];

describe("DSK-10 every setting", () => {
  test("is tried below", () => {
    expect(values.map(([field]) => field).toSorted()).toEqual(Object.keys(readSettings(club.cx()).settings).toSorted());
  });

  test.each(values)("F-11 %s is kept as %j, alone, and the trail has it before and after", (field, value) => {
    const { version, settings } = readSettings(club.cx());
    expect(settings[field]).not.toEqual(value);
    expect(change({ [field]: value })).toEqual({ version: version + 1 });
    expect(readSettings(club.cx())).toEqual({ version: version + 1, settings: { ...settings, [field]: value } });
    const row = lastAudit();
    expect([row?.action, JSON.parse(row?.before ?? ""), JSON.parse(row?.after ?? "")]).toEqual(["practice.changed", { [field]: settings[field] }, { [field]: value }]);
  });

  test("all of them at once, from a screen that is current; from an older one none", () => {
    const { version } = readSettings(club.cx());
    const all = Object.fromEntries(values);
    change(all, version);
    const after = readSettings(club.cx());
    expect(after.settings).toEqual(all);
    expect(() => change({ name: "Somebody else's" }, version)).toThrow(expect.objectContaining({ code: "record_changed_meanwhile" }) as Error);
    expect(readSettings(club.cx())).toEqual(after);
  });

  test("the name is kept without outer blanks", () => {
    change({ name: "  Elm Street Dental " });
    expect(readSettings(club.cx()).settings.name).toBe("Elm Street Dental");
  });
});

describe("settings reach what they are for", () => {
  test("S9 the lock minutes and BIL-1 the draw time are read from the file at once", () => {
    change({ lockMinutes: 3, drawTime: "06:30" });
    expect(practiceMoment(club.db, club.cx().now).lockMinutes).toBe(3);
    expect(readDrawTime(club.cx())).toBe("06:30");
  });

  test("DOC-3 paper, envelope and letterhead are what is printed", () => {
    change({ paper: "a4", envelope: "dl", name: "Elm Street", addressLine1: "12 Oak Street", city: "Lowell", region: "MA", postalCode: "01850", phone: " ", email: "", taxId: " 12-34 " });
    const { setup, letterhead, paymentOptions } = readPrintingOf(club.cx());
    expect(setup).toMatchObject({ paper: "a4", envelope: "dl", training: true });
    expect(letterhead).toEqual({ name: "Elm Street", addressLines: ["12 Oak Street", "Lowell, MA 01850"], phone: null, email: null, taxId: "12-34" });
    expect(paymentOptions.at(-1)).toBe("Pay at our front desk.");
    change({ phone: "(978) 555-0100" });
    expect(readPrintingOf(club.cx()).paymentOptions.at(-1)).toContain("(978) 555-0100");
  });

  test("DOC-4 the practice's own message comes first at every age, and the words get firmer", () => {
    saveText(club.cx(), { textId: "statement.message", language: "en", basedOn: null, words: { subject: "", body: "Happy holidays" } });
    const { messages } = readPrintingOf(club.cx());
    for (const message of Object.values(messages)) expect(message.startsWith("Happy holidays")).toBe(true);
    expect(messages.days0to30).toBe("Happy holidays");
    expect([messages.days31to60, messages.days61to90, messages.over90].map((text) => /(\d+) days old/.exec(text)?.[1])).toEqual(["30", "60", "90"]);
  });
});
