import { describe, expect, test } from "vitest";
import { appointmentStates, mayDo, stateAfter, takesPlace, visitActs, type AppointmentState, type VisitAct } from "./visit-state.ts";

/** Written out by hand: what each act makes of each state, a dash where it is refused. */
const table: Record<AppointmentState, Record<VisitAct, AppointmentState | "–">> = {
  booked: { change: "booked", check_in: "checked_in", check_out: "–", cancel: "cancelled", no_show: "no_show", take_back: "–" },
  checked_in: { change: "checked_in", check_in: "–", check_out: "checked_out", cancel: "cancelled", no_show: "–", take_back: "booked" },
  checked_out: { change: "–", check_in: "–", check_out: "–", cancel: "–", no_show: "–", take_back: "checked_in" },
  cancelled: { change: "–", check_in: "–", check_out: "–", cancel: "–", no_show: "–", take_back: "booked" },
  no_show: { change: "–", check_in: "–", check_out: "–", cancel: "–", no_show: "–", take_back: "booked" },
};

describe("PPL-16 where each act leads, and where it is refused", () => {
  test.each(appointmentStates.flatMap((state) => visitActs.map((act) => [state, act] as const)))("PPL-16 %s, %s", (state, act) => {
    const expected = table[state][act];
    expect(mayDo(state, act)).toBe(expected !== "–");
    if (expected === "–") expect(() => stateAfter(state, act)).toThrow(expect.objectContaining({ code: "appointment_not_so", facts: { state, act } }));
    else expect(stateAfter(state, act)).toBe(expected);
  });

  test("PPL-16 only a missed visit leaves its time to others", () => {
    expect(appointmentStates.filter((state) => !takesPlace(state))).toEqual(["cancelled", "no_show"]);
  });
});
