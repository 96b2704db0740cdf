// One encrypted store for each officer. Encrypt before a transaction opens: IndexedDB commits one that waits for anything else.

import { opened, openedBytes, sealed } from "./crypto.js";

const PREFIX = "field1-";
const VERSION = 1;
const TABLES = { meta: "k", visits: "id", drafts: "k", ops: "seq", chunks: "k" };

/** Where a test lets the browser be killed. */
export const step = (name) =>
  globalThis.fieldHalt === name ? new Promise(() => { globalThis.fieldHalted = name; }) : undefined;

export const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The officers who have a store in this browser, by number: names are inside the boxes. */
export async function officersHere() {
  const found = indexedDB.databases ? await indexedDB.databases() : [];
  return found.map(({ name }) => name).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)).sort();
}

export async function openStore(officer) {
  const name = PREFIX + officer;
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    const there = request.result.objectStoreNames;
    for (const [table, keyPath] of Object.entries(TABLES)) if (!there.contains(table)) request.result.createObjectStore(table, { keyPath });
  };
  return new Store(officer, name, await answered(request));
}

class Store {
  constructor(officer, name, db) {
    Object.assign(this, { officer, name, db, keys: null });
    this.texts = new Map(); // fingerprint-free memory of opened operations: number → what was done
    db.onversionchange = () => db.close(); // a wipe in another tab must not be blocked
  }

  /** Runs `work(tables, end)`; `end(false)` takes all back. Strict: complete comes after the flush (the default changed in 121). */
  write(names, work) {
    return new Promise((resolve, reject) => {
      const run = this.db.transaction(names, "readwrite", { durability: "strict" });
      let result;
      run.oncomplete = () => resolve(result);
      run.onabort = () => (result === false ? resolve(false) : reject(run.error));
      work(Object.fromEntries(names.map((name) => [name, run.objectStore(name)])), (value) => {
        result = value;
        if (value === false) run.abort();
      });
    });
  }

  raw(table, key) {
    return answered(this.db.transaction(table).objectStore(table).get(key));
  }

  rows(table, range) {
    return answered(this.db.transaction(table).objectStore(table).getAll(range));
  }

  keysOf(table) {
    return answered(this.db.transaction(table).objectStore(table).getAllKeys());
  }

  async box(table, key, value, plain = {}) {
    return { [TABLES[table]]: key, ...plain, ...(await sealed(this.keys, `${table}/${key}`, value)) };
  }

  unbox(table, row) {
    return row && opened(this.keys, `${table}/${row[TABLES[table]]}`, row);
  }

  bytes(table, row) {
    return openedBytes(this.keys, `${table}/${row[TABLES[table]]}`, row);
  }

  async get(table, key) {
    return this.unbox(table, await this.raw(table, key));
  }

  async all(table) {
    return Promise.all((await this.rows(table)).map((row) => this.unbox(table, row)));
  }

  put(table, row) {
    return this.write([table], (tables) => tables[table].put(row));
  }

  remove(table, key) {
    return this.write([table], (tables) => tables[table].delete(key));
  }

  /** 锁上: the keys leave the memory, the boxes stay. */
  lock() {
    this.keys = null;
    this.texts.clear();
  }

  close() {
    this.lock();
    this.db.close();
  }

  erase() {
    this.close();
    return answered(indexedDB.deleteDatabase(this.name));
  }
}
