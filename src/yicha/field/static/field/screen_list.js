// Where to go today, and what has been sent.

import { button, card, h, icon, language, link, note, t, tag } from "./dom.js";
import { finish, give, originals, unfinished } from "./evidence.js";
import { arrived, conflicts, days, ended, filed, named, others, questions } from "./form.js";
import { drafts, fields, log, UNSENT } from "./oplog.js";
import { estimated } from "./vault.js";

let wanted = "";
const PAGE = 50;
export const KINDS = { answer: "回答", photo: "照片", void: "划去", arrive: "入企", sign: "企业签字", refuse_sign: "拒签", conclude: "部门结论", order: "责令改正", help: "求助", note: "备注" };
export const STATES = {
  sealed: ["", "cloud-upload", "待上传"],
  held: ["soon", "hourglass", "前一份还没到，这份先存在办公室"],
  applied: ["good", "check", "已上传"],
  conflict: ["late", "git-compare", "两人所记不同，请定一个"],
  refused: ["soon", "octagon-x", "没有算进去，办公室原样收着"],
  again: ["", "copy", "本机资料有两份，已换新编号，没有丢"],
};
export const REVIEWS = {
  unresolved: "有一处未定，不能下结论",
  unseen: "你没网时记录变了，请看过再结论",
  withdrawn: "任务已撤回，你记的已保存，由组长决定",
  gone: "任务已撤回，你记的已保存，由组长决定",
  reassigned: "任务已改派，你记的已保存，由组长决定",
  concluded: "本部门已结论，作补正处理",
  form_changed: "表已换版，这一份由组长决定",
  not_yours: "这一问归他部门，已收下",
  not_started: "还没入企，等组长确认",
  certificate: "执法证当天是否有效，由组长核对",
  crowded: "同一问记得太多，由组长决定",
  rule: "不合填写规定，由组长决定",
};

const BEIJING_MS = 8 * 3_600_000;

export const clock = (moment) => new Date(moment).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
const dayOf = (text) => `${Number(text.slice(5, 7))}-${Number(text.slice(8, 10))}`;
export const when = ({ window: { first, last, starts_at: starts } }) =>
  starts ? `${dayOf(starts)} ${starts.slice(11, 16)}` : first === last ? dayOf(first) : `${dayOf(first)} – ${dayOf(last)}`;

/** Why nobody may enter now: the office takes no arrival on another day. Empty on the day. */
export async function closed(app, task) {
  const today = new Date(estimated(await app.store.raw("meta", "lane")) + BEIJING_MS).toISOString().slice(0, 10);
  const [first, last] = days(task);
  if (today < first) return t("还没到检查日（{0}），到那天才能入企", when(task));
  return today > last ? t("检查日（{0}）已过，请联席办改期", when(task)) : "";
}

/** Names of departments, the lead filled. */
export function departments(task, codes = [task.lead, ...others(task)]) {
  return h("p", { class: "field-deps" }, codes.map((code) => [h("span", { class: `yc-dep${code === task.lead ? " yc-dep-lead" : ""}` },
    named(task, code), code === task.lead && codes.length > 1 && `·${t("牵头")}`), " "]));
}

export async function boxes(store) {
  const [tasks, done, begun] = await Promise.all([store.all("visits"), log(store), drafts(store)]);
  const begins = ({ window: { starts_at: hour, first } }) => hour || first;
  const open = tasks.filter((task) => !ended(task) && !filed(task, done)).sort((one, other) => begins(one).localeCompare(begins(other)) || one.id - other.id);
  const unsent = done.filter(({ row }) => UNSENT.has(row.state));
  const sent = done.filter(({ row }) => !UNSENT.has(row.state) && row.state !== "again");
  return { tasks, open, unsent, sent, begun, done };
}

function top(app, found, current) {
  const now = new Date();
  const say = (what) => now.toLocaleDateString(language === "en" ? "en" : "zh-CN", what);
  const day = `${say({ month: "long", day: "numeric" })} ${say({ weekday: "short" })}`;
  const one = (name, count, words, href) => h("a", { href, "aria-current": name === current && "true" }, h("strong", {}, count), " ", words);
  return [h("div", { class: "field-day" }, h("h1", {}, found.open.length ? t("待检查 {0} 家", found.open.length) : t("没有待检查的企业")), h("span", {}, day),
    h("button", { type: "button", class: "field-side", id: "shine", "aria-pressed": String(app.light), onclick: () => app.shine(!app.light) }, icon("sun", 20), " ", t("日光"))),
  h("nav", { class: "field-boxes", "aria-label": t("我的检查") }, one("open", found.open.length, t("待检查"), "#/"),
    one("unsent", found.unsent.length, t("待上传"), "#/box/unsent"), one("sent", found.sent.length, t("已上传"), "#/box/sent"))];
}

async function visitCard(store, task, done, first) {
  const heads = await fields(store, task.id);
  const differ = conflicts(task, heads).length;
  const people = Object.values(task.parts).reduce((sum, part) => sum + part.officers.length, 0);
  return h("article", { class: `yc-card field-visit${first ? " field-next" : ""}` },
    h("p", { class: "field-when" }, when(task), " ", first && tag("inner", "", t("下一家")), !task.announced && tag("soon", "eye-off", t("不预告")),
      arrived(task, done) && tag("soon", "clipboard-check", t("检查中")), differ > 0 && tag("late", "git-compare", t("{0} 处两人所记不同", differ))),
    h("h2", {}, h("a", { href: `#/v/${task.id}` }, task.name)),
    h("p", { class: "field-place" }, icon("map-pin"), " ", task.address), departments(task),
    h("p", { class: "field-size" }, h("span", {}, t("{0} 问", questions(task).length)), h("span", {}, icon("users"), " ", t("{0} 人", people)),
      h("span", { class: "field-ready" }, icon("check"), " ", t("资料已存本机"))));
}

async function left(app) {
  return (await unfinished(app.store)).map((told) => h("div", { class: "yc-note yc-note-soon" }, icon("camera"), " ", t("1 张照片没记完"), h("div", { class: "field-ways" },
    told.whole && button("small", "", t("接着记"), async () => { await finish(app.store, told); await app.kept(); }),
    button("small", "", t("不要了"), async () => { await give(app.store, told); await app.show(); }))));
}

async function storage(app, found) {
  const oldest = found.unsent.map(({ op }) => op && Date.parse(op.at)).filter(Boolean).sort()[0];
  const days = oldest ? Math.floor((Date.now() - oldest) / 86_400_000) : 0;
  if (!("serviceWorker" in navigator)) return note("soon", "smartphone", t("这个浏览器关了就打不开，检查完以前别关页面"));
  return !app.persisted && days >= 3 && note("soon", "smartphone", t("有记录 {0} 天没传。请连网上传，或装到桌面", days));
}

export async function visits(app) {
  const found = await boxes(app.store);
  const shown = found.open.filter(({ name }) => name.includes(wanted));
  const cards = await Promise.all(shown.map((task, n) => visitCard(app.store, task, found.done, n === 0 && !wanted)));
  const search = h("input", { type: "search", id: "find", class: "yc-input", hidden: !wanted, "aria-label": t("找企业"), placeholder: t("企业名称"), value: wanted, oninput: (event) => { wanted = event.target.value.trim(); narrow(); } });
  const narrow = () => document.querySelectorAll(".field-visit").forEach((one) => { one.hidden = !one.textContent.includes(wanted); });
  const shut = await Promise.all(found.open.map((task) => closed(app, task)));
  const next = found.open.find((task, n) => !shut[n] && !arrived(task, found.done)) || found.open.find((task) => arrived(task, found.done));
  return {
    title: t("检查"), tab: "check", top: top(app, found, "open"),
    content: [await left(app), await storage(app, found), search, cards.length ? cards : card(h("p", {}, app.fresh ? t("抽中您以后，检查任务自动到这里") : t("连网后任务自动到这里")))],
    bar: [button("", "search", t("找企业"), () => { search.hidden = false; search.focus(); }), next && link("primary", "qr-code", t("扫码入企"), `#/v/${next.id}/code`)],
  };
}

/** Before which operations numbers are missing: what this store has lost the office counts without. */
const gaps = (done) => new Map(done.map(({ row: { seq } }, n) => [seq, seq - (n ? done[n - 1].row.seq : 0) - 1]));

function became(row, missing) {
  if (row.state === "review") return ["soon", "user-check", t(REVIEWS[row.why] || "已收下，由组长决定")];
  if (row.state === "applied" && missing) return ["soon", "hourglass", t("已收下，缺 {0} 份", missing)];
  if (row.state === "applied" && row.why === "parallel") return ["good", "users", t("已上传，两人一致")];
  if (row.why === "unreadable") return ["soon", "refresh-cw", t("没传完整，自动重传")];
  if (row.why === "too_large") return ["soon", "octagon-x", t("太大，传不上去，记录还在本机")];
  const [tone, drawing, words] = STATES[row.state] || STATES.refused;
  return [tone, drawing, t(words)];
}

function said({ row, op }, names, missing, whole) {
  const original = op && op.kind === "photo" && [" ", whole.has(`file/${op.visit}/${op.body.file}`) ? t("原件已传") : t("原件待传")];
  return h("li", {}, h("span", {}, op ? [t(KINDS[op.kind]), " · ", names.get(op.visit) || ""] : t("已上传"), h("small", {}, op ? t("约 {0}", clock(op.at)) : "", original)), tag(...became(row, missing)));
}

export async function box(app, which) {
  const found = await boxes(app.store);
  const names = new Map(found.tasks.map((task) => [task.id, task.name]));
  const [rows, missing, whole] = [found[which].slice().reverse(), gaps(found.done), await originals(app.store)];
  const why = which === "unsent" ? t("都传完了") : t("还没有上传过");
  return {
    title: which === "unsent" ? t("待上传") : t("已上传"), tab: "check", top: top(app, found, which),
    content: [which === "unsent" && found.begun.length > 0 && note("soon", "pencil", t("{0} 问写了一半，写完再传", found.begun.length)),
      found.done.some(({ row }) => row.state === "again") && note("", "copy", t(STATES.again[2])),
      rows.length ? card(h("ul", { class: "field-rows" }, rows.slice(0, PAGE).map((one) => said(one, names, missing.get(one.row.seq), whole)))) : card(h("p", {}, why))],
    bar: which === "unsent" ? [link("", "file-down", t("存成文件"), "#/mine"), button("primary", "cloud-upload", t("现在传"), () => app.send())] : [],
  };
}
