// A form of several fields: kept while it is filled in, so that a call, a lock or a dead battery takes nothing of it. It becomes an
// operation only when it is given; what a finger has drawn is not kept, for it is drawn under what is given.

import { fill, filled } from "./oplog.js";

function told(form) {
  const given = new FormData(form);
  return Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name)]));
}

/** The form as it was left. */
export async function keeping(app, visit, name, form) {
  const before = await filled(app.store, visit, name);
  for (const one of before ? [...form.elements].filter((field) => field.name) : []) {
    const said = before[one.name] || [];
    if (["checkbox", "radio"].includes(one.type)) one.checked = said.includes(one.value);
    else if (said.length) one.value = said[0];
  }
  for (const more of form.querySelectorAll("details")) more.open = [...more.querySelectorAll("input")].some((one) => one.value);
  form.addEventListener("input", () => app.later(() => fill(app.store, visit, name, told(form))));
  return form;
}
