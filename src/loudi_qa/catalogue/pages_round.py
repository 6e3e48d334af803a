"""Pages on E6: the round of forms as a whole."""

from __future__ import annotations

from loudi_qa.catalogue.page import Page
from loudi_qa.words import Words

ROUND: dict[str, Page] = {
    "E601": Page(
        why=Words(
            "收到的表里没有这个单位的。缺一个单位，它的成绩就待定，其他单位的位次也只是暂定。",
            "None of the forms is of this unit. While one is missing its result is open, and the ranks of the others are "
            "provisional.",
        ),
        wrong=Words("应有七份表，收到六份，缺万宝新区", "six of seven forms are there, 万宝新区 is missing"),
        right=Words("七个单位的表都在文件夹里", "the forms of all seven units are in the folder"),
    ),
    "E602": Page(
        why=Words(
            "同一单位报了几份，封面的填报日期分得出先后，就以最晚的一份为准。改过重报很常见，请您确认作数的是不是这一份。",
            "The unit sent several forms, and by 填报日期 on their covers the latest counts. Corrected forms are common; "
            "please make sure that it is the right one.",
        ),
        wrong=Words(
            "双峰县.xlsx 填报日期 2020-01-10，双峰县-改.xlsx 填报日期 2020-01-15",
            "双峰县.xlsx dated 2020-01-10, 双峰县-改.xlsx dated 2020-01-15",
        ),
        right=Words("只留 2020-01-15 的一份", "only the one of 2020-01-15 is left"),
    ),
    "E603": Page(
        why=Words(
            "同一单位报了几份，填报日期没有写、写得一样或者认不出来，就不知道哪一份作数。程序不替您挑。",
            "The unit sent several forms whose dates are missing, equal or unreadable; no one can say which counts, and "
            "the program does not choose.",
        ),
        wrong=Words("双峰县.xlsx 和 双峰县(1).xlsx 都没有写填报日期", "neither 双峰县.xlsx nor 双峰县(1).xlsx gives 填报日期"),
        right=Words("只留一份，或者在封面写明填报日期", "one form only, or 填报日期 on the covers"),
    ),
    "E604": Page(
        why=Words(
            "有的数由几个单位共用，responsibilities.yaml 里写明了，各家应报同一个数。报得不一样，至少有一家错了，"
            "程序不替它们选。",
            "Some figures are shared by several units, as responsibilities.yaml declares, and all should report the "
            "same. Where they differ at least one is wrong, and the program does not choose.",
        ),
        wrong=Words("共用的一个数，一个单位报 12，另一个报 11", "one shared figure: a unit reports 12, the other 11"),
        right=Words("对过数以后，两个单位都报 12", "after comparing notes both report 12"),
    ),
    "E605": Page(
        why=Words(
            "同一份表收到了两次，内容完全一样，按一份计，不影响结果。",
            "The same form came twice with the same content; it counts once, and nothing changes.",
        ),
        wrong=Words("双峰县.xlsx 和 双峰县 - 副本.xlsx", "双峰县.xlsx and 双峰县 - 副本.xlsx"),
        right=Words("留一份即可", "one of them is enough"),
    ),
    "E606": Page(
        why=Words(
            "汇总只认单位的填报表和部门的核验表，凭封面的“填报单位”认出是谁的。年度工作簿不是填报表，"
            "混在里面会把汇总过的数再汇总一遍。",
            "Only units' forms and departments' forms are collected, known by 填报单位 on the cover. A year's workbook "
            "is neither: collected again its figures would come in twice.",
        ),
        wrong=Words("要汇总的文件里混进了 2019.xlsx", "2019.xlsx stands among the forms"),
        right=Words("只列填报表和核验表，2019.xlsx 写在 -o 后面", "only forms are listed, and 2019.xlsx follows -o"),
    ),
    "E607": Page(
        why=Words(
            "部门核定以后，单位又报来不同的数。部门核的是原来的数，没看过新的，所以先保留核定值，再请部门看一次。",
            "After the department had verified the value the unit sent another. The department has not seen it; the "
            "verified value is kept until it has.",
        ),
        wrong=Words("原报 95.4，核定 92.46，后来又报 93.1", "95.4 was sent, 92.46 verified, then 93.1 sent"),
        right=Words("部门看过 93.1，重新核定或维持 92.46", "the department has looked at 93.1 and settles on a value"),
    ),
    "E608": Page(
        why=Words(
            "每个指标由哪个部门核验，写在 responsibilities.yaml 的 owners 里。别的部门填的核定值不采用，免得一个数有两家说法。",
            "owners in responsibilities.yaml says which department verifies which measure. What another one enters is "
            "not taken, lest there be two answers.",
        ),
        wrong=Words("市农委的核验表里有 P04，而 P04 由市质监局核验", "P04 in the form of 市农委, while 市质监局 verifies it"),
        right=Words("P04 只在市质监局的核验表里", "P04 only in the form of 市质监局"),
    ),
}
