// How many are chosen: said in the bar while one ticks.

for (const form of document.querySelectorAll("form[data-batch]")) {
  const count = form.querySelector("[data-count]");
  const all = form.querySelector("[name=all]");
  const say = () => {
    const ticked = form.querySelectorAll("tbody [type=checkbox]:checked").length;
    count.textContent = count.dataset.words.replace("{}", all.checked ? count.dataset.total : ticked);
  };
  form.addEventListener("change", say);
  say();
}
