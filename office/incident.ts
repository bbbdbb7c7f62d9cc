/**
 * The code of a fault that a person can read out to support (F-17): eight letters and digits that
 * cannot be mistaken for one another. The log holds the same code and where it happened.
 */
import { randomInt } from "node:crypto";

const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A fresh incident code such as `K7Q2-9FMX`. */
export function newIncident(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}
