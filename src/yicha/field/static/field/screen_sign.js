// The end of a visit: the firm signs or does not, the department says what it makes of it.

import { asked as confirm, button, card, h, icon, labelled, link, note, t, tag } from "./dom.js";
import { OUTCOMES, asked, asks, conflicts, failed, failedOf, filed, filedFor, named, ordered, pathsOf, questions, signed, standing, team, toOrder, unfiled } from "./form.js";
import { keeping } from "./filling.js";
import { head } from "./frame.js";
import { append, covers, filling } from "./oplog.js";
import { pad } from "./pad.js";
import { ANSWERS, nowhere, opened } from "./screen_visit.js";

const CLEAN = ["no_problem", "no_such_business", "not_found", "refused"];
const FOUND = ["corrected", "pending", "not_published", "false_publication", "refused"];
const REFUSED_MOST = 400;
let wrong = "";

function summary({ task, heads }) {
  const shown = asked(task, heads);
  const bad = failed(task, heads);
  const given = shown.filter((path) => standing(heads[path]));
  const one = ([code, part]) => {
    const own = shown.filter((path) => asks(task, path, code));
    const [wrongs, left] = [own.filter((path) => bad.includes(path)), own.filter((path) => !standing(heads[path]))];
    const state = wrongs.length ? tag("late", "x", t("不合格")) : left.length ? tag("soon", "hourglass", t("没问完")) : tag("good", "check", t("合格"));
    const said = wrongs.length ? t("{0} 处不合格", wrongs.length) : left.length ? t("还有 {0} 问", left.length) : t("未发现问题");
    return h("li", {}, h("span", { class: `yc-dep${part.lead ? " yc-dep-lead" : ""}` }, named(task, code)), h("span", {}, said), state);
  };
  return card(h("h2", {}, t("{0} / {1} 问答完，{2} 处不合格", given.length, shown.length, bad.length)), h("ul", { class: "field-parts" }, Object.entries(task.parts).map(one)),
    bad.length > 0 && h("ul", { class: "field-failed" }, bad.map((path) => h("li", {}, task.paths[path].text, h("br"), standing(heads[path]).note))));
}

/** Why nobody may sign yet; empty: he may. Nobody signs over what he has not seen (I-8). */
function barred({ task, heads, begun }) {
  const left = asked(task, heads).filter((path) => !standing(heads[path])).length;
  if (conflicts(task, heads).length) return t("{0} 处两人所记不同，定下来再签", conflicts(task, heads).length);
  if (begun.length) return t("{0} 问没写完，写完再签", begun.length);
  return left ? t("还有 {0} 问没有答，问完再签", left) : "";
}

async function lock(app, { task, base }, form, strokes) {
  await app.flush();
  const said = Object.fromEntries(new FormData(form));
  const refuses = Boolean(said.reason.trim());
  const missing = refuses ? !said.witness.trim() && "witness" : (!strokes.value && "pad") || (!said.person.trim() && "person");
  wrong = missing ? { witness: t("拒签要有见证人"), pad: t("请企业现场负责人签字；不签就写明原因"), person: t("写明签字人姓名") }[missing] : "";
  if (wrong) {
    document.getElementById("wrong").replaceChildren(icon("octagon-x"), " ", wrong);
    document.getElementById("wrong").hidden = false;
    return document.getElementById(missing).focus();
  }
  const seen = await covers(app.store, task.id, Object.keys(task.paths));
  const body = refuses ? { reason: said.reason.trim(), witness: said.witness.trim(), covers: seen } : { person: said.person.trim(), position: said.position.trim(), strokes: strokes.value, covers: seen };
  await append(app.store, task.id, refuses ? "refuse_sign" : "sign", { body, from: await filling(app.store, task.id, "sign") });
  await app.kept();
  return app.go(`${base}/conclude`);
}

export async function sign(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, done, base, writes } = found;
  const [locked, why, seen] = [signed(task, done), barred(found), await covers(app.store, id, Object.keys(task.paths))];
  const strokes = pad();
  const text = (name, words, more = {}) => labelled(words, h("input", { name, id: name, maxlength: 60, autocomplete: "off", ...more }));
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); lock(app, found, form, strokes); } },
    h("section", { class: "yc-card" }, h("div", { class: "yc-card-body" }, strokes.made, text("person", t("现场负责人姓名")), text("position", t("职务")))),
    h("details", { class: "yc-card field-more" }, h("summary", {}, icon("user-x"), " ", t("对方不签？记录原因，请见证人签")), h("div", { class: "yc-card-body" }, text("reason", t("不签的原因"), { maxlength: REFUSED_MOST }), text("witness", t("见证人姓名和单位")))));
  await keeping(app, id, "sign", form);
  const people = Object.values(task.parts).reduce((sum, part) => sum + part.officers.length, 0);
  return {
    title: t("核对并签字"), keeps: `${seen} ${locked} ${why}`, top: head(t("核对并签字"), task.name, base),
    content: [h("p", { class: "yc-note yc-note-late", role: "alert", id: "wrong", hidden: true }), summary(found), why && !locked && note("soon", "hourglass", why),
      locked ? card(note("good", "lock", t("已签字，记录锁定"))) : !why && writes && form,
      card(h("p", { class: "field-pair" }, h("span", {}, t("抽中的执法人员")), h("span", {}, icon("users"), " ", t("{0} 人", people))), h("p", { class: "field-pair" }, h("span", {}, t("整份记录指纹")), h("span", { class: "yc-mono" }, seen.slice(0, 12).match(/.{4}/g).join(" "))))],
    bar: [link("", "file-text", t("看笔录"), `${base}/record`), locked ? link("primary", "", t("部门结论"), `${base}/conclude`)
      : why || !writes ? link("primary", "", t("回到这次检查"), base) : button("primary", "lock", t("签完锁定"), () => form.requestSubmit())],
  };
}

/** 看笔录: what the firm signs, in words. */
export async function record(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, heads, base } = found;
  const line = (path) => {
    const value = standing(heads[path]);
    return h("li", {}, h("strong", {}, task.paths[path].text), h("br"), value ? [value.value || t(ANSWERS[value.v][1]), value.note && `：${value.note}`] : t("未答"));
  };
  const shown = new Set(asked(task, heads));
  return { title: t("现场笔录"), top: head(t("现场笔录"), `${task.no} ${task.name}`, base), content: [card(h("ol", { class: "field-list" }, questions(task).filter((path) => shown.has(path)).map(line)))], bar: [link("primary", "", t("核对并签字"), `${base}/sign`)] };
}

async function say(app, { task, done, base }, code, form) {
  await app.flush();
  const said = new FormData(form);
  const officers = said.getAll("officer");
  const least = task.parts[code].min_officers;
  if (officers.length < least) {
    wrong = t("到场的执法人员不少于 {0} 人", least);
    return app.show();
  }
  wrong = "";
  if ((await confirm(t("提交本部门结论"), h("p", {}, code === task.dept ? "" : `${named(task, code)} · `, t(OUTCOMES[said.get("outcome")])), [["", t("再看看")], ["yes", t("提交结论"), "primary"]])) !== "yes") return undefined;
  const seen = await covers(app.store, task.id, pathsOf(task, code));
  await append(app.store, task.id, "conclude", { body: { dept: code, outcome: said.get("outcome"), officers, note: said.get("note").trim(), covers: seen }, from: await filling(app.store, task.id, `conclude/${code}`) });
  await app.kept();
  return app.go(unfiled(task, done).some((other) => other !== code) ? `${base}/conclude` : base);
}

/** Of the own part, and of those that were entrusted, one after the other. */
export async function conclude(app, id, of) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const { task, heads, done, base } = found;
  const code = of && task.parts[of] ? of : unfiled(task, done)[0] || task.dept;
  const ways = failedOf(task, heads, code).length ? FOUND : CLEAN;
  const option = (one, n) => h("p", {}, h("label", { class: "field-check" }, h("input", { type: "radio", name: "outcome", value: one, checked: n === 0, id: `outcome-${one}` }), " ", t(OUTCOMES[one])));
  const officer = ({ cert, name }) => h("p", {}, h("label", { class: "field-check" }, h("input", { type: "checkbox", name: "officer", value: cert, checked: true, id: `officer-${cert}` }), " ", `${name}（${cert}）`));
  const number = ordered(task, done, code);
  const order = toOrder(task, heads, done).includes(code) ? note("soon", "gavel", t("{0}有不合格项，可当场责令改正", named(task, code)), " ", link("", "gavel", t("责令改正"), `${base}/order/${code}`))
    : number !== undefined && note("good", "gavel", t("已当场责令改正"), " ", number);
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); say(app, found, code, form); } }, wrong && h("p", { class: "yc-note yc-note-late", role: "alert" }, icon("octagon-x"), " ", wrong),
    order, code !== task.dept && note("", "users", t("受{0}委托检查，替它下结论", named(task, code))),
    card(h("fieldset", {}, h("legend", {}, t("检查结果")), ways.map(option))), card(h("fieldset", {}, h("legend", {}, t("到场检查的执法人员")), team(task, code).map(officer))),
    card(labelled(t("总体情况"), h("textarea", { name: "note", rows: 3, maxlength: 1000, id: "note" }))));
  await keeping(app, id, `conclude/${code}`, form);
  const open = signed(task, done) && !filedFor(task, done, code) && !app.readOnly;
  return {
    title: t("部门结论"), keeps: true, top: head(t("部门结论"), `${named(task, code)} · ${task.name}`, base),
    content: [open ? form : card(h("p", {}, filed(task, done) ? t("本部门已结论") : t("企业签字以后才能下结论")))],
    bar: [open ? button("primary", "", t("提交结论"), () => form.requestSubmit()) : link("primary", "", t("回到这次检查"), base)],
  };
}
