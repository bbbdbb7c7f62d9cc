/** What is open and who is signed in, from the office's status; every screen may ask for it. */
import { createContext, useContext, type ReactNode } from "react";
import type { Permission } from "#domain/staff/permissions.ts";
import type { StatusView } from "#contract/app.ts";

export type OpenPractice = NonNullable<StatusView["practice"]>;
export type Session = NonNullable<StatusView["session"]>;
export type Seat = {
  readonly status: StatusView;
  readonly practice: OpenPractice;
  readonly session: Session;
};

const Context = createContext<Seat | null>(null);

export function SeatProvider({
  seat,
  children,
}: {
  readonly seat: Seat;
  readonly children: ReactNode;
}) {
  return <Context value={seat}>{children}</Context>;
}

/** The open practice and the person at this window. Screens inside the frame always have both. */
export function useSeat(): Seat {
  const seat = useContext(Context);
  if (seat === null) throw new Error("Broken invariant: a screen inside the frame has a session");
  return seat;
}

/** Whether this person may do it; what they may not do is left out or says why (STF-1). */
export function useMay(): (permission: Permission) => boolean {
  const { session } = useSeat();
  return (permission) => session.permissions.includes(permission);
}

/** What people are called here: patient or client, by the practice's specialty (UI-11). */
export function usePatientWord(): {
  readonly one: string;
  readonly many: string;
  readonly One: string;
  readonly Many: string;
} {
  const { practice } = useSeat();
  return practice.patientWord === "client"
    ? { one: "client", many: "clients", One: "Client", Many: "Clients" }
    : { one: "patient", many: "patients", One: "Patient", Many: "Patients" };
}
