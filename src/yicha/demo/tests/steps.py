"""Who does what how often when the demo is played: the same whatever was killed in between."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from yicha.demo.county import County
from yicha.demo.tests.running import Told
from yicha.followups.types import OPENS
from yicha.inspections.types import Outcome

SYSTEM = ""
CLOCKED = {"anchor_checkpoint"}  # what the clock does each day, not the play
# Who did what how often: a number, or what `happened` calls it.
STEPS: dict[tuple[str, str], int | str] = {
    ("declare_demo", SYSTEM): 1,
    ("load_norms", SYSTEM): 1,
    ("load_calendar", SYSTEM): 1,
    ("load_regions", SYSTEM): 1,
    ("create_department", SYSTEM): "departments and offices",
    ("register_officers", SYSTEM): 1,
    ("found_administration", SYSTEM): 1,
    ("create_account", "system_admin"): "people",
    ("propose_post", "security_admin"): "people",
    ("approve_post", "audit_admin"): "people",
    ("import_subjects", "data_steward"): 1,
    ("record_past_checks", "coordinator"): 1,
    ("register_main_items", "department_clerk"): "departments",
    ("propose_items", "department_clerk"): "departments",
    ("publish_items", "data_steward"): "departments",
    ("suggest_matches", SYSTEM): "departments",
    ("file_plan", "department_clerk"): "departments",
    ("freeze_year", "coordinator"): 1,
    ("freeze_pool", "coordinator"): 2,
    ("commit_reveal", "department_head"): 6,
    ("commit_reveal", "legal_supervisor"): 2,
    ("seal_manifest", "coordinator"): 2,
    ("reveal_secret", "department_head"): 6,
    ("reveal_secret", "legal_supervisor"): 2,
    ("record_beacon", "coordinator"): 2,
    ("run_draw", "coordinator"): 2,
    ("log_fingerprint", SYSTEM): 4,  # of manifest and result
    ("merge_programme", "coordinator"): 1,
    ("open_consultation", "coordinator"): 1,
    ("give_opinion", "department_head"): "departments",
    ("adopt_programme", "coordinator"): 1,
    ("freeze_staffing", "coordinator"): 1,
    ("staff_visits", SYSTEM): 1,
    ("open_inspections", SYSTEM): 1,
    ("issue_notice", "department_clerk"): "announced",
    ("notify_visit", "department_clerk"): "announced",
    ("scan_in", "officer"): "carried out",
    ("record_answers", "officer"): "parts",
    ("sign_record", "officer"): "carried out",
    ("record_results", "officer"): "parts",
    ("conclude_department", "department_head"): "parts",
    ("finish_visit", "department_head"): "carried out",
    ("draft_publication", SYSTEM): "parts",
    ("record_permit_check", SYSTEM): "parts",
    ("map_check", SYSTEM): "parts",
    ("open_follow_ups", SYSTEM): "parts with problems",
    ("publish_result", "department_head"): "parts",
    ("keep_file", "coordinator"): 11,  # two draws with frame, manifest and two bundles; instance, programme and board
    ("keep_file", "department_clerk"): "announced",
}


def act(entry: dict[str, Any]) -> str:
    """The use case by its short name."""
    return str(entry["use_case"]).rpartition(".")[2]


def steps_of(told: Told) -> Counter[tuple[str, str]]:
    """What the trail holds of the play: (use case, role) → how often."""
    return Counter((act(entry), entry["role"]) for entry in told.facts["entries"] if act(entry) not in CLOCKED)


def expected(told: Told, out: Path, county: County) -> dict[tuple[str, str], int]:
    """What it must hold."""
    happened = _counted(told, out, county)
    return {step: happened[times] if isinstance(times, str) else times for step, times in STEPS.items()}


def _counted(told: Told, out: Path, county: County) -> dict[str, int]:
    departments = int(told.answer["departments"])
    certified = sum(row.valid_to is None or row.valid_to >= date(county.year, 1, 1) for row in county.officers)
    done = {row["visit__number"] for row in told.facts["inspections"] if row["status"] == "closed"}
    return {
        "departments": departments,
        "departments and offices": len(county.departments),
        "people": certified + 2 * departments + 3,  # clerk and head of each; joint conference, justice, data bureau
        "carried out": len(done),
        "announced": sum((out / f"notices/{number}.pdf").exists() for number in done),
        "parts": len(told.facts["publications"]),
        "parts with problems": sum(
            row["status"] == "concluded" and bool(OPENS.get(Outcome(row["outcome"]))) for row in told.facts["tasks"]
        ),
    }
