/** What the patient portal may show and take (PKG-4). Buying and redeeming are off unless the practice says so. */

export type PortalSettings = {
  /** Memberships and packages with what is left of them. */
  readonly showBalances: boolean;
  readonly buyPackages: boolean;
  readonly redeem: boolean;
  /** Somebody asks to join a plan; the office decides. */
  readonly joinRequests: boolean;
};

/** As the rule has it: nothing is used by accident, and nobody joins without the office. */
export const defaultPortal: PortalSettings = { showBalances: true, buyPackages: false, redeem: false, joinRequests: true };
