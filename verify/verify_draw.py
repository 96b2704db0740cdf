#!/usr/bin/env python3
"""核验抽取包 · checks a draw bundle by docs/vdr1.md (§): python3 verify_draw.py BUNDLE; 0 成立 holds, 1 拒绝 refused, 2 无包 no bundle."""

import base64, hashlib, json, re, sys, zipfile
from collections import Counter, defaultdict
from pathlib import Path

# fmt: off
SIX = "manifest.json pool.jsonl officers.jsonl seed.json result.json assignment.json".split()
(MANIFEST, POOL, OFFICERS, SEED, RESULT, ASSIGNMENT), (CHECKPOINT, PROOFS, SEALED) = SIX, "log/checkpoint log/proofs.jsonl log/sealed".split()
WORDS = r"""text=[\s\S]* some=[\s\S]+ sid=[A-Z0-9][A-Z0-9:._-]{0,63} label=[A-Za-z0-9_.:*-]{1,32} hex=([0-9a-f]{2})* hex16=[0-9a-f]{32}
hex32=[0-9a-f]{64} decimal=0|[1-9][0-9]{0,15} day=[0-9]{4}-[0-9]{2}-[0-9]{2} empty= VDR1=VDR1 kind=subjects|officers|double"""
# A form: word, nat (integer from 0), pos (from 1), …|…; [each]; [first,second]; {key:…,key&key:…,*word:…}, …: others too; ?: or null
FORMS = """{manifest.json:{algorithm:VDR1,suite:pos,kind:kind,draw:sid,title:text,pool&officers:{dir:sid,hash&root:hex32,n:nat,…:x},
overhead:nat,codes:{*label:text},lines:[{id&department&item&scope:text,members&eligible&minutes&officers:nat,strata:[[label,nat,pos,nat,
nat|null]],total:nat|null,cover:[[text,nat]],skills:[text],…:x}],weeks:{*decimal:[day,day,nat]},participants:[{commitment:hex32,
key&name:text,…:x}],beacon:{fallback:{?:x,name&round:text,…:x},name&round:text,…:x},first:{?:x,draw:sid,result:hex32,…:x},programme:hex,
lost:[[nat,sid,label]],times:{*text:text},log:{?:x,key&origin:text,quorum:nat,witnesses:[text],…:x},…:x},shut:{com:hex32,sid:sid},
hidden:{com:hex32,pid:hex16},opened:{lock:hex32,open:{*label|empty:[nat]},salt:hex16,sid:sid},subject:{open:{*label|empty:[nat]},
pepper&salt:hex16,sid:sid,sealed:{attrs:[text],strata:{*label:[nat]},town:text,weights:{*decimal:[nat]}}},visit:{open:{*none:nat},
pepper&salt:hex16,sid:sid,sealed:{barred:[text],slots:[[text,nat,[text]]],subject:sid,town:text,week:nat}},officer:{id:some,salt:hex16,
record:{absent:[nat],booked:{*decimal:[nat,nat]},department&name:text,minutes:nat,recused:[sid],skills&towns:[text],valid_to:day|empty}},
seed.json:{beacon:{name&round:text,value:hex},commitments:[hex32],manifest&seed:hex32,reveals:[hex32|empty]},
result.json:{lines:[{cut:hex32,drawn:[sid],id:text,selected:nat}],listed:[sid],manifest&seed:hex32},assignment.json:{digest&result:hex32,
groups:[[text,nat,pos,nat,nat]],tasks:[[sid,[[text,hex16|null]]]]},log/proofs.jsonl:{file&leaf:text,index:nat,path:[hex32]},
salted:{checkpoint&file&leaf&text:text,index:nat,path:[hex32],salt:hex16}}"""
WORDS, FORMS = dict(word.split("=") for word in WORDS.split()), json.loads(re.sub(r"[^\[\]{}:,\s]+", r'"\g<0>"', FORMS))
SHUT = re.compile(rb'{"com":"[0-9a-f]{64}","sid":"[A-Z0-9][A-Z0-9:._-]{0,63}"}').fullmatch  # form and canonical writing of a closed row in one
canon = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

def need(where, **holds):
    for what in [what for what in holds if not holds[what]]: raise ValueError(f"{where}: {what.replace('_', ' ')}")

def sm3(message):  # GB/T 32905; x * r >> (32 - n) & m turns x left by n
    m, r, state = 2**32 - 1, 2**32 + 1, [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = message + b"\x80" + bytes((55 - len(message)) % 64) + (8 * len(message)).to_bytes(8, "big")
    for block in range(0, len(padded), 64):
        w = [int.from_bytes(padded[i : i + 4], "big") for i in range(block, block + 64, 4)]
        for i in range(16, 68):
            x = w[i - 16] ^ w[i - 9] ^ (w[i - 3] * r >> 17 & m)
            w.append(x ^ (x * r >> 17 & m) ^ (x * r >> 9 & m) ^ (w[i - 13] * r >> 25 & m) ^ w[i - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            s = ((a12 := a * r >> 20 & m) + e + ((0x79CC4519 if j < 16 else 0x7A879D8A) * r >> (32 - j % 32) & m) & m) * r >> 25 & m
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else (a & b | a & c | b & c, e & f | (e ^ m) & g)
            t, u = gg + h + s + w[j] & m, ff + d + (s ^ a12) + (w[j] ^ w[j + 4]) & m
            a, b, c, d, e, f, g, h = u, a, b * r >> 23 & m, c, t ^ (t * r >> 23 & m) ^ (t * r >> 15 & m), e, f * r >> 13 & m, g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in state)

def fits(value, form):
    if isinstance(form, list):
        return isinstance(value, list) and len(form) in (1, len(value)) and all(fits(v, form[i % len(form)]) for i, v in enumerate(value))
    if isinstance(form, dict) and isinstance(value, dict):
        form = {key: form[keys] for keys in form for key in keys.split("&")}
        more = "…" in form or all(any(w[0] == "*" and fits(k, w[1:]) and fits(value[k], form[w]) for w in form) for k in {*value} - {*form})
        return more and all(key in value and fits(value[key], form[key]) for key in form if key[0] not in "*?…")
    if isinstance(value, str) and isinstance(form, str):
        return any(word in WORDS and re.fullmatch(WORDS[word], value) for word in form.split("|"))
    whole = type(value) is int and form in ("nat", "pos", "nat|null") and (form == "pos") <= value < 2**53
    return whole or value is None and ("?" in form or "null" in form)

class Bundle:
    def __init__(self, files, outer=True):  # §10.1 to 3
        self.files, self.outer = {CHECKPOINT: b"", PROOFS: b"", **files}, outer
        (m,) = self.parse(MANIFEST, MANIFEST)
        self.m, self.lines, self.kind, suite = m, m["lines"], m["kind"], {1: "sha256", 2: "sm3"}[m["suite"]]
        made, here = getattr(hashlib, suite, lambda message: hashlib.new(suite, message)), suite in hashlib.algorithms_available
        self.H = (lambda message: made(message).digest()) if here else sm3
        self.mark = {name: self.H(files[name]).hex() for name in SIX}
        ids = [line["id"] for line in self.lines] + [(line["id"], stratum[0]) for line in self.lines for stratum in line["strata"]]
        fit = {"officers": not self.lines, "subjects": not m["weeks"] and not m["officers"]["n"], "double": [*m["weeks"]] == ["0"]}
        need(MANIFEST, 类_kind=fit[self.kind], 重号_ids=len({*ids}) == len(ids))
        self.read_behind({name[6:]: files[name] for name in files if name[:6] == "first/"})
        full = self.mark[POOL] == m["pool"]["hash"] and self.mark[OFFICERS] == m["officers"]["hash"]
        self.pool = self.read_list(POOL, m["pool"], "shut|opened" if not full else "visit" if self.kind == "officers" else "subject")
        self.officers = self.read_list(OFFICERS, m["officers"], "officer" if full else "hidden")
        (seed,), sealed = self.parse(SEED, SEED), [one["commitment"] for one in m["participants"]]
        reveals, read = [*map(bytes.fromhex, seed["reveals"])], (seed["beacon"]["name"], seed["beacon"]["round"])
        opened = [self.hf("commit", m["draw"], j, r).hex() if r else c for j, (r, c) in enumerate(zip(reveals, sealed))]
        rounds = [(source["name"], source["round"]) for source in (m["beacon"], m["beacon"]["fallback"]) if source]
        need(SEED, 揭示_reveals=opened == sealed and len(reveals) == len(sealed), 信标_beacon=read in rounds)
        computed = self.hf("seed", bytes.fromhex(self.mark[MANIFEST]), *reveals, bytes.fromhex(seed["beacon"]["value"]))
        need(SEED, 种子_seed=(seed["manifest"], seed["commitments"], seed["seed"]) == (self.mark[MANIFEST], sealed, computed.hex()))
        key, self.match_key = self.hf("key", "select", computed), self.hf("key", "match", computed)
        self.ticket = {sid: (int.from_bytes(self.H(key + sid.encode()), "big"), sid) for sid in self.pool}
        rows = self.check_full() if full else self.check_public()
        need("§20", 批次_waves=all(self.taken[ids.index(x["after"])] <= self.taken[n] | self.listed for n, x in enumerate(self.lines) if "after" in x))
        self.stand = [stand - gone | {*row["drawn"]} for stand, gone, row in zip(self.stand, self.gone, rows)]
        self.report = f"""成立 · holds: {"完整包 full" if full else "公开包 public"} bundle, {self.kind}, {suite}, {self.check_log()} inclusion proofs
编号 · bundle number: {self.mark[ASSIGNMENT]}{"（未经见证 · not witnessed）" * ("test" in (read[0], m["beacon"]["name"]))}
签名 · signatures: not checked here
不能证明 · cannot show: 名录属实、种子未挑选 true records, untried seed{"；分层、资格等 strata, cover, eligibility, L*" * (not full)}"""
    def read_behind(self, files):  # §18: whom the draws behind selected (public: drew), who stands, listed work, what is owed
        m, lost, self.taken, self.stand, self.listed, self.owed = self.m, self.m["lost"], *([set() for _ in self.lines] for _ in "ts"), set(), defaultdict(set)
        back = Bundle({**files, POOL: self.files[POOL], OFFICERS: self.files[OFFICERS]}, False) if lost else self
        self.taken, self.stand, self.listed, self.owed = back.taken, back.stand, back.listed, back.owed
        self.gone = [{sid for k, sid, code in lost if k == n and sid in here and code in m["codes"]} for n, here in enumerate(self.stand)]
        known, behind = sum(map(len, self.gone)) == len(lost), self.kind == "subjects" and bool(m["first"])
        named = not lost or (m["first"]["draw"], m["first"]["result"]) == (back.m["draw"], back.mark[RESULT])
        same = all(m[key] == back.m[key] for key in ("kind", "suite", "pool", "lines"))
        need("first/", 递补名单_lost=known and lost == sorted(lost) and bool(lost) == behind, 所递补的抽取_the_draw_behind=named and same)
    def parse(self, name, forms):  # §10.1: the rows of a file; a .json file is one row
        *lines, rest = [self.files[name], b""] if name == MANIFEST else self.files[name].split(b"\n")
        return need(name, 规范写法_canonical_form=not rest) or [self.row(name, forms, line) for line in lines]
    def row(self, name, forms, line):
        if forms[:4] == "shut" and SHUT(line): return {"com": line[8:72].decode(), "sid": line[81:-2].decode()}
        hook = lambda pairs: need(name, 键重复_a_key_twice=len(dict(pairs)) == len(pairs)) or dict(pairs)
        row = json.loads(line.decode(), object_pairs_hook=hook, parse_constant=int, parse_float=int)
        if name == MANIFEST: row.setdefault("lost", [])
        right, again = any(fits(row, FORMS[form]) for form in forms.split("|")), name in (MANIFEST, PROOFS) or canon(row).encode() == line
        return need(name, 格式_form=right, 规范写法_canonical_form=again) or row
    def frame(self, tag, *fields):  # §1
        plain = (f.encode() if isinstance(f, str) else f.to_bytes(4, "big") if isinstance(f, int) else f for f in ("VDR1/" + tag, *fields))
        first, *others = [len(f).to_bytes(4, "big") + f for f in plain]
        return first + len(others).to_bytes(4, "big") + b"".join(others)
    def hf(self, tag, *fields): return self.H(self.frame(tag, *fields))
    def read_list(self, name, said, forms):  # §§4 to 6, §10.2: the rows by sid or pid
        rows, entries, buckets, before = {}, [], defaultdict(list), self.frame("idx", said["dir"], "")[:-4]
        for row in self.parse(name, forms):
            own, salt = row.get("sid", row.get("id")), bytes.fromhex(row.get("salt", ""))
            lock = row.get("lock") or "sealed" in row and self.hf("lock", bytes.fromhex(row["pepper"]), own, canon(row["sealed"])).hex()
            com = row.get("com") or self.hf("leaf", salt, own, canon(row.get("record") or [row["open"], lock])).hex()
            key = row.get("sid") or row.get("pid") or self.hf("officer", salt, own)[:16].hex()
            entries.append((self.H(before + len(key).to_bytes(4, "big") + key.encode()), bytes.fromhex(com)))
            rows[key] = row
        height = max(0, (len(rows) // 8).bit_length() - 1)
        for idx, com in sorted(entries): buckets[int.from_bytes(idx, "big") >> (256 - height)].append(idx + com)
        level = [self.H(b"\0" + len(buckets[b]).to_bytes(4, "big") + b"".join(buckets[b])) for b in range(1 << height)]
        while len(level) > 1: level = [self.H(b"\1" + left + right) for left, right in zip(level[::2], level[1::2])]
        root = self.hf("dir", len(rows), height, level[0]).hex()
        need(name, 行数_number_of_rows=len(entries) == said["n"], 次序_order=[*rows] == sorted(rows), 树根_root=root == said["root"])
        return rows
    def spread(self, grouped, sid):  # {value: [line numbers]} → {line number: value} (§5)
        found = {n: value for value, numbers in grouped.items() for n in numbers if n < len(self.lines)}
        right = all(numbers == sorted({*numbers}) != [] for numbers in grouped.values())
        return need(sid, 计划行_line_numbers=right and len(found) == sum(map(len, grouped.values()))) or found
    def check_full(self):  # §10.4 to 6
        holders, members, codes = [[] for _ in self.lines], Counter(), {"", *self.m["codes"]}
        for sid, row in self.pool.items() if self.kind != "officers" else ():
            opened, sealed, (ticket, _) = self.spread(row["open"], sid), row["sealed"], self.ticket[sid]
            strata, weights = self.spread(sealed["strata"], sid), {n: int(w) for n, w in self.spread(sealed["weights"], sid).items()}
            need(sid, 代码_codes={*opened.values()} <= codes, 分层_strata=strata.keys() == {n for n in opened if not opened[n]})
            need(sid, 权重_weights=weights.keys() <= strata.keys() and all(1 < weight < 2**53 for weight in weights.values()))
            members.update(opened.keys())
            for n in strata: holders[n].append(((ticket // weights.get(n, 1), ticket, sid), strata[n], sealed["attrs"]))
        need(MANIFEST, 户数_members=[line["members"] for line in self.lines] == [members[n] for n in range(len(holders))])
        rows = [self.select(n, line, holders[n]) for n, line in enumerate(self.lines)]
        self.taken = [taken | sids for taken, (sids, _) in zip(self.taken, rows)]
        listed = sorted(set().union(*(sids.difference(row["drawn"]) for sids, row in rows)))
        result = {"lines": [row for _, row in rows], "listed": listed, "manifest": self.mark[MANIFEST], "seed": self.mark[SEED]}
        visits = {sid: row["sealed"] for sid, row in self.pool.items() if self.kind == "officers"}
        for sid in set().union(*(sids for sids, _ in rows)) if self.kind == "double" else ():
            visits[sid] = self.visit(sid, [line for line, (sids, _) in zip(self.lines, rows) if sid in sids and line["officers"]])
        given = self.match(sorted(visits.items(), key=lambda visit: self.ticket[visit[0]]))
        for name, again in ((RESULT, result), (ASSIGNMENT, {**given, "digest": self.hf("digest", canon(given)).hex()})):
            need(name, 重算_computed_again=f"{canon(again)}\n".encode() == self.files[name])
        return result["lines"]
    def select(self, n, line, holders):  # §8: all selected, the row of result.json; until then a subject stands as its order value O
        need(line["id"], 合格户数_eligible=line["eligible"] == len(holders))
        if self.m["lost"]:  # §18
            gone = Counter(label for o, label, _ in holders if o[2] in self.gone[n])
            line = {**line, "total": None, "cover": [], "strata": [[label, 0, 1, gone[label], None] for label, *_ in line["strata"]]}
        holders = [one for one in holders if one[0][2] not in self.taken[n]]
        strata = [sorted(o for o, own, _ in holders if own == label) for label, *_ in line["strata"]]
        wished = [max(least, -(-len(pool) * num // den)) for pool, (_, num, den, least, _) in zip(strata, line["strata"])]
        sizes = [min(len(pool), wish, *([] if most is None else [most])) for pool, wish, (*_, most) in zip(strata, wished, line["strata"])]
        need(line["id"], 层名_strata=sum(map(len, strata)) == len(holders))
        if sum(sizes) > (total := sum(sizes) if line["total"] is None else line["total"]):
            shares = [divmod(total * m, sum(sizes)) for m in sizes]
            first = sorted(range(len(sizes)), key=lambda k: -shares[k][1])[: total - sum(share for share, _ in shares)]
            sizes = [share + (k in first) for k, (share, _) in enumerate(shares)]
        selected = {o for pool, m in zip(strata, sizes) for o in pool[:m]}
        entire = {o for pool, m in zip(strata, sizes) if m == len(pool) for o in pool}
        bound = min((pool[m][0] for pool, m in zip(strata, sizes) if m < len(pool)), default=0)
        for attribute, least in line["cover"]:
            mine = sorted(o for o, _, attributes in holders if attribute in ("*", *attributes))
            selected.update([o for o in mine if o not in selected][: max(0, least - len(selected.intersection(mine)))])
        cut = max((o[1] + 1 for o in selected if o[1] < bound), default=0)
        drawn = [o[2] for o in sorted(selected, key=lambda o: o[1:]) if o[1] < cut or o not in entire]
        return {o[2] for o in selected}, {"cut": f"{cut:064x}", "drawn": drawn, "id": line["id"], "selected": len(selected)}
    def check_public(self):  # §10.P4, P5
        (result,), (given,), pool, owed = self.parse(RESULT, RESULT), self.parse(ASSIGNMENT, ASSIGNMENT), self.pool.keys(), self.owed
        lines, listed, tasks, digest = result["lines"], result["listed"], given["tasks"], given.pop("digest")
        chosen, teams = {*listed}.union(*(line["drawn"] for line in lines)), [[pid for _, pid in slots if pid] for _, slots in tasks]
        need(RESULT, 清单_manifest=result["manifest"] == self.mark[MANIFEST], 种子_seed=result["seed"] == self.mark[SEED])
        need(RESULT, 名单_listed=listed == sorted({*listed}) and chosen <= pool, 计划行数_lines=len(lines) == len(self.lines))
        for n, line in enumerate(lines):
            drawn, extra = [self.ticket[sid] for sid in line["drawn"]], line["selected"] - len(line["drawn"])
            right = line["id"] == self.lines[n]["id"] and 0 <= extra <= len(listed) and self.taken[n].isdisjoint(line["drawn"])
            right = right and (not self.m["lost"] or line["selected"] <= len(self.gone[n]))
            cut, cuts = int(line["cut"], 16), {0, *(ticket + 1 for ticket, _ in drawn)}
            need(f"{RESULT} {line['id']}", 户数_selected=right, 次序_order=drawn == sorted({*drawn}), 界线_cut=cut in cuts)
            for sid in {sid for sid, (ticket, _) in self.ticket.items() if ticket < cut}.difference(line["drawn"], self.taken[n], self.listed):
                owed[sid].add(n)
        self.taken, self.listed = [taken.union(line["drawn"]) for taken, line in zip(self.taken, lines)], self.listed.union(listed)
        for sid in [sid for sid in pool if sid in owed or "open" in self.pool[sid]]:
            row, opened, known = self.pool[sid], self.spread(self.pool[sid].get("open", {}), sid), {"", *self.m["codes"]}
            need(sid, 低号无说明或多公开_opening=("open" in row) == bool(owed[sid]) or not self.outer, 代码_codes={*opened.values()} <= known)
            need(sid, 低号合格却未抽_eligible_below_the_cut_but_not_drawn="" not in map(opened.get, owed[sid]))
        wanted = {"subjects": set(), "officers": pool, "double": chosen}[self.kind]
        posts = Counter(each for _, slots in tasks for name, pid in slots for each in ((name, 3), (name, 4))[: 2 if pid else 1])
        sums = posts == sum((Counter({(group[0], k): group[k] for k in (3, 4)}) for group in given["groups"]), Counter())
        known = all(len({*team}) == len(team) and {*team} <= self.officers.keys() for team in teams)
        need(ASSIGNMENT, 任务_tasks=[sid for sid, _ in tasks] == sorted(wanted, key=self.ticket.get), 合计_sums=sums, 人员_officers=known)
        need(ASSIGNMENT, 结果_result=given["result"] == self.mark[RESULT], 摘要_digest=digest == self.hf("digest", canon(given)).hex())
        return lines
    def check_log(self):  # §9: the number of proofs
        rows, head = self.parse(PROOFS, PROOFS + "|salted"), re.compile(r"[^\n]+\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n").match
        need(CHECKPOINT, 格式_form=head(self.files[CHECKPOINT].decode()) or not (self.files[CHECKPOINT] or rows))
        for row in rows:
            (size, root), fn = head(self.files[row.get("checkpoint", CHECKPOINT)].decode()).groups(), row["index"]
            text, sn, r = row.get("text", row["leaf"]), int(size) - 1, hashlib.sha256(b"\0" + row["leaf"].encode()).digest()
            bound = "text" not in row or hashlib.sha256(bytes.fromhex(row["salt"]) + text.encode()).hexdigest() in row["leaf"]
            need(PROOFS, 条目_leaf=bound and self.mark[row["file"]] in text, 序号_index=fn <= sn)
            for p in map(bytes.fromhex, row["path"]):
                left = fn % 2 or fn == sn > 0
                r, step = hashlib.sha256(b"\1" + (p + r if left else r + p)).digest(), (fn & -fn).bit_length() if left else 1
                fn, sn = fn >> step, sn >> step if sn else -1
            need(PROOFS, 存在证明_inclusion=sn == 0 and r == base64.b64decode(root))
        return len(rows)
    def rooms(self, department, week):  # a, B, b by pid (§8)
        _, last, days = self.m["weeks"][str(week)]
        staff = [(pid, row["record"]) for pid, row in self.officers.items() if row["record"]["department"] == department]
        away = {pid for pid, one in staff if week in one["absent"] or "" < one["valid_to"] < last}
        return {pid: (0 if pid in away else one["minutes"] * days // 5, *one["booked"].get(str(week), (0, 0))) for pid, one in staff}
    def eligible(self, visit, department, skills):
        able = [(pid, *self.officers[pid].values()) for pid, room in self.rooms(department, visit["week"]).items() if room[0]]
        able = [(pid, one) for pid, name, one, _ in able if name not in visit["barred"] and visit["subject"] not in one["recused"]]
        return [pid for pid, one in able if {*skills} <= {*one["skills"]} and visit["town"] in (one["towns"] or [visit["town"]])]
    def visit(self, sid, lines):  # what a subject drawn on these lines asks for (kind double)
        visit = {**self.pool[sid]["sealed"], "subject": sid, "week": 0, "barred": [], "slots": []}
        for department in dict.fromkeys(line["department"] for line in lines):
            mine = [line for line in lines if line["department"] == department]
            slots, minutes = [set() for _ in range(max(line["officers"] for line in mine))], sum(line["minutes"] for line in mine)
            able = [{*self.officers[pid]["record"]["skills"]} for pid in self.eligible(visit, department, [])]
            for skill in dict.fromkeys(skill for line in mine for skill in line["skills"]):
                fit = [slot for slot in slots if any({skill, *slot} <= skills for skills in able)] or slots.append(set()) or slots[-1:]
                fit[0].add(skill)
            visit["slots"] += [[department, self.m["overhead"] + minutes, slot] for slot in slots]
        return visit
    def match(self, visits):  # assignment.json without digest
        slots, groups, records = defaultdict(list), {}, [(pid, row["record"]) for pid, row in self.officers.items()]
        absent, ids = [one["absent"] for _, one in records], {row["id"] for row in self.officers.values()}
        need(OFFICERS, 证号_ids=len(ids) == len(records), 缺勤_absent=all(weeks == sorted({*weeks}) for weeks in absent))
        booked = Counter({pid: sum(count for count, _ in one["booked"].values()) for pid, one in records})
        for sid, visit in visits:
            for department, minutes, skills in visit["slots"]:
                slots[department, visit["week"]].append((sid, minutes, self.eligible(visit, department, skills)))
        for department, week in slots:
            groups[department, week] = Group(slots[department, week], self.rooms(department, week), lambda p: self.H(self.match_key + p.encode()))
        tasks = [[sid, [[name, groups[name, visit["week"]].decide(booked)] for name, _, _ in visit["slots"]]] for sid, visit in visits]
        return {"groups": [[*k, one.level, len(one.task), one.filled] for k, one in groups.items()], "result": self.mark[RESULT], "tasks": tasks}

class Group:  # slots of one department in one week, all seated: with officers, or with nobody, "", who has as many seats as stay empty
    def __init__(self, slots, officers, mark):  # [(task, minutes, pids)], {pid: (a, B, b)}
        (self.task, self.minutes, wanted), self.officers, self.mark, self.next, self.dead = zip(*slots), officers, mark, 0, set()
        self.wanted, self.top, self.used = [[*pids, ""] for pids in wanted], max([1, *(o[0] for o in officers.values())]), Counter()
        sums = [sum(sorted(self.minutes)[: k + 1]) for k in range(len(slots))]
        self.hold = {p: sum(s <= a - b for s in sums) for p, (a, _, b) in officers.items()}
        self.filled = self.fill(2**200)
        low = (self.filled - len(officers)) * self.top // max(1, sum(a for a, _, _ in officers.values()))
        self.level = next(level for level in range(max(1, low), 2**53) if self.fill(level) == self.filled)
        self.fill(self.level, len(slots) - self.filled)
    def fill(self, level, nobody=0):
        self.cap = {p: max(0, min(self.hold[p], -(-level * a // self.top) - visits)) for p, (a, visits, _) in self.officers.items()}
        self.place, self.held, self.cap[""] = [""] * len(self.task), defaultdict(dict), nobody
        return sum(self.seat(x, self.wanted[x]) for x in range(len(self.task)))
    def put(self, x, p):
        self.held[self.place[x]].pop(self.task[x] if self.place[x] else x, None)
        self.held[p][self.task[x] if p else x], self.place[x] = x, p
        return not self.dead.clear()
    def seat(self, x, officers):  # with one of them, moving undecided slots if need be (augmenting path); `dead` leads nowhere
        for p in officers:
            if (same := self.held[p].get(self.task[x])) is None and len(self.held[p]) < self.cap[p]: return self.put(x, p)
            others = [same] if same is not None else () if p in self.dead else self.dead.add(p) or self.held[p].values()
            if any(y >= self.next and y not in self.dead and not self.dead.add(y) and self.seat(y, self.wanted[y]) for y in others):
                return self.put(x, p)
        return False
    def decide(self, booked):  # LFF
        x, had, self.next = self.next, self.used, self.next + 1
        task, u, top, able = self.task[x], self.minutes[x], self.top, {p: self.officers[p] for p in self.wanted[x][:-1]}
        rank = {p: (had[p] + b + u > a, (had[p] + b) * top // a, booked[p], self.mark(f"{task}/{p}"), p) for p, (a, _, b) in able.items()}
        self.put(x, None)
        chosen = next(p for p in [*sorted(rank, key=rank.get), ""] if self.seat(x, [p]))
        had[chosen], booked[chosen] = had[chosen] + u, booked[chosen] + 1
        return chosen or None

def main(path):
    try:
        folder, files, deep = path if path.is_dir() else zipfile.Path(path), {}, ""
        while not deep or (folder / deep / MANIFEST).is_file():
            names = [deep + name for name in (*SIX, CHECKPOINT, PROOFS, SEALED) if not deep and name in SIX or (folder / deep / name).is_file()]
            files, deep = files | {name: (folder / name).read_bytes() for name in names}, f"{deep}first/"
    except Exception as error: return print(f"没有抽取包 · no bundle: {error!r}") or 2
    try: return print(Bundle(files).report) or 0
    except Exception as error: return print(f"拒绝 · refused: {error if type(error) is ValueError else f'格式 form {error!r}'}") or 1

if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:2])))
