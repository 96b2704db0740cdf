"""The county of `yicha demo`, loaded once."""

import gc
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from yicha.demo.county import make_county
from yicha.demo.county.items import make_main_items
from yicha.demo.live import incidents, levels, lists, sign_ins, voices, witness
from yicha.demo.live.after import correct_some
from yicha.demo.live.articles import tell_the_public
from yicha.demo.live.background import do_jobs
from yicha.demo.live.entrusting import entrust_one_part, register_devices
from yicha.demo.live.exchange import enter_a_penalty, share_data
from yicha.demo.live.fallen import decisions_fall
from yicha.demo.live.flying import draw_unannounced, look_at_it
from yicha.demo.live.hours import ask_and_object, keep_two_for, set_hours_until
from yicha.demo.live.last_year import draw_before_the_holidays
from yicha.demo.live.next_year import next_years_plans, the_park_plans
from yicha.demo.live.off_site import hand_in_papers
from yicha.demo.live.outside import stand_outside_the_plan
from yicha.demo.live.phones import bring_from_a_phone
from yicha.demo.live.programs import admit_a_program
from yicha.demo.live.registers import find_what_was_written_twice, give_the_park_its_own, know_more_of_subjects
from yicha.demo.live.scenes import propose_one_more, put_scenes_in_force
from yicha.demo.live.sharing import disagree, issue_policies, meet, receive_some_permits, settle_duties
from yicha.demo.live.signing import sign_for_what_comes
from yicha.demo.live.weeks import live_through, publish_what_is_due
from yicha.demo.live.workbooks import import_some_books
from yicha.demo.once import SEED, YEAR
from yicha.demo.story import CHINA, Story
from yicha.kernel.command_line import say
from yicha.kernel.demo_home import begin_demo, finish_demo
from yicha.norms.queries import cached

NOW = datetime.combine(incidents.TODAY, time(10, 20), CHINA)
AFTERNOON = datetime.combine(incidents.TODAY, time(14), CHINA)
YOUNG = (100_000, 20, 1_000)  # rings are looked for among what was made lately: most of the program and the county stays to the end
JOBS_TAKE = timedelta(seconds=30)  # a job reads its own clock, which runs on while it waits
SET_AHEAD = timedelta(weeks=2)  # the week after waits for the visitor


@cached()
def load_county(home: Path) -> None:
    """From autumn to a Thursday in March; nobody else is there yet to change a norm.

    A home in which this was not finished is wiped at the next start.
    """
    gc.set_threshold(*YOUNG)
    begin_demo(home)
    say("第一次启动：正在装入演示县，几分钟 · first start: loading the demo county, a few minutes")
    story = Story(make_county(SEED, YEAR), say)
    story.prepare()
    witness.appoint(story, home)
    put_scenes_in_force(story)
    settle_duties(story)
    draw_before_the_holidays(story)
    unannounced = draw_unannounced(story)
    story.file_plans()
    programme = story.merge(story.draw_subjects())
    story.adopt(programme)
    incidents.void_first_draw_of_officers(story, programme)
    story.hold_ceremony(story.freeze_officers(programme))
    do_jobs(story.steady.now)
    keep_two_for(story, programme, AFTERNOON)
    set_hours_until(story, NOW.date() + SET_AHEAD)
    live_through(story, programme, NOW)
    publish_what_is_due(story, NOW)
    correct_some(story, NOW)
    look_at_it(story, unannounced)
    _meanwhile(story, programme)
    do_jobs(story.steady.at(NOW))
    witness.cosign(story, home)
    finish_demo(home, story.steady.now + JOBS_TAKE)  # not before its last act: who was just appointed could not sign in


def _between_departments(story: Story) -> None:
    """What takes all of them: a county of which somebody took a corner does without."""
    propose_one_more(story)
    disagree(story)
    issue_policies(story)
    meet(story)
    lists.revise(story)
    levels.task_from_above(story)
    levels.whistle(story)
    share_data(story)
    admit_a_program(story, Path(settings.YICHA_HOME))
    enter_a_penalty(story)
    voices.passer_by_reports(story)
    know_more_of_subjects(story)
    find_what_was_written_twice(story)
    give_the_park_its_own(story)
    the_park_plans(story)
    import_some_books(story)


def _meanwhile(story: Story, programme: int) -> None:
    next_years_plans(story, SEED)
    receive_some_permits(story)
    incidents.stop_two_visits(story, programme)
    incidents.withdraw_one_department(story, programme)
    incidents.stop_one_under_way(story)
    register_devices(story)
    entrust_one_part(story, programme)
    bring_from_a_phone(story)
    handing_in = hand_in_papers(story, programme)
    incidents.unplanned_checks(story, programme)
    stand_outside_the_plan(story, programme)
    incidents.recusals_and_leave(story)
    incidents.wait_for_a_second_hand(story)
    voices.subjects_speak(story)
    if set(story.departments) >= {row.department for row in make_main_items()}:
        _between_departments(story)
    story.steady.at(datetime.combine(NOW, time(9), CHINA))
    incidents.withdraw_one(story, story.steady.now)
    sign_for_what_comes(story)
    tell_the_public(story)
    decisions_fall(story)
    home = Path(settings.YICHA_HOME)
    sign_ins.open_sign_ins(story, programme, home, NOW.date(), handing_in)
    ask_and_object(story, programme, sign_ins.enterprise_in(home))
