import { call } from "@orpc/server";
import { expect, test } from "vitest";
import { refuse } from "#domain/refusal.ts";
import { asId, type StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { Cx } from "#services/context.ts";
import type { Sitting } from "./call.ts";
import { anyone, os } from "./implementer.ts";
import type { Call, OfficeCore } from "./office-core.ts";
import { Seat } from "./seats.ts";

const person = (role: Role) => ({ staffId: asId<StaffId>(1), name: "Ada Byron", role });

/** An office where a given person sits, which remembers its faults. */
function officeWith(sitting: Sitting): { context: Call; faults: { incident: string; operation: string }[] } {
  const faults: { incident: string; operation: string }[] = [];
  const doors: Pick<OfficeCore, "sittingAt" | "contextFor" | "reportFault"> = {
    sittingAt: () => sitting,
    contextFor: (_seat, _person, request) => ({ request }) as Cx,
    reportFault: ({ incident, operation }) => faults.push({ incident, operation }),
  };
  const office = doors as OfficeCore;
  return { context: { office, seat: new Seat("token", "desk") }, faults };
}

const patientCount = { total: 1, active: 1, deceased: 0, minors: 0, households: 1 };
const count = os.patients.count.handler(() => patientCount);

test("S3 a call without an open practice, signed out, locked or without permission is refused in this order", async () => {
  const answerAt = (sitting: Sitting) => call(count, {}, { context: officeWith(sitting).context, path: ["patients", "count"] });
  await expect(answerAt({ state: "no_practice" })).rejects.toMatchObject({ code: "NO_PRACTICE", defined: true });
  await expect(answerAt({ state: "signed_out" })).rejects.toMatchObject({ code: "SIGNED_OUT", defined: true });
  await expect(answerAt({ state: "locked", person: person("owner") })).rejects.toMatchObject({ code: "LOCKED" });
  await expect(answerAt({ state: "open", person: person("read_only") })).resolves.toEqual(patientCount);
  const exporting = os.patients.exportCsv.handler(() => ({ fileName: "a.csv", mediaType: "text/csv" as const, base64: "" }));
  await expect(
    call(exporting, {}, { context: officeWith({ state: "open", person: person("front_desk") }).context }),
  ).rejects.toMatchObject({ code: "FORBIDDEN", data: { permission: "export.all" } });
});

test("control 16 the guard speaks before the input is read", async () => {
  const { context } = officeWith({ state: "signed_out" });
  await expect(call(count, { nonsense: true } as never, { context })).rejects.toMatchObject({ code: "SIGNED_OUT" });
});

test("F-18 malformed input names its fields and never repeats the value", async () => {
  const { context, faults } = officeWith({ state: "open", person: person("owner") });
  const search = os.patients.search.handler(() => ({ patients: [], invoices: [] }));
  await expect(
    call(search, { text: "x".repeat(121), limit: "many", secret: "1" } as never, { context }),
  ).rejects.toMatchObject({
    code: "INVALID",
    data: {
      fields: [
        { path: "text", problem: "must be at most 120 characters" },
        { path: "limit", problem: "must be a number" },
        { path: "", problem: "has a field that is not known here" },
      ],
    },
  });
  expect(faults).toEqual([]);
});

test("F-17 a refusal keeps its code and facts; any other error is a fault with an incident code, told once", async () => {
  const { context, faults } = officeWith({ state: "open", person: person("owner") });
  const full = os.patients.count.handler(() => refuse("too_many_rows", { limit: 7 }));
  await expect(call(full, {}, { context })).rejects.toMatchObject({
    code: "REFUSAL",
    defined: true,
    data: { code: "too_many_rows", facts: { limit: 7 } },
  });
  expect(faults).toEqual([]);
  const broken = os.patients.count.handler(() => {
    throw new Error("select secret from patient");
  });
  const fault = await call(broken, {}, { context, path: ["patients", "count"] }).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: "FAULT", data: { incident: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) } });
  expect(JSON.stringify(fault)).not.toContain("secret");
  expect(faults).toEqual([{ incident: (fault as { data: { incident: string } }).data.incident, operation: "patients.count" }]);
});

test("control 18 fields that the contract does not promise are stripped from an answer", async () => {
  const { context } = officeWith({ state: "open", person: person("owner") });
  const leaky = os.patients.count.handler(() => ({ ...patientCount, notes: "private" }));
  expect(await call(leaky, {}, { context })).toEqual(patientCount);
});

test("S3 a handler that skips the guard never runs for an operation that is not public", async () => {
  const { context, faults } = officeWith({ state: "signed_out" });
  let ran = false;
  const hole = anyone.patients.count.handler(() => {
    ran = true;
    return patientCount;
  });
  await expect(call(hole, {}, { context })).rejects.toMatchObject({ code: "FAULT" });
  expect(ran).toBe(false);
  expect(faults).toHaveLength(1);
});

test("F-15 a command's request id and operation reach the use case", async () => {
  const { context } = officeWith({ state: "open", person: person("owner") });
  let seen: Cx["request"];
  const remember = os.billing.confirmStop.handler(({ context: { cx } }) => {
    seen = cx.request;
    return { lifted: 0 };
  });
  const requestId = "0b8c3f0e-5a63-4a4f-9d2c-9a4c8d0c5b11";
  await call(remember, { requestId, reason: "checked" }, { context, path: ["billing", "confirmStop"] });
  expect(seen).toEqual({ id: requestId, operation: "billing.confirmStop" });
});

test("F-17 an error in the middle of a stream is typed as well, and the stream can be closed while it waits", async () => {
  const { context, faults } = officeWith({ state: "signed_out" });
  const breaking = anyone.events.subscribe.handler(async function* () {
    yield { topics: ["hello"] };
    throw new Error("torn");
  });
  const stream = await call(breaking, {}, { context });
  expect(await stream.next()).toMatchObject({ value: { topics: ["hello"] } });
  await expect(stream.next()).rejects.toMatchObject({ code: "FAULT" });
  expect(faults).toHaveLength(1);
});
