"""What an editor shows beside each key of ``indicators.yaml``: what it means and what may stand there."""

from __future__ import annotations

from loudi_qa.words import Words

Hints = dict[str, dict[str, Words]]

_ID = Words("编号：英文字母开头，可用字母、数字和 _ . -，最多 32 个", "id: a letter, then up to 31 letters, digits, _ . -")
_NAME = Words("名称：{zh: 产品质量, en: Product quality}；只写一个词则两种语言同用", "name; one text serves both languages")
_CLAUSE = Words("出自文件哪一条；依据为 assumed 时可不写", "where the document says it; may be left out where basis is assumed")
_ANCHOR = Words("文件原文中能定位这句话的一段字，最多 24 字", "a run of the document that locates it, 24 characters at most")
BASIS = Words(
    "依据：text 文件原文，derived 由文件推出，assumed 本办法自行设定",
    "basis: text = the document says so, derived = it follows from it, assumed = set here",
)
_UNIT = Words("计量单位，如 项、家；写 % 即为百分比", "unit counted in; % makes it a percentage")
_KIND = Words(
    "计分方式：reach 达标，bands 分档，levels 按答复，tally 按件计分，places 按名次",
    "kind of rule: reach a target, bands, levels of an answer, tally of things, places among the units",
)
_BOUND = "数字，{2019: 80, 2020: 83}（按年），province（全省平均）、quota（分解目标）或 previous（上年数）"
_BOUND_EN = "a number, {2019: 80, 2020: 83} by year, province (average), quota, or previous (last year)"

INDICATORS: Hints = {
    "Text": {
        "zh": Words("中文", "the Chinese text"),
        "en": Words("英文", "the English text"),
    },
    "Scheme": {
        "scheme": Words("指标体系的编号，三个文件须相同", "id of the scheme, the same in all three files"),
        "name": Words("指标体系名称，印在结果上", "name of the scheme, printed on the result"),
        "edition": Words('版本，如 "2019"，须加引号', 'edition, as "2019", in quotes'),
        "source": Words("依据的文件", "the document that the scheme is built from"),
        "points": Words("分值如何修约、合计", "how points are rounded and added"),
        "compare": Words(
            "达标判断：exact 用原始数，rounded 先按目标的位数修约",
            "values are held against bounds as they are (exact) or rounded to the bound's digits first (rounded)",
        ),
        "rank": Words("如何排名", "how places are given"),
        "na": Words("不适用指标的分值如何处理", "what becomes of the points of what is not applicable"),
        "near_bound": Words("离等级下限差这么多分以内时提示", "totals this little below a grade's bound are pointed out"),
        "checks": Words("填报检查的宽严，不影响得分", "how strict the checks of forms are; no points hang on them"),
        "assumptions": Words("文件没有说、由本办法设定的事项", "what the document does not say and is set here"),
        "groups": Words("指标组及其分值，合计为满分", "groups of indicators; their points add up to the full score"),
        "grades": Words("等级，由高到低，最后一级从 0 分起", "grades from high to low; the last begins at 0"),
        "measures": Words("填报什么：填报表的每一行", "what is read: each row of the form"),
        "indicators": Words("评什么：每项指标的分值和计分方式", "what is scored: points and rule of each indicator"),
        "extras": Words("满分以外的加分和扣分", "bonuses and deductions outside the full score"),
        "vetoes": Words("一票否决的事件", "incidents that set a unit's grade whatever its points"),
        "uncovered": Words("文件中没有指标对应的条款或数字，及原因", "clauses or figures that no indicator covers, and why"),
    },
    "SourceDocument": {
        "document": Words("文号，如 某政发〔2020〕1号", "number of the document"),
        "title": Words("标题", "title"),
        "issuer": Words("印发机关", "who issued it"),
        "date": Words('印发日期，如 "2020-01-01"，须加引号', 'date of issue, as "2020-01-01", in quotes'),
    },
    "PointsPolicy": {
        "places": Words("公布分数的小数位数，0 至 6", "digits after the point of published points, 0 to 6"),
        "rounding": Words("half_up 四舍五入，half_even 四舍六入五成双", "half_up: halves go up; half_even: to the even digit"),
        "round": Words("each_indicator：每项指标修约一次，再相加", "each_indicator: rounded once each, then added exactly"),
        "full": Words("满分，一般为 100；各组合计须等于它", "the full score, 100 as a rule; the groups add up to it"),
        "total": Words(
            "总分：sum 各组相加，lowest_group 取最低的一组",
            "the total: the groups added up (sum), or the lowest of them (lowest_group)",
        ),
        "basis": BASIS,
    },
    "RankPolicy": {
        "on": Words('published：按公布的分数排名；键须写成 "on"', 'published: by published totals; write the key as "on"'),
        "ties": Words("competition：同分同名次，如 1 2 2 4", "competition: equal totals share a place, 1 2 2 4"),
    },
    "NotApplicablePolicy": {
        "points_go_to": Words("group 转给同组其他指标，none 不转", "to the rest of the group, or nowhere"),
        "at_most": Words("最多转出一组分值的几成，0 至 1", "the most of a group's points that may move, 0 to 1"),
    },
    "Assumption": {
        "id": _ID,
        "text": Words("设定了什么，一句话", "what is set here, in a sentence"),
        "bears_on": Words("涉及哪些指标：编号，或 quota 这类规则特征", "what it bears on: ids, or features such as quota"),
    },
    "Group": {
        "id": _ID,
        "name": _NAME,
        "points": Words("本组分值，等于组内指标之和", "points of the group: the sum of its indicators"),
    },
    "Grade": {
        "grade": Words("等级代号，如 A 或 优秀", "the grade, as A"),
        "at_least": Words("下限，含本数", "lower bound; the bound itself belongs to the grade"),
        "each": Words(
            "另需某组每项指标都得到一定比例的分", "besides, each indicator of a group must have earned a share of its points"
        ),
        "name": _NAME,
    },
    "Each": {
        "group": Words("哪一组", "id of the group"),
        "share": Words("每项至少得其分值的几成，0 至 1", "the least share of each indicator's points, 0 to 1"),
    },
    "Measure": {
        "id": _ID,
        "name": _NAME,
        "unit": _UNIT,
        "range": Words("允许的最小值和最大值，如 [0, 100]", "least and greatest value, as [0, 100]"),
        "places": Words("小数位数；0 表示只收整数", "digits after the point; 0 takes whole numbers only"),
        "city": Words(
            "全市数怎样得出：pooled 分子之和比分母之和，sum 相加，least 取最小，none 不汇总",
            "how the units' values make the city's: pooled counts, sum, least, or none",
        ),
        "count": Words("统计说明：数什么、分子分母各是什么，印在填报表上", "what to count, in a sentence; the form shows it"),
        "na": Words("允许不适用的原因；不写则必须填报", "reasons not to apply; without them a value is needed"),
        "answers": Words("供选择的答复，代替数字，如 [已完成, 推进中, 未开展]", "answers to choose from in place of a number"),
        "several": Words(
            "true：有多件事，填各答复的件数，如 建成 10，在建 20",
            "true: several things; the value is how many stand at each answer",
        ),
    },
    "Indicator": {
        "id": _ID,
        "group": Words("属于哪一组", "id of its group"),
        "measure": Words("用哪一项填报值", "id of the measure it scores"),
        "points": Words(
            "分值：一个数，{2019: 4, 2020: 5}（按年），或 {组编号: 分值}（按适用组；0 为不考核）",
            "points: a number, by year, or by benchmark group (0: not assessed)",
        ),
        "clause": _CLAUSE,
        "anchor": _ANCHOR,
        "basis": BASIS,
        "city": Words("文件给全市的数", "the document's figure for the whole city"),
        "rule": Words("填报值怎样变成分", "how a value becomes points"),
    },
    "CityTarget": {
        "at_least": Words("全市目标；区间目标写低值", "the city's target; of a range the lower end"),
        "up_to": Words("区间目标的高值", "the upper end of a range"),
        "by": Words("到哪一年，如 2020", "the year by which, as 2020"),
        "yearly": Words("true：每年都要达到", "true: due every year"),
    },
    "Extra": {
        "id": _ID,
        "name": _NAME,
        "unit": _UNIT,
        "effect": Words("bonus 加分，deduction 扣分", "which way it counts"),
        "clause": _CLAUSE,
        "anchor": _ANCHOR,
        "basis": BASIS,
        "rule": Words("按件计分：{kind: tally, each: 0.5, cap: 2}", "always a tally"),
    },
    "Veto": {
        "id": _ID,
        "name": Words("事件类别，与“质量安全事件”表一致", "kind of incident, as the incident sheet has it"),
        "definition": Words("怎样算", "what counts as one"),
        "clause": _CLAUSE,
        "anchor": _ANCHOR,
        "basis": BASIS,
        "grade": Words("定为哪一级", "the grade it sets"),
    },
    "Jump": {
        "percent": Words("百分比指标：变动超过上年数的几成须说明", "for percentages: the share of last year's value"),
        "count": Words("其他指标：变动超过上年数的几倍须说明", "for all others: the share of last year's value"),
    },
    "Checks": {
        "jump": Words("比上年变动多大须写备注", "a change beyond this asks for a remark"),
        "warn_until": Words("到哪一年为止只作警告，如 {E319: 2019}", "errors that are mere warnings up to a year"),
    },
    "Uncovered": {
        "clause": Words("哪一条", "the clause"),
        "anchor": Words("只是其中一个数字时，定位它的一段原文", "where it is one figure of the clause: text that locates it"),
        "why": Words("为什么没有指标", "why no indicator covers it"),
    },
    "Rule": {"kind": _KIND},
    "Reach": {
        "kind": _KIND,
        "at_least": Words(f"不低于：{_BOUND}", f"at least: {_BOUND_EN}"),
        "at_most": Words(f"不高于：{_BOUND}", f"at most: {_BOUND_EN}"),
        "share": Words("目标本年应完成的比例，如 0.35 或 {2014: 0.1}", "the share of the bound that is due, or by year"),
        "plus": Words("在目标上再加多少", "added to the bound"),
        "no_worse_than": Words("previous：比上年差则不得分", "previous: a value worse than last year's earns nothing"),
        "short": Words(
            "未达标时：zero 不得分，proportional 按比例，{zero_at: 92} 递减到零，{per: 0.5, lose: 1} 每差多少扣几分",
            "when missed: zero, proportional, {zero_at: 92} down to zero, {per: 0.5, lose: 1} points lost per step",
        ),
    },
    "PerStep": {
        "per": Words("每差多少", "for every so much short"),
        "lose": Words("扣几分", "so many points are lost"),
        "count": Words(
            "不足一步：exact 按实际比例，full 不计，started 按一步计",
            "a begun step counts in part (exact), not at all (full), or whole (started)",
        ),
    },
    "Ramp": {"zero_at": Words("到这个数不得分，其间按比例", "nothing from here on; in proportion between")},
    "Bands": {
        "kind": _KIND,
        "bands": Words("由高到低的 [下限, 得分]；第一档得满分", "[lower bound, points] from high to low; the first gives all"),
    },
    "Levels": {"kind": _KIND, "levels": Words("每个答复得分值的几成，0 至 1", "the share of the points of each answer, 0 to 1")},
    "Tally": {"kind": _KIND, "each": Words("每件几分", "points for each"), "cap": Words("最多几分", "the most points")},
    "Places": {
        "kind": _KIND,
        "best": Words("highest 数值最高者第一，lowest 最低者第一", "which value is first"),
        "less": Words("每落后一名少得几成，如 0.05", "the share lost for every place, as 0.05"),
        "beyond": Words("不好过这个数的不排名、不得分", "a value that is not beyond this takes no place and earns nothing"),
    },
}
