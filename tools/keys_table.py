"""Prints every key of the program as Markdown, for the docs: `python -m tools.keys_table `.

`docs/keys.md` is what it prints; the host's guide holds the console's part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import language
from tui.actions import table
from tui.screens.agenda import AgendaScreen
from tui.screens.attendance import AttendanceScreen
from tui.screens.closing.screen import CloseOutScreen
from tui.screens.console.actions import Console
from tui.screens.console.preview import PreviewScreen
from tui.screens.desk_link import DeskLinkScreen
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.fast_entry import FastEntryDialog
from tui.screens.dialogs.form import FormDialog
from tui.screens.dialogs.importing import ImportDialog, RemarksDialog
from tui.screens.dialogs.look import LookDialog
from tui.screens.dialogs.path import PathDialog
from tui.screens.dialogs.wording import WordingDialog
from tui.screens.dialogs.written import WrittenDialog
from tui.screens.halls import HallsScreen
from tui.screens.history import HistoryScreen
from tui.screens.home import HomeScreen
from tui.screens.new_meeting import NewMeetingScreen
from tui.screens.profile.screen import ProfileScreen
from tui.screens.register.actions import Register
from tui.screens.resuming import ResumeScreen
from tui.screens.run_of_show import RunOfShowScreen
from tui.screens.secretary.actions import Secretary
from tui.screens.secretary.exporting import ExportDialog
from tui.screens.votes.actions import Votes
from tui.screens.votes.looking import PhoneLookDialog
from tui.screens.votes.survey_builder import SurveyBuilder
from tui.screens.votes.target_table import TargetTable

if TYPE_CHECKING:
    from tui.screens.action_screen import ActionScreen

SCREENS: dict[str, type[ActionScreen[Any]]] = {
    "Màn hình đầu: các phiên trên máy này": HomeScreen,
    "Tạo phiên mới": NewMeetingScreen,
    "Bàn điều hành": Console,
    "Xem trước màn chiếu": PreviewScreen,
    "Các thao tác đã làm": HistoryScreen,
    "Kịch bản điều hành": RunOfShowScreen,
    "Thông tin của phiên": ProfileScreen,
    "Chương trình": AgendaScreen,
    "Điểm danh": AttendanceScreen,
    "Những câu chưa có kết quả xử lý": CloseOutScreen,
    "Biểu quyết, khảo sát, giao ước": Votes,
    "Soạn phiếu khảo sát": SurveyBuilder,
    "Chỉ tiêu của giao ước": TargetTable,
    "Nơi ghi hồ sơ": ResumeScreen,
    "Thư ký ở máy thứ hai": DeskLinkScreen,
    "Các điểm cầu": HallsScreen,
    "Màn hình thư ký": Secretary,
    "Sổ theo dõi": Register,
}

DIALOGS: dict[str, type[ActionScreen[Any]]] = {
    "Hỏi có hay không": ConfirmDialog,
    "Chọn một mục": ChooseDialog,
    "Điền thông tin": FormDialog,
    "Sửa câu chữ bên lời đã ghi": WordingDialog,
    "Gõ phiếu giấy": FastEntryDialog,
    "Như điện thoại sẽ hiện": PhoneLookDialog,
    "Giao diện": LookDialog,
    "Chọn tệp": PathDialog,
    "Nhập câu hỏi từ tệp": ImportDialog,
    "Lưu ý khi nhập tệp": RemarksDialog,
    "Xuất tài liệu": ExportDialog,
    "Tệp đã xuất": WrittenDialog,
}


def page() -> str:
    """The page of all keys, for the Vietnamese docs."""
    parts = [
        "# Mọi phím\n",
        *(f"## {name}\n\n{table(screen.ACTIONS)}" for name, screen in SCREENS.items()),
        "## Hộp thoại\n",
        *(f"### {name}\n\n{table(dialog.ACTIONS, headings=False)}" for name, dialog in DIALOGS.items()),
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    language.use("vi")
    print(page(), end="")
