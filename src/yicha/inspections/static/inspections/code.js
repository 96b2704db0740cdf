// The code stays bright while it is shown; where the browser can read codes, a photograph of the licence fills the field.

navigator.wakeLock?.request("screen").catch(() => undefined);

// Out in the sun the whole page turns white: black on white reads best, and no dark border drags the screen's own brightness down.
const light = document.querySelector("[data-light]");
function shine(on) {
  document.body.classList.toggle("insp-dark", !on);
  light.setAttribute("aria-pressed", on);
  try {
    localStorage.setItem("yc-light", on ? "1" : "");
  } catch {
    // a private window forgets, no more
  }
}
if (light) {
  light.hidden = false;
  light.addEventListener("click", () => shine(light.getAttribute("aria-pressed") !== "true"));
  try {
    if (localStorage.getItem("yc-light")) shine(true);
  } catch {
    // as above
  }
}

const scan = document.querySelector("[data-scan]");
if (scan && "BarcodeDetector" in window) {
  scan.hidden = false;
  scan.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const found = await new window.BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
    if (found.length) document.getElementById("id_code").value = found[0].rawValue;
  });
}
