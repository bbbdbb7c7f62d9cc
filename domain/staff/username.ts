/** A username: what a person types to sign in, told apart without regard to case. */
import { refuse } from "../refusal.ts";

/** The username without outer blanks. Refuses `username_not_usable`. */
export function requireUsername(typed: string): string {
  const username = typed.trim().normalize("NFC");
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,59}$/u.test(username)) refuse("username_not_usable", {});
  return username;
}
