/**
 * What `app://` answers with (control 3): the built files of the pages, held in memory, and the PDFs
 * that are being printed. A request is a look-up in a map; no path of it ever touches the disk.
 */
import { securityHeaders } from "#office/http/headers.ts";
import { readPageFiles, type PageFile } from "#office/http/page-files.ts";
import { appHost, appOrigin } from "./origin.ts";

export class AppFiles {
  private readonly pages: ReadonlyMap<string, PageFile>;
  private readonly prints = new Map<string, PageFile>();
  private lastPrint = 0;

  private constructor(pages: ReadonlyMap<string, PageFile>) {
    this.pages = pages;
  }

  /** Reads every built file below `folder`, once. */
  static async read(folder: string): Promise<AppFiles> {
    return new AppFiles(await readPageFiles(folder));
  }

  /**
   * Puts a PDF under an address of its own until `withdraw`. It goes without our policy, which
   * would keep the built-in viewer from showing it; a PDF runs no script of a page.
   */
  publishPdf(bytes: Uint8Array): string {
    const { "content-security-policy": _policy, ...headers } = securityHeaders;
    const name = `/print/${++this.lastPrint}.pdf`;
    this.prints.set(name, {
      body: Buffer.from(bytes),
      headers: { ...headers, "content-type": "application/pdf", "cache-control": "no-store" },
    });
    return appOrigin + name;
  }

  withdraw(url: string): void {
    this.prints.delete(new URL(url).pathname);
  }

  /** The answer to a request of our scheme: a file of the list, or a status without content. */
  answer({ method, url }: { readonly method: string; readonly url: string }): Response {
    if (method !== "GET" && method !== "HEAD") return empty(405);
    const { host, pathname } = new URL(url);
    const file = host === appHost ? this.find(pathname) : undefined;
    if (file === undefined) return empty(404);
    const body = method === "HEAD" ? null : new Uint8Array(file.body);
    return new Response(body, { headers: file.headers });
  }

  private find(pathname: string): PageFile | undefined {
    return this.pages.get(pathname) ?? this.prints.get(pathname);
  }
}

function empty(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
