import { expect, test } from "vitest";
import { parseTrace } from "./trace.ts";

const hex = (text: string): string => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

test("R2 what strace wrote is read as what happened to the disk; calls that failed did nothing", () => {
  const trace = [
    `openat(AT_FDCWD, "${hex("/data/practice.db-wal")}", O_RDWR|O_CREAT|O_NOFOLLOW|O_CLOEXEC, 0644) = 21`,
    `openat(AT_FDCWD, "${hex("/absent")}", O_RDONLY) = -1 ENOENT (No such file or directory)`,
    `pwrite64(21, "${hex('a"b, c')}", 6, 8192) = 6`,
    `pwrite64(21, "${hex("half")}", 4, 0)         = 2`,
    "fdatasync(21)                           = 0",
    "fsync(21)                               = -1 EIO (Input/output error)",
    "ftruncate(21, 4096)                     = 0",
    `write(1, "${hex("saved 1\n")}", 8)  = 8`,
    `unlink("${hex("/data/practice.db-wal")}") = 0`,
    `rename("${hex("/a")}", "${hex("/b")}") = 0`,
    "close(21)                               = 0",
    "+++ exited with 0 +++",
  ].join("\n");
  expect(parseTrace(trace)).toEqual([
    { kind: "open", fd: 21, path: "/data/practice.db-wal", creates: true },
    { kind: "write", fd: 21, offset: 8192, data: Buffer.from('a"b, c') },
    { kind: "write", fd: 21, offset: 0, data: Buffer.from("ha") },
    { kind: "sync", fd: 21 },
    { kind: "truncate", fd: 21, size: 4096 },
    { kind: "said", words: "saved 1\n" },
    { kind: "unlink", path: "/data/practice.db-wal" },
    { kind: "rename", from: "/a", to: "/b" },
    { kind: "close", fd: 21 },
  ]);
});

test("R2 a way of writing that the harness does not know is not passed over in silence", () => {
  expect(() => parseTrace("pwritev(21, [{iov_base=...}], 1, 0) = 4096")).toThrow("pwritev");
});
