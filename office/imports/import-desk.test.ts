import { afterEach, expect, test } from "vitest";
import { importLimits } from "#domain/imports/limits.ts";
import { ImportDesk } from "./import-desk.ts";

const desks: ImportDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.closeAll();
});
function openDesk(): ImportDesk {
  const desk = new ImportDesk();
  desks.push(desk);
  return desk;
}

const bytes = Buffer.from("id,lname,dob\n1,Lee,1984-03-07\n");
const refusal = (code: string) => expect.objectContaining({ code }) as Error;
/** A whole file on the desk; it is read by nobody, so that its thread has nothing to do. */
function whole(desk: ImportDesk, name = "a.csv"): string {
  const fileId = desk.open(name, bytes.length);
  desk.addPart(fileId, 0, bytes);
  return fileId;
}

test("PPL-17 uploads that were left in the middle make room at once, oldest first, however many there are", () => {
  const desk = openDesk();
  const ids = Array.from({ length: 20 }, (_, at) => desk.open(`${at}.csv`, 10));
  for (const fileId of ids.slice(0, -2)) expect(() => desk.addPart(fileId, 0, Buffer.from("x"))).toThrow(refusal("import_file_gone"));
  for (const fileId of ids.slice(-2)) expect(desk.addPart(fileId, 0, Buffer.from("x"))).toBe(1);
});

test("PPL-17 a third whole file takes the place of the first, and a file that is being imported keeps its own", async () => {
  const desk = openDesk();
  const first = desk.file(whole(desk));
  const second = desk.file(whole(desk));
  first.isImporting = true;
  expect(desk.isImporting).toBe(true);
  const third = whole(desk);
  expect(() => desk.file(second.fileId)).toThrow(refusal("import_file_gone"));
  expect(desk.file(first.fileId)).toBe(first);
  expect(() => desk.quietFile(first.fileId)).toThrow(refusal("import_already_running"));
  expect(desk.file(third).fileName).toBe("a.csv");
  first.isImporting = false;
  expect(desk.quietFile(first.fileId)).toBe(first);
});

test("PPL-17 two files that are being imported leave no room to make, and the desk still answers", () => {
  const desk = openDesk();
  for (const name of ["a.csv", "b.csv"]) desk.file(whole(desk, name)).isImporting = true;
  expect(desk.open("c.csv", 5)).toMatch(/^[0-9a-f-]{36}$/);
});

test("F-18 parts fit together or are refused: gaps, more than was announced, bytes for a file that is not there", () => {
  const desk = openDesk();
  const fileId = desk.open("a.csv", 10);
  expect(desk.addPart(fileId, 0, Buffer.from("abcd"))).toBe(4);
  expect(() => desk.addPart(fileId, 5, Buffer.from("x"))).toThrow(refusal("import_file_incomplete"));
  expect(() => desk.addPart(fileId, 4, Buffer.from("1234567"))).toThrow(refusal("import_file_incomplete"));
  expect(() => desk.file(fileId)).toThrow(refusal("import_file_incomplete"));
  expect(desk.addPart(fileId, 2, Buffer.from("cdef"))).toBe(6);
  expect(desk.addPart(fileId, 0, Buffer.from("ab"))).toBe(6);
  expect(desk.addPart(fileId, 6, Buffer.from("ghij"))).toBe(10);
  expect(desk.file(fileId).sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(() => desk.addPart("no-such-file", 0, Buffer.from("x"))).toThrow(refusal("import_file_gone"));
});

test("S7 a file of nothing and one that is too large are refused before a byte is kept", () => {
  const desk = openDesk();
  expect(() => desk.open("a.csv", 0)).toThrow(refusal("import_file_empty"));
  expect(() => desk.open("a.csv", importLimits.fileBytes + 1)).toThrow(refusal("import_file_too_large"));
  expect(desk.open("a.csv", 1)).toBeTruthy();
});

test("PPL-17 the same bytes are known again by their hash, whatever their name", () => {
  const desk = openDesk();
  const [one, other] = [desk.file(whole(desk, "a.csv")), desk.file(whole(desk, "b.csv"))];
  expect(one.sha256).toBe(other.sha256);
  expect(one.fileId).not.toBe(other.fileId);
});

test("closing a file says whether it was there, once", async () => {
  const desk = openDesk();
  const [arriving, arrived] = [desk.open("a.csv", 10), whole(desk)];
  desk.file(arrived);
  expect([await desk.close(arriving), await desk.close(arriving), await desk.close(arrived), await desk.close(arrived), await desk.close("nothing")]).toEqual([true, false, true, false, false]);
});
