// The code stays bright while it is shown; where the browser can read codes, a photograph of the licence fills the field.

navigator.wakeLock?.request("screen").catch(() => undefined);

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
