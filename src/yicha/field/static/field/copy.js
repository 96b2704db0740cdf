// A small copy of a photograph goes with the act itself, so that the office sees something before the original has come.

const [SIDE, MOST, QUALITIES] = [400, 24_000, [0.7, 0.5, 0.3]]; // pixels; characters: an act has 64 kB

/** JPEG in base64, without what the camera wrote into the original; empty of what this browser cannot draw. */
export async function small(blob) {
  if (!blob.type.startsWith("image/") || !globalThis.createImageBitmap) return "";
  const drawn = await createImageBitmap(blob).catch(() => null);
  if (!drawn) return "";
  const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
  const [width, height] = [drawn.width, drawn.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(drawn, 0, 0, width, height);
  drawn.close();
  return QUALITIES.map((quality) => canvas.toDataURL("image/jpeg", quality).split(",")[1] || "").find((made) => made.length <= MOST) || "";
}
