"""The sentences for what pydantic refuses: what is missing, what was read, what is allowed."""

from __future__ import annotations

from loudi_qa.words import Words

KIND = Words("kind：读到 {got}，只能是 {expected}", "kind: got {got}, allowed: {expected}")
NUMBER = Words("{key}：读到 {got}，应为数字（不加引号）", "{key}: got {got}, a number is needed (no quotes)")
NUMBER_OR = Words(
    "{key}：读到 {got}，应为数字（不加引号）或 {expected}", "{key}: got {got}, allowed: a number (no quotes), {expected}"
)
LIST = Words("{key}：读到 {got}，应为列表，如 [甲, 乙]", "{key}: got {got}, a list is needed, as [a, b]")
KEYS = Words("{key}：读到 {got}，应为“键: 值”", "{key}: got {got}, key: value is needed")
TWO = Words("{key} 应正好写两个数，如 [0, 100]", "{key} takes exactly two numbers, as [0, 100]")

SENTENCES = {
    "missing": Words("缺少 {key}", "{key} is missing"),
    "exact_number": NUMBER,
    "decimal_type": NUMBER,
    "string_type": Words(
        "{key}：读到 {got}，应为文字；若写的是数字或日期请加引号",
        "{key}: got {got}, text is needed; put numbers and dates in quotes",
    ),
    "literal_error": Words("{key}：读到 {got}，只能是 {expected}", "{key}: got {got}, allowed: {expected}"),
    "union_tag_invalid": KIND,
    "union_tag_not_found": Words("缺少 kind", "kind is missing"),
    "int_type": Words("{key}：读到 {got}，应为整数", "{key}: got {got}, a whole number is needed"),
    "only_true": Words("{key} 只能写 true；不用就删去这一行", "{key} can only be true; leave it out if it is not meant"),
    "bool_type": Words("{key}：读到 {got}，只能是 true 或 false", "{key}: got {got}, allowed: true or false"),
    "string_pattern_mismatch": Words(
        "{key}：读到 {got}，编号须以英文字母开头，只用字母、数字和 _.-，最多 32 个",
        "{key}: got {got}; an id begins with a letter and holds up to 32 letters, digits and _.- only",
    ),
    "not_a_date": Words(
        '{key}：读到 {got}，应为加引号的日期，如 "2019-03-01"',
        '{key}: got {got}, a date in quotes is needed, as "2019-03-01"',
    ),
    "string_too_long": Words("{key}：最多 {max_length} 个字，读到 {got}", "{key}: at most {max_length} characters, got {got}"),
    "string_too_short": Words("{key} 不能为空", "{key} must not be empty"),
    "greater_than": Words("{key}：读到 {got}，必须大于 {gt}", "{key}: got {got}, it must be greater than {gt}"),
    "greater_than_equal": Words("{key}：读到 {got}，不能小于 {ge}", "{key}: got {got}, it must not be below {ge}"),
    "less_than_equal": Words("{key}：读到 {got}，不能大于 {le}", "{key}: got {got}, it must not be above {le}"),
    "one_bound": Words("at_least 和 at_most 必须且只能写一个", "exactly one of at_least and at_most is needed"),
    "proportional_at_most": Words("short: proportional 只能与 at_least 同用", "short: proportional goes with at_least only"),
    "too_short": Words("{key} 至少要有 {min_length} 项", "{key} needs at least {min_length}"),
    "too_long": TWO,
    "tuple_type": LIST,
    "dict_type": KEYS,
    "model_type": KEYS,
    "model_attributes_type": KEYS,
}
OTHER = Words("{key}：读到 {got}，写法不对（{msg}）", "{key}: got {got}, which does not fit ({msg})")
FORM = Words("{key}：读到 {got}，只能是 {forms}", "{key}: got {got}, allowed: {forms}")
VARIES = Words(
    "{key}：读到 {got}；分值写一个数，或全按年份写 {{2019: 12, 2020: 10}}，或全按单位组的编号写 {{urban: 6, county: 8}}",
    "{key}: got {got}; points are a number, or by year {{2019: 12, 2020: 10}}, or by group of units {{urban: 6, county: 8}}",
)
UNKNOWN = Words("不认识的键 {key}；要写说明，请写成注释（# 开头）", "unknown key {key}; a remark goes into a comment (#)")
UNKNOWN_NEAR = Words("不认识的键 {key}，是不是 {near}？", "unknown key {key}; did you mean {near}?")
MISPLACED = Words("键 {key} 不能写在这里", "the key {key} does not belong here")
WIDE = Words("“{key}”里的冒号和逗号是全角的，请写 {write}", "the colon and comma in {key} are full-width: write {write}")
NO_COLON = Words(
    "“{key}”：冒号要用半角，后面加一个空格，请写 {near}", '"{key}": the colon is a plain one with a space after it; write {near}'
)
INVISIBLE = Words("键 {near} 前后夹了看不见的字符，请删去重打", "the key {near} has invisible characters round it: type it anew")
NO_KEY = Words(
    "“{key}”不是键：前面的文字里有半角逗号的，请把整段文字放进引号；漏了值的，请补上",
    '"{key}" is no key: if the text before it holds a plain comma, put the text in quotes; else its value is missing',
)
EMPTY = Words("{key}：这一条是空的，请写完或删去", "{key}: this entry is empty: complete it or delete it")
NO_DAY = Words("{key}：{got} 这一天不存在", "{key}: there is no such day as {got}")
WRITE = Words("；请写 {meant}", "; write {meant}")
PAIRS = Words(
    "bands：读到 {got}，每一档是一对 [界限, 分数]，外面还有一层方括号，如 [[97, 3], [95, 2]]",
    "bands: got {got}; each band is a pair, and all of them stand in brackets, as [[97, 3], [95, 2]]",
)
STRANGER = Words(
    "这一条不像 {key} 里的一条（有 {keys}）：多半放错了地方，或前面漏了一行开头的键（如 groups:）",
    "this is no entry of {key} (it has {keys}): it stands in the wrong place, or the key above it was lost (as groups:)",
)
STRANGERS = Words(
    "从这里起有 {n} 条不像 {key} 里的一条（有 {keys}）：多半放错了地方，或前面漏了一行开头的键（如 groups:）",
    "from here on {n} entries are none of {key} (with {keys}): in the wrong place, or the key above was lost (as groups:)",
)
