"""What an officer does, said to the app's own modules: for tests of what is kept and sent, not of what is tapped."""

from typing import Any

from yicha.field.tests.phones import Phone

ANSWER = """async ([visit, path, v]) => { const { app, oplog } = field;
  await oplog.draft(app.store, visit, path, { v, note: v === 'fail' ? '灶间灭火器指针在红区' : '', value: '' });
  await oplog.seal(app.store, visit, path); }"""
PHOTO = """async ([visit, size]) => { const bytes = new Uint8Array(size); let x = 7 + size;
  for (let i = 0; i < size; i += 1) { x = (x * 1103515245 + 12345) & 0x7fffffff; bytes[i] = x >> 16; }
  await field.evidence.capture(field.app.store, visit, 'p/1', bytes.buffer); }"""
CONCLUDE = """async (visit) => { const { app, oplog } = field;
  const task = await app.store.get('visits', visit);
  const own = Object.keys(task.paths).filter((path) => task.paths[path].depts.includes(task.dept));
  await oplog.append(app.store, visit, 'conclude', { body: { outcome: 'corrected', officers: ['QH0527', 'QH0627'], note: '',
    covers: await oplog.covers(app.store, visit, own) } }); }"""
CHUNKS = """async () => { const { store } = field.app;  // bytes that nobody has signed for
  const whole = new Set((await store.rows('meta')).map((row) => row.k));
  return (await store.rows('chunks')).filter((row) => !whole.has(`file/${row.visit}/${row.file}`)).length; }"""


def answer(phone: Phone, v: str, path: str = "q/1", visit: str = "1") -> None:
    phone.page.evaluate(ANSWER, [visit, path, v])


def photograph(phone: Phone, size: int, visit: str = "1") -> Any:
    return phone.page.evaluate(f"(given) => ({PHOTO})(given).then(() => '', (problem) => problem.name)", [visit, size])


def conclude(phone: Phone, visit: str = "1") -> None:
    phone.page.evaluate(CONCLUDE, visit)


def unsent_chunks(phone: Phone) -> Any:
    return phone.page.evaluate(CHUNKS)
