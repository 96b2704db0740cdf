// Two records differ: a person decides. No timer, no default; the next check is not held up.

import { button, card, h, icon, labelled, link, note, t } from "./dom.js";
import { conflicts, photosOf, questions } from "./form.js";
import { head } from "./frame.js";
import { append } from "./oplog.js";
import { clock } from "./screen_list.js";
import { ANSWERS, nowhere, opened } from "./screen_visit.js";

const SIDES = [["arrow-left", "用左"], ["arrow-right", "用右"], ["arrow-down", "用第三个"]];

function who(task, done, id) {
  const said = (task.who || {})[id];
  const own = done.find(({ op }) => op.id === id);
  if (own) return [t("我记的"), " ", t("约 {0}", clock(own.op.at))];
  const person = said && Object.values(task.parts).flatMap((part) => part.officers).find(({ cert }) => cert === said.cert);
  return said ? [person ? person.name : said.cert, " ", said.at ? t("约 {0}", clock(said.at)) : ""] : t("办公室记的");
}

function value(one) {
  const [drawing, words] = ANSWERS[one.v] || ["pencil", one.v];
  return h("p", { class: `field-value field-${one.v}` }, icon(drawing, 20), " ", one.value || t(words));
}

function difference(app, { task, heads, done, writes }, path) {
  const all = Object.entries(heads[path]);
  const decide = async (body) => {
    await append(app.store, task.id, "answer", { path, base: all.map(([id]) => id), body });
    await app.kept();
  };
  const photos = Object.keys(heads[photosOf(path)] || {}).length;
  const place = questions(task).indexOf(path) + 1;
  const words = h("textarea", { rows: 2, maxlength: 1000, id: `note-${place}` });
  const anew = (v) => () => {
    if (words.value.trim()) return decide({ v, note: words.value.trim(), value: "" });
    words.setAttribute("aria-invalid", "true");
    return words.focus();
  };
  return card(h("h2", {}, t("第 {0} 问", place), " ", task.paths[path].text), h("div", { class: "field-two" }, all.map(([id, one], n) => h("div", { class: "field-one" },
    h("p", { class: "yc-muted" }, who(task, done, id)), value(one), one.note && h("p", {}, one.note), writes && button("", (SIDES[n] || SIDES[2])[0], t((SIDES[n] || SIDES[2])[1]), () => decide(one))))),
  h("p", { class: "yc-muted" }, icon("camera"), " ", t("照片证据 {0} 张", photos)),
  writes && h("details", { class: "field-more" }, h("summary", {}, t("另写")), labelled(t("写明情况"), words), h("div", { class: "field-ways" }, button("", "check", t("合格"), anew("pass")), button("", "x", t("不合格"), anew("fail")))));
}

export async function conflict(app, id) {
  const found = await opened(app, id);
  if (!found) return nowhere();
  const open = conflicts(found.task, found.heads);
  return {
    title: t("两人所记不同"), keeps: true, top: head(t("{0} 处两人所记不同", open.length), found.task.name, found.base),
    content: [open.length ? [note("soon", "git-compare", t("看过两边再定。两份记录都留着")), open.map((path) => difference(app, found, path))] : card(note("good", "check", t("都定好了")))],
    bar: [link(open.length ? "" : "primary", "", t("回到这次检查"), found.base)],
  };
}
