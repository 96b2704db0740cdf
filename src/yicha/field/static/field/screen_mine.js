// 我的: language, light, sending, the file, leaving. 求助: somebody is called, with and without a network. 依据: what may be read offline.

import { asked, button, card, h, icon, labelled, language, link, note, t } from "./dom.js";
import { ended, arrived } from "./form.js";
import { head } from "./frame.js";
import { signOut } from "./net.js";
import { append, log } from "./oplog.js";
import { placeBox } from "./place.js";
import { boxes } from "./screen_list.js";
import { ONLY_ACTS, saveFile } from "./sealed_file.js";

const POLICE = "110";
const GROUNDS = [["danger", "现场有危险"], ["violence", "暴力抗法"], ["obstruction", "阻挠检查"]];

async function save(app) {
  await app.leave();
  await saveFile(app.store);
}

/** Leaving never throws anything away: what is unsent stays here, sealed. */
async function leave(app, unsent) {
  if (unsent) {
    const ways = [["send", t("现在传"), "primary"], ["file", t("存成文件")], ["stay", t("留在本机（加密）")], ["", t("不退出")]];
    const chosen = await asked(t("还有 {0} 份没传", unsent), [h("p", {}, t("退出后记录都在本机，下次登录接着传")), h("p", { class: "yc-muted" }, t(ONLY_ACTS))], ways);
    if (!chosen) return;
    if (chosen === "send" && !(await app.send())) return;
    if (chosen === "file") await save(app);
  }
  await signOut();
  await app.lock();
}

const row = (words, act) => h("li", {}, h("span", {}, words), act);

export async function mine(app) {
  const { unsent, begun } = await boxes(app.store);
  const other = language === "en" ? ["zh-hans", "中文"] : ["en", "English"];
  const busy = begun.length > 0;
  return {
    title: t("我的"), tab: "mine", top: h("div", { class: "field-head" }, h("h1", {}, app.who.name)),
    content: [app.update && note("soon", "refresh-cw", busy ? t("有新版本，写完这一问再换") : t("有新版本"), h("div", { class: "field-ways" }, !busy && button("small", "", t("换新版本"), () => app.change()))),
      card(h("ul", { class: "field-rows" }, row(t("待上传 {0} 份", unsent.length), button("small", "cloud-upload", t("现在传"), () => app.send())),
        row([t("没有网络，交给办公室"), h("small", {}, t(ONLY_ACTS))], button("small", "file-down", t("存成文件"), () => save(app))),
        row(t("日光下看不清"), button("small", "sun", t("日光"), () => app.shine(!app.light), { "aria-pressed": String(app.light), id: "shine" })),
        row(t("语言"), button("small", "languages", other[1], () => app.speak(other[0]), { lang: other[0] })),
        row(t("联网办理的页面"), link("small", "monitor", t("打开"), "/check/")))),
      card(h("div", { class: "field-ways" }, button("", "lock", t("锁上"), () => app.lock()), button("", "log-out", t("退出登录"), () => leave(app, unsent.length))))],
  };
}

export async function help(app) {
  const [tasks, done] = await Promise.all([app.store.all("visits"), log(app.store)]);
  const here = tasks.filter((task) => !ended(task)).sort((one, other) => Number(arrived(other, done)) - Number(arrived(one, done)));
  const words = h("input", { id: "words", maxlength: 200 });
  const where = h("input", { id: "where", maxlength: 40 });
  const place = placeBox(t("附上手机位置（只用于派人到现场）"));
  const grounds = h("fieldset", {}, h("legend", {}, t("什么情况")), GROUNDS.map(([value, said]) => h("p", {}, h("label", { class: "field-check" },
    h("input", { type: "radio", name: "ground", value, checked: value === GROUNDS[0][0] }), " ", t(said)))));
  const which = h("select", { id: "which" }, here.map((task) => h("option", { value: task.id }, task.name)));
  const call = async () => {
    const body = { ground: grounds.querySelector(":checked").value, words: words.value.trim() || t("请求支援"), place: where.value.trim() };
    await append(app.store, which.value, "help", { body, gps: await place.read() });
    await app.kept({ send: false });
    const gone = await app.send();
    document.getElementById("told").textContent = gone ? t("联席办已收到") : t("没网，求助已存本机。请打电话");
  };
  return {
    title: t("求助"), tab: "help", keeps: true, top: head(t("求助"), t("暴力、阻挠、危险"), "#/"),
    content: [here.length > 0 && card(labelled(t("在哪一家"), which), grounds, labelled(t("在哪里（可不填）"), where), place.box, labelled(t("出了什么事"), words)), h("p", { id: "told", role: "status" }),
      card(h("p", {}, t("人身有危险先离开")), h("a", { class: "yc-btn yc-btn-big", href: `tel:${POLICE}` }, icon("phone-call", 20), " ", t("打 {0}", POLICE)))],
    bar: [here.length > 0 && button("danger", "siren", t("请求支援"), call)],
  };
}

export async function basis(app) {
  const tasks = await app.store.all("visits");
  const found = new Map();
  for (const task of tasks) for (const { clauses = [], text } of Object.values(task.paths)) for (const clause of clauses) found.set(clause, [...new Set([...(found.get(clause) || []), text])]);
  const items = new Map(tasks.flatMap((task) => (task.refs || []).map((one) => [`${one.dept}|${one.item}`, one])));
  const rests = [...items.values()].filter((one) => one.basis).map((one) => h("details", { class: "yc-card field-more" }, h("summary", {}, one.item), h("p", { class: "yc-card-body" }, one.dept, h("br"), h("span", { class: "yc-song" }, one.basis))));
  return {
    title: t("依据"), tab: "basis", top: h("div", { class: "field-head" }, h("h1", {}, t("依据"))),
    content: [found.size ? [...found].map(([clause, texts]) => h("details", { class: "yc-card field-more" }, h("summary", { class: "yc-song" }, "§ ", clause), h("ul", { class: "field-list" }, texts.map((text) => h("li", {}, text)))))
      : card(h("p", {}, t("任务带来的依据在这里，没网也能看"))), rests],
  };
}
