// The frame of every screen: top, line of the network, what is to be done, the bar below.

import { h, icon, t } from "./dom.js";
import { UNSENT } from "./oplog.js";

const TABS = [["check", "clipboard-check", "检查", "#/"], ["help", "siren", "求助", "#/help"], ["basis", "book-open", "依据", "#/basis"], ["mine", "user", "我的", "#/mine"]];
const PROBLEMS = {
  expired: "登录过期，记录还在本机",
  update: "请更新后再传，记录还在本机",
  busy: "办公室忙，稍后自动再传",
  full: "手机存满了，已记的都在。连网上传后再拍",
  wiped: "本机已停用，请联系联席办",
  not_your_lane: "本机资料归他人，请重新登录",
  unreadable: "没传完整，自动重传",
  bad_chunk: "没传完整，自动重传",
  too_large: "太大，传不上去，记录还在本机",
};
const at = (id) => document.getElementById(id);

async function line(app) {
  if (!app.secure) return ["away", "wifi-off", t("这个地址没有加密，只能联网使用，本机不存资料")];
  if (!app.store) return app.problem ? ["away", "octagon-x", t(PROBLEMS[app.problem] || app.problem)] : null;
  const unsent = (await app.store.rows("ops")).filter((row) => UNSENT.has(row.state)).length;
  if (app.readOnly) return ["away", "lock", t("{0} 天没有连网，只能看。连网后接着记", app.limits.expiry_days)];
  if (PROBLEMS[app.problem]) return ["away", "cloud-off", t(PROBLEMS[app.problem])];
  if (app.online === false && app.open) return ["away", "wifi-off", unsent ? t("没网，{0} 份待传", unsent) : t("没网")];
  if (app.online === false) return ["away", "wifi-off", unsent ? t("没网，照常检查。{0} 份有网后自动上传", unsent) : t("没网，照常检查")];
  if (unsent) return ["", "cloud-upload", t("正在上传，还有 {0} 份", unsent)];
  return app.online ? ["", "cloud", t("已连网，都传完了")] : null;
}

export const frame = {
  async banner(app) {
    const found = await line(app);
    const place = at("line");
    place.hidden = !found;
    if (!found) return;
    const [tone, name, words] = found;
    place.className = `field-line${tone ? ` field-${tone}` : ""}`;
    const saved = app.saved && app.store ? h("span", { class: "field-saved" }, icon("save", 18), " ", t("已存本机 {0}", app.saved)) : null;
    const way = app.store && app.problem === "expired" ? h("button", { type: "button", class: "yc-btn yc-btn-small", onclick: () => app.again() }, t("登录")) : null;
    place.replaceChildren(h("span", {}, icon(name, 18), " ", words), ...[way, saved].filter(Boolean));
  },

  async draw(app, screen, moved) {
    const focused = document.activeElement && document.activeElement.id;
    document.title = `${screen.title} · ${t("一查")}`;
    document.body.className = ["yc-phone", "field", screen.dark && !app.light && "field-dark", app.light && "field-light"].filter(Boolean).join(" ");
    at("top").replaceChildren(...[screen.top].flat());
    at("main").replaceChildren(...screen.content.flat(3).filter(Boolean));
    at("bar").replaceChildren(...(screen.bar || []).filter(Boolean));
    at("bar").hidden = !(screen.bar || []).some(Boolean);
    at("tabs").replaceChildren(...(screen.tab && app.store ? [tabs(screen.tab)] : []));
    at("foot").hidden = at("bar").hidden && !at("tabs").hasChildNodes();
    await this.banner(app);
    if (moved) {
      scrollTo(0, 0);
      if (app.store) at("main").focus({ preventScroll: true });
    } else if (focused && at(focused)) at(focused).focus({ preventScroll: true });
  },
};

function tabs(current) {
  return h("ul", {}, TABS.map(([name, drawing, words, href]) =>
    h("li", {}, h("a", { href, "aria-current": name === current && "page" }, icon(drawing, 24), h("span", {}, t(words))))));
}

/** The top of a screen inside a visit. */
export function head(title, words, back, more = null) {
  return h("div", { class: "field-head" },
    h("a", { class: "field-back", href: back, "aria-label": t("返回") }, icon("chevron-left", 28)),
    h("div", {}, h("h1", {}, title), words && h("p", {}, words)), more);
}
