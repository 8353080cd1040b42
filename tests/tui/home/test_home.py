"""The home screen: what it lists, what it opens, and how a newcomer gets to a first meeting."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from meeting.commands.profile import CreateMeeting
from meeting.model.profile import Person, Wifi
from meeting.refusal import Refusal
from tests.tui.meetings import hall, profile
from tests.tui.records import kept
from tests.tui.watching import until
from tui.actions import doubled_keys
from tui.home import Chosen, HomeApp
from tui.record import read
from tui.rehearsals import wipe
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.home import HomeScreen
from tui.screens.new_meeting import USUAL_AGENDA, command_from, usual
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> MeetingLibrary:
    return MeetingLibrary(tmp_path / "data")


def home(library: MeetingLibrary) -> HomeApp:
    return HomeApp(library, partial(create, library))


def filled(library: MeetingLibrary) -> HomeApp:
    create(library, CreateMeeting(profile(planned_on="2024-04-17", title="Phiên thứ nhất [/")))
    create(library, CreateMeeting(profile(planned_on="2024-10-02", title="Phiên thứ hai")))
    return home(library)


def listed(app: HomeApp) -> list[str]:
    options = app.screen.query_one("#meetings", OptionList)
    return [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]


async def test_meetings_are_listed_newest_first_with_phase_place_and_day(library: MeetingLibrary) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        assert listed(app)[0].startswith("Phiên thứ hai")
        assert "02/10/2024" in listed(app)[0]
        assert "Hội trường tầng 2" in listed(app)[0]
        assert listed(app)[1].startswith("Phiên thứ nhất [/")


@pytest.mark.parametrize(
    ("key", "screen"), [("enter", "host"), ("h", "host"), ("p", "stage"), ("s", "secretary")]
)
async def test_one_key_opens_each_screen_of_the_chosen_meeting(
    library: MeetingLibrary, key: str, screen: str
) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("down", key)
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == Chosen("2024-04-17-phien-thu-nhat", screen)


async def test_a_newcomer_gets_from_nothing_to_a_meeting_by_typing_three_names(
    library: MeetingLibrary,
) -> None:
    app = home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.has_class("-empty"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Field))
        for name, text in (
            ("agency", "Phòng PA03"),
            ("chair", "Nguyễn Văn An"),
            ("secretary", "Trần Thị Bình"),
        ):
            app.screen.query_one(f"#{name}", Field).value = text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is not None
    assert app.return_value.screen == "host"
    state = read(library.find(app.return_value.meeting).record).state
    assert state.meeting.chair.name == "Nguyễn Văn An"
    assert len(state.agenda) == 5


async def test_what_is_missing_is_named_and_nothing_typed_is_lost(library: MeetingLibrary) -> None:
    app = home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Field))
        app.screen.query_one("#place", Field).value = "Hội trường"
        app.screen.query_one("#agency", Field).value = "Phòng PA03"
        await pilot.press("ctrl+s")
        problem = app.screen.query_one("#problem", Plain)
        await until(pilot, lambda: "Chủ trì" in str(problem.content))
        assert app.focused is app.screen.query_one("#chair", Field)
        assert app.screen.query_one("#place", Field).value == "Hội trường"
    assert library.meetings() == []


async def test_turning_back_keeps_what_was_typed_and_enter_still_begins(library: MeetingLibrary) -> None:
    app = home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        for _again in range(2):
            await until(pilot, lambda: app.screen.has_class("-empty"))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.focused, Field))
            agency = app.screen.query_one("#agency", Field)
            assert agency.value == ("Phòng PA03" if _again else "")
            agency.value = "Phòng PA03"
            await pilot.press("escape")


@pytest.mark.parametrize("key", ["p", "s", "d", "w"])
async def test_a_key_about_a_meeting_says_what_to_do_where_there_is_none(
    library: MeetingLibrary, key: str
) -> None:
    app = home(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.has_class("-empty"))
        await pilot.press(key)
        await until(pilot, lambda: any("Nhấn Enter" in note.message for note in app._notifications))
    assert app.return_value is None


async def test_the_last_meetings_profile_is_offered_and_can_be_emptied(library: MeetingLibrary) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Field))
        agency = app.screen.query_one("#agency", Field)
        assert agency.value == "Phòng An ninh nội địa"
        assert app.screen.query_one("#wifi", Field).value == "HoiTruong-DoiThoai"
        await pilot.press("ctrl+d")
        await until(pilot, lambda: agency.value == "")


async def test_a_library_of_many_meetings_is_laid_out_seldom_and_shown_whole(
    library: MeetingLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 60
    for number in range(many):
        kept(library.new(f"Lần {number}", "2024-01-01").folder, hall()).close()
    app, painted, paint = home(library), [0], HomeScreen.paint

    def counted(screen: HomeScreen) -> None:
        painted[0] += 1
        paint(screen)

    monkeypatch.setattr(HomeScreen, "paint", counted)
    monkeypatch.setattr("tui.screens.home.SHOWN_EVERY", 3600.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == many)
    assert painted[0] <= 4, "as it opens, the first meeting, all of them"


async def test_the_last_meetings_network_keeps_its_kind(library: MeetingLibrary) -> None:
    last = profile(wifi=Wifi("HoiTruong", "mat khau", "WEP"))
    typed = usual(last)
    again = command_from(typed, USUAL_AGENDA, last, date(2026, 1, 5)).meeting.wifi
    assert again == last.wifi
    other = command_from(typed | {"wifi_password": "khac"}, USUAL_AGENDA, last, date(2026, 1, 5)).meeting.wifi
    assert other == Wifi("HoiTruong", "khac", "WPA")


async def test_each_agency_gets_the_profile_of_its_own_last_meeting(library: MeetingLibrary) -> None:
    theirs = profile(
        agency="Sở Nội vụ",
        parent_agency="UBND tỉnh",
        planned_on="2024-01-10",
        symbol="SNV",
        chair=Person("Lê C", "Giám đốc"),
        recipients=("Như trên",),
        grounds=("Luật số 10",),
        signs_as="KT. GIÁM ĐỐC",
        copies=4,
    )
    create(library, CreateMeeting(theirs))
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Field))
        agency, chair = app.screen.query_one("#agency", Field), app.screen.query_one("#chair", Field)
        app.screen.query_one("#secretary", Field).value = "Hoàng D"
        agency.focus()
        agency.value = "so noi vu"
        await pilot.press("enter")
        await until(pilot, lambda: chair.value == "Lê C")
        assert app.screen.query_one("#secretary", Field).value == "Hoàng D", "what was typed stays"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(library.meetings()) == 4)
    made = [read(entry.record).state.meeting for entry in library.meetings()]
    found = next(one for one in made if one.agency == "so noi vu")
    assert (found.symbol, found.recipients, found.grounds) == ("SNV", ("Như trên",), ("Luật số 10",))
    assert (found.signs_as, found.copies, found.parent_agency) == ("KT. GIÁM ĐỐC", 4, "UBND tỉnh")
    assert not found.corrections


async def test_a_new_agency_inherits_nothing_of_another(library: MeetingLibrary) -> None:
    create(library, CreateMeeting(profile(symbol="ANNĐ", recipients=("Như trên",))))
    app = home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 1)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Field))
        app.screen.query_one("#agency", Field).value = "Xã Đông"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(library.meetings()) == 2)
    made = [read(entry.record).state.meeting for entry in library.meetings()]
    assert [(one.symbol, one.recipients) for one in made if one.agency == "Xã Đông"] == [("", ())]


async def test_a_day_that_is_no_date_is_refused(library: MeetingLibrary) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.focused, Field))
        app.screen.query_one("#planned_on", Field).value = "31/02/2026"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(str(app.screen.query_one("#problem", Plain).content)))
    assert len(library.meetings()) == 2


async def test_a_record_that_cannot_be_read_is_listed_and_not_opened(library: MeetingLibrary) -> None:
    broken = library.folder / "2023-01-01-hong"
    (broken / "record").mkdir(parents=True)
    app = home(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 1)
        assert listed(app)[0].startswith("2023-01-01-hong")
        await pilot.press("enter")
        await pilot.pause()
        assert app.return_value is None


async def test_a_rehearsal_is_a_copy_and_is_wiped_without_a_trace(library: MeetingLibrary) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("d")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is not None
    rehearsal = library.find(app.return_value.meeting)
    assert read(rehearsal.record).state.meeting.rehearsal
    again = home(library)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(again)) == 3)
        assert "chạy thử" in next(row for row in listed(again) if row.startswith("Chạy thử"))
        place = next(at for at, row in enumerate(listed(again)) if row.startswith("Chạy thử"))
        again.screen.query_one("#meetings", OptionList).highlighted = place
        await pilot.press("w")
        await until(pilot, lambda: isinstance(again.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: not rehearsal.folder.exists())
        await until(pilot, lambda: len(listed(again)) == 2)


async def test_a_real_meeting_is_never_wiped(library: MeetingLibrary) -> None:
    app = filled(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("w")
        await pilot.pause(0.2)
        assert not isinstance(app.screen, ConfirmDialog)
    with pytest.raises(Refusal, match="not-a-rehearsal"):
        wipe(library.meetings()[0])
    assert len(library.meetings()) == 2


def test_no_key_is_used_twice() -> None:
    assert doubled_keys(HomeScreen.ACTIONS) == set()
