// One visit: how far it is, what is to be settled, every question.

import { card, h, icon, link, note, t, tag } from "./dom.js";
import { OUTCOMES, arrived, asked, asks, conflicts, ended, filed, isOwn, named, next, open, questions, signed, standing, toOrder } from "./form.js";
import { head } from "./frame.js";
import { originals } from "./evidence.js";
import { drafts, fields, log } from "./oplog.js";
import { closed, departments, REVIEWS, when } from "./screen_list.js";

export const ANSWERS = {
  pass: ["check", "合格"], fail: ["x", "不合格"], not_applicable: ["minus", "不适用"], not_checked: ["circle-dashed", "未检查"],
};

/** All that a screen of a visit needs. Undefined where there is no such visit. */
export async function opened(app, id) {
  const task = await app.store.get("visits", id);
  if (!task) return undefined;
  const [heads, done, begun, receipted] = await Promise.all([fields(app.store, id), log(app.store), drafts(app.store), originals(app.store)]);
  const mine = done.filter(({ op }) => op && op.visit === id);
  const writes = arrived(task, done) && !signed(task, done) && !ended(task) && !app.readOnly;
  return { task, heads, done: mine, begun: begun.filter(({ visit }) => visit === id), originals: receipted, writes, shut: arrived(task, done) ? "" : await closed(app, task), base: `#/v/${id}` };
}

export const nowhere = () => ({ title: t("没有这次检查"), top: head(t("没有这次检查"), "", "#/"), content: [card(h("p", {}, t("它不在您的任务里")))] });

function answer(value, begun, skipped) {
  if (skipped) return h("span", { class: "field-answer" }, t("不用答"));
  if (begun) return h("span", { class: "field-answer field-begun" }, icon("pencil", 14), " ", t("没写完"));
  if (!value) return h("span", { class: "field-answer" }, t("未答"));
  const [drawing, words] = ANSWERS[value.v];
  return h("span", { class: `field-answer field-${value.v}` }, icon(drawing, 14), " ", value.value || t(words));
}

function line({ task, heads, begun, base }, path, shown) {
  const place = questions(task).indexOf(path) + 1;
  const differ = conflicts(task, { [path]: heads[path] || {} }).length > 0;
  return h("li", {}, h("a", { href: differ ? `${base}/conflict` : `${base}/q/${place}` }, h("span", { class: "field-no" }, place), h("span", {}, task.paths[path].text),
    differ ? tag("late", "git-compare", t("两人所记不同")) : answer(standing(heads[path]), begun.some((one) => one.path === path), !shown.has(path))));
}

function reviews({ task, done }) {
  const kept = done.filter(({ row }) => row.state === "review");
  const decided = new Map((task.reviews || []).map((one) => [one.op, one]));
  const said = ({ row, op }) => {
    const decision = decided.get(op.id) || {};
    if (decision.state === "adopted") return [t("组长已采用")];
    return decision.state === "rejected" ? [t("组长没有采用：{0}", decision.reason)] : [t(REVIEWS[row.why] || "已收下，由组长决定")];
  };
  return kept.map((one) => note("soon", "user-check", (task.paths[one.op.path] || {}).text || "", " ", said(one)));
}

function progress({ task, heads }) {
  const shown = asked(task, heads);
  return h("section", { class: "yc-card" }, h("div", { class: "yc-card-head" }, h("h2", {}, t("各部门"))), h("ul", { class: "field-parts" }, Object.entries(task.parts).map(([code, part]) => {
    const own = shown.filter((path) => asks(task, path, code));
    const given = own.filter((path) => standing(heads[path]));
    return h("li", {}, h("span", { class: `yc-dep${part.lead ? " yc-dep-lead" : ""}` }, named(task, code)), h("span", {}, part.officers.map(({ name }) => name).join("、")), h("span", {}, t("{0} / {1} 问", given.length, own.length)));
  })));
}

/** What an earlier visit found, and what is still to be put right: in the package, so that it can be read at the door. */
function before(task) {
  const more = (id, words, rows) => rows.length > 0 && h("details", { class: "yc-card field-more", id }, h("summary", {}, words), h("ul", { class: "field-list" }, rows.map((row) => h("li", {}, row))));
  const orders = (task.recheck || []).map((one) => [h("strong", {}, one.demand), h("br"), t("{0} · {1} 前改正 · {2}", one.dept, one.by, one.no), h("br"), one.fact]);
  const results = (task.subject.history || []).map((one) => [h("strong", {}, t(OUTCOMES[one.outcome] || one.outcome)), h("br"), `${one.on} · ${one.dept} · ${one.no}`, one.note && [h("br"), one.note]]);
  return [more("recheck", t("还没改完的 {0} 件，看改了没有", orders.length), orders), more("history", t("以前查到什么（{0}）", results.length), results)];
}

/** What was found may be ordered to be put right here and now. */
function due({ task, heads, done, base }) {
  if (!signed(task, done) || ended(task)) return null;
  return toOrder(task, heads, done).map((code) => note("soon", "gavel", t("{0}有不合格项，可当场责令改正", named(task, code)), " ", link("", "gavel", t("责令改正"), `${base}/order/${code}`)));
}

/** What the register says of the subject since: the visit goes on as it is. */
const CHANGED = { merged: "主体已变更：登记册里已并入另一户。照常检查，记录留在这次检查名下", closed: "主体已变更：登记册里已注销。照常检查，记录留在这次检查名下" };

function todo(found) {
  const { task, heads, done, writes, base, shut } = found;
  if (ended(task) || filed(task, done) || shut) return [];
  if (!arrived(task, done)) return [link("primary", "qr-code", t("亮码入企"), `${base}/code`)];
  if (signed(task, done)) return [link("", "file-text", t("看笔录"), `${base}/record`), link("primary", "", t("部门结论"), `${base}/conclude`)];
  const on = next(task, heads);
  if (!writes) return [];
  if (conflicts(task, heads).length) return [link("primary", "git-compare", t("定下来"), `${base}/conflict`)];
  if (!on) return [link("primary", "", t("核对并签字"), `${base}/sign`)];
  return [link("", "check-check", t("其余全部合格"), `${base}/rest`), link("primary", "", t("接着检查"), `${base}/q/${questions(task).indexOf(on) + 1}`)];
}

export async function visit(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, heads, done } = found;
  const shown = new Set(asked(task, heads));
  const [own, others] = [questions(task).filter((path) => isOwn(task, path)), questions(task).filter((path) => !isOwn(task, path))];
  const state = ended(task) ? t("任务已撤回") : filed(task, done) ? t("本部门已结论") : signed(task, done) ? t("已签字，记录锁定") : arrived(task, done) ? t("检查中，还有 {0} 问", open(task, heads).length) : t("还没入企");
  return {
    title: task.name, tab: "check", top: head(task.name, state, "#/"),
    content: [ended(task) && note("late", "octagon-x", t("任务已撤回，你记的已保存，由组长决定")), !ended(task) && found.shut && note("soon", "clock", found.shut), conflicts(task, heads).length > 0 && note("late", "git-compare", t("{0} 处两人所记不同，请定一个", conflicts(task, heads).length)), reviews(found), CHANGED[task.subject.changed] && note("soon", "git-compare", t(CHANGED[task.subject.changed])),
      card(h("p", { class: "field-place" }, icon("clock"), " ", when(task)), h("p", { class: "field-place" }, icon("map-pin"), " ", task.address), departments(task)),
      due(found), before(task),
      h("section", { class: "yc-card" }, h("div", { class: "yc-card-head" }, h("h2", {}, t("本部门 {0} 问", own.length))), h("ol", { class: "field-lines" }, own.map((path) => line(found, path, shown)))),
      others.length > 0 && h("details", { class: "yc-card field-more" }, h("summary", {}, t("其他部门 {0} 问", others.length)), h("ol", { class: "field-lines" }, others.map((path) => line(found, path, shown)))),
      progress(found)],
    bar: todo(found),
  };
}
