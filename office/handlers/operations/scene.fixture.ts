/** One training practice with a window for every role, for tests that go through every operation of the contract. */
import { createHash } from "node:crypto";
import type { OperationMeta } from "#contract/base.ts";
import type { OfficeClient } from "#contract/client.ts";
import { contract } from "#contract/index.ts";
import type { PatientForm } from "#contract/people.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { roles, type Role } from "#domain/staff/permissions.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "../../testing.ts";

export type Scene = {
  readonly house: TestOffice;
  /** The owner's window: it prepares what an operation needs. */
  readonly owner: OfficeClient;
  readonly windows: ReadonlyMap<Role, TestWindow>;
  /** Another desk with the owner signed in, who did nothing yet. */
  readonly other: TestWindow;
  readonly today: () => Promise<Day>;
  readonly window: (role: Role) => TestWindow;
  /** A family of one whose member pays. */
  family(): Promise<{ householdId: HouseholdId; patientId: PatientId }>;
  /** An issued, unpaid invoice of its own family. */
  invoice(cents?: number): Promise<{ householdId: HouseholdId; patientId: PatientId; invoiceId: number; number: number }>;
  plan(over?: Partial<PlanTerms>): ReturnType<OfficeClient["plans"]["add"]>;
  /** A member who pays nothing today: the first money waits for the draw day. */
  member(over?: { agreement?: "later" | "not_needed"; drawInDays?: number }): Promise<{ membershipId: MembershipId; householdId: HouseholdId; patientId: PatientId }>;
  /** What the practice file holds, all tables but the sessions' last sign of life, as one hash. */
  hash(): string;
  /** Audit actions written after a place in the trail, with who did them. */
  auditAfter(place: number): { action: string; subject: string; staffId: number | null }[];
  auditEnd(): number;
  staffIdOf(role: Role): number;
};

export const someAddress = { line1: "12 Oak St", line2: "", city: "Lowell", region: "MA", postalCode: "01850", country: "US" };

export const blankForm: PatientForm = {
  prefix: "",
  firstName: "Rosa",
  middleName: "",
  lastName: "Lee",
  suffix: "",
  preferredName: "",
  birthOn: "1980-01-01" as Day,
  sex: "",
  pronouns: "",
  email: "",
  phones: [],
  language: "en",
  alerts: "",
  notes: "",
  textConsent: "unknown",
  status: "active",
  deceasedOn: null,
  ownAddress: null,
};

export const someTerms: PlanTerms = {
  ...plainTerms,
  name: "Adult",
  descriptor: "",
  audience: { minAge: null, maxAgeExclusive: null },
  prices: [{ months: 1, priceCents: toCents(3700) }],
  activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "none", months: 0, fixedCents: toCents(0) },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [],
  discounts: [],
  waitingDays: 0,
  ageOut: "ask",
  insuredAllowed: true,
  agreementRequired: false,
  agreementText: "",
};

const passwords = "seven otters juggling pears";

export async function openScene(kind: "training" | "live" = "training"): Promise<Scene> {
  const house = await openTestOffice();
  const first = house.window();
  await setUpPractice(first, { kind });
  const windows = new Map<Role, TestWindow>([["owner", first]]);
  const staffIds = new Map<Role, number>([["owner", 1]]);
  for (const role of roles.filter((name) => name !== "owner")) {
    const { staffId } = await first.client.staff.add({ requestId: newRequestId(), name: `The ${role}`, username: role, role, password: passwords });
    staffIds.set(role, staffId);
    const window = house.window();
    await window.client.sessions.signIn({ requestId: newRequestId(), username: role, password: passwords });
    windows.set(role, window);
  }
  const other = house.window();
  await other.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: testPassword });
  const owner = first.client;
  const { db } = first.connection.context.office.requirePractice();
  const tables = db.read((r) =>
    r.all<{ name: string }>(
      "select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%' and name <> 'session' order by name",
    ),
  );
  let people = 0;
  let known = { changes: -1, hash: "" };
  const scene: Scene = {
    house,
    owner,
    windows,
    other,
    today: async () => (await owner.app.status({})).practice?.todayOn as Day,
    window: (role) => windows.get(role) ?? raise(`no window for ${role}`),
    family: () => {
      people += 1;
      return owner.patients.add({
        requestId: newRequestId(),
        form: { ...blankForm, lastName: `Lee${letters(people)}` },
        household: { newAddress: someAddress, contactPreference: "print" },
      });
    },
    invoice: async (cents = 5000) => {
      const lee = await scene.family();
      const issued = await owner.invoices.issue({ requestId: newRequestId(), householdId: lee.householdId, termsDays: 0, lines: [await typedLine(scene, lee.patientId, cents)] });
      return { ...lee, ...issued };
    },
    plan: (over = {}) => owner.plans.add({ requestId: newRequestId(), terms: { ...someTerms, ...over }, state: "on_sale" }),
    member: async ({ agreement = "not_needed", drawInDays = 10 } = {}) => {
      const startOn = await scene.today();
      const { planVersionId } = await scene.plan({ agreementRequired: agreement === "later", agreementText: "Dues are drawn each month." });
      const lee = await scene.family();
      const { membershipIds } = await owner.memberships.enrol({
        requestId: newRequestId(),
        enrolment: {
          householdId: lee.householdId,
          members: [{ patientId: lee.patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
          startOn,
          drawDay: Number(addDays(startOn, drawInDays).slice(8)),
          firstMoney: "free_until_draw",
          agreement,
        },
        expectedTodayCents: toCents(0),
        payment: null,
      });
      return { ...lee, membershipId: membershipIds[0] ?? raise("one membership") };
    },
    hash: () => {
      // The office has the one connection that writes: while it has changed no row, the content is the same.
      const changes = db.read((r) => r.get<{ n: number }>("select total_changes() as n"))?.n ?? raise("a count of changes");
      if (changes === known.changes) return known.hash;
      const hash = createHash("sha256");
      db.read((r) => {
        for (const { name } of tables) hash.update(`${name}\n${JSON.stringify(r.all(`select * from "${name}" order by 1`))}\n`);
      });
      known = { changes, hash: hash.digest("hex") };
      return known.hash;
    },
    auditAfter: (place) =>
      db.read((r) => r.all("select action, subject, actor_id as staffId from audit where id > ? order by id", place)),
    auditEnd: () => db.read((r) => r.get<{ id: number }>("select max(id) as id from audit"))?.id ?? 0,
    staffIdOf: (role) => staffIds.get(role) ?? raise(`nobody is ${role}`),
  };
  return scene;
}

export async function typedLine(scene: Scene, patientId: PatientId, cents = 5000) {
  return {
    patientId,
    kind: "service" as const,
    description: "Cleaning",
    serviceOn: await scene.today(),
    quantity: 1,
    unitCents: toCents(cents),
    taxRatePpm: 0,
  };
}

export const cashOf = (cents: number) =>
  ({ tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "" }) as const;

/** A file of `rows` in the office's hands, analysed and run dry: ready to be committed. */
export async function preparedImport(client: OfficeClient, text: string) {
  const bytes = Buffer.from(text);
  const { fileId } = await client.imports.openFile({ requestId: newRequestId(), fileName: "people.csv", bytes: bytes.length });
  await client.imports.addPart({ requestId: newRequestId(), fileId, at: 0, base64: bytes.toString("base64") });
  const settings = { encoding: null, delimiter: null, quoted: null, hasHeader: null };
  const { mapping } = await client.imports.analyse({ fileId, settings, columns: null });
  for await (const event of await client.imports.dryRun({ fileId, mapping, importReview: true, importDuplicates: true }))
    if (event.kind === "done") return { fileId, mapping, counts: event.counts };
  throw new Error("the dry run had no end");
}

/** Every operation of the contract: its dotted name and what it declares. */
export function operationsOf(tree: object = contract, path: readonly string[] = []): { name: string; meta: OperationMeta }[] {
  return Object.entries(tree).flatMap(([key, node]: [string, object]) =>
    "~orpc" in node
      ? [{ name: [...path, key].join("."), meta: (node["~orpc"] as { meta: OperationMeta }).meta }]
      : operationsOf(node, [...path, key]),
  );
}

/** Calls an operation by its dotted name; streams are read to their end and answer with their last event. */
export async function callBy(client: OfficeClient, name: string, input: unknown): Promise<unknown> {
  const operation = name.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client);
  const answer = await (operation as (value: unknown) => Promise<unknown>)(input);
  if (typeof answer !== "object" || answer === null || !(Symbol.asyncIterator in answer)) return answer;
  let last: unknown;
  for await (const event of answer as AsyncIterable<unknown>) last = event;
  return last;
}

/** The typed error's code, the refusal's own code for a refusal, or `answered`. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "answered",
    (error: unknown) => {
      const { code, data } = error as { code?: string; data?: { code?: string } };
      return code === "REFUSAL" ? `refused ${data?.code}` : (code ?? String(error));
    },
  );
}

/** 1 is A, 27 is AA: names are told apart by letters. */
function letters(number: number): string {
  return number === 0 ? "" : letters(Math.floor((number - 1) / 26)) + String.fromCharCode(65 + ((number - 1) % 26));
}

export function raise(what: string): never {
  throw new Error(what);
}
