// Keys, sealed boxes, fingerprints. Knows nothing of what is kept or sent.

const subtle = globalThis.crypto && crypto.subtle; // absent without TLS: then nothing may be kept on the phone
export const secure = Boolean(subtle && globalThis.indexedDB);

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const AES = { name: "AES-GCM", length: 256 };
const EC = { name: "ECDSA", namedCurve: "P-256" };
const ES256 = { name: "ECDSA", hash: "SHA-256" };
const OAEP = { name: "RSA-OAEP", hash: "SHA-256" };

export const random = (size) => crypto.getRandomValues(new Uint8Array(size));
export const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
export const newId = () => hex(random(16)); // crypto.randomUUID came with Chromium 92
export const sha256 = async (data) => hex(await subtle.digest("SHA-256", typeof data === "string" ? encoder.encode(data) : data));

/** Sorted keys, no spaces: what a fingerprint is made of. Numbers are integers. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

async function stretched(secret, salt, iterations) {
  const base = await subtle.importKey("raw", encoder.encode(secret), "PBKDF2", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, AES, false, ["wrapKey", "unwrapKey"]);
}

/** A store's keys, wrapped for the officer's secret and for the office, which may rescue unsent work. No key is ever kept unwrapped:
 *  Chromium writes even "non-extractable" ones readably into the profile. */
export async function enrol(secret, rescueKey, iterations) {
  const [salt, iv, signIv] = [random(16), random(12), random(12)];
  const data = await subtle.generateKey(AES, true, ["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
  const pair = await subtle.generateKey(EC, true, ["sign", "verify"]);
  const rescue = await subtle.importKey("jwk", rescueKey, OAEP, false, ["wrapKey"]);
  const { kty, crv, x, y } = await subtle.exportKey("jwk", pair.publicKey);
  return {
    salt,
    iterations,
    iv,
    signIv,
    wrapped: await subtle.wrapKey("raw", data, await stretched(secret, salt, iterations), { name: "AES-GCM", iv }),
    signer: await subtle.wrapKey("pkcs8", pair.privateKey, data, { name: "AES-GCM", iv: signIv }),
    rescue: hex(await subtle.wrapKey("raw", data, rescue, OAEP)),
    publicKey: { kty, crv, x, y },
  };
}

/** Throws OperationError if the secret is another one. */
export async function unlocked(secret, vault) {
  const key = await stretched(secret, vault.salt, vault.iterations);
  const gcm = (iv) => ({ name: "AES-GCM", iv });
  const data = await subtle.unwrapKey("raw", vault.wrapped, key, gcm(vault.iv), AES, false, ["encrypt", "decrypt", "unwrapKey"]);
  return { data, signer: await subtle.unwrapKey("pkcs8", vault.signer, data, gcm(vault.signIv), EC, false, ["sign"]) };
}

/** `place` is authenticated too, so that nobody can exchange rows. */
export async function sealed(keys, place, value) {
  const iv = random(12);
  const raw = value instanceof ArrayBuffer ? value : encoder.encode(JSON.stringify(value));
  return { iv, box: await subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, keys.data, raw) };
}

export const openedBytes = (keys, place, { iv, box }) =>
  subtle.decrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, keys.data, box);
export const opened = async (keys, place, row) => JSON.parse(decoder.decode(await openedBytes(keys, place, row)));

export const sign = async (keys, text) => hex(await subtle.sign(ES256, keys.signer, encoder.encode(text)));

export async function verified(jwk, text, signature) {
  const key = await subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, EC, false, ["verify"]);
  return subtle.verify(ES256, key, unhex(signature), encoder.encode(text));
}

export async function hmac(seed, text) {
  const key = await subtle.importKey("raw", unhex(seed), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await subtle.sign("HMAC", key, encoder.encode(text)));
}
