"""``collect``: forms become a year, and nothing that anyone wrote is lost, doubled or decided in silence on the way."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from tests.cli.conftest import LAST_YEAR, SAMPLES, YEAR, Ran
from tests.submission.books import COVER, DATA, Book
from tests.submission.faults import BUREAU, HERE, SENT, THERE, TINY, again, data, filled, on_cover, put, without
from tests.workbook.filled import columns, rows

from loudi_qa import api
from loudi_qa.cli import way
from loudi_qa.cli.main import run
from loudi_qa.scheme.load import load
from loudi_qa.submission.bind import bind
from loudi_qa.submission.year import Given, Missing, Unclear
from loudi_qa.workbook import layout
from loudi_qa.workbook.pack import pack
from loudi_qa.workbook.read import read
from loudi_qa.workbook.verification import Sent, verification_form, verifiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from loudi_qa.assess.result import Assessment
    from loudi_qa.scheme.load import Rules
    from loudi_qa.submission.year import Entry, Year

    Ask = Callable[..., Ran]
    Change = Callable[[Workbook], object]

RULES = ("--indicators", TINY / "indicators.yaml", "--responsibilities", TINY / "responsibilities.yaml")
FORMS = SAMPLES / "forms-2019"


@lru_cache(maxsize=2)
def opened(file: bytes) -> Workbook:
    """A workbook only to be looked at: the same bytes are loaded once, however often a test looks."""
    return load_workbook(BytesIO(file))


@cache
def untouched(unit: str) -> bytes:
    """A unit's form as a spreadsheet program saves it, filled in without a fault."""
    out = BytesIO()
    load_workbook(BytesIO(filled(unit))).save(out)
    return out.getvalue()


@cache
def shown(of: str, *, seen: bool) -> bytes:
    """The form of a department, with what the units sent or made before they did."""
    sent = {
        (unit, m): Sent(v["填报值"], v.get("分子"), v.get("分母"), evidence="附件1")
        for unit in (HERE, THERE)
        for m, v in SENT.items()
    }
    rules = load(TINY / "indicators.yaml", TINY / "responsibilities.yaml")
    return pack(verification_form(rules, 2019, of, verifiers(rules, 2019)[of], sent if seen else {}))


class Desk:
    """The office's desk: a folder of forms, and the year's workbook beside it."""

    def __init__(self, ask: Ask, folder: Path, rules: Rules) -> None:
        self.ask, self.rules = ask, rules
        self.forms, self.file = folder / "forms", folder / "2019.xlsx"
        self.forms.mkdir()
        self._bound: tuple[bytes, Year] | None = None

    def form(self, unit: str = HERE, *changes: Change, name: str | None = None, filled_on: str | None = None) -> Path:
        """A unit's form, filled in without a fault and then changed."""
        dated = [on_cover(layout.FILLED_ON, filled_on)] if filled_on else []
        if not dated and not changes:
            path = self.forms / (name or f"{unit}.xlsx")
            path.write_bytes(untouched(unit))
            return path
        return self._save(filled(unit), name or f"{unit}.xlsx", [*dated, *changes])

    def verification(self, *changes: Change, of: str = BUREAU, name: str | None = None, seen: bool = True) -> Path:
        """A department's form, that shows what the units sent, agreed to in every row and then changed."""
        return self._save(shown(of, seen=seen), name or f"{of}.xlsx", changes)

    def _save(self, form: bytes, name: str, changes: Any) -> Path:
        book = load_workbook(BytesIO(form))
        for change in changes:
            change(book)
        book.save(self.forms / name)
        return self.forms / name

    def collect(self, *options: object, paths: tuple[Path, ...] = ()) -> Ran:
        return self.ask("collect", *(paths or (self.forms,)), "-o", self.file, *RULES, *options)

    def again(self, *options: object) -> Ran:
        return self.collect("--force", *options)

    def clear(self) -> None:
        """Put the forms away; what comes next is another round."""
        shutil.rmtree(self.forms)
        self.forms.mkdir()

    def year(self) -> Year:
        file = self.file.read_bytes()
        if self._bound is None or self._bound[0] != file:
            year, _ = bind(read(self.file), self.rules)
            assert year is not None
            self._bound = file, year
        return self._bound[1]

    def entry(self, measure: str, unit: str = HERE) -> Any:
        return self.year().entries[unit][measure]

    def value(self, measure: str, unit: str = HERE) -> Any:
        """What counts for a unit; None where nothing does."""
        return getattr(self.entry(measure, unit).state, "value", None)

    def cell(self, measure: str, title: str, unit: str = HERE) -> Any:
        sheet = data(self.book())
        return sheet.cell(rows(sheet)[unit, measure], columns(sheet)[title]).value

    def book(self) -> Workbook:
        """The year as it lies there, only to be looked at."""
        return opened(self.file.read_bytes())

    def mends(self) -> list[tuple[Any, ...]]:
        book = self.book()
        return list(book[layout.MENDS].iter_rows(min_row=2, max_col=8, values_only=True)) if layout.MENDS in book else []

    def edit(self, *changes: Change) -> bytes:
        """Change the year as the office would in a spreadsheet program; returns the bytes it leaves."""
        book = load_workbook(self.file)
        for change in changes:
            change(book)
        book.save(self.file)
        return self.file.read_bytes()


@pytest.fixture
def desk(ask: Ask, tmp_path: Path, tiny: Rules) -> Desk:
    return Desk(ask, tmp_path, tiny)


@pytest.fixture(scope="module")
def year_of_both(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The year of both units' untouched forms; nothing of the folder is in it, so one will do for every desk."""
    folder = tmp_path_factory.mktemp("both")
    for unit in (HERE, THERE):
        (folder / f"{unit}.xlsx").write_bytes(untouched(unit))
    assert run(["collect", str(folder), "-o", str(folder / "2019.xlsx"), "-q", *map(str, RULES)]) == 0
    return (folder / "2019.xlsx").read_bytes()


@pytest.fixture
def collected(desk: Desk, year_of_both: bytes) -> Desk:
    """A desk whose year holds both units, whose forms lie beside it."""
    desk.form(HERE)
    desk.form(THERE)
    desk.file.write_bytes(year_of_both)
    return desk


def test_a_desk_that_is_laid_out_is_the_same_as_one_that_collects(desk: Desk, year_of_both: bytes) -> None:
    desk.form(HERE)
    desk.form(THERE)
    assert desk.collect().code == 0
    assert desk.file.read_bytes() == year_of_both


def codes(ran: Ran) -> set[str]:
    return {part.partition("]")[0] for line in ran.err.splitlines() for part in line.split("[")[1:] if part[:1] == "E"}


def verify(measure: str, value: Any, grounds: str | None = "现场核查", unit: str = HERE) -> list[Change]:
    return [put(measure, value, layout.VERIFIED, unit=unit), put(measure, grounds, layout.GROUNDS, unit=unit)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year of the seven forms that are shipped, after the year before."""
    target = tmp_path_factory.mktemp("year") / "2019.xlsx"
    assert run(["collect", str(FORMS), "-o", str(target), "--previous", str(LAST_YEAR), "-q"]) == 0
    return target


class TestTheSampleYear:
    """All seven forms that are shipped."""

    def test_every_value_of_every_form_is_in_the_year_as_it_was_sent(self, whole: Path, shipped: Rules) -> None:
        year, _ = bind(read(whole, api.limits(shipped)), shipped)
        assert year is not None
        sent: dict[str, dict[str, Entry]] = {}
        for path in FORMS.glob("*.xlsx"):
            form, _ = bind(read(path), shipped)
            assert form is not None
            sent |= form.entries
        assert len(sent) == 7
        assert {u: plain(own) for u, own in year.entries.items()} == {u: plain(own) for u, own in sent.items()}

    def test_with_the_offices_sheets_it_scores_as_the_sample_year_does(self, whole: Path, tmp_path: Path, shipped: Rules) -> None:
        book, sample = load_workbook(whole), load_workbook(YEAR)
        for name in (sheet.name for sheet in layout.OFFICE_SHEETS):
            book[name].delete_rows(2, book[name].max_row)
            for row in list(sample[name].values)[1:]:
                book[name].append(row)
        verified = 0
        old_sheet, new_sheet = data(sample), data(book)
        for at, number in rows(old_sheet).items():
            for title in (layout.VERIFIED, layout.REMARK):
                old = old_sheet.cell(number, columns(old_sheet)[title])
                if old.value is not None:
                    new = new_sheet.cell(rows(new_sheet)[at], columns(new_sheet)[title])
                    new.value, new.number_format, verified = old.value, old.number_format, verified + 1
        assert verified
        book.save(tmp_path / "2019.xlsx")
        ours, theirs = (way.score(path, shipped) for path in (tmp_path / "2019.xlsx", YEAR))
        assert points(ours) == points(theirs)
        assert len(points(ours)) == 7 * len(shipped.scheme.indicators)
        said = [[(u.unit.name.zh, u.total, u.rank, u.grade) for u in result.units] for result in (ours, theirs)]
        assert said[0] == said[1]

    def test_last_years_values_are_those_that_counted(self, whole: Path, shipped: Rules) -> None:
        ours, theirs = (bind(read(p, api.limits(shipped)), shipped)[0] for p in (whole, YEAR))
        assert ours
        assert theirs
        assert {k: f.value for k, f in ours.previous.items()} == {k: f.value for k, f in theirs.previous.items()}


def plain(entries: dict[str, Entry]) -> dict[str, tuple[object, ...]]:
    """What a unit sent, wherever it stands."""
    return {m: (*without_place(e.state), e.sent, e.numerator, e.denominator, *texts(e)) for m, e in entries.items()}


def without_place(state: Any) -> tuple[object, ...]:
    return type(state).__name__, *state._replace(cell=None)


def texts(entry: Entry) -> tuple[str, ...]:
    return str(entry.evidence or ""), str(entry.remark or "")


def points(result: Assessment) -> dict[tuple[str, str], object]:
    return {(u.unit.name.zh, line.indicator.id): line.points for u in result.units for line in u.lines}


class TestWhereItCameFrom:
    def test_each_row_names_its_file_the_files_digest_and_the_row_there(self, desk: Desk) -> None:
        form = desk.form(HERE, lambda book: data(book).insert_rows(2, 3), name="甲区(定稿).xlsx")
        desk.collect()
        assert desk.cell("R1", layout.FILE) == "甲区(定稿).xlsx"
        assert desk.cell("R1", layout.FILE_SHA256) == hashlib.sha256(form.read_bytes()).hexdigest()
        there = load_workbook(form)[layout.DATA.name]
        assert {m: desk.cell(m, layout.FILE_ROW) for m in SENT} == {m: rows(there)[HERE, m] for m in SENT}

    def test_what_was_put_right_is_listed_with_before_after_and_rule(self, desk: Desk) -> None:
        desk.form(HERE, put("C1", "３项"))
        assert desk.collect().code == 0
        assert desk.value("C1") == 3
        unit, code, file, cell, column, before, after, rule = desk.mends()[0]
        assert (unit, code, file, column, before, after) == (HERE, "C1", "甲区.xlsx", layout.VALUE, "３项", "3")
        assert cell
        assert "全角转半角、" in rule
        assert "去掉计量单位" in rule

    def test_a_unit_that_sends_again_replaces_its_own_corrections_and_no_others(self, desk: Desk) -> None:
        desk.form(HERE, put("C1", "３"), put("L1", "4件"))
        desk.form(THERE, put("C1", "３", unit=THERE))
        desk.verification(*verify("T1", "５"))
        desk.collect()
        assert sorted((m[0], m[1], m[4]) for m in desk.mends()) == sorted(
            [(HERE, "C1", "填报值"), (HERE, "L1", "填报值"), (THERE, "C1", "填报值"), (HERE, "T1", "核定值")]
        )
        desk.clear()
        desk.form(HERE, put("T1", "6次"))
        desk.again()
        assert sorted((m[0], m[1], m[4]) for m in desk.mends()) == sorted(
            [(HERE, "T1", "填报值"), (THERE, "C1", "填报值"), (HERE, "T1", "核定值")]
        )

    def test_notes_beside_the_corrections_stay_with_their_lines(self, desk: Desk) -> None:
        desk.form(HERE, put("C1", "３"))
        desk.form(THERE, put("C1", "３", unit=THERE), put("L1", "4件", unit=THERE))
        desk.collect()

        def notes(book: Workbook) -> None:
            for row in range(1, 5):
                book[layout.MENDS].cell(row, 9).value = f"已核{row}"

        desk.edit(notes)
        desk.clear()
        desk.form(HERE)
        desk.again()
        kept = [(row[0], row[1], row[8]) for row in desk.book()[layout.MENDS].iter_rows(min_row=2, values_only=True)]
        assert kept == [(THERE, "C1", "已核3"), (THERE, "L1", "已核4")]


class TestAgain:
    """Run into a year that is there already."""

    def test_the_same_forms_again_change_no_byte(self, desk: Desk) -> None:
        desk.form(HERE, put("C1", "３"), put("R1", "约97"))
        desk.form(THERE)
        desk.verification(*verify("T1", 4))
        desk.collect("--allow-errors")
        first = desk.file.read_bytes()
        ran = desk.again("--allow-errors")
        assert "再次汇总的单位，值都与原来相同" in ran.err
        assert desk.file.read_bytes() == first

    def test_the_order_of_the_files_makes_no_difference(self, desk: Desk) -> None:
        forms = (desk.form(HERE), desk.form(THERE), desk.verification(*verify("T1", 4)))
        desk.collect(paths=forms)
        first = desk.file.read_bytes()
        desk.file.unlink()
        desk.collect(paths=forms[::-1])
        assert desk.file.read_bytes() == first

    def test_nothing_is_written_over_without_force(self, collected: Desk) -> None:
        before = collected.file.read_bytes()
        ran = collected.collect()
        assert ran.code == 2
        assert "--force" in ran.err
        assert collected.file.read_bytes() == before

    def test_what_the_office_wrote_stays(self, collected: Desk) -> None:
        def office(book: Workbook) -> None:
            sheet = data(book)
            row, at = rows(sheet)[HERE, "T1"], columns(sheet)
            sheet.cell(row, at[layout.VERIFIED]).value, sheet.cell(row, at[layout.GROUNDS]).value = 4, "现场核查"
            sheet.cell(1, 17).value, sheet.cell(row, 17).value = "审核意见", "待补材料"
            sheet.cell(row, 17).fill = PatternFill("solid", fgColor="FFEE99")
            sheet.cell(row, 17).comment = Comment("下周催", "王")
            sheet.cell(row, at[layout.VALUE]).number_format = "0.00"
            book[layout.QUOTAS.name]["E2"].value = 3
            book[layout.EXTRAS.name].append([HERE, "X1", "获奖", 2, "文号"])
            book[layout.INCIDENTS.name].append([THERE, "2019-08-23", "重大事故", "食品", "认定", "经过"])
            book.create_sheet("会议记录", 1)["B2"].value = "一次会"

        collected.edit(office)
        collected.clear()
        collected.form(HERE, put("T1", 6))
        ran = collected.again()
        year = collected.year()
        entry = collected.entry("T1")
        assert (entry.state.value, entry.state.verified, entry.sent, entry.grounds) == (4, True, 6, "现场核查")
        assert year.quotas[HERE, "C1"].value == 3
        assert year.extras[HERE, "X1"].value == 2
        assert [i.unit for i in year.incidents] == [THERE]
        book = collected.book()
        assert (book.sheetnames[1], book["会议记录"]["B2"].value) == ("会议记录", "一次会")
        sheet = data(book)
        row = rows(sheet)[HERE, "T1"]
        assert (sheet.cell(row, 17).value, sheet.cell(row, 17).fill.fgColor.rgb) == ("待补材料", "00FFEE99")
        assert "下周催" in str(sheet.cell(row, 17).comment)
        assert sheet.cell(row, columns(sheet)[layout.VALUE]).number_format == "0.00"
        assert len(columns(sheet)) == sheet.max_column == 17, "no column is doubled"
        assert "E607" in codes(ran), "a value that changes after it was verified is told"
        assert "甲区：再次汇总，1 个值与原来不同" in ran.err

    def test_units_that_send_later_come_in_and_the_others_stay(self, desk: Desk) -> None:
        desk.form(HERE)
        assert "还没有收入的单位：乙县" in desk.collect().err
        desk.clear()
        desk.form(THERE)
        ran = desk.again()
        assert "还没有收入的单位" not in ran.err
        assert list(desk.year().entries) == [HERE, THERE]
        assert all(isinstance(e.state, Given) for own in desk.year().entries.values() for e in own.values())

    def test_rows_in_another_order_and_prepared_ones_are_found(self, desk: Desk) -> None:
        desk.form(HERE)
        desk.collect()

        def shuffled(book: Workbook) -> None:
            sheet = data(book)
            told = list(sheet.iter_rows(min_row=2, values_only=True))
            sheet.delete_rows(1, sheet.max_row)
            sheet["A1"].value = "2019 年各单位数据"
            at = [layout.CODE, layout.VALUE, "自己的列", layout.UNIT, layout.REASON]
            for column, title in enumerate(at, start=2):
                sheet.cell(4, column).value = title
            for number, row in enumerate(told[::-1], start=6):
                sheet.cell(number, 2).value, sheet.cell(number, 5).value = row[1], "甲"
            for number, code in enumerate(SENT, start=14):
                sheet.cell(number, 2).value, sheet.cell(number, 5).value = code.lower(), "乙縣"
            sheet.cell(25, 1).value = "说明：本表由市质量办汇总"

        desk.edit(shuffled)
        desk.form(THERE)
        ran = desk.again()
        assert ran.code == 0, ran.err
        year = desk.year()
        assert {u: {m: e.sent for m, e in own.items()} for u, own in year.entries.items()} == {
            u: {m: Decimal(str(v["填报值"])) if m != "A1" else v["填报值"] for m, v in SENT.items()} for u in (HERE, THERE)
        }
        found = [e.state.cell.row for own in year.entries.values() for e in own.values() if e.state.cell]
        assert sorted(found) == [*range(6, 13), *range(14, 21)]

    def test_a_value_that_the_office_wrote_over_stays_until_another_form_comes(self, collected: Desk) -> None:
        def written(book: Workbook) -> None:
            sheet = data(book)
            sheet.cell(rows(sheet)[HERE, "C1"], columns(sheet)[layout.VALUE]).value = 7

        collected.edit(written)
        assert collected.again().code == 0
        assert collected.value("C1") == 7, "the very same form knows nothing newer than the office"

    def test_a_number_goes_into_a_cell_as_the_cell_shows_it(self, collected: Desk) -> None:
        def formats(book: Workbook) -> None:
            for measure, shown in (("R1", "0.00%"), ("C1", "yyyy-mm-dd"), ("L1", "0%")):
                sheet = data(book)
                sheet.cell(rows(sheet)[HERE, measure], columns(sheet)[layout.VALUE]).number_format = shown

        collected.edit(formats)
        assert collected.again().code == 0
        assert [collected.value(m) for m in ("R1", "C1", "L1")] == [Decimal("97.5"), 3, 4]
        assert collected.cell("R1", layout.VALUE) == 0.975

    def test_formulas_stay_with_their_results_and_are_said_to_be_old(self, collected: Desk) -> None:
        def formula(book: Workbook) -> None:
            sheet = data(book)
            sheet.cell(rows(sheet)[HERE, "T1"], columns(sheet)[layout.VERIFIED]).value = "=2+3"

        collected.edit(formula)
        rewritten(collected.file, "<f>2+3</f><v></v>", "<f>2+3</f><v>5</v>")
        assert collected.value("T1") == 5
        ran = collected.again()
        assert collected.value("T1") == 5
        assert collected.cell("T1", layout.VERIFIED) == "=2+3"
        assert "1 处公式" in ran.err

    def test_an_alert_filter_keeps_its_choice_and_takes_in_new_rows(self, desk: Desk) -> None:
        desk.form(HERE)
        desk.collect()
        desk.edit(lambda book: setattr(data(book).auto_filter, "ref", "B1:K8"))
        desk.form(THERE)
        desk.again()
        assert data(desk.book()).auto_filter.ref == "B1:P15"


def plain_xml(name: str, part: bytes) -> bytes:
    """The part as it reads whichever library wrote it."""
    return ET.canonicalize(part.decode()).encode() if name.endswith((".xml", ".rels")) else part


def rewritten(path: Path, before: str, after: str) -> None:
    """Put another text into the XML of a workbook, as no library would write it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: plain_xml(name, package.read(name)) for name in package.namelist()}
    assert any(before.encode() in part for part in parts.values())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part.replace(before.encode(), after.encode()))


def drawn(book: Workbook) -> None:
    """A chart on a sheet of the office's own."""
    chart = BarChart()
    chart.add_data(Reference(data(book), min_col=5, min_row=2, max_row=4))
    book.create_sheet("图").add_chart(chart)


class TestTargetsThatAreRefused:
    """The file that is there is left as it is whenever a run ends in a refusal."""

    def refused(self, desk: Desk, *said: str, code: int = 2) -> None:
        before = desk.file.read_bytes()
        ran = desk.again()
        assert ran.code == code
        assert all(text in ran.err for text in said), ran.err
        assert desk.file.read_bytes() == before
        assert [p.name for p in desk.file.parent.iterdir() if p != desk.forms] == [desk.file.name]

    def test_a_year_that_carrying_on_would_rob_of_a_picture_or_chart(self, collected: Desk) -> None:
        collected.edit(drawn)
        self.refused(collected, "丢失", "图片")

    def test_a_year_of_another_year(self, collected: Desk) -> None:
        collected.edit(on_cover(layout.YEAR, 2018))
        self.refused(collected, "2018", "2019")

    def test_the_form_of_a_unit(self, collected: Desk) -> None:
        collected.file.write_bytes(filled(THERE))
        self.refused(collected, THERE, "不是可以续写的年度工作簿")

    def test_a_file_that_is_no_workbook(self, collected: Desk) -> None:
        collected.file.write_bytes(b"not a workbook")
        self.refused(collected, "E103", code=3)

    def test_a_workbook_without_the_data(self, collected: Desk) -> None:
        collected.edit(lambda book: setattr(data(book), "title", "数据"))
        self.refused(collected, "缺少工作表“指标数据”")

    @pytest.mark.parametrize("title", [layout.UNIT, layout.CODE])
    def test_rows_that_could_not_be_found_again_and_would_be_doubled(self, title: str, collected: Desk) -> None:
        collected.edit(put("T1", "某某", title))
        self.refused(collected, "第 8 行", "重复")

    def test_units_in_merged_cells_which_name_only_the_first_row(self, collected: Desk) -> None:
        collected.edit(lambda book: data(book).merge_cells("A2:A8"))
        self.refused(collected, "第 3 行")

    def test_values_in_merged_cells_which_would_not_be_seen(self, collected: Desk) -> None:
        def merged(book: Workbook) -> None:
            sheet = data(book)
            sheet.cell(2, columns(sheet)[layout.VALUE]).value = None  # what the form says goes in again
            sheet.merge_cells("J2:K2")

        collected.edit(merged)
        self.refused(collected, "K2", "合并")

    def test_a_row_that_stands_twice(self, collected: Desk) -> None:
        collected.edit(again("T1", 9))
        self.refused(collected, "第 8 行", "第 16 行")

    def test_a_file_that_is_open_elsewhere(self, collected: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(self: Path, target: Any) -> Path:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "replace", locked)
        self.refused(collected, "Excel", "WPS")

    def test_a_name_that_is_no_xlsx(self, desk: Desk, tmp_path: Path) -> None:
        desk.form()
        ran = desk.ask("collect", desk.forms, "-o", tmp_path / "2019.xls", *RULES)
        assert (ran.code, ".xlsx" in ran.err) == (2, True)

    def test_a_folder_that_is_not_there(self, desk: Desk, tmp_path: Path) -> None:
        desk.form()
        ran = desk.ask("collect", desk.forms, "-o", tmp_path / "没有" / "2019.xlsx", *RULES)
        assert (ran.code, "文件夹" in ran.err) == (2, True)
        assert not (tmp_path / "没有").exists()

    def test_one_of_the_forms(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        form = desk.form(name="2019.xlsx")
        before = form.read_bytes()
        monkeypatch.chdir(desk.forms)
        ran = desk.ask("collect", ".", *RULES, "--force")
        assert (ran.code, "本次读取的文件" in ran.err) == (2, True)
        assert form.read_bytes() == before


class TestDepartments:
    def test_verified_values_and_their_grounds_land_beside_what_was_sent(self, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", 4), *verify("A1", "在建", "实地查看"))
        ran = collected.again()
        assert ran.code == 0
        assert (collected.value("T1"), collected.entry("T1").sent) == (4, 5)
        assert (collected.value("A1"), collected.entry("A1").grounds) == ("在建", "实地查看")
        assert collected.value("R1") == Decimal("97.5"), "a row left empty is agreed to"
        assert "核验表 1 份" in ran.err

    def test_a_verified_value_that_differs_is_told_and_more_so_without_grounds(self, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", 4), *verify("C1", 2, None))
        ran = collected.again("-v")
        assert {"E320", "E321"} <= codes(ran)

    @pytest.mark.parametrize(("verified", "expected"), [(4, {"E320"}), (5, set())])
    def test_it_is_told_even_of_a_form_made_before_the_units_sent(self, verified: int, expected: set[str], desk: Desk) -> None:
        desk.form(HERE)
        desk.verification(*verify("T1", verified), seen=False)
        assert codes(desk.collect("-v")) & {"E320", "E321", "E607"} == expected

    def test_a_measure_of_another_department_is_refused_and_never_counts(self, collected: Desk) -> None:
        def foreign(book: Workbook) -> None:
            sheet = data(book)
            row, at = rows(sheet)[HERE, "T1"], columns(sheet)
            sheet.cell(row, at[layout.CODE]).value, sheet.cell(row, at[layout.NAME]).value = "B1", "空气达标率"
            sheet.cell(row, at[layout.UNIT_OF_MEASURE]).value, sheet.cell(row, at[layout.VERIFIED]).value = "%", 60

        collected.clear()
        collected.verification(foreign)
        before = collected.file.read_bytes()
        ran = collected.again("-v")
        assert ran.code == 1
        assert "E608" in codes(ran)
        assert collected.file.read_bytes() == before
        ran = collected.again("--allow-errors")
        assert (ran.code, collected.value("B1")) == (1, 84)
        assert "E608" in collected.cell("B1", layout.FOUND)

    def test_a_value_sent_anew_after_it_was_verified_is_told_and_the_verified_one_stays(self, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", 4))
        collected.again()
        collected.clear()
        collected.form(HERE, put("T1", 9))
        ran = collected.again()
        assert "E607" in codes(ran)
        assert (collected.value("T1"), collected.entry("T1").sent) == (4, 9)

    def test_what_was_verified_before_the_unit_sent_anew_is_told_when_both_come_together(self, desk: Desk) -> None:
        desk.form(HERE, put("T1", 9))
        desk.verification(*verify("T1", 4))
        ran = desk.collect()
        assert "E607" in codes(ran)
        assert "原报 5" in ran.err
        assert (desk.value("T1"), desk.entry("T1").sent) == (4, 9)

    def test_a_verified_value_taken_out_of_the_form_stays_and_is_named(self, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", 4))
        collected.again()
        collected.verification()
        ran = collected.again()
        assert collected.value("T1") == 4
        assert "甲区：T1 的核定值在核验表里是空的" in ran.err

    @pytest.mark.parametrize("name", [BUREAU, "市质监局"], ids=["its name", "the name it had"])
    def test_two_forms_of_a_department_that_differ_are_none_of_them_taken(self, name: str, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", 4), name="一.xlsx")
        collected.verification(*verify("T1", 3), on_cover(layout.REPORTING_UNIT, name), name="二.xlsx")
        ran = collected.again()
        assert (ran.code, "E603" in codes(ran)) == (1, True)
        assert collected.value("T1") == 5

    @pytest.mark.parametrize("value", ["约4", "=1+1", True, "—", 400])
    def test_a_verified_value_that_cannot_be_read_is_never_passed_over(self, value: Any, collected: Desk) -> None:
        collected.clear()
        collected.verification(*verify("T1", value))
        assert collected.again().code == 1
        assert collected.value("T1") == 5
        assert collected.again("--allow-errors").code == 1
        assert isinstance(collected.entry("T1").state, Unclear)
        assert collected.cell("T1", layout.FOUND).startswith("核验：E")

    def test_problems_of_unit_and_department_stand_side_by_side(self, desk: Desk) -> None:
        desk.form(HERE, put("T1", "约5"))
        desk.verification(*verify("T1", "约4"))
        desk.collect("--allow-errors")
        assert [line.partition(" ")[0] for line in desk.cell("T1", layout.FOUND).split("\n")] == ["E301", "核验：E301"]
        desk.clear()
        desk.form(HERE)
        desk.again()
        assert desk.cell("T1", layout.FOUND).startswith("核验：E301"), "the department has not mended its own"


class TestFormsThatAreRefused:
    def test_errors_are_refused_by_name_and_the_others_taken(self, desk: Desk) -> None:
        desk.form(HERE, put("R1", "约97"))
        desk.form(THERE)
        ran = desk.collect()
        assert ran.code == 1
        assert f"没有收：{desk.forms / '甲区.xlsx'}（有错误：1 个错误" in ran.err
        assert list(desk.year().entries) == [THERE]

    def test_unreadable_files_are_refused_by_name_and_the_others_taken(self, desk: Desk) -> None:
        (desk.forms / "甲区.xlsx").write_bytes(b"PK\x03\x04 half")
        desk.form(THERE)
        ran = desk.collect()
        assert ran.code == 3
        assert "甲区.xlsx（读不了）" in ran.err
        assert list(desk.year().entries) == [THERE]

    def test_a_years_workbook_is_no_form(self, collected: Desk) -> None:
        (collected.forms / "去年.xlsx").write_bytes(collected.file.read_bytes())
        ran = collected.again()
        assert (ran.code, "E606" in codes(ran)) == (1, True)

    @pytest.mark.parametrize("option", [True, False])
    def test_the_year_that_lies_among_its_forms_is_carried_on_and_not_refused(
        self, option: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.form(HERE)
        desk.form(THERE)
        monkeypatch.chdir(desk.forms)
        target = ("-o", "2019.xlsx") if option else ()
        assert desk.ask("collect", ".", *target, *RULES).code == 0
        assert desk.ask("collect", ".", *target, *RULES, "--force").code == 0

    def test_of_two_forms_the_later_counts_and_errors_of_the_earlier_do_not_matter(self, desk: Desk) -> None:
        desk.form(HERE, put("T1", "约"), name="一稿.xlsx", filled_on="2020-01-10")
        desk.form(HERE, put("T1", 7), name="二稿.xlsx", filled_on="2020-01-12")
        desk.form(THERE)
        ran = desk.collect()
        assert (ran.code, "E602" in codes(ran), desk.value("T1")) == (0, True, 7)

    def test_of_two_forms_without_a_date_none_is_taken(self, desk: Desk) -> None:
        desk.form(HERE, put("T1", 6), name="一稿.xlsx")
        desk.form(HERE, put("T1", 7), name="二稿.xlsx")
        desk.form(THERE)
        ran = desk.collect("--allow-errors")
        assert (ran.code, "E603" in codes(ran)) == (1, True)
        assert list(desk.year().entries) == [THERE]
        assert ran.err.count("分不出哪份作数") == 2

    def test_a_form_of_another_year_does_not_compete_with_this_years(self, desk: Desk) -> None:
        desk.form(HERE, put("T1", 6))
        desk.form(THERE)
        desk.form(HERE, on_cover(layout.YEAR, 2018), name="去年的.xlsx")
        ran = desk.collect()
        assert ran.code == 1
        assert "去年的.xlsx（考核年度不同）" in ran.err
        assert desk.value("T1") == 6

    def test_a_form_of_no_known_unit_or_without_a_year_is_told_what_it_lacks(self, desk: Desk) -> None:
        desk.form(HERE, on_cover(layout.REPORTING_UNIT, "丙市"), name="丙.xlsx")
        desk.form(HERE, on_cover(layout.YEAR, None), name="丁.xlsx")
        ran = desk.collect()
        assert ran.code == 1
        assert {"E212", "E208"} <= codes(desk.collect("-v"))
        assert not desk.file.exists()

    @pytest.mark.parametrize(
        "change",
        [lambda book: setattr(data(book), "title", "数据"), lambda book: data(book).delete_rows(2, 99)],
        ids=["sheet", "rows"],
    )
    def test_a_form_in_which_nothing_can_be_read_never_empties_the_year(self, change: Change, collected: Desk) -> None:
        collected.clear()
        collected.form(HERE, change)
        before = collected.file.read_bytes()
        ran = collected.again("--allow-errors")
        assert (ran.code, "没有读到任何数据" in ran.err) == (1, True)
        assert collected.file.read_bytes() == before

    def test_nothing_to_collect_writes_nothing(self, desk: Desk) -> None:
        assert desk.collect().code == 2, "an empty folder"
        (desk.forms / "~$甲区.xlsx").write_bytes(b"lock")
        assert desk.collect().code == 2, "only a lock file"
        desk.form(HERE, put("T1", "约"))
        ran = desk.collect()
        assert (ran.code, "没有写年度工作簿" in ran.err) == (1, True)
        assert not desk.file.exists()

    def test_lock_files_are_not_forms(self, desk: Desk) -> None:
        desk.form(HERE)
        (desk.forms / "~$甲区.xlsx").write_bytes(b"lock")
        (desk.forms / ".~甲区.xlsx").write_bytes(b"lock")
        assert desk.collect().code == 0


UNREADABLE: dict[str, list[Change]] = {
    "about 97": [put("R1", "约97")],
    "9700 % in a percent cell": [put("R1", 97, number_format="0%")],
    "a division by zero": [put("R1", "#DIV/0!")],
    "a formula without a result": [put("R1", "=C3*2")],
    "a date": [put("R1", 43586, number_format="yyyy-mm-dd")],
    "TRUE": [put("R1", True)],
    "a value and a reason": [put("R1", "当年未抽查", layout.REASON)],
    "a reason that is not allowed": [put("R1", None), put("R1", "不想报", layout.REASON)],
    "the name of another measure": [put("R1", "宣传活动", layout.NAME)],
    "the row twice with different values": [again("R1", 96)],
    "a dash": [put("R1", "—")],
    "a number beyond the range": [put("R1", 135)],
    "more digits than a number has": [put("R1", "1" * 30)],
    "a code that is none": [put("R1", "R1O", layout.CODE)],
    "a unit that is none": [put("R1", "丙市", layout.UNIT)],
}


class TestAllowErrors:
    @pytest.mark.parametrize("fault", UNREADABLE)
    def test_what_could_not_be_read_stays_so_and_is_never_a_number_or_missing(self, fault: str, desk: Desk) -> None:
        desk.form(HERE, *UNREADABLE[fault])
        assert desk.collect().code == 1
        assert not desk.file.exists()
        ran = desk.collect("--allow-errors")
        assert ran.code == 1
        assert isinstance(desk.entry("R1").state, Unclear)
        sheet = data(desk.book())
        cell = sheet.cell(rows(sheet)[HERE, "R1"] if fault != "the name of another measure" else 2, columns(sheet)[layout.FOUND])
        assert str(cell.value).startswith("E")
        assert cell.fill.fill_type == "solid"

    def test_a_whole_number_that_is_none_and_an_unknown_answer_too(self, desk: Desk) -> None:
        desk.form(HERE, put("C1", 2.5), put("A1", "快了"))
        desk.collect("--allow-errors")
        assert all(isinstance(desk.entry(m).state, Unclear) for m in ("C1", "A1"))

    def test_counts_that_cannot_be_read_are_not_lost(self, desk: Desk) -> None:
        desk.form(HERE, put("R1", "一九五", layout.NUMERATOR), put("R1", "=1/2", layout.DENOMINATOR))
        desk.collect("--allow-errors")
        assert desk.cell("R1", layout.NUMERATOR) == "一九五"
        assert "公式" in desk.cell("R1", layout.DENOMINATOR)

    def test_a_row_that_is_gone_is_missing_and_marked(self, desk: Desk) -> None:
        desk.form(HERE, without("R1"))
        desk.collect("--allow-errors")
        assert isinstance(desk.entry("R1").state, Missing)
        assert desk.cell("R1", layout.FOUND).startswith("E211")

    def test_rows_without_a_fault_are_not_marked_and_marks_go_when_mended(self, desk: Desk) -> None:
        desk.form(HERE, put("R1", "约97"))
        desk.collect("--allow-errors")
        assert desk.cell("C1", layout.FOUND) is None
        desk.form(HERE)
        assert desk.again().code == 0
        sheet = data(desk.book())
        cell = sheet.cell(rows(sheet)[HERE, "R1"], columns(sheet)[layout.FOUND])
        assert (cell.value, cell.fill.fill_type) == (None, None)


class TestPrevious:
    @staticmethod
    def last_year(folder: Path, year: int = 2018) -> Path:
        book = Book().put(f"{COVER}!B1", year).put(f"{DATA}!F2", 93)
        return book.save(folder / "previous.xlsx")

    def test_what_counted_comes_in_verified_before_sent(self, desk: Desk, tmp_path: Path) -> None:
        desk.form(HERE)
        assert desk.collect("--previous", self.last_year(tmp_path)).code == 0
        assert {m: desk.year().previous[HERE, m].value for m in ("R1", "T1")} == {"R1": 93, "T1": 5}
        assert (THERE, "Y1") not in desk.year().previous, "it did not apply"

    @pytest.mark.parametrize("written", [61, "约61", 0])
    def test_what_the_office_wrote_is_not_written_over(self, written: Any, collected: Desk, tmp_path: Path) -> None:
        def office(book: Workbook) -> None:
            book[layout.PREVIOUS.name].append([HERE, "R1", written])
            book[layout.PREVIOUS.name].append([HERE, "T1", None])

        collected.edit(office)
        assert collected.again("--previous", self.last_year(tmp_path)).code == 0
        told = [row[:3] for row in collected.book()[layout.PREVIOUS.name].iter_rows(min_row=2, values_only=True)]
        assert told[:2] == [(HERE, "R1", written), (HERE, "T1", 5)]
        assert len({row[:2] for row in told}) == len(told), "none is doubled"

    def test_another_year_than_the_last_is_refused(self, collected: Desk, tmp_path: Path) -> None:
        before = collected.file.read_bytes()
        ran = collected.again("--previous", self.last_year(tmp_path, 2017))
        assert (ran.code, "2017" in ran.err) == (2, True)
        assert collected.file.read_bytes() == before

    def test_the_form_of_a_unit_is_refused(self, desk: Desk, tmp_path: Path) -> None:
        desk.form(HERE)
        (tmp_path / "last.xlsx").write_bytes(filled(THERE))
        ran = desk.collect("--previous", tmp_path / "last.xlsx")
        assert (ran.code, THERE in ran.err) == (2, True)
        assert not desk.file.exists()

    def test_a_sheet_whose_columns_are_not_found_is_left_alone(self, collected: Desk, tmp_path: Path) -> None:
        collected.edit(lambda book: setattr(book[layout.PREVIOUS.name]["C1"], "value", "去年"))
        before = collected.file.read_bytes()
        ran = collected.again("--previous", self.last_year(tmp_path))
        assert (ran.code, "上年值" in ran.err) == (2, True)
        assert collected.file.read_bytes() == before

    def test_last_years_workbook_may_lie_among_the_forms(self, desk: Desk) -> None:
        desk.form(HERE)
        assert desk.collect("--previous", self.last_year(desk.forms)).code == 0


class TestTexts:
    def test_no_text_becomes_a_formula(self, desk: Desk) -> None:
        link = '=HYPERLINK("http://example.org","点")'

        def texts(book: Workbook) -> None:
            for title in (layout.REMARK, layout.EVIDENCE):
                put("R1", link, title)(book)
            sheet = data(book)
            for title in (layout.REMARK, layout.EVIDENCE):
                sheet.cell(rows(sheet)[HERE, "R1"], columns(sheet)[title]).data_type = "s"

        desk.form(HERE, texts, name="=1+1.xlsx")
        desk.collect()
        sheet = data(desk.book())
        row, at = rows(sheet)[HERE, "R1"], columns(sheet)
        for title in (layout.REMARK, layout.EVIDENCE, layout.FILE):
            cell = sheet.cell(row, at[title])
            assert cell.data_type == "s"
            assert str(cell.value).startswith("=")
        assert not any(c.data_type == "f" for s in desk.book() for r in s.iter_rows() for c in r)

    @pytest.mark.parametrize("text", ["第一行\n第二行", "  两头空  ", "全角，标点。", "零\u200b宽", "😀", "x" * 4000])
    def test_what_people_wrote_for_people_stays_as_they_wrote_it(self, text: str, desk: Desk) -> None:
        desk.form(HERE, put("R1", text, layout.REMARK))
        desk.collect()
        assert desk.cell("R1", layout.REMARK) == text

    def test_control_characters_end_nothing(self, desk: Desk) -> None:
        form = desk.form(HERE, put("R1", "附件@标@1", layout.EVIDENCE))
        rewritten(form, "附件@标@1", "附件_x0007_1")
        assert desk.collect().code == 0
        assert desk.cell("R1", layout.EVIDENCE) == "附件1"

    def test_evidence_that_is_no_text_is_still_there(self, desk: Desk) -> None:
        desk.form(HERE, put("R1", 20190315, layout.EVIDENCE), put("T1", "=A1", layout.EVIDENCE))
        desk.collect()
        assert desk.cell("R1", layout.EVIDENCE) == "20190315"
        assert "公式" in desk.cell("T1", layout.EVIDENCE)

    def test_a_number_with_more_digits_than_a_spreadsheet_keeps_keeps_them(self, desk: Desk) -> None:
        desk.form(HERE, put("B1", "83.12345678901234"))
        desk.collect()
        assert desk.value("B1") == Decimal("83.12345678901234")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here")
def test_a_year_that_libreoffice_saved_in_between_is_carried_on(desk: Desk, tmp_path: Path) -> None:
    desk.form(HERE, put("C1", "３"), put("T1", "约5"))
    desk.verification(*verify("R1", 96))
    desk.collect("--allow-errors")
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    filter_ = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", str(saved), str(desk.file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    before = {u: plain(own) for u, own in desk.year().entries.items()}
    shutil.copy(saved / desk.file.name, desk.file)
    assert {u: plain(own) for u, own in desk.year().entries.items()} == before
    desk.clear()
    desk.form(HERE, put("T1", 6))
    desk.form(THERE)
    ran = desk.again()
    assert ran.code == 0, ran.err
    assert (desk.value("T1"), desk.value("R1"), desk.entry("R1").sent) == (6, 96, Decimal("97.5"))
    assert list(desk.year().entries) == [HERE, THERE]
    sheet = data(desk.book())
    assert len(columns(sheet)) == sheet.max_column, "no column is doubled"
    assert desk.mends() == [], "the unit sent again, without anything to be put right"


def test_verification_forms_alone_do_not_make_a_year_of_a_mistyped_name(tmp_path: Path, ask: Ask) -> None:
    made = ("--for", "departments", "--unit", "市环保局", "--year-file", YEAR)  # the others' forms are refused no otherwise
    assert ask("template", "2019", *made, "-o", tmp_path / "v").code == 0
    assert len([*(tmp_path / "v").iterdir()]) == 1
    ran = ask("collect", tmp_path / "v", "-o", tmp_path / "2091.xlsx")
    assert ran.code == 2
    assert "核验表要并入已有的年度工作簿" in ran.err
    assert not (tmp_path / "2091.xlsx").exists(), "a year without a single unit would be taken for the real one"
