// What the phone knows of the network: trust failed requests, not the browser's word. An answer that did not arrive is counted and sent again.

const sign = () => document.querySelector("[data-network]");
const unsent = new Map(); // address and form → how to send it again

function show() {
  const bar = sign();
  if (!bar) return;
  const word = bar.querySelector("[data-network-word]");
  const away = unsent.size > 0 || !navigator.onLine;
  bar.classList.toggle("insp-away", away);
  if (!away) {
    if (bar.dataset.was) word.textContent = bar.dataset.online;
    return;
  }
  bar.dataset.was = "away";
  word.textContent = bar.dataset.offline + (unsent.size ? ` · ${bar.dataset.unsent} ${unsent.size}` : "");
}

function resend() {
  for (const [key, form] of unsent) {
    if (!form.isConnected) unsent.delete(key);
    else window.htmx.trigger(form, "submit");
  }
  show();
}

document.body.addEventListener("htmx:sendError", (event) => {
  unsent.set(event.detail.pathInfo?.requestPath || location.pathname, event.detail.elt.closest("form") || event.detail.elt);
  show();
});
document.body.addEventListener("htmx:afterOnLoad", (event) => {
  unsent.delete(event.detail.pathInfo?.requestPath);
  show();
});
document.body.addEventListener("htmx:afterSwap", show);
window.addEventListener("online", resend);
window.addEventListener("offline", show);
window.addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});
show();
document.body.classList.add("insp-js");
