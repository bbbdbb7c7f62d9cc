/**
 * Reads journals back as the programs they are for would (INV-16), written from their documents and not
 * from our writer: fields by their header's name, amounts as decimals, days by the format of each.
 */
export type ReadLine = { readonly account: string; readonly amount: number; readonly memo: string };
export type ReadJournal = { readonly number: string; readonly day: string; readonly lines: ReadLine[] };

/** Hundredths from decimal text, by digits alone. */
export function hundredths(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new Error(`not an amount: ${JSON.stringify(text)}`);
  const [, sign, whole = "0", part = ""] = match;
  return (sign === "-" ? -1 : 1) * (Number(whole) * 100 + Number(part.padEnd(2, "0")));
}

/** QuickBooks Desktop: header lines name the fields of TRNS and SPL; ENDTRNS closes a transaction. */
export function readIif(text: string): ReadJournal[] {
  const fields = new Map<string, readonly string[]>();
  const journals: ReadJournal[] = [];
  let open: ReadJournal | null = null;
  for (const line of text.split("\r\n").filter((one) => one !== "")) {
    const cells = line.split("\t");
    const kind = cells[0] ?? "";
    if (kind.startsWith("!")) {
      fields.set(kind.slice(1), cells.slice(1));
      continue;
    }
    const names = fields.get(kind);
    if (names === undefined) throw new Error(`a line of ${kind} before its header`);
    if (kind === "ENDTRNS") {
      if (open === null) throw new Error("ENDTRNS without TRNS");
      journals.push(open);
      open = null;
      continue;
    }
    const values = new Map(names.map((name, at) => [name, cells[at + 1] ?? ""]));
    const value = (name: string): string => values.get(name) ?? "";
    if (value("TRNSTYPE") !== "GENERAL JOURNAL") throw new Error(`not a general journal: ${value("TRNSTYPE")}`);
    const us = /^(\d{2})\/(\d{2})\/(\d{2})$/.exec(value("DATE"));
    if (!us) throw new Error(`not MM/DD/YY: ${value("DATE")}`);
    if (kind === "TRNS") {
      if (open !== null) throw new Error("TRNS before the ENDTRNS of the one before");
      open = { number: value("DOCNUM"), day: `20${us[3]}-${us[1]}-${us[2]}`, lines: [] };
    }
    if (open === null) throw new Error("SPL before TRNS");
    open.lines.push({ account: value("ACCNT"), amount: hundredths(value("AMOUNT")), memo: value("MEMO") });
  }
  if (open !== null) throw new Error("the last transaction has no ENDTRNS");
  return journals;
}

/** Records of comma-separated text by RFC 4180. */
export function readRecords(text: string): string[][] {
  const records: string[][] = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const record = records.at(-1) ?? [];
    const add = (part: string): void => {
      record[record.length - 1] = `${record.at(-1) ?? ""}${part}`;
    };
    if (quoted) {
      if (char !== '"') add(char);
      else if (text[at + 1] === '"') {
        add('"');
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") record.push("");
    else if (char === "\n") records.push([""]);
    else if (char !== "\r") add(char);
  }
  return records.filter((record) => record.length > 1 || record[0] !== "");
}

/** QuickBooks Online: lines of one journal number are one journal; a line has a debit or a credit. */
export function readQbo(text: string): ReadJournal[] {
  const [head = [], ...records] = readRecords(text);
  const journals = new Map<string, ReadJournal>();
  for (const record of records) {
    const value = (name: string): string => record[head.indexOf(name)] ?? "";
    const [month = "", day = "", year = ""] = value("Journal Date").split("/");
    const number = value("Journal No.");
    const journal = journals.get(number) ?? { number, day: `${year}-${month}-${day}`, lines: [] };
    journals.set(number, journal);
    const [debit, credit] = [value("Debits"), value("Credits")];
    if ((debit === "") === (credit === "")) throw new Error("a line has one side");
    journal.lines.push({
      account: value("Account Name"),
      amount: debit === "" ? -hundredths(credit) : hundredths(debit),
      memo: value("Description"),
    });
  }
  return [...journals.values()];
}

/** Xero: narration and day make a journal; amounts are signed, accounts are codes. */
export function readXero(text: string, order: "month-first" | "day-first"): ReadJournal[] {
  const [head = [], ...records] = readRecords(text);
  const journals = new Map<string, ReadJournal>();
  for (const record of records) {
    const value = (name: string): string => record[head.indexOf(name)] ?? "";
    const [first = "", second = "", year = ""] = value("*Date").split("/");
    const day = order === "month-first" ? `${year}-${first}-${second}` : `${year}-${second}-${first}`;
    const number = value("*Narration");
    if (value("*TaxRate") === "") throw new Error("a line without its tax rate");
    const journal = journals.get(number) ?? { number, day, lines: [] };
    journals.set(number, journal);
    journal.lines.push({ account: value("*AccountCode"), amount: hundredths(value("*Amount")), memo: value("Description") });
  }
  return [...journals.values()];
}
