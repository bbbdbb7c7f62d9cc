/** The cookie by which a browser is known again: a seat's token, unreadable to scripts, never sent across sites. */

/** Cookies do not tell ports apart, so each port has a cookie of its own. */
export function cookieName(port: number): string {
  return `perennial-${port}`;
}

/** The value of a cookie in a Cookie header, or undefined; of two, the first. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").slice(0, 8192).split(";")) {
    const [key, value] = part.split("=", 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}

/** For the session of the browser only: it ends when the browser does. */
export function seatCookie(name: string, token: string): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`;
}
