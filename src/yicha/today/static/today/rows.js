// ↑ and ↓ go from row to row in a list; Enter opens it, as it does of any link. Without this file everything works by Tab.
for (const list of document.querySelectorAll("[data-rows]")) {
  const links = [...list.querySelectorAll("td a.yc-btn, li > a")];
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = links.indexOf(document.activeElement);
    const next = links[here + step];
    if (step && here >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  });
}
