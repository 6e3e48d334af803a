"""Pages on E1: what a file must be to be read at all."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

FILES: dict[str, Page] = {
    "E101": Page(
        why=Words(
            "命令里写的文件不在那个位置。多半是文件名差了一个字、少写了后缀，或者命令是在别的文件夹里运行的。",
            "The file named in the command is not there. Usually a letter of the name differs, the suffix is missing, or "
            "the command runs in another folder.",
        ),
        wrong=Words("文件叫 双峰县.xlsx，命令里写的是 双峰.xlsx", "the file is 双峰县.xlsx, the command says 双峰.xlsx"),
        right=Words("loudi-qa validate 双峰县.xlsx", "loudi-qa validate 双峰县.xlsx"),
    ),
    "E102": Page(
        why=Words(
            "文件就在那里，但系统不让读。常见的是 Excel 或 WPS 正开着它，或者这个账户没有读它的权限。",
            "The file is there, but the system does not let it be read. Most often Excel or WPS has it open, or this "
            "account may not read it.",
        ),
        wrong=Words("2019.xlsx 正在 Excel 中编辑", "2019.xlsx is being edited in Excel"),
        right=Words("保存并关闭 2019.xlsx，再运行一次命令", "2019.xlsx is saved and closed, and the command is run again"),
    ),
    "E103": Page(
        why=Words(
            "程序只读 .xlsx，并且看的是内容，不是后缀。只改后缀，里面还是原来的格式；旧版 .xls、WPS 的 .et、CSV "
            "和网页都要另存一次。",
            "Only .xlsx is read, and what counts is the content, not the suffix. A renamed file keeps its old format; "
            ".xls, .et, CSV and web pages have to be saved anew.",
        ),
        wrong=Words("双峰县.xls 改名成了 双峰县.xlsx", "双峰县.xls was renamed to 双峰县.xlsx"),
        right=Words("用 Excel 或 WPS 打开 双峰县.xls，另存为 .xlsx", "双峰县.xls is opened in Excel or WPS and saved as .xlsx"),
    ),
    "E104": Page(
        why=Words(
            "设了打开密码的文件，内容是加密的，不知道密码就读不出来；程序不问密码，也不猜密码。"
            "只防误改的“保护工作表”不影响读取。",
            "A file with a password to open it is encrypted; the program neither asks for passwords nor guesses them. "
            "Sheet protection, which only keeps cells from being changed, is no obstacle.",
        ),
        wrong=Words("打开文件时要输入密码", "a password is asked for when the file is opened"),
        right=Words(
            "在 Excel 的“文件”、“信息”、“保护工作簿”中清空打开密码，再保存",
            "the password is removed in Excel under File, Info, Protect Workbook, and the file is saved",
        ),
    ),
    "E105": Page(
        why=Words(
            ".xlsx 其实是一个压缩包，下载中断、U 盘拔得太早都会让它残缺。残缺的表不能猜着读，请对方重发，"
            "或者用能打开它的软件另存一份。",
            "An .xlsx file is really a zip archive; a broken download or a stick pulled out too early leaves it "
            "incomplete. What is left is not guessed at: have it sent again, or save it anew where it still opens.",
        ),
        wrong=Words("网盘里没有下载完的 双峰县.xlsx", "双峰县.xlsx, downloaded only in part"),
        right=Words("重新下载完整的 双峰县.xlsx", "双峰县.xlsx, downloaded again and complete"),
    ),
    "E106": Page(
        why=Words(
            "宏是藏在表里、会自己运行的程序，填报表用不着它。为了安全，带宏的文件一律不读。",
            "A macro is a program inside the workbook that may run by itself. Forms do not need any; for safety no file "
            "with macros is read.",
        ),
        wrong=Words(
            "带宏的 双峰县.xlsm，或者由它改名而来的 双峰县.xlsx",
            "双峰县.xlsm with macros, or the same file renamed to 双峰县.xlsx",
        ),
        right=Words("另存为“Excel 工作簿 (*.xlsx)”，不保留宏", "saved as Excel Workbook (*.xlsx), without the macros"),
    ),
    "E107": Page(
        why=Words(
            "这种格式的后缀也是 .xlsx，里面的写法却不同，照普通方式读会一张表也找不到。与其把它当成空表，不如请您换成普通格式。",
            "This format has the suffix .xlsx as well but is written differently inside; read as a plain workbook it "
            "would seem to have no sheets. Rather than take it for an empty form, the program asks for the plain format.",
        ),
        wrong=Words("保存类型是“Strict Open XML 电子表格 (*.xlsx)”", "file type: Strict Open XML Spreadsheet (*.xlsx)"),
        right=Words("保存类型选“Excel 工作簿 (*.xlsx)”", "file type: Excel Workbook (*.xlsx)"),
    ),
    "E108": Page(
        why=Words(
            "文件里有 Excel 和 WPS 都不会写出来的东西，例如重复的部件、两张同名的工作表、XML 的外部声明，"
            "或者解压后大得不合常理。它也许是别的软件写坏的，也许是有意做的，所以不读。",
            "The file holds what neither Excel nor WPS writes: a part twice, two sheets of one name, an XML declaration "
            "of entities, or far more data than its size allows. Some program may have written it badly, or someone on "
            "purpose; it is not read either way.",
        ),
        wrong=Words("一个 100 KB 的文件，解压后有 60 MB", "a file of 100 KB that unpacks to 60 MB"),
        right=Words(
            "在原来的填报表里重新填写，用 Excel 或 WPS 保存", "the original form, filled in again and saved by Excel or WPS"
        ),
    ),
    "E109": Page(
        why=Words(
            "填报表不会很大。超出上限，多半是把格式一直刷到了最后一行、最后一列，或者在很远的格子里误填了东西。"
            "行数和单元格数的上限随规则里单位和指标的多少放宽。",
            "A form is never large. Beyond the limits usually lie cells formatted down to the last row or column, or "
            "something typed far away by mistake. The limits on rows and cells grow with the units and measures of the "
            "rules.",
        ),
        wrong=Words("整列设了边框，表格一直到第 1048576 行", "borders set on whole columns: the table reaches row 1048576"),
        right=Words(
            "删除数据下面的空行、右边的空列，保存后行数与数据相当",
            "empty rows below and columns beside the data deleted: as many rows as there are data",
        ),
    ),
    "E110": Page(
        why=Words(
            "读这个文件的时候内存用完了，或者系统结束了读它的进程。限度之内的文件通常不会这样：多半是电脑上同时开着的程序太多，"
            "也可能是文件坏得特别。只有这一个文件没有检查，其余的照常。",
            "Memory ran out over this file, or the system ended the process that read it. A file within the limits seldom does "
            "that: usually too many programs are open, or the file is broken in a way of its own. This one file is "
            "unchecked, the others are as they should be.",
        ),
        wrong=Words("内存将尽时检查 2,844 份表", "2,844 forms are checked while memory runs out"),
        right=Words("关掉别的程序，单独再检查这一份", "other programs are closed and this file is checked again, alone"),
    ),
}
