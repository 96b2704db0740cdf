// Requests to the office. Whether there is a network a request says, never `navigator.onLine`.

export class Offline extends Error {}

/** What the office said no to: `status` and its own words. */
export class Refusal extends Error {
  constructor(status, told, wait) {
    super(told.detail || told.title || String(status));
    Object.assign(this, { status, told, wait });
  }
}

const PACKED_FROM = 2000; // characters
let token = "";

async function sent(method, address, body, type, packed) {
  const headers = { Accept: "application/json" };
  if (type) headers["Content-Type"] = type;
  if (packed) headers["Content-Encoding"] = "gzip";
  if (method !== "GET") headers["X-CSRFToken"] = token || (await session()).token;
  try {
    return await fetch(address, { method, headers, body, credentials: "same-origin", redirect: "error", cache: "no-store" });
  } catch (problem) {
    throw new Offline(problem.message);
  }
}

/** A page of somebody else's (a captive portal) is no answer of the office. */
async function read(answer) {
  if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Offline("no answer of the office");
  try {
    return await answer.json();
  } catch {
    throw new Offline("cut off");
  }
}

/** What is long and of words goes packed, where the browser can: on a hill a tenth of the bytes is a tenth of the wait. */
async function packed(content) {
  if (typeof content !== "string" || content.length < PACKED_FROM || !("CompressionStream" in globalThis)) return null;
  return new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
}

/** The answer; null where the office knows nothing there. A token that has grown old is fetched anew, once. */
export async function request(method, address, body, { pack = false } = {}) {
  const raw = body instanceof ArrayBuffer;
  const type = body && (raw ? "application/octet-stream" : "application/json");
  const plain = raw ? body : body && JSON.stringify(body);
  const small = pack ? await packed(plain) : null;
  const content = small || plain;
  let answer = await sent(method, address, content, type, Boolean(small));
  if (answer.status === 403 && method !== "GET") {
    token = "";
    answer = await sent(method, address, content, type, Boolean(small));
  }
  if (answer.ok) return read(answer);
  const told = await read(answer);
  if (answer.status === 404 && method === "GET") return null;
  throw new Refusal(answer.status, told, Number(answer.headers.get("Retry-After")) || 0);
}

/** Who is signed in here, if anybody; brings the token that every change wants. */
export async function session() {
  const told = await request("GET", "/field/session/");
  token = told.token;
  return told;
}

/** The one sign-in of the house. Throws Refusal with the reason. */
export async function signIn(username, password, code) {
  await session();
  const form = new URLSearchParams({ username, password, code });
  const answer = await sent("POST", "/account/again/", form.toString(), "application/x-www-form-urlencoded");
  const told = await read(answer);
  if (!answer.ok) throw new Refusal(answer.status, told, 0);
  token = told.token;
  return session();
}

/** A session of this very officer, if the office can be reached and the secret is still his password. */
export async function renew(store, account, secret) {
  const told = await session();
  if (!told.officer || !store.officer.startsWith(told.officer)) await signIn(account, secret, "");
}

export async function signOut() {
  await sent("POST", "/sign-out/", "", "application/x-www-form-urlencoded").catch(() => undefined);
  token = "";
}
