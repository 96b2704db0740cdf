// One question: answered in one tap, kept at once; and “the rest is all right”, which asks first.

import { button, card, h, icon, labelled, link, note, t } from "./dom.js";
import { conflicts, isOwn, known, named, next, plain, questions, standing, whole } from "./form.js";
import { head } from "./frame.js";
import { append, draft, drafted, seal } from "./oplog.js";
import { proof } from "./screen_proof.js";
import { ANSWERS, nowhere, opened } from "./screen_visit.js";

const BUTTONS = ["pass", "fail", "not_applicable"];
const WHY = { fail: "哪里不合格", not_applicable: "为什么不适用", not_checked: "为什么没有检查" };
let wrong = "";

async function keep(app, id, path, value, quiet = false) {
  await draft(app.store, id, path, value);
  await app.kept({ send: false, quiet });
}

const noted = (app, id, path, value) => ({ target }) => app.later(() => keep(app, id, path, { ...value, note: target.value }, true));

function choice(app, id, path, question, value) {
  const ways = BUTTONS.filter((one) => (question.kind === "verdict" || one === "not_applicable") && (question.may_lack || one !== "not_applicable"));
  return ways.length > 0 && h("div", { class: "field-choice", role: "group", "aria-labelledby": "asked" }, ways.map((one) => {
    const [drawing, words] = ANSWERS[one];
    const tap = async () => {
      wrong = "";
      await app.flush();
      const begun = await drafted(app.store, id, path);
      return keep(app, id, path, { v: one, note: ((begun && begun.value) || value || { note: "" }).note, value: "" });
    };
    return h("button", { type: "button", id: `choice-${one}`, class: `field-is-${one}`, "aria-pressed": String(Boolean(value) && value.v === one), onclick: tap }, icon(drawing, 20), " ", t(words));
  }));
}

function measured(app, id, path, question, value) {
  const said = (text, quiet = false) => keep(app, id, path, { v: "pass", note: "", value: text }, quiet);
  if (question.kind === "choice")
    return h("div", { class: "field-options", role: "group", "aria-labelledby": "asked" }, question.choices.map((one) => h("button", { type: "button", class: "yc-btn", "aria-pressed": String(Boolean(value) && value.value === one), onclick: () => said(one) }, one)));
  if (question.kind === "verdict") return null;
  const input = h("input", { inputmode: question.kind === "number" ? "decimal" : "text", maxlength: 60, id: "value", value: value ? value.value : "", oninput: ({ target }) => app.later(() => target.value.trim() && said(target.value.trim(), true)) });
  return labelled(question.kind === "number" ? t("测得（{0}）", question.unit) : t("写明情况"), input);
}

/** R-EVID-1: what another visit found in order is taken over in one tap; whoever checks it again says why. */
function recognised(app, id, path, found, value) {
  const adopt = async () => {
    wrong = "";
    await app.flush();
    return keep(app, id, path, { v: "pass", note: found.note, value: found.value });
  };
  const adopted = Boolean(value) && value.note === found.note;
  return note("good", "handshake", t("{0} 查过这一问，合格，{1} 前有效（{2}）", found.on, found.until, found.no), " ",
    h("button", { type: "button", id: "adopt", class: "yc-btn", "aria-pressed": String(adopted), onclick: adopt }, icon("check", 20), " ", t("采用，不再查")));
}

function words(app, id, path, question, value, found) {
  const again = Boolean(found && value && value.v === "pass" && value.note !== found.note);
  if (again) return labelled(t("为什么还要再查"), h("textarea", { rows: 2, maxlength: 1000, id: "note", oninput: noted(app, id, path, value), value: value.note }), { wrong });
  if (!value || !WHY[value.v]) return null;
  return [value.v === "fail" && question.clauses.length > 0 && h("p", { class: "field-broken" }, h("strong", {}, t("违反")), " ", question.clauses.map((one) => h("span", { class: "yc-song field-basis" }, "§ ", one))),
    value.v === "fail" && (question.offences || []).length > 0 && h("p", { class: "field-broken" }, h("strong", {}, t("处罚依据")), " ", question.offences.map((one) => h("span", { class: "yc-song field-basis" }, one))),
    value.v === "fail" && (question.slight || []).map(([matter, basis]) => note("", "gavel", t("清单事项：{0}。初次、轻微、已改正的，可以不罚，先教育（{1}）", matter, basis))),
    value.v === "fail" && h("p", {}, link("", "gavel", t("责令改正"), `#/v/${id}/order`)),
    labelled(t(WHY[value.v]), h("textarea", { rows: 3, maxlength: 1000, id: "note", oninput: noted(app, id, path, value), value: value.note }), { wrong })];
}

function standsBy(found, question) {
  return h("p", { class: "field-deps" }, question.depts.map((code, n) => [h("span", { class: `yc-dep${n ? "" : " yc-dep-lead"}` }, named(found.task, code)), " "]),
    question.depts.length > 1 && h("span", { class: "yc-muted" }, t("一次回答，{0} 家共用", question.depts.length)));
}

/** Leaves the card only if what was said is whole; else it stays and says what is missing. */
async function leave(app, task, path, question, to) {
  const { id } = task;
  await app.flush();
  const begun = await drafted(app.store, id, path);
  if (begun && !whole(question, begun.value, known(task, path))) {
    wrong = t("写明原因，这一问才算答完");
    await app.show({ moved: true });
    document.getElementById("note").focus();
    return;
  }
  if (await seal(app.store, id, path)) await app.kept();
  wrong = "";
  app.go(to);
}

function bar(app, found, path, question) {
  const { task, heads, writes, base } = found;
  const on = next(task, heads, path);
  const differ = conflicts(task, heads).length > 0;
  const to = on ? `${base}/q/${questions(task).indexOf(on) + 1}` : differ ? `${base}/conflict` : `${base}/sign`;
  if (!writes) return [link("primary", "", t("回到这次检查"), base)];
  return [on && link("", "check-check", t("其余全部合格"), `${base}/rest`),
    h("button", { type: "button", id: "on", class: "yc-btn yc-btn-primary", onclick: () => leave(app, task, path, question, to) }, on ? t("下一问") : differ ? t("定下来") : t("核对并签字"), " ", icon("chevron-right", 20))];
}

export async function question(app, id, place) {
  const found = await opened(app, id);
  const path = found && questions(found.task)[place - 1];
  if (!path) return nowhere();
  const { task, heads, base, writes } = found;
  found.known = known(task, path);
  const one = task.paths[path];
  const begun = await drafted(app.store, id, path);
  const stands = begun ? begun.value : standing(heads[path]);
  const value = stands && { ...stands };
  const [all, mine] = [questions(task), writes && isOwn(task, path)];
  const given = value && (value.value || t(ANSWERS[value.v][1]));
  return {
    title: t("第 {0} 问", place), keeps: true, open: `${id}|${path}`,
    top: [head(task.name, t("第 {0} 问 / 共 {1} 问", place, all.length), base, h("a", { class: "field-side", href: base }, icon("list", 20), " ", t("目录"))),
      h("progress", { class: "field-progress", value: all.filter((other) => standing(heads[other])).length, max: all.length, "aria-label": t("已答的问") })],
    content: [h("article", { class: "yc-card" }, h("div", { class: "yc-card-body" }, standsBy(found, one), h("h2", { class: "field-question", id: "asked" }, one.text), one.method && h("p", { class: "yc-muted" }, t("看：{0}", one.method)),
      one.sample && h("p", { class: "field-sample" }, icon("list-checks"), " ", one.sample),
      mine && found.known && recognised(app, id, path, found.known, value),
      mine ? [measured(app, id, path, one, value), choice(app, id, path, one, value)]
        : h("p", { class: "field-given" }, given ? `${given}${value.note ? `：${value.note}` : ""}` : isOwn(task, path) ? t("入企后才能回答") : t("由提问的部门回答")),
      proof(app, { ...found, writes: mine }, one, value, path), mine && words(app, id, path, one, value, found.known)))],
    bar: bar(app, found, path, one),
  };
}

/** 其余全部合格, after the count was read; or why they could not be checked. */
export async function rest(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, heads, base, writes } = found;
  const all = plain(task, heads).filter((path) => !found.begun.some((one) => one.path === path));
  const say = async (value) => {
    for (const path of all) await append(app.store, id, "answer", { path, base: [], body: value });
    await app.kept();
    app.go(base);
  };
  const reason = h("textarea", { rows: 2, maxlength: 400, id: "reason" });
  const unchecked = () => {
    if (reason.value.trim()) return say({ v: "not_checked", note: reason.value.trim(), value: "" });
    reason.setAttribute("aria-invalid", "true");
    return reason.focus();
  };
  return {
    title: t("其余全部合格"), keeps: true, top: head(t("其余 {0} 问", all.length), task.name, base),
    content: all.length && writes ? [card(h("p", {}, t("下面 {0} 问都看过，全部合格？已答的不变", all.length)), h("ol", { class: "field-list" }, all.map((path) => h("li", {}, task.paths[path].text)))),
      h("details", { class: "yc-card field-more" }, h("summary", {}, t("查不了？写明原因")), h("div", { class: "yc-card-body" }, labelled(t("为什么没有检查"), reason), button("", "circle-dashed", t("记 {0} 问未检查", all.length), unchecked)))]
      : [card(h("p", {}, t("本部门的问都答完了")))],
    bar: [all.length && writes ? button("primary", "check-check", t("{0} 问全部合格", all.length), () => say({ v: "pass", note: "", value: "" })) : link("primary", "", t("回到这次检查"), base)],
  };
}

