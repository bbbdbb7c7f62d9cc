/**
 * The response headers of every page and file we serve (control 4), the same in both hosts: the
 * desktop shell's `app://` handler and the office host's HTTP server.
 */

/**
 * Nothing but our own built files runs. Inline styles are allowed because Mantine writes its
 * variable sheet as a style tag; scripts never are. The one Trusted Types policy, `perennial`,
 * exists for that sheet only.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types perennial",
].join("; ");

/** Headers for every response that carries a file of the app, lower-case names. */
export const securityHeaders: Readonly<Record<string, string>> = Object.freeze({
  "content-security-policy": contentSecurityPolicy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
});
