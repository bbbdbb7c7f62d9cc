/** The one origin of the app's pages (control 3). Everything that trusts a page compares with this. */
export const appScheme = "app";
export const appHost = "perennial";
export const appOrigin = `${appScheme}://${appHost}`;
