// What shows it: photographs, film, sound. What is struck out leaves the screen, never the office.

import { asked, button, h, icon, labelled, t } from "./dom.js";
import { capture, picture } from "./evidence.js";
import { photosOf } from "./form.js";
import { append } from "./oplog.js";
import { clock } from "./screen_list.js";

const WAYS = [["photo", "camera", "拍照", "image/*"], ["film", "video", "录像", "video/*"], ["sound", "mic", "录音", "audio/*"]];
const REASON_MOST = 400;
const wrong = { path: "", words: "" };

const drawnAs = { image: (address, n) => h("img", { src: address, alt: t("证 {0}", n) }), video: (src) => h("video", { src, controls: true, preload: "metadata" }), audio: (src) => h("audio", { src, controls: true, preload: "metadata" }) };

function shownOf(app, visit, n, body) {
  const kind = body.type.split("/")[0];
  const shown = h("div", { class: "field-picture" }, icon({ video: "video", audio: "mic" }[kind] || "image", 28));
  picture(app.store, visit, body.file, body.type).then((blob) => {
    if (!blob || !drawnAs[kind]) return;
    const address = URL.createObjectURL(blob);
    const made = drawnAs[kind](address, n);
    made.addEventListener(kind === "image" ? "load" : "loadedmetadata", () => kind === "image" && URL.revokeObjectURL(address), { once: true });
    shown.replaceChildren(made);
  }).catch(() => undefined); // nothing that this browser draws
  return shown;
}

/** With a reason, and only from the screen: the original and its fingerprint stay with the office. */
async function strikeOut(app, visit, path, id, n) {
  const reason = h("input", { id: "struck", maxlength: REASON_MOST, required: true });
  const ways = [["", t("不划")], ["yes", t("划去"), "danger"]];
  if ((await asked(t("划去证 {0}", n), labelled(t("为什么划去"), reason, { help: t("原件和指纹都留着，原因记下") }), ways)) !== "yes") return;
  if (!reason.value.trim()) return;
  await append(app.store, visit, "void", { path, base: [id], body: { reason: reason.value.trim() } });
  await app.kept();
}

/** Of somebody else's, or of a phone before this one: the office has the act and misses no bytes of it. */
const withOffice = (task, path, id, file) => id in (task.heads[path] || {}) && !(task.evidence || []).some((one) => one.file === file && one.missing);

function tile(app, found, path, n, [id, body]) {
  const sent = found.originals.has(`file/${found.task.id}/${body.file}`) || withOffice(found.task, path, id, body.file);
  const where = h("span", { class: "field-where" }, icon(sent ? "check" : "cloud-upload", 14), " ", sent ? t("原件已传") : t("原件待传"));
  return h("li", { class: "field-photo" }, shownOf(app, found.task.id, n, body), h("span", { class: "field-burned" }, `${body.taken.slice(5, 10)} ${clock(body.taken)}`), h("span", { class: "field-chain" },
    t("证 {0}", n), " ", h("span", { class: "yc-mono" }, body.link.slice(0, 4)), h("br"), body.after ? [t("接"), " ", h("span", { class: "yc-mono" }, body.after.slice(0, 4))] : t("链首")), where,
  found.writes && button("text", "x", [t("划去"), h("span", { class: "visually-hidden" }, " ", t("证 {0}", n))], () => strikeOut(app, found.task.id, path, id, n)));
}

function refusal(app, found, file) {
  const all = Object.entries(found.heads).filter(([path]) => path.startsWith("p/")).reduce((sum, [, heads]) => sum + Object.keys(heads).length, 0);
  if (all >= app.limits.files) return t("这次检查已有 {0} 件证据，不能再加", all);
  const clip = !file.type.startsWith("image/");
  if (file.size <= (clip ? app.limits.clip : app.limits.photo)) return "";
  return clip ? t("录得太长，分成几段再录") : t("照片太大，换小一些的再拍");
}

function shoot(app, found, path, [name, drawing, words, accept]) {
  const take = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    await app.flush();
    Object.assign(wrong, { path, words: refusal(app, found, file) });
    try {
      if (!wrong.words) await capture(app.store, found.task.id, path, file);
    } catch (problem) {
      if (problem.name !== "QuotaExceededError") throw problem;
      wrong.words = t("手机存满了，已记的都在。连网上传后再拍");
    }
    await app.kept();
  };
  return h("li", {}, h("label", { class: "field-shoot" }, icon(drawing, 24), t(words), h("input", { class: "visually-hidden", type: "file", accept, capture: "environment", id: name, onchange: take })));
}

export function proof(app, found, question, value, of) {
  const path = photosOf(of);
  const all = Object.entries(found.heads[path] || {}).sort(([, one], [, other]) => one.taken.localeCompare(other.taken));
  if (!(value && value.v === "fail") && !all.length && !question.min_evidence) return null;
  const told = wrong.path === path && wrong.words && h("p", { class: "yc-note yc-note-late", role: "alert" }, icon("octagon-x"), " ", wrong.words);
  return [h("h2", { class: "field-photos-head" }, t("照片证据 {0} 张", all.length), question.min_evidence > all.length && h("small", {}, " ", t("至少 {0} 张", question.min_evidence))), told,
    all.length > 0 && h("ul", { class: "field-photos" }, all.map((one, n) => tile(app, found, path, n + 1, one))),
    found.writes && h("ul", { class: "field-photos" }, WAYS.map((way) => shoot(app, found, path, way))),
    h("p", { class: "field-chain-note" }, icon("shield"), " ", t("每张指纹连着上一张，删改会断链"))];
}
