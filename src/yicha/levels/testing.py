"""Makers for the tests of other rooms: a whistle, a task from above."""

import json
from typing import Any

from yicha.kernel.actor import Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.uploads import upload
from yicha.levels.actions.blow_whistle import blow_whistle
from yicha.levels.actions.receive_task import receive_task
from yicha.levels.rules.exchange import read_dispatch
from yicha.levels.types import BlowWhistle, ReceiveTask, RecordPatrol, TaskReceived, WhistleBlown
from yicha.orgs.testing import make_actor
from yicha.subjects.testing import subject_row

SID = subject_row(0).sid
ZONE = make_actor(Role.ZONE_COMMAND, "DCZ")
OFFICE = make_actor(Role.COORDINATOR, "LXB")


def whistle(**values: Any) -> BlowWhistle:
    plain: dict[str, Any] = {
        "area": REGION,
        "raised_by": "DCZ",
        "place": "东川镇北街夜市",
        "matter": "占用消防通道，油烟直排",
        "departments": ("SCJG", "XFJY"),
        "sid": SID,
    }
    return BlowWhistle(**(plain | values))


def patrol(**values: Any) -> RecordPatrol:
    plain: dict[str, Any] = {
        "area": REGION,
        "patrolled_by": "DCZ",
        "place": "东川镇北街夜市",
        "patrolled_on": NOW.date(),
        "found": "油烟直排",
        "sid": SID,
    }
    return RecordPatrol(**(plain | values))


def make_whistle(**values: Any) -> WhistleBlown:
    return blow_whistle(ZONE, whistle(**values), NOW)


def dispatch_file(**values: Any) -> bytes:
    """As a higher level would write it."""
    info = {
        "taskNo": "610000-2026-LH-0007",
        "taskName": "餐饮燃气安全联合检查",
        "taskStartTime": "2026-03-02 09:00:00",
        "status": "分发",
        "initiateUnitName": "省市场监管局",
        "unionDeptNo": "SCJG,XFJY",
        "unionDeptName": "SCJG局,XFJY局",
        "supervisionMatterCode": "61000000000001",
        "inspectContent": "燃气软管、报警器",
        "inspectClaim": "月底前反馈",
        "superviseObjects": [
            {"type": "企业", "name": "青禾第0饭店", "credentialsValue": SID},
            {"type": "企业", "name": "无人知晓的店", "credentialsValue": "91610000MA00000000"},
        ],
    }
    return json.dumps({"taskInfo": info | values}, ensure_ascii=False).encode()


def received(actor: Actor = OFFICE, **values: Any) -> ReceiveTask:
    content = dispatch_file(**values)
    kept = upload(actor, [content], NOW, kind="upper_task", name="task.json", limit=len(content))
    return ReceiveTask(REGION, kept.file, read_dispatch(content))


def make_task(**values: Any) -> TaskReceived:
    return receive_task(OFFICE, received(**values), NOW)
