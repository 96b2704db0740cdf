// One subject's proof, checked in the browser by the outsiders' program: <p data-inquiry="…json" data-manifest data-bundle> with
// data-holds, data-fails and data-why. The proof must be of the very draw whose fingerprints the page shows.

import "./verify_draw.js";
import "./verify_inquiry.js";

async function check(place) {
  const answer = await fetch(place.dataset.inquiry);
  if (!answer.ok) throw new Error(String(answer.status));
  const told = globalThis.verifyInquiry(await answer.text());
  const same = told.manifest === place.dataset.manifest && told.bundle === place.dataset.bundle;
  if (!same) throw new Error(told.draw);
}

for (const place of document.querySelectorAll("[data-inquiry]")) {
  check(place).then(
    () => {
      place.querySelector("[data-holds]").hidden = false;
    },
    (error) => {
      place.querySelector("[data-why]").textContent = error.message;
      place.querySelector("[data-fails]").hidden = false;
    },
  );
}
