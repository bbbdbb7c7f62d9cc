import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { emptyForm, formToSend, identityToAsk, isTouched, mayBeKnown, mergeForms } from "./form-values.ts";

const rosa = { ...emptyForm, firstName: "Rosa", lastName: "Lee" };

test("PPL-1 empty phone rows and blanks around names are not sent, notes are sent as typed", () => {
  const sent = formToSend({
    ...rosa,
    firstName: " Rosa ",
    email: " rosa@example.org ",
    notes: " two\nlines ",
    phones: [
      { kind: "mobile", number: "  " },
      { kind: "home", number: " 617 555 0100 " },
    ],
  });
  expect(sent).toMatchObject({
    firstName: "Rosa",
    email: "rosa@example.org",
    notes: " two\nlines ",
    phones: [{ kind: "home", number: "617 555 0100" }],
  });
});

test("PPL-1 a day of death goes with the status", () => {
  const died = { ...rosa, status: "deceased", deceasedOn: toDay("2026-10-01") } as const;
  expect(formToSend(died).deceasedOn).toBe("2026-10-01");
  expect(formToSend({ ...died, status: "active" }).deceasedOn).toBeNull();
});

test("PPL-4 duplicates are looked for once there is something to compare", () => {
  expect(mayBeKnown(emptyForm)).toBe(false);
  expect(mayBeKnown({ ...emptyForm, firstName: "Rosa" })).toBe(false);
  expect(mayBeKnown({ ...emptyForm, lastName: "Lee", birthOn: toDay("1984-03-07") })).toBe(true);
  expect(mayBeKnown(rosa)).toBe(true);
  expect(mayBeKnown({ ...emptyForm, phones: [{ kind: "home", number: "555-0100" }] })).toBe(true);
  expect(identityToAsk({ ...rosa, notes: "a" })).toEqual(identityToAsk({ ...rosa, notes: "b" }));
});

test("UI-9 changes of two people to different fields are both kept", () => {
  const mine = { ...rosa, preferredName: "Rosie" };
  const theirs = { ...rosa, alerts: "Latex" };
  expect(mergeForms(rosa, mine, theirs)).toEqual({
    form: { ...rosa, preferredName: "Rosie", alerts: "Latex" },
    taken: ["alerts"],
    both: [],
  });
});

test("UI-9 the same field changed by both is shown to choose from and never overwritten", () => {
  const mine = { ...rosa, alerts: "Penicillin" };
  const theirs = { ...rosa, alerts: "Latex" };
  expect(mergeForms(rosa, mine, theirs)).toEqual({ form: mine, taken: [], both: ["alerts"] });
  expect(mergeForms(rosa, theirs, theirs)).toEqual({ form: theirs, taken: [], both: [] });
});

test("UI-9 no change of either person is ever lost without being shown", () => {
  const value = fc.constantFrom("", "a", "b");
  const form = fc
    .record({ alerts: value, notes: value, email: value, preferredName: value })
    .map((part) => ({ ...rosa, ...part }));
  fc.assert(
    fc.property(form, form, form, (base, mine, theirs) => {
      const merged = mergeForms(base, mine, theirs);
      for (const name of ["alerts", "notes", "email", "preferredName"] as const) {
        const iChanged = mine[name] !== base[name];
        if (iChanged) expect(merged.form[name]).toBe(mine[name]);
        else expect(merged.form[name]).toBe(theirs[name]);
        const theyChanged = theirs[name] !== base[name];
        expect(merged.both.includes(name)).toBe(iChanged && theyChanged && mine[name] !== theirs[name]);
      }
    }),
  );
});

test("UI-5 a form counts as touched only when something would be lost", () => {
  expect(isTouched(rosa, { ...rosa, firstName: "Rosa " })).toBe(false);
  expect(isTouched(rosa, { ...rosa, phones: [...rosa.phones, { kind: "home", number: "" }] })).toBe(false);
  expect(isTouched(rosa, { ...rosa, notes: "x" })).toBe(true);
});
