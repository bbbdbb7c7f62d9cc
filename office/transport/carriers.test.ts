import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OfficeClient } from "#contract/client.ts";
import { startHost, type Host } from "../http/server.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice } from "../testing.ts";
import { openHttp, openPort, openSocket, type Line } from "./testing.ts";

let house: TestOffice;
let host: Host;
beforeEach(async () => {
  house = await openTestOffice();
  host = await startHost({ office: house.office, port: 0, pages: join(house.dataDir, "no-pages") });
});
afterEach(async () => {
  await host.close();
  await house.dispose();
});

const carriers: [name: string, open: () => Promise<Line>][] = [
  ["a MessagePort", () => openPort(house)],
  ["a WebSocket", () => openSocket(host)],
];

const signIn = (client: OfficeClient) =>
  client.sessions.signIn({ requestId: newRequestId(), username: "PRIYA", password: testPassword });

const newPerson = { name: "Ana Ruiz", username: "ana", role: "front_desk", password: "seven otters juggling pears" } as const;

/** The next announcement that is not only a greeting. */
async function heard(stream: AsyncIterator<{ topics: string[] }>, topic: string): Promise<number> {
  const started = performance.now();
  for (;;) {
    const step = await stream.next();
    if (step.done) throw new Error("the stream ended");
    if (step.value.topics.includes(topic)) return performance.now() - started;
  }
}

describe.each(carriers)("over %s", (_, open) => {
  test("a command answers, and a question sees what it did", async () => {
    const { client } = await open();
    await setUpPractice({ client } as never);
    const added = await client.staff.add({ requestId: newRequestId(), ...newPerson });
    expect(added).toMatchObject({ name: "Ana Ruiz", role: "front_desk", active: true });
    expect((await client.staff.list({})).map((person) => person.username).toSorted()).toEqual(["ana", "priya"]);
  });

  test("F-17 a refusal keeps its code and its facts", async () => {
    const { client } = await open();
    await setUpPractice({ client } as never);
    await expect(
      client.staff.add({ requestId: newRequestId(), ...newPerson, username: "Priya" }),
    ).rejects.toMatchObject({
      code: "REFUSAL",
      defined: true,
      data: { code: "username_taken", facts: { username: "Priya" } },
    });
  });

  test("F-18 malformed input is INVALID with its fields", async () => {
    const { client } = await open();
    await setUpPractice({ client } as never);
    await expect(
      client.staff.add({ requestId: "not a uuid", ...newPerson, role: "queen" } as never),
    ).rejects.toMatchObject({
      code: "INVALID",
      defined: true,
      data: {
        fields: [
          { path: "requestId", problem: "is not written as expected" },
          { path: "role", problem: "is not one of the choices" },
        ],
      },
    });
  });

  test("F-15 a repeated request id acts once and answers the same", async () => {
    const { client } = await open();
    await setUpPractice({ client } as never);
    const requestId = newRequestId();
    const [first, second] = await Promise.all([
      client.staff.add({ requestId, ...newPerson }),
      client.staff.add({ requestId, ...newPerson }),
    ]);
    expect(second).toEqual(first);
    expect(await client.staff.list({})).toHaveLength(2);
    await expect(client.staff.deactivate({ requestId, staffId: first.staffId })).rejects.toMatchObject({
      code: "INVALID",
      data: { fields: [{ path: "requestId", problem: "was used for something else" }] },
    });
  });

  test("an announcement reaches the other window within a second, hello first", async () => {
    const [here, there] = [await open(), await open()];
    await setUpPractice({ client: here.client } as never);
    await signIn(there.client);
    const stream = await there.client.events.subscribe({});
    expect(await stream.next()).toMatchObject({ value: { topics: ["hello"] } });
    const waiting = heard(stream, "staff");
    await here.client.staff.add({ requestId: newRequestId(), ...newPerson });
    expect(await waiting).toBeLessThan(1000);
    await stream.return?.();
  });

  test("a dropped line is taken up again at the same seat, still signed in, and hears hello anew", async () => {
    const first = await open();
    await setUpPractice({ client: first.client } as never);
    const stream = await first.client.events.subscribe({});
    await stream.next();
    await first.drop();
    const second = await first.again();
    expect((await second.client.app.status({})).session).toMatchObject({ name: "Priya Raman", locked: false });
    const anew = await second.client.events.subscribe({});
    expect(await anew.next()).toMatchObject({ value: { topics: ["hello"] } });
    await anew.return?.();
  });

  test.each([
    "",
    "garbage",
    "{}",
    "[]",
    "null",
    '{"i":"1"}',
    '{"i":"1","p":{}}',
    '{"i":"1","p":{"u":"http://evil.example/x"}}',
    '{"i":"1","p":{"u":"/app/status","h":{"content-type":"multipart/form-data"}}}',
    '{"i":"1","p":{"u":"/app/status","h":{"content-disposition":"x; filename=\\"a\\""}}}',
    '{"i":"1","t":3,"p":{"e":"message"}}',
    `{"i":"${"x".repeat(100)}","p":{"u":"/app/status"}}`,
    "[".repeat(100_000),
  ])("S1 garbage ends the line and nothing else: %.60j", async (data) => {
    const line = await open();
    line.garbage(data);
    await line.closed;
    const next = await open();
    expect(await next.client.app.status({})).toMatchObject({ practice: null });
  });

  test("an operation that does not exist is answered, not hung on", async () => {
    const { client } = await open();
    const unknown = (client as unknown as { app: { nothing: (input: object) => Promise<unknown> } }).app.nothing;
    await expect(unknown({})).rejects.toMatchObject({ status: 404 });
  });
});

test("DSK-1 over HTTP the same calls answer the same: a command, a refusal, malformed input, a repeat", async () => {
  const client = await openHttp(host);
  await setUpPractice({ client } as never);
  const requestId = newRequestId();
  const added = await client.staff.add({ requestId, ...newPerson });
  expect(await client.staff.add({ requestId, ...newPerson })).toEqual(added);
  await expect(client.staff.add({ requestId: newRequestId(), ...newPerson })).rejects.toMatchObject({
    code: "REFUSAL",
    data: { code: "username_taken" },
  });
  await expect(client.staff.list({ extra: 1 } as never)).rejects.toMatchObject({ code: "INVALID" });
});

test("DSK-1 a page and its socket share one seat: signed in once, signed in on both", async () => {
  const jar = { cookie: "" };
  const page = await openHttp(host, jar);
  const line = await openSocket(host, jar);
  await setUpPractice({ client: page } as never);
  expect((await line.client.app.status({})).session).toMatchObject({ name: "Priya Raman" });
});
