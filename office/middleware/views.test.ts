import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openScene, type Scene } from "../handlers/operations/scene.fixture.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let scene: Scene;
beforeEach(async () => {
  scene = await openScene("live");
});
afterEach(() => scene.house.dispose());

const minute = 60_000;

test("S13 a chart that stays on the screen is one viewing, and another after a quarter of an hour; each person has their own", async () => {
  const { patientId } = await scene.family();
  const place = scene.auditEnd();
  const rows = (): string[] => scene.auditAfter(place).filter(({ action }) => action === "record.viewed").map(({ subject, staffId }) => `${subject} by ${staffId}`);
  const look = (role: "owner" | "front_desk") => scene.window(role).client.patients.chart({ patientId });
  const owner = `patient/${patientId} by ${scene.staffIdOf("owner")}`;
  const desk = `patient/${patientId} by ${scene.staffIdOf("front_desk")}`;
  for (let n = 0; n < 3; n += 1) await look("owner");
  expect(rows()).toEqual([owner]);
  await look("front_desk");
  expect(rows()).toEqual([owner, desk]);
  for (let n = 0; n < 4; n += 1) {
    scene.house.pass(4 * minute - 1);
    await look("owner");
  }
  expect(rows()).toEqual([owner, desk, owner]);
  const other = await scene.family();
  await scene.owner.patients.chart({ patientId: other.patientId });
  expect(rows().at(-1)).toBe(`patient/${other.patientId} by ${scene.staffIdOf("owner")}`);
});

test("S13 every export is a row, however soon after the last; a chart that is not there, and a role that may not, leave none", async () => {
  const place = scene.auditEnd();
  for (let n = 0; n < 2; n += 1) await scene.owner.patients.exportCsv({});
  await expect(scene.owner.patients.chart({ patientId: 999 as never })).rejects.toMatchObject({ data: { code: "patient_not_found" } });
  await expect(scene.window("front_desk").client.patients.exportCsv({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(scene.auditAfter(place).map(({ action, subject }) => `${action} ${subject}`)).toEqual(["list.exported patients", "list.exported patients"]);
});

test("R7 with a full disk charts can still be read, and the practice can be closed", async () => {
  const { patientId } = await scene.family();
  const { db } = scene.other.connection.context.office.requirePractice();
  db.pragma(`max_page_count = ${Number(db.pragma("page_count"))}`);
  let isFull = false;
  for (let n = 0; n < 2000 && !isFull; n += 1) {
    try {
      db.write((w) => w.exec("insert into lease (name, owner, heartbeat_at) values (?, ?, '')", `room ${n}`, "x".repeat(500)));
    } catch {
      isFull = true;
    }
  }
  expect(isFull).toBe(true);
  expect((await scene.owner.patients.chart({ patientId })).patientId).toBe(patientId);
  await scene.house.office.close();
  expect(db.isOpen).toBe(false);
});
