// The browser's own printing: the print style of the page does the rest.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
