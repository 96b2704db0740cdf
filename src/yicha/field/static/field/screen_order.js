// 责令改正 at the door: over what the firm has signed, in words that it reads here; it signs for it, or it is left before a witness.

import { asked as confirm, button, card, h, icon, labelled, link, note, t } from "./dom.js";
import { comesFor, failedOf, named, ordered, pathsOf, signed, standing, team, toOrder } from "./form.js";
import { keeping } from "./filling.js";
import { head } from "./frame.js";
import { append, covers, filling } from "./oplog.js";
import { pad } from "./pad.js";
import { nowhere, opened } from "./screen_visit.js";
import { estimated } from "./vault.js";

const STROKES = 9_000; // characters
const [DAY_MS, BEIJING_MS] = [86_400_000, 8 * 3_600_000];
const [FACT, ARTICLE, DEMAND, REASON] = [600, 300, 400, 100];

const cut = (words, most) => [...new Set(words)].filter(Boolean).join("；").slice(0, most);

/** What is missing: the id of the field that wants it, and the words. */
function missing(said, strokes, { officers, least, first, last }) {
  const refuses = said.refused_because.trim();
  if (["fact", "article", "demand", "correct_by", "recheck_on"].some((name) => !said[name].trim())) return ["demand", t("事实、条款、要求和日期都要写")];
  if (said.correct_by < first || said.correct_by > last) return ["correct_by", t("改正期限从今天起，最迟 {0}", last)];
  if (said.recheck_on < said.correct_by) return ["recheck_on", t("复查不能早于改正期限")];
  if (officers.length < least) return ["demand", t("到场的执法人员不少于 {0} 人", least)];
  if (refuses) return said.witness.trim() ? null : ["witness", t("拒收要有见证人")];
  if (!strokes.value) return ["pad", t("请企业签收；不收就写明原因")];
  return said.person.trim() ? null : ["person", t("写明签字人姓名")];
}

async function give(app, { task, base }, code, form, strokes, days) {
  await app.flush();
  const given = new FormData(form);
  const { officer, ...said } = Object.fromEntries(given);
  const officers = given.getAll("officer");
  const gap = missing(said, strokes, { ...days, officers, least: task.parts[code].min_officers });
  if (gap) {
    document.getElementById("wrong").replaceChildren(icon("octagon-x"), " ", gap[1]);
    document.getElementById("wrong").hidden = false;
    return document.getElementById(gap[0]).focus();
  }
  if ((await confirm(t("下达责令改正"), h("p", {}, t("{0} 前改正：{1}", said.correct_by, said.demand.trim())), [["", t("再看看")], ["yes", t("下达责令改正"), "primary"]])) !== "yes") return undefined;
  const refuses = Boolean(said.refused_because.trim());
  const taken = refuses ? { refused_because: said.refused_because.trim(), witness: said.witness.trim() } : { person: said.person.trim(), position: said.position.trim(), strokes: strokes.value };
  const seen = await covers(app.store, task.id, pathsOf(task, code));
  const words = { fact: said.fact.trim(), article: said.article.trim(), demand: said.demand.trim(), correct_by: said.correct_by, recheck_on: said.recheck_on };
  await append(app.store, task.id, "order", { body: { dept: code, ...words, ...taken, officers, covers: seen }, from: await filling(app.store, task.id, `order/${code}`) });
  await app.kept();
  return app.go(`${base}/conclude/${code}`);
}

function paper({ task, heads }, code, bad, { first, last }) {
  const area = (name, words, most, value = "") => labelled(words, h("textarea", { name, id: name, rows: 3, maxlength: most, value }));
  const day = (name, words) => labelled(words, h("input", { type: "date", name, id: name, min: first, max: name === "correct_by" ? last : null }));
  const officer = ({ cert, name }) => h("p", {}, h("label", { class: "field-check" }, h("input", { type: "checkbox", name: "officer", value: cert, checked: true, id: `officer-${cert}` }), " ", `${name}（${cert}）`));
  const facts = bad.map((path) => [task.paths[path].text, standing(heads[path]).note].filter(Boolean).join(" "));
  return [card(area("fact", t("违法事实"), FACT, cut(facts, FACT)), area("article", t("违反的条款"), ARTICLE, cut(bad.flatMap((path) => task.paths[path].clauses), ARTICLE)), area("demand", t("改正要求"), DEMAND)),
    card(day("correct_by", t("改正期限")), day("recheck_on", t("复查日期")), h("p", { class: "yc-muted" }, task.terms.remedy)),
    card(h("fieldset", {}, h("legend", {}, t("到场检查的执法人员")), team(task, code).map(officer)))];
}

function receipt(strokes) {
  const text = (name, words, more = {}) => labelled(words, h("input", { name, id: name, maxlength: 60, autocomplete: "off", ...more }));
  return [h("section", { class: "yc-card" }, h("div", { class: "yc-card-body" }, strokes.made, text("person", t("现场负责人姓名")), text("position", t("职务")))),
    h("details", { class: "yc-card field-more" }, h("summary", {}, icon("user-x"), " ", t("对方不收？记录原因，请见证人签")), h("div", { class: "yc-card-body" }, text("refused_because", t("不收的原因"), { maxlength: REASON }), text("witness", t("见证人姓名和单位"))))];
}

/** Why nothing can be ordered; empty: it can. */
function barred({ task, heads, done }, code) {
  if (!code) return t("没有可责令改正的不合格项");
  if (ordered(task, done, code) !== undefined) return `${t("已当场责令改正")} ${ordered(task, done, code)}`;
  if (!failedOf(task, heads, code).length) return t("没有可责令改正的不合格项");
  return signed(task, done) ? "" : t("企业在检查记录上签字以后，才能责令改正");
}

export async function order(app, id, of) {
  const found = await opened(app, id);
  if (!found || !found.task.terms) return nowhere();
  const { task, heads, done, base } = found;
  const code = comesFor(task).includes(of) ? of : toOrder(task, heads, done)[0];
  const why = barred(found, code) || (app.readOnly && t("回到这次检查"));
  const now = estimated(await app.store.raw("meta", "lane")) + BEIJING_MS;
  const on = (days) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);
  const days = { first: on(0), last: on(task.terms.days) };
  const strokes = pad(STROKES);
  const form = why ? null : h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); give(app, found, code, form, strokes, days); } }, paper(found, code, failedOf(task, heads, code), days), receipt(strokes));
  if (form) await keeping(app, id, `order/${code}`, form);
  return {
    title: t("责令改正"), keeps: true, top: head(t("责令改正"), `${code ? `${named(task, code)} · ` : ""}${task.name}`, base),
    content: [h("p", { class: "yc-note yc-note-late", role: "alert", id: "wrong", hidden: true }), why ? note("", "gavel", why) : form],
    bar: [why ? link("primary", "", t("回到这次检查"), base) : button("primary", "gavel", t("签收，下达"), () => form.requestSubmit())],
  };
}
