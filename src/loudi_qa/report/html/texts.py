"""What the page says of its own, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.words import Lang

TEXTS: dict[str, Words] = {
    "result": Words("位次", "Ranking"),
    "map": Words("指标热力图", "Heat map"),
    "change": Words("与上年相比", "Against last year"),
    "targets": Words("全市目标", "City targets"),
    "cards": Words("各单位", "Units"),
    "basis": Words("规则与依据", "Rules and basis"),
    "findings": Words("数据问题", "Findings"),
    "look_at": Words("数据有 {totals}，见“数据问题”", "the data have {totals}: see Findings"),
    "internal": Words(
        "含各单位得分和失分，供内部使用；对外公布以通报为准。", "Holds scores: for use inside; what is published is the notice."
    ),
    "skip": Words("跳到正文", "Skip to the content"),
    "contents": Words("目录", "Contents"),
    "search": Words("查找单位、指标、部门", "Find a unit, an indicator, a department"),
    "search_hint": Words(
        "几个词用空格隔开；回车到第一个结果，Esc 清除，“/” 回到这里",
        "several words with blanks between; Enter goes to the first one found, Esc clears, / comes back here",
    ),
    "found": Words("找到 {lines} 项，{units} 个单位", "lines found: {lines}, units: {units}"),
    "found_none": Words("没有找到", "nothing found"),
    "sort_hint": Words("点列名排序，再点一次反过来", "click a title to sort, again to turn round"),
    "open_all": Words("全部展开", "Unfold all"),
    "close_all": Words("全部收起", "Fold all"),
    "rank": Words("位次", "Rank"),
    "unit": Words("单位", "Unit"),
    "grade": Words("等级", "Grade"),
    "total": Words("总分", "Total"),
    "made_of": Words("各组得分构成", "Points by group"),
    "made_of_lowest": Words("作为总分的一组", "The group that makes the total"),
    "lowest_note": Words(
        "总分取各组中得分最低的一组，条形只画这一组；各组得分见下表。",
        "The lowest of the groups makes the total, and a bar shows that one alone; all of them stand in the table below.",
    ),
    "extras": Words("加减分", "Extras"),
    "without": Words("不计转入", "Without N/A points"),
    "bars_title": Words("各单位总分由各组得分堆叠而成", "Each total as a stack of the points of its groups"),
    "bars_note": Words(
        "竖线是等级下限。条内数字为该组得分，下表有全部数字；一票否决只改等级，不改总分和位次。",
        "Upright lines are the lower bounds of grades. Numbers within a bar are the points of a group, all of them stand in the "
        "table below; a veto sets the grade and leaves total and place.",
    ),
    "groups_table": Words("各组得分", "Points of each group"),
    "full": Words("满分", "Of"),
    "starred": Words("* 因一票否决定级，括号内为否决前等级。", "* grade set by a veto; in brackets the grade before it."),
    "map_note": Words(
        "格内是得分，颜色越深失分越多；点一格看这一分的由来。",
        "Each cell holds points; the darker, the more was lost. Click one to see how it came about.",
    ),
    "indicator": Words("指标", "Indicator"),
    "h4": Words("满分", "all points"),
    "h3": Words("80% 以上", "80 % and more"),
    "h2": Words("50% 至 80%", "50 % to 80 %"),
    "h1": Words("50% 以下", "less than 50 %"),
    "h0": Words("0 分", "no points"),
    "not_applicable": Words("不适用", "N/A"),
    "not_theirs": Words("不考核", "not assessed"),
    "not_due": Words("未到期", "not due"),
    "missing": Words("未报", "missing"),
    "open": Words("待定", "open"),
    "older": Words("上年", "Last year"),
    "moved": Words("变动", "Change"),
    "data": Words("数据", "Data"),
    "benchmarks": Words("基准", "Benchmarks"),
    "rules": Words("规则", "Rules"),
    "way": Words("总分变动", "Way of the total"),
    "way_title": Words("{unit}：{before} 到 {after}", "{unit}: {before} to {after}"),
    "no_last_year": Words(
        "没有给出上年工作簿；加 --previous 2018.xlsx 这样的选项，就有与上年的对比。",
        "Last year's workbook was not given; with an option such as --previous 2018.xlsx the change is shown here.",
    ),
    "way_note": Words(
        "空心圆为上年，实心圆为本年；变动先换数据、再换基准、最后换规则，三项相加等于总分变动。",
        "Hollow: last year, full: this year. First the data change, then the benchmarks, last the rules; the three add up.",
    ),
    "way_to": Words("完成进度", "Way to the target"),
    "no_targets": Words("规则里没有全市目标。", "The rules name no target of the city."),
    "again": Words("上年未达标的指标，今年怎样了", "What failed last year, and how it stands now"),
    "failed": Words("上年未达标", "Failed then"),
    "closed": Words("已达标", "Reached now"),
    "still": Words("再次未达标", "Failed again"),
    "unknown": Words("待定", "Not known"),
    "which": Words("再次未达标的指标", "Which failed again"),
    "target": Words("目标", "Target"),
    "by": Words("期限", "By"),
    "now": Words("现状", "Now"),
    "progress": Words("完成", "Reached"),
    "gap": Words("差距", "Gap"),
    "clause": Words("条款", "Clause"),
    "targets_note": Words(
        "条长是现状占目标的比例，右端竖线为目标，短竖线为上年。比率由分子之和除以分母之和得出，数量为各单位之和。",
        "A bar is the share of the target that is reached, its right end the target, the short upright line last year. "
        "Rates are all counts over all bases, numbers are added up.",
    ),
    "targets_title": Words("{name}：完成目标的 {share}", "{name}: {share} of the target"),
    "place": Words("第 {rank} 位", "place {rank}"),
    "place_tied": Words("并列第 {rank} 位", "shared place {rank}"),
    "place_open": Words("位次待定", "no place yet"),
    "of_points": Words("{points} / {of} 分", "{points} of {of}"),
    "veto": Words("一票否决", "Veto"),
    "standing": Words("总分、等级和位次的由来", "How total, grade and place came about"),
    "lost": Words("主要失分", "What was lost most"),
    "lost_points": Words("失分", "Lost"),
    "shortfall": Words("差距", "Shortfall"),
    "because": Words("原因", "Because"),
    "more_lost": Words("另有 {n} 项失分，见下面的逐项得分。", "{n} more lines lost points: see all lines below."),
    "nothing_lost": Words("没有失分。", "Nothing was lost."),
    "lines": Words("逐项得分和推导（{n} 项）", "Every line and how it came about ({n})"),
    "follows": Words("后果", "What follows"),
    "do": Words("措施", "What"),
    "until": Words("期限", "When"),
    "to": Words("对象", "Addressed to"),
    "stated": Words("依据", "Basis"),
    "departments": Words("失分由谁负责（牵头部门）", "Who answers for what was lost (lead departments)"),
    "department": Words("部门", "Department"),
    "indicators": Words("指标", "Indicators"),
    "assumptions": Words("文件没有规定、由本体系设定的", "What the document does not say and is set by the scheme"),
    "policies": Words("数据、规则和口径", "Data, rules and policies"),
    "veto_kinds": Words("一票否决事项", "Vetoes"),
    "level": Words("级别", "Level"),
    "location": Words("位置", "Place"),
    "message": Words("问题", "Finding"),
    "fix": Words("改法", "Fix"),
    "no_findings": Words("没有问题。", "Nothing was found."),
    "offline": Words("本页只有这一个文件，打开时不联网。", "This page is one file and opens without any network."),
    "draft": Words("草稿", "Draft"),
}


class Texts:
    """The page's own words in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def __call__(self, key: str, **fields: object) -> str:
        """The words of a key, its fields filled in."""
        return TEXTS[key].of(self._lang, **fields)
