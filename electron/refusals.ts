/** Notes on the local console that the shell said no to a page; never with an address or content. */
export function noteRefusal(what: string): void {
  console.warn(`Perennial refused ${what}.`);
}
