import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delimiters } from "#domain/imports/file-settings.ts";
import { sniffDelimiter, statedDelimiter } from "./delimiter.ts";
import { notTextKind } from "./file-kind.ts";
import { columnNames, findHeader } from "./header.ts";

describe("PPL-17 the separator", () => {
  test.each<[text: string, delimiter: string]>([
    ["a,b,c\n1,2,3\n", ","],
    ["a;b;c\n1,5;2,5;3,5\n", ";"],
    ["a\tb\n1,2\t3\n4,5\t6\n", "\t"],
    ["a|b|c\n1|2|3\n", "|"],
    ['"Lee, Rosa";1984\n"Gomez, Ana";1990\n', ";"],
    ["just one column\nand another line\n", ","],
    ["", ","],
    ["a,b;c\n1,2;3\n4,5;6\n7;8\n", ","],
  ])("%j is separated by %j", (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });

  test("an even table of plain words is read by its own separator, whichever it is", () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
    fc.assert(
      fc.property(fc.constantFrom(...delimiters), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 3, max: 8 }), word, (delimiter, width, height, text) => {
        const row = Array.from({ length: width }, () => text).join(delimiter);
        expect(sniffDelimiter(`${Array.from({ length: height }, () => row).join("\n")}\n`)).toBe(delimiter);
      }),
    );
  });

  test.each<[start: string, found: object | undefined]>([
    ["sep=;\na;b", { delimiter: ";", length: 6 }],
    ["SEP=|\r\na|b", { delimiter: "|", length: 7 }],
    ['"sep=,"\na', { delimiter: ",", length: 8 }],
    ["sep=;", { delimiter: ";", length: 5 }],
    ["sep=;;\na", undefined],
    ["sep=\n", undefined],
    ["separator;name\n", undefined],
    [" sep=;\n", undefined],
  ])("Excel's own line in %j says %j", (start, found) => {
    expect(statedDelimiter(start)).toEqual(found);
  });
});

describe("PPL-17 the line with the names", () => {
  test.each<[what: string, records: string[][], at: number]>([
    ["the first line", [["Last Name", "First Name", "DOB"], ["Lee", "Rosa", "1984-03-07"]], 0],
    ["after a title", [["Patient list of 2026-11-22"], [""], ["LName", "FName", "Birthdate"], ["Lee", "Rosa", "1984-03-07"]], 2],
    ["none: the first line is a person with a day", [["Lee", "Rosa", "1984-03-07"], ["Gomez", "Ana", "1990-01-01"]], -1],
    ["none: the first line has an e-mail address", [["Lee", "rosa@example.org"]], -1],
    ["none: the first line has a number", [["Lee", "12.50"]], -1],
    ["words that nobody knows, but no values either", [["Alpha", "Beta"], ["Lee", "Rosa"]], 0],
    ["nothing at all", [], -1],
    ["blank lines only", [["", " "], [""]], -1],
  ])("%s", (_, records, at) => {
    expect(findHeader(records)).toBe(at);
  });

  test("every column gets a name of its own, and what was changed is said with its place", () => {
    const { names, notices } = columnNames(["Name", "", "Name", "  ", "Name", "'=Sum", "Name (2)", "__proto__"], 3);
    expect(names).toEqual(["Name", "Column 2", "Name (2)", "Column 4", "Name (3)", "=Sum", "Name (2) (2)", "__proto__"]);
    expect(notices.map(({ code, line, column }) => [code, line, column])).toEqual([
      ["header_blank", 3, 2],
      ["header_twice", 3, 3],
      ["header_blank", 3, 4],
      ["header_twice", 3, 5],
      ["header_twice", 3, 7],
    ]);
  });

  test("whatever the cells, there are as many names as cells, none blank, none twice", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", " ", "a", "a ", "a (2)", "Column 2", "b", "\u00a0"), { maxLength: 30 }), (cells) => {
        const { names } = columnNames(cells, 1);
        expect(names).toHaveLength(cells.length);
        expect(new Set(names).size).toBe(names.length);
        expect(names.every((name) => name.trim() !== "")).toBe(true);
      }),
    );
  });
});

describe("S7 files that are no text, whatever they are called", () => {
  test.each<[what: string, start: string, kind: string | undefined]>([
    ["a PDF", "%PDF-1.7\n", "pdf"],
    ["a workbook", "PK\x03\x04\x14\x00[Content_Types].xml", "xlsx"],
    ["an OpenDocument table", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"],
    ["another archive", "PK\x03\x04readme.txt", "zip"],
    ["an empty archive", "PK\x05\x06", "zip"],
    ["an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"],
    ["a page", "\xef\xbb\xbf  <!DOCTYPE html><html>", "html"],
    ["a table of a page", "<TABLE><tr>", "html"],
    ["XML", '<?xml version="1.0"?>', "xml"],
    ["a picture", "\x89PNG\r\n", "image"],
    ["a database", "SQLite format 3\0", "database"],
    ["packed text", "\x1f\x8b\x08", "gzip"],
    ["a letter", "{\\rtf1", "rtf"],
    ["a table", "id,lname\n1,Lee\n", undefined],
    ["JSON", '{"resourceType":"Patient"}', undefined],
    ["a name that begins with a sign", "<none>,Lee\n", undefined],
    ["nothing", "", undefined],
  ])("%s", (_, start, kind) => {
    expect(notTextKind(Buffer.from(start, "latin1"))).toBe(kind);
  });
});
