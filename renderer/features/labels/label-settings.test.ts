import { expect, test } from "vitest";
import { labelSheets } from "#domain/labels/label-sheets.ts";
import { keepLabelSettings, onTheWire, readLabelSettings, usualSettings } from "./label-settings.ts";

function store(text: string | null = null) {
  let kept = text;
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
}

test("DOC-1 a computer that never printed labels begins with the sheet of most labels on its paper", () => {
  expect(readLabelSettings(store(), "letter").sheet).toBe("avery-5160");
  expect(readLabelSettings(store(), "a4").sheet).toBe("avery-l7160");
  expect(usualSettings("a4").own.paper).toBe("a4");
});

test("DOC-1 the sheet, the own measures and the correction are found again", () => {
  const kept = store();
  const { label: _, ...own } = labelSheets["avery-5163"];
  const settings = { sheet: "own", own: { ...own, rows: 4 }, rightMm: 1.5, downMm: -0.5 } as const;
  keepLabelSettings(kept, settings);
  expect(readLabelSettings(kept, "letter")).toEqual(settings);
});

test.each(["", "null", "[]", "{", '"text"', '{"sheet":"avery-9","rightMm":"2","downMm":null,"own":{"paper":"a3"}}', '{"own":{"paper":"a4","columns":1}}'])(
  "DOC-1 whatever else stands there (%s) is the usual sheet without correction",
  (text) => {
    expect(readLabelSettings(store(text), "letter")).toEqual(usualSettings("letter"));
  },
);

test("DOC-1 an own sheet goes to the office in whole hundredths of a millimetre", () => {
  const { label: _, ...own } = labelSheets["avery-5160"];
  expect(onTheWire(own)).toEqual({
    kind: "own",
    paper: "letter",
    columns: 3,
    rows: 10,
    leftHundredths: 397,
    topHundredths: 1270,
    widthHundredths: 6668,
    heightHundredths: 2540,
    stepXHundredths: 7064,
    stepYHundredths: 2540,
  });
});
