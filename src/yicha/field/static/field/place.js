// Where the phone is: read only when the officer ticks it, once, for the purpose that stands beside it. Off, everything works.

import { h, t } from "./dom.js";

const DEGREE = 1e6; // positions travel in millionths, so that operations hold whole numbers only
const PATIENCE = { timeout: 4000, maximumAge: 60_000 };

function here() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    const told = ({ coords }) => resolve({ lat: Math.round(coords.latitude * DEGREE), lon: Math.round(coords.longitude * DEGREE), m: Math.round(coords.accuracy) });
    return navigator.geolocation.getCurrentPosition(told, () => resolve(null), PATIENCE);
  });
}

/** The box to tick and what it gives: read from the moment it is ticked, so that nobody waits for it later. */
export function placeBox(words) {
  let found = null;
  const said = h("span", { role: "status", id: "place-told" });
  const ticked = async ({ target }) => {
    found = target.checked ? here() : null;
    said.textContent = "";
    if (!target.checked) return;
    const place = await found;
    said.textContent = place ? t("已取到位置，误差约 {0} 米", place.m) : t("取不到位置，不影响办理");
  };
  const box = h("label", { class: "field-check" }, h("input", { type: "checkbox", id: "place", onchange: ticked }), " ", words);
  return { box: h("div", {}, box, said), read: async () => found };
}
