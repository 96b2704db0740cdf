// 亮码入企: the code for the firm to scan; drawn here, so that it needs no network.

import { hmac } from "./crypto.js";
import { button, card, h, icon, labelled, link, note, svg, t } from "./dom.js";
import { arrived, named } from "./form.js";
import { head } from "./frame.js";
import { append } from "./oplog.js";
import { placeBox } from "./place.js";
import { qr } from "./qr.js";
import { nowhere, opened } from "./screen_visit.js";
import { estimated } from "./vault.js";

const MARK = 8; // hexadecimal digits, as the office counts them
const MINUTE_MS = 60_000;
const SIGN = /\/d\/([^/?#\s]+)\/([A-Za-z2-7]+)/;

let wrong = "";
const plainCode = (text) => text.split("?m=")[0].split("/v/").pop().toUpperCase().replace(/[^0-9A-Z]/g, "");

function drawn(text) {
  const rows = qr(text);
  const d = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return svg("svg", { viewBox: `0 0 ${rows.length} ${rows.length}`, shapeRendering: "crispEdges" }, svg("path", { d, fill: "currentColor" }));
}

/** The code and below it how long it stands; another one each minute, as long as the screen does. */
async function turning(app, task) {
  const place = h("div", { class: "field-qr", role: "img", "aria-label": t("检查码 {0}", task.code) });
  const left = h("span", {});
  let minute = 0;
  const turn = async () => {
    if (!app.store) return false;
    const moment = estimated(await app.store.raw("meta", "lane"));
    if (minute !== Math.floor(moment / MINUTE_MS)) {
      minute = Math.floor(moment / MINUTE_MS);
      const mark = task.code_seed ? `?m=${(await hmac(task.code_seed, String(minute))).slice(0, MARK)}` : ""; // a task of before has none
      place.replaceChildren(drawn(`${location.origin}/v/${task.code}${mark}`));
    }
    left.textContent = t("{0} 秒后换码", Math.ceil((MINUTE_MS - (moment % MINUTE_MS)) / 1000));
    return true;
  };
  await turn();
  const timer = setInterval(async () => { if (!place.isConnected || !(await turn())) clearInterval(timer); }, 1000);
  return [place, left];
}

/** A code of the visit, of the licence, or the sign at the firm's door; anything else does not open it. */
function right(task, shown) {
  const [, sid, mark] = SIGN.exec(shown) || [];
  const code = plainCode(shown);
  return code === task.code || Boolean(task.uscc && code.includes(task.uscc)) || Boolean(sid) && (task.facts.signs || []).includes(`${sid}/${mark.toUpperCase()}`);
}

async function arrive(app, task, shown, place) {
  if (!right(task, shown)) {
    wrong = t("检查码不符，不得入企检查");
    await app.show();
    return document.getElementById("code").focus();
  }
  wrong = "";
  await append(app.store, task.id, "arrive", { body: { code: shown }, gps: await place.read() });
  await app.kept();
  return app.go(`#/v/${task.id}`);
}

async function scanned(event, input) {
  const [file] = event.target.files;
  if (!file || !("BarcodeDetector" in globalThis)) return;
  const found = await new globalThis.BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
  if (found.length) input.value = found[0].rawValue;
}

function teams(task) {
  return h("section", { class: "yc-card" }, h("ul", { class: "field-parts" }, Object.entries(task.parts).map(([code, part]) => h("li", {},
    h("span", { class: `yc-dep${part.lead ? " yc-dep-lead" : ""}` }, named(task, code)), h("span", {}, part.officers.map(({ name }) => name).join("、")),
    h("span", { class: "yc-mono" }, part.officers.map(({ cert }) => cert.slice(-4)).join(" / "))))));
}

function way(app, task, place) {
  const input = h("input", { id: "code", maxlength: 300, autocomplete: "off" });
  const enter = () => arrive(app, task, input.value.trim(), place);
  const scan = "BarcodeDetector" in globalThis && h("label", { class: "yc-btn field-scan" }, icon("qr-code", 20), " ", t("扫营业执照或监督码"),
    h("input", { class: "visually-hidden", type: "file", accept: "image/*", capture: "environment", onchange: (event) => scanned(event, input) }));
  return h("details", { class: "yc-card field-more", open: Boolean(wrong) }, h("summary", {}, t("企业扫不了？核对企业的码")), h("div", { class: "yc-card-body" }, scan,
    labelled(t("检查码，营业执照上的统一社会信用代码，或门口的监督码"), input, { wrong }),
    button("", "check", t("核对入企"), enter)));
}

export async function code(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, done, base, shut } = found;
  if (shut) return { title: t("亮码入企"), top: head(t("亮码入企"), "", base), content: [note("soon", "clock", shut), teams(task)], bar: [link("primary", "", t("回到这次检查"), base)] };
  if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => undefined);
  const light = h("button", { type: "button", class: "field-side", id: "shine", "aria-pressed": String(app.light), onclick: () => app.shine(!app.light) }, icon("sun", 20), " ", t("最亮"));
  const [inside, [drawing, left]] = [arrived(task, done), await turning(app, task)];
  const place = placeBox(t("记下到达地点（只证明到过现场，不记也能检查）"));
  return {
    title: t("亮码入企"), dark: true, keeps: true, top: head(t("亮码入企"), "", base, light),
    content: [h("section", { class: "yc-card field-code" }, h("h2", { class: "yc-song" }, task.name), h("p", {}, t("请企业用微信或浏览器扫，不用装软件")),
      drawing, h("p", { class: "field-offline" }, icon("refresh-cw"), " ", t("没网也有效"), " · ", left), h("p", { class: "yc-mono" }, task.code.match(/.{1,4}/g).join("-")), h("p", {}, task.no)),
    teams(task), !inside && card(place.box), !inside && way(app, task, place), h("p", { class: "field-told" }, t("企业扫后看到：谁来、查什么、依据。扫完才能开始检查"))],
    bar: [inside || app.readOnly ? link("primary", "", t("回到这次检查"), base) : button("primary", "log-in", t("已亮码，入企"), () => arrive(app, task, task.code, place))],
  };
}
