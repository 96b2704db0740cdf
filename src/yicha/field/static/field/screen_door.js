// The door: the secret opens what lies here; the first time, and after somebody else, the office lets in.

import { asked, button, card, h, icon, labelled, language, note, t } from "./dom.js";
import { Offline, signIn } from "./net.js";
import { UNSENT } from "./oplog.js";
import { officersHere, openStore } from "./store.js";
import { ONLY_ACTS, saveFile } from "./sealed_file.js";
import { makeStore, MustWait, openWith } from "./vault.js";

const state = { officer: null, fresh: false, wrong: "", busy: false, account: "" };

async function here() {
  const found = [];
  for (const officer of await officersHere()) {
    const store = await openStore(officer);
    const vault = await store.raw("meta", "vault");
    const unsent = (await store.rows("ops")).filter((row) => UNSENT.has(row.state)).length;
    store.close();
    if (vault && !vault.ended) found.push({ officer, unsent });
  }
  return found;
}

function words(problem) {
  if (problem instanceof MustWait) return t("试得太多，请等 {0} 秒再试。记录都在", problem.seconds);
  if (problem.name === "OperationError") return t("口令不对，或不是在本机登录过的口令");
  if (problem.name === "QuotaExceededError") return t("手机存满了，腾出一些空间再登录");
  if (problem instanceof Offline) return t("没有网络。第一次登录要连网");
  if (problem.name === "NoPost") return t("账号在这里没有检查任务，先选执法岗位再来");
  return problem.message;
}

async function attempt(app, secret, act) {
  Object.assign(state, { busy: true, wrong: "" });
  await app.show();
  try {
    const store = await act();
    Object.assign(state, { busy: false, fresh: false, officer: null });
    await app.enter(store, secret);
  } catch (problem) {
    Object.assign(state, { busy: false, wrong: words(problem) });
    await app.show();
    const said = document.getElementById("wrong");
    if (said) said.focus();
  }
}

const opening = (app, officer, secret) => attempt(app, secret, async () => openWith(await openStore(officer), secret));

function entering(app, { account, secret, code }) {
  state.account = account;
  return attempt(app, secret, async () => {
    const told = await signIn(account, secret, code);
    if (!told.records) throw Object.assign(new Error(), { name: "NoPost" });
    return makeStore(told.officer, secret, { account, name: told.name });
  });
}

/** The office wants to know him again; what he opened stays open. */
export async function again(app) {
  const input = h("input", { type: "password", id: "again", autocomplete: "current-password" });
  const code = h("input", { id: "again-code", inputmode: "numeric", autocomplete: "one-time-code" });
  const inside = [labelled(t("登录密码"), input), labelled(t("动态口令"), code, { help: t("没有开通就空着") })];
  if ((await asked(t("登录过期，记录还在本机"), inside, [["", t("以后再传")], ["yes", t("登录上传"), "primary"]])) !== "yes") return;
  try {
    await signIn(app.who.account, input.value, code.value);
    await app.send();
  } catch (problem) {
    await asked(t("没有登录上"), h("p", {}, words(problem)), [["", t("知道了"), "primary"]]);
  }
}

const told = () => state.wrong && h("p", { class: "yc-note yc-note-late", role: "alert", id: "wrong", tabindex: "-1" }, icon("octagon-x"), " ", state.wrong);

function secretInput(name, complete) {
  return h("input", { name, type: "password", required: true, autocomplete: complete, id: name });
}

function unlock(app, stores) {
  const chosen = stores.find(({ officer }) => officer === state.officer) || stores[0];
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); opening(app, chosen.officer, new FormData(form).get("secret")); } },
    h("h2", {}, t("打开本机资料")),
    stores.length > 1 && h("fieldset", { class: "field-stores" }, h("legend", {}, t("这部手机上有 {0} 人的资料", stores.length)),
      stores.map(({ officer, unsent }, n) => h("label", {}, h("input", {
        type: "radio", name: "officer", checked: officer === chosen.officer, onchange: () => { state.officer = officer; app.show(); },
      }), " ", t("第 {0} 份，{1} 份没传", n + 1, unsent)))),
    stores.length === 1 && chosen.unsent > 0 && h("p", { class: "yc-muted" }, t("{0} 份没传，都在本机，已加密", chosen.unsent)),
    told(), labelled(t("登录密码"), secretInput("secret", "current-password")),
    h("button", { class: "yc-btn yc-btn-primary yc-btn-big", disabled: state.busy }, icon("lock-open", 20), " ", state.busy ? t("正在打开") : t("打开")));
  const file = async () => saveFile(await openStore(chosen.officer));
  return [card(form), chosen.unsent > 0 && h("p", { class: "yc-muted" }, t(ONLY_ACTS)), h("p", { class: "field-ways" }, chosen.unsent > 0 && button("text", "file-down", t("打不开？存成文件"), file), button("text", "user-plus", t("换人登录"), () => { state.fresh = true; state.wrong = ""; app.show(); }))];
}

function firstTime(app, stores) {
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); entering(app, Object.fromEntries(new FormData(form))); } },
    h("h2", {}, t("第一次在这部手机上登录")), h("p", { class: "yc-muted" }, t("要连网一次。以后没有网络也能用登录密码打开")),
    told(), labelled(t("账号"), h("input", { name: "account", required: true, autocomplete: "username", id: "account", value: state.account })),
    labelled(t("登录密码"), secretInput("secret", "current-password")),
    labelled(t("动态口令"), h("input", { name: "code", inputmode: "numeric", autocomplete: "one-time-code", id: "code" }), { help: t("没有开通就空着") }),
    h("button", { class: "yc-btn yc-btn-primary yc-btn-big", disabled: state.busy }, icon("log-in", 20), " ", state.busy ? t("正在登录") : t("登录")));
  return [card(form), stores.length > 0 && h("p", {}, button("text", "chevron-left", t("返回"), () => { state.fresh = false; state.wrong = ""; app.show(); }))];
}

function online() {
  return [card(h("h2", {}, t("只能联网使用")), h("p", {}, t("这个地址没有加密，手机上不能存资料。联网时一问一存，照常检查")),
    h("a", { class: "yc-btn yc-btn-primary yc-btn-big", href: "/check/" }, t("联网检查")))];
}

export async function door(app) {
  const stores = app.secure ? await here() : [];
  const inside = !app.secure ? online() : stores.length && !state.fresh ? unlock(app, stores) : firstTime(app, stores);
  const other = language === "en" ? ["zh-hans", "中文"] : ["en", "English"];
  return {
    title: t("掌上检查"),
    keeps: true,
    top: h("div", { class: "field-head" }, h("h1", {}, t("掌上检查")), h("button", { type: "button", class: "field-side", lang: other[0], onclick: () => app.speak(other[0]) }, other[1])),
    content: [inside, app.problem === "wiped" && note("late", "octagon-x", t("本机已停用，请联系联席办"))],
  };
}
