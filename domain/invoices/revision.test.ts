import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type InvoiceLineId } from "../identity.ts";
import { toCents } from "../money.ts";
import { changedParts, diffRevisions, isSameRevision, type ChangedPart, type RevisionContent, type RevisionLine } from "./revision.ts";

const line = (id: number, over: Partial<RevisionLine> = {}): RevisionLine => ({
  lineId: asId<InvoiceLineId>(id),
  kind: "service",
  patientName: "Rosa Lee",
  providerName: null,
  description: `Line ${id}`,
  serviceOn: toDay("2026-11-20"),
  quantity: 1,
  unitCents: toCents(1000),
  netCents: toCents(1000),
  taxRatePpm: 0,
  taxCents: toCents(0),
  explain: "{}",
  ...over,
});
const content = (lines: readonly RevisionLine[], over: Partial<RevisionContent> = {}): RevisionContent => ({
  invoicedOn: toDay("2026-11-20"),
  dueOn: toDay("2026-11-27"),
  termsDays: 7,
  totalCents: toCents(lines.reduce((sum, { netCents, taxCents }) => sum + netCents + taxCents, 0)),
  taxCents: toCents(0),
  lines,
  ...over,
});

test("INV-3 equal revisions have no difference, in whatever order their lines stand", () => {
  const diff = diffRevisions(content([line(1), line(2)]), content([line(2), line(1)]));
  expect(diff.lines).toEqual([]);
  expect(isSameRevision(diff)).toBe(true);
});

test("INV-3 lines added, removed and changed, with their amounts and tax, in the order of the newer one", () => {
  const before = content([line(1), line(2, { taxRatePpm: 88_750, taxCents: toCents(89) })]);
  const after = content([line(3), line(1, { quantity: 3, netCents: toCents(3000) })]);
  expect(diffRevisions(before, after)).toEqual({
    lines: [
      { kind: "added", description: "Line 3", beforeCents: null, afterCents: 1000, parts: [] },
      { kind: "changed", description: "Line 1", beforeCents: 1000, afterCents: 3000, parts: ["quantity"] },
      { kind: "removed", description: "Line 2", beforeCents: 1089, afterCents: null, parts: [] },
    ],
    invoicedOn: null,
    dueOn: null,
    beforeCents: 2089,
    afterCents: 4000,
  });
});

test.each<[Partial<RevisionLine>, readonly ChangedPart[]]>([
  [{ description: "Other words" }, ["what"]],
  [{ kind: "product" }, ["kind"]],
  [{ patientName: "Mia Lee" }, ["patient"]],
  [{ providerName: "Ana" }, ["provider"]],
  [{ serviceOn: toDay("2026-11-21") }, ["day"]],
  [{ unitCents: toCents(1100), netCents: toCents(1100) }, ["price"]],
  [{ netCents: toCents(900) }, ["discount"]],
  [{ taxRatePpm: 88_750, taxCents: toCents(89) }, ["tax"]],
  [{ quantity: 2, unitCents: toCents(900), netCents: toCents(1700) }, ["quantity", "price", "discount"]],
  // Other facts of a price that nothing comes off are no difference that somebody would see.
  [{ explain: '{"kind":"typed"}' }, []],
])("INV-3 %j is told as %j", (over, parts) => {
  expect(diffRevisions(content([line(1)]), content([line(1, over)])).lines.flatMap((change) => change.parts)).toEqual(parts);
});

test("INV-3 the same amount off for another reason is a difference", () => {
  const was = line(1, { netCents: toCents(900), explain: '{"reason":"Friend"}' });
  expect(diffRevisions(content([was]), content([{ ...was, explain: '{"reason":"Family"}' }])).lines[0]?.parts).toEqual(["discount"]);
});

test("INV-3 other days are a difference of their own", () => {
  const diff = diffRevisions(content([line(1)]), content([line(1)], { invoicedOn: toDay("2026-11-21"), dueOn: toDay("2026-12-21") }));
  expect(diff).toMatchObject({ lines: [], invoicedOn: { before: "2026-11-20", after: "2026-11-21" }, dueOn: { before: "2026-11-27", after: "2026-12-21" } });
  expect(isSameRevision(diff)).toBe(false);
});

test("INV-3 every part of a line has its place in the order they are told", () => {
  expect(new Set(changedParts).size).toBe(9);
});
