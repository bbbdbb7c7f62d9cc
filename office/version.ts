/** The version of the app; a test keeps it equal to the package's. */
export const appVersion = "0.1.0";
