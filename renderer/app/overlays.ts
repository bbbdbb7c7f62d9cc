/**
 * Where dialogs, menus and tooltips are put. It is one element of ours, so that locking can take
 * everything that names a person out of the page at once (S9). It is there before anything is drawn.
 */
export const overlays = document.createElement("div");
overlays.id = "overlays";
document.body.append(overlays);
