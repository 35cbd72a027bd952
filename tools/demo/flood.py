"""The file J001-002-0345 about the flood of 1954 in made-up Lanxi: what the exhibition and the lesson cite."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

from tools.demo.world import Row

HEADQUARTERS = "澜溪县防汛指挥部"
FILE = "J001-002-0345"

DOCUMENTS: tuple[tuple[str, str, str, str, int, str, str], ...] = (
    # 题名, 责任者, 文号, 日期, 页数, 文种, 提要
    ("澜溪县人民政府关于成立一九五四年防汛指挥部的通知", "澜溪县人民政府", "（54）水字第31号", "19540426", 2, "通知", ""),
    ("澜溪县防汛指挥部汛前检查堤防险段的报告", HEADQUARTERS, "（54）防字第3号", "19540520", 6, "报告", "列出险段七处，永丰圩北堤列为一等。"),
    ("青口水文站关于江水倒灌、水位超过警戒线的电报", "青口水文站", "", "19540705", 1, "电报", "七月五日二十时，青口水位二十一点四八米，超过警戒线零点九八米，仍在上涨。"),
    ("澜溪县防汛指挥部关于全线上堤、日夜防守的紧急通知", HEADQUARTERS, "（54）防字第17号", "19540706", 2, "通知", "要求每里堤段驻守民工一百二十人，分三班，险段加倍。"),
    ("柳湾区关于北堤第四段渗漏脱坡的电话记录", "柳湾区防汛分指挥部", "", "19540708", 1, "电话记录", ""),
    ("青口水文站值班日记（七月）", "青口水文站", "", "1954年7月1日至1954年7月31日", 34, "日记", "逐时记录水位、风向、雨量和堤上情形。"),
    ("一九五四年汛期澜溪河青口站水位过程线图", "青口水文站", "", "19541015", 1, "图", "五月一日至九月三十日逐日水位。最高二十三点零六米，七月二十九日。"),
    ("澜溪县防汛指挥部关于征用民船抢运桩木、麻袋的通知", HEADQUARTERS, "（54）防字第21号", "19540710", 1, "通知", ""),
    ("永丰圩北堤标准断面及抢险加高图", "澜溪县人民政府建设科", "", "19540712", 1, "图", "堤顶由二十二米加高到二十三点五米，临水坡一比三。"),
    ("澜溪县防汛指挥部关于石桥乡群众转移安置情况的报告", HEADQUARTERS, "（54）防字第29号", "19540719", 5, "报告", ""),
    ("各乡民工出工人数统计表", HEADQUARTERS, "", "19540801", 3, "统计表", "七月合计出工二十一万六千四百工日。"),
    ("抢修永丰圩北堤民工劳动场面木刻", "澜溪县文化馆", "", "1954年7月", 1, "木刻", "县文化馆干部在堤上刻制，印在防汛快报上。"),
    ("柳湾乡永丰圩群众要求拨发桩木草包的请求书", "柳湾乡永丰圩群众", "", "一九五四年七月十四日", 2, "请求书", "直行毛笔，写在旧八行笺上，末尾钤圩印。"),
    ("柳湾乡防汛征用木船收据存根", "柳湾乡人民政府", "第柒拾贰号", "1954.7.11", 1, "收据", ""),
    ("一九五四年澜溪县被淹圩区手绘草图", "澜溪县人民政府建设科", "", "19540920", 1, "图", "手绘。淹没圩田十一万亩，破圩三处。"),
    ("防汛民工饭票样张", HEADQUARTERS, "", "1954年7月", 1, "票证", "分早、中、晚三种，当日有效。"),
    ("澜溪县防汛指挥部关于七月二十九日北堤抢险经过的报告", HEADQUARTERS, "（54）防字第36号", "19540802", 8, "报告", "洪峰到达时北堤第四段漏洞三处，沉船一只、草包九千只堵住。"),
    ("“人在堤在”防汛宣传画", "澜溪县文化馆", "", "1954年7月", 1, "宣传画", ""),
    ("《防汛快报》第九期", HEADQUARTERS, "", "1954年7月30日", 2, "报刊", "油印改铅印的第一期，头条为洪峰安全通过北堤。"),
    ("澜溪县人民政府关于发放第一批救济粮和种子贷款的通知", "澜溪县人民政府", "（54）民字第112号", "19540825", 4, "通知", "按受灾轻重分三等，分乡列表。"),
    ("授予柳湾乡民工第三中队防汛奖状", HEADQUARTERS, "", "19541103", 1, "奖状", ""),
    ("防汛车船通行证", HEADQUARTERS, "第0127号", "1954年7月", 1, "证件", ""),
    ("澜溪县一九五四年防汛工作总结", HEADQUARTERS, "（54）防字第51号", "19541120", 22, "总结", "总结经验六条、教训四条；写明三处破圩的原因。"),
    ("关于冬季复堤工程以工代赈的指示", "澜溪县人民政府", "（54）水字第88号", "19541205", 5, "指示", "每方土折发大米二斤四两。"),
)  # fmt: skip


def flood_rows() -> list[Row]:
    """Return the file and its documents; their content is cleared for publication."""
    found = [
        Row(
            FILE,
            "本府一九五四年防汛抢险、转移安置及灾后复堤的通知、电报、图表",
            "澜溪县人民政府、" + HEADQUARTERS,
            date="1954年4月至1954年12月",
            level="案卷",
            pages=118,
            subjects="防汛",
            places="永丰圩；柳湾乡",
            retention="长期",
            storage="2号库8列12格",
        )
    ]
    for number, (title, creator, doc_no, date, pages, genre, scope) in enumerate(DOCUMENTS, start=1):
        places = [place for place in ("永丰圩", "柳湾乡", "石桥乡", "青口") if place in title]
        found.append(
            Row(
                f"{FILE}-{number:03d}",
                title,
                creator,
                doc_no,
                date,
                pages=pages,
                subjects="防汛",
                places="、".join(places),
                genre=genre,
                scope=scope,
                cleared="是",
                retention="长期",
                storage="2号库8列12格",
            )
        )
    return found


CHANGED = (
    # The second release corrects two entries of the first and adds two that were found when the file was rebound.
    Row(
        f"{FILE}-005", "柳湾区防汛分指挥部关于北堤第四段渗漏脱坡的电话记录", "柳湾区防汛分指挥部", date="19540708", pages=1,
        subjects="防汛", places="柳湾乡", genre="电话记录", cleared="是", retention="长期", notes="2026年核对原件后更正题名",
        scope="七月八日凌晨三时十分，柳湾区电话报告北堤第四段背水坡渗漏，脱坡长二丈。", objects=("J001-002-0345-005.jpg",),
    ),
    Row(
        f"{FILE}-013", "柳湾乡永丰圩群众要求拨发桩木草包的请求书（附草包领用单）", "柳湾乡永丰圩群众", date="一九五四年七月十四日", pages=3,
        subjects="防汛", places="永丰圩、柳湾乡", genre="请求书", cleared="是", retention="长期",
        scope="直行毛笔，写在旧八行笺上，末尾钤圩印。附件一页，2026年拆线修复时发现。",
        objects=("J001-002-0345-013-1.jpg", "J001-002-0345-013-2.jpg"),
    ),
    Row(
        f"{FILE}-025", "永丰圩北堤抢险前后圩堤形势对照图", "澜溪县人民政府建设科", date="19541018", pages=2, subjects="防汛",
        places="永丰圩", genre="图", cleared="是", retention="长期", scope="同一视角两幅，一幅画六月初圩内景象，一幅画九月退水后景象。",
        objects=("J001-002-0345-025-1.jpg", "J001-002-0345-025-2.jpg"),
    ),
    Row(
        f"{FILE}-026", "防汛抢险电话记录簿散页", HEADQUARTERS, date="1954年7月", pages=12, subjects="防汛", genre="电话记录",
        cleared="是", retention="长期",
    ),
)  # fmt: skip

SHOWN = {
    "J001-002-0345-005.jpg": "phone",
    "J001-002-0345-013-1.jpg": "petition-1",
    "J001-002-0345-013-2.jpg": "petition-2",
    "J001-002-0345-025-1.jpg": "polder-before",
    "J001-002-0345-025-2.jpg": "polder-after",
}
"""Digital objects of the second release, and the facsimile of the exhibition that each of them is."""
