// A place goes along only if the officer asks for it, each time anew; asked again, it is taken back.

function said(button, place, words) {
  const form = button.closest("form");
  form.querySelector("[data-place]").value = place;
  form.querySelector("[data-located]").textContent = place || words;
  button.setAttribute("aria-pressed", String(Boolean(place)));
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-locate]");
  if (!button) return;
  if (button.getAttribute("aria-pressed") === "true") {
    said(button, "", button.dataset.why);
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => said(button, `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`),
    () => said(button, "", button.dataset.failed),
    { timeout: 8000, maximumAge: 60_000 },
  );
});
if (navigator.geolocation) document.body.classList.add("insp-locates");
