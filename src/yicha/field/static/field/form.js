// The merged form as the phone reads it from the task package. Pure.

import { UNSENT } from "./oplog.js";

export const OUTCOMES = {
  no_problem: "未发现问题", corrected: "发现问题已责令改正", pending: "发现问题待后续处理", not_published: "未按规定公示应当公示的信息",
  false_publication: "公示信息隐瞒真实情况、弄虚作假", not_found: "通过登记的住所无法联系", refused: "不配合检查情节严重", no_such_business: "未发现开展本次抽查涉及的经营活动",
};
export const NEED_WORDS = new Set(["fail", "not_applicable", "not_checked"]);

/** Keys of the merged form in its order. */
export const questions = (task) => Object.keys(task.paths).filter((path) => path.startsWith("q/"));
export const photosOf = (path) => `p${path.slice(1)}`;

/** What another visit found in order on this question, as long as it is valid. */
export const known = (task, path) => (task.subject.recognised || {})[path];

/** May it be said so? A failure, what was not checked, and what is checked again although it is known, want words. */
export const whole = (question, value, found) => !question || (Boolean(value.v) && ((!NEED_WORDS.has(value.v) && !found) || Boolean((value.note || "").trim())));

/** The value that stands: the only head, or one of several that say the same. */
export const standing = (heads) => Object.values(heads || {})[0] || null;

const same = (one, other) => one.v === other.v && (one.value || "") === (other.value || "");

/** Two records that differ: a person decides. */
export const torn = (task, path, heads) => {
  const values = Object.values(heads || {});
  return task.paths[path].merge === "one" && values.some((value) => !same(value, values[0]));
};

/** Is it asked, as far as the answers go? `when`: one of these was answered so. */
export function isAsked(task, path, heads) {
  const { when = [] } = task.paths[path];
  const holds = ({ path: other, is }) => {
    const given = standing(heads[other]);
    return Boolean(given && task.paths[other]) && isAsked(task, other, heads) && (given.v === is || given.value === is);
  };
  return !when.length || when.some(holds);
}

export const asked = (task, heads) => questions(task).filter((path) => isAsked(task, path, heads));
export const isOwn = (task, path) => task.paths[path].depts.includes(task.dept);
export const open = (task, heads) => asked(task, heads).filter((path) => isOwn(task, path) && !standing(heads[path]));
/** What one tap can say to all of them: nothing is to be measured or chosen, nothing is known. */
export const plain = (task, heads) => open(task, heads).filter((path) => (task.paths[path].kind || "verdict") === "verdict" && !known(task, path));
export const failed = (task, heads) => asked(task, heads).filter((path) => (standing(heads[path]) || {}).v === "fail");
/** Which departments ask it; whoever was entrusted may write there as well. */
export const asks = (task, path, code) => (task.paths[path].asks || task.paths[path].depts).includes(code);
export const failedOf = (task, heads, code) => failed(task, heads).filter((path) => asks(task, path, code));
export const conflicts = (task, heads) => Object.keys(heads).filter((path) => task.paths[path] && torn(task, path, heads[path]));

/** Of the open questions the next after `path`, in a circle. */
export function next(task, heads, path = "") {
  const all = questions(task);
  const left = open(task, heads).filter((one) => one !== path);
  const from = all.indexOf(path);
  return left.find((one) => all.indexOf(one) > from) || left[0] || null;
}

export const pathsOf = (task, department) => Object.keys(task.paths).filter((path) => task.paths[path].depts.includes(department));
export const named = (task, department) => (task.parts[department] ? task.parts[department].name : department);
export const others = (task) => Object.keys(task.parts).filter((department) => department !== task.lead);

const over = (task, ...states) => states.includes(task.state);
const done = (task, log, ...kinds) => log.some(({ row, op }) => op && UNSENT.has(row.state) && op.visit === task.id && kinds.includes(op.kind));
const acted = (task, log, kind, code) => log.some(({ row, op }) => op && UNSENT.has(row.state) && op.visit === task.id && op.kind === kind && (op.body.dept || task.dept) === code);

/** On which days somebody may come: that of its hour, once it has one. */
export const days = ({ window: { first, last, starts_at: starts } }) => (starts ? [starts.slice(0, 10), starts.slice(0, 10)] : [first, last]);

/** What the office knows, or what is done here and not yet judged. */
export const arrived = (task, log) => over(task, "检查中", "已签字", "已提交", "已审核") || done(task, log, "arrive");
export const signed = (task, log) => over(task, "已签字", "已提交", "已审核") || done(task, log, "sign", "refuse_sign");
/** A department's part is concluded; nobody concludes for the own one whose part another checks. */
export const filedFor = (task, log, code) => ["submitted", "concluded"].includes(task.parts[code].state) || acted(task, log, "conclude", code);
/** The own part, and those that other departments have entrusted to the own one (LYG-5.5). */
export const comesFor = (task) => Object.keys(task.parts).filter((code) => (task.parts[code].by || code) === task.dept && task.parts[code].state !== "withdrawn");
export const unfiled = (task, log) => comesFor(task).filter((code) => !filedFor(task, log, code));
export const filed = (task, log) => Boolean(task.parts[task.dept]) && unfiled(task, log).length === 0;
/** 责令改正 of a part: its number, or that it was given here and not yet judged; undefined: none. */
export const ordered = (task, log, code) => task.parts[code].order || (acted(task, log, "order", code) ? "" : undefined);
/** Parts that found something and have ordered nothing yet. */
export const toOrder = (task, heads, log) => (task.terms ? comesFor(task).filter((code) => failedOf(task, heads, code).length && ordered(task, log, code) === undefined) : []);
export const ended = (task) => over(task, "已撤回", "gone");
export const team = (task, code = task.dept) => (task.parts[code] || { officers: [] }).officers;
