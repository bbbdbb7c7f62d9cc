/**
 * Whose requests the office host answers: those addressed to this computer by one of its two names
 * and sent by our own pages. A web page elsewhere that points its name at 127.0.0.1 (DNS rebinding)
 * or sends requests across sites finds a closed door.
 */
export class Addresses {
  readonly #hosts: ReadonlySet<string>;

  constructor(port: number) {
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  }

  /** Whether the Host header names this host. */
  isOurHost(host: string | undefined): host is string {
    return host !== undefined && this.#hosts.has(host.toLowerCase());
  }

  /** Whether the request comes from a page of this very address. */
  isOurPage(headers: { readonly host?: string | undefined; readonly origin?: string | undefined }): boolean {
    return this.isOurHost(headers.host) && headers.origin === `http://${headers.host}`;
  }

  /**
   * Whether a call over HTTP may be ours: a browser says where it comes from, and then it must be
   * here; a program without a browser says nothing.
   */
  mayCall(headers: {
    readonly host?: string | undefined;
    readonly origin?: string | undefined;
    readonly "sec-fetch-site"?: string | string[] | undefined;
  }): boolean {
    const site = headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin") return false;
    return headers.origin === undefined ? this.isOurHost(headers.host) : this.isOurPage(headers);
  }
}
