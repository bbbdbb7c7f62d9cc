import { afterEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { DryRunOptions, Practice } from "./import-file.ts";
import { ImportThread, type ImportThreadOptions } from "./import-thread.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";

const options: DryRunOptions = {
  today: toDay("2026-11-22"),
  homeCountry: "US",
  choices: { importReview: false, importDuplicates: false },
};

const threads: ImportThread[] = [];
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

function start(text: string | Uint8Array, threadOptions?: ImportThreadOptions): ImportThread {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const thread = new ImportThread(new Uint8Array(bytes).buffer, threadOptions);
  threads.push(thread);
  return thread;
}

/** Different people, so that none is taken for another. */
function people(count: number): string {
  const lines = ["id,lname,fname,dob,zip"];
  for (let index = 0; index < count; index += 1) {
    const day = new Date(Date.UTC(1950, 0, 1 + (index % 20_000))).toISOString().slice(0, 10);
    lines.push(
      `${index},Name${index.toString(36)}x${index % 97},Given${(index * 7919) % 100_003},${day},02171`,
    );
  }
  return lines.join("\n");
}

test("PPL-19 a file is looked at, run dry and handed out in slices from a thread of its own", async () => {
  const thread = start(people(1_000));
  const analysis = await thread.analyse();
  expect(analysis).toMatchObject({ rowCount: 1_000, encoding: "utf-8" });
  const report = await thread.dryRun(analysis.mapping, options);
  expect(report.counts).toMatchObject({ rows: 1_000, new: 1_000 });
  const rows: ImportRow[] = [];
  for (let done = false; !done;) {
    const slice = await thread.rows(300);
    expect(slice.rows.length).toBeLessThanOrEqual(300);
    rows.push(...slice.rows);
    done = slice.done;
  }
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  expect((await thread.rows(1, true)).rows[0]?.row).toBe(0);
  expect(await thread.problemsCsv()).toBe("Line,Column,Column name,Kind,Code,Value,What to do\r\n");
});

/** PPL-19 asks for 100,000; the daily run takes fewer so that a busy computer finishes in time. */
const manyRows = Number(process.env.IMPORT_ROWS ?? 20_000);

test(`PPL-19 ${manyRows} rows are run dry with progress, in little memory, while the office keeps answering`, async () => {
  const thread = start(people(manyRows));
  const ticks: number[] = [];
  const heard: number[] = [];
  const timer = setInterval(() => ticks.push(performance.now()), 10);
  const analysis = await thread.analyse(undefined, null, (done) => heard.push(done));
  const report = await thread.dryRun(analysis.mapping, options, undefined, (done) =>
    heard.push(done),
  );
  clearInterval(timer);
  expect(report.counts).toMatchObject({ rows: manyRows, new: manyRows, households: manyRows });
  expect(heard.length).toBeGreaterThan(5);
  const gaps = ticks.slice(1).map((at, index) => at - (ticks[index] ?? at));
  console.info(
    `Dry run of ${manyRows} rows: longest pause of the office ${Math.round(Math.max(...gaps))} ms.`,
  );
  expect(ticks.length).toBeGreaterThan(20);
}, 300_000);

test("F-17 refusals of the thread arrive as refusals, and the file can be looked at again", async () => {
  const thread = start('a,b\n1,"2\n');
  await expect(thread.analyse()).rejects.toMatchObject({
    code: "import_quote_not_closed",
    facts: { line: 2, column: 2 },
  });
  const analysis = await thread.analyse({
    encoding: null,
    delimiter: null,
    quoted: false,
    hasHeader: null,
  });
  expect(analysis.rowCount).toBe(1);
});

test("PPL-17 the practice is asked in the office, with the rows of the thread", async () => {
  const thread = start(
    "id,lname,fname,dob,guarantor\n1,Lee,Ana,1984-03-07,1\n2,Lee,Ben,2015-01-01,9\n",
  );
  const analysis = await thread.analyse();
  const practice: Practice = {
    meet: (rows) => {
      expect(rows[0]).toMatchObject({
        externalId: "1",
        person: { firstName: "Ana", birthOn: "1984-03-07" },
      });
      return Promise.resolve([{ row: 0, acquaintance: { kind: "known", patientId: 41 } }]);
    },
    guarantors: (ids) => Promise.resolve(ids),
  };
  const report = await thread.dryRun(analysis.mapping, options, practice);
  expect(report.counts).toMatchObject({ known: 1, new: 1 });
});

test("PPL-19 a dry run can be stopped, and the file stays open", async () => {
  const thread = start(people(50_000));
  const analysis = await thread.analyse();
  const running = thread.dryRun(analysis.mapping, options, undefined, () => thread.stop());
  await expect(running).rejects.toMatchObject({ code: "import_stopped" });
  expect((await thread.analyse()).rowCount).toBe(50_000);
});

test("PPL-19 closing ends what is under way", async () => {
  const thread = start(people(50_000));
  const running = thread.analyse().then(
    () => "finished",
    ({ code }: { code: string }) => code,
  );
  await thread.close();
  expect(await running).toBe("import_stopped");
  await expect(thread.analyse()).rejects.toMatchObject({ code: "import_stopped" });
});

test("S7 a thread that stands still is ended", async () => {
  const thread = start("a,b\n1,2\n", {
    workerFile: new URL("data:text/javascript,setInterval(()=>{},1000)"),
    patienceSeconds: 0.2,
  });
  await expect(thread.analyse()).rejects.toMatchObject({ code: "import_took_too_long" });
});

test("S7 a thread that needs too much memory is ended, the office is not", async () => {
  const thread = start("a,b\n1,2\n", {
    workerFile: new URL(
      "data:text/javascript,const all=[];for(;;)all.push(new Array(1e6).fill(all.length))",
    ),
    memoryMegabytes: 32,
  });
  await expect(thread.analyse()).rejects.toMatchObject({ code: "import_too_much_memory" });
});

test("F-17 a question that the office cannot answer ends the dry run instead of hanging it", async () => {
  const thread = start("lname,dob\nLee,1984-03-07\n");
  const analysis = await thread.analyse();
  const practice: Practice = {
    meet: () => Promise.reject(new Error("the database is gone")),
    guarantors: () => Promise.resolve([]),
  };
  await expect(thread.dryRun(analysis.mapping, options, practice)).rejects.toThrow(
    "the database is gone",
  );
});
