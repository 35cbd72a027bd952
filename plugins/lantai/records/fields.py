# ruff: noqa: E501 -- one field a line reads better than a wrapped one
"""The fields of a record: the one definition from which everything else is derived.

What may be published, how exports name a field, how it maps to ISAD(G), EAD3, Dublin Core and
schema.org, the data dictionary, the mapping proposals of ``import`` and the JSON Schema all come
from ``FIELDS``. Obligation and crosswalks follow DA/T 18-2022 and ISAD(G) 2nd edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

LEVELS = ("fonds", "series", "file", "item")
"""Levels of description (著录层级: 全宗 目录/类别 案卷 文件), from the top."""

SEPARATOR = "；"
"""Joins the values of a field that may have several. No single value contains it."""

ABOVE = "lantai-fonds:"
"""Begins the identifier of a row in an exchange file that is no record but stands above some."""

EXTRA = "extra:"
"""Begins the column of an archive's own public field, which its mapping declares; its label follows."""

APART = "year_apart"
"""The column in which intake says how the year of a record stands out from its fonds: for the gate, never published."""

GONE = "gone"
"""The column in which intake says by what a record is no longer there (已销毁): for the gate, never published."""

OPEN_STATUSES = ("开放", "控制", "延期开放", "未审核")
ACCESS_MODES = ("目录", "在线", "到馆")
PRECISIONS = (
    *("day", "ten-days", "month", "season", "year", "decade", "century", "era"),
    *("range", "before", "after", "unknown"),
)
CALENDARS = ("gregorian", "lunar", "japanese")
CERTAINTIES = ("certain", "inferred", "approximate", "uncertain")
"""How sure a date is, from the surest to the most doubtful."""


class Visibility(Enum):
    """Whether a field may leave the archive."""

    PUBLIC = "P"
    CLEARED = "R"
    """Public only when the record's content is cleared, apart from its listing."""
    INTERNAL = "I"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    ``obligation`` M mandatory, C where it applies, O optional. ``many`` fields hold several values
    joined by SEPARATOR. ``derived`` fields are computed, never mapped from an export.
    ``aliases`` are headers by which exports of common systems name it.
    """

    name: str
    zh: str
    en: str
    obligation: str
    visibility: Visibility
    aliases: tuple[str, ...] = ()
    many: bool = False
    derived: bool = False
    searchable: bool = False
    isad: str = ""
    ead3: str = ""
    dc: str = ""
    schema_org: str = ""


_P, _R, _I = Visibility.PUBLIC, Visibility.CLEARED, Visibility.INTERNAL

FIELDS: tuple[Field, ...] = (
    Field("repository_code", "档案馆代码", "Repository code", "M", _P, ("馆代码", "档案馆代码", "GDM"), isad="3.1.1", ead3="repository", dc="publisher", schema_org="holdingArchive"),
    Field("fonds", "全宗号", "Fonds", "M", _P, ("全宗", "全宗号", "QZH"), isad="3.1.1", ead3="unitid", dc="isPartOf", schema_org="isPartOf"),
    Field("series", "目录号", "Series", "C", _P, ("目录号", "类别号", "MLH", "LBH"), isad="3.1.1", ead3="unitid"),
    Field("file_no", "案卷号", "File number", "C", _P, ("案卷号", "AJH"), isad="3.1.1", ead3="unitid"),
    Field("item_no", "件号", "Item number", "C", _P, ("件号", "顺序号", "卷内顺序号", "卷内序号", "JH", "张号", "SXH", "JNXH"), isad="3.1.1", ead3="unitid"),
    Field("level", "著录层级", "Level of description", "M", _P, ("层级", "著录级别", "级别"), isad="3.1.4", ead3="level", dc="type", schema_org="additionalType"),
    Field("ref_code", "档号", "Reference code", "M", _P, ("档案号", "DH", "Reference code", "referenceCode", "unitid"), searchable=True, isad="3.1.1", ead3="unitid", dc="identifier", schema_org="identifier"),
    Field("parent_ref", "上级档号", "Parent", "C", _P, ("上级", "案卷档号", "案卷级档号", "所属案卷档号", "AJDH", "parentId"), ead3="nesting", dc="isPartOf", schema_org="isPartOf"),
    Field("alt_refs", "旧档号", "Other codes", "O", _P, ("原档号", "旧档号", "缩微号", "缩微胶片号"), many=True, searchable=True, isad="3.1.1", ead3="unitid", dc="identifier", schema_org="identifier"),
    Field("title", "题名", "Title", "M", _P, ("题名", "正题名", "文件题名", "案卷题名", "标题", "TM", "ZTM", "WJTM", "AJTM", "Title", "unittitle"), searchable=True, isad="3.1.2", ead3="unittitle", dc="title", schema_org="name"),
    Field("title_parallel", "并列题名", "Parallel title", "O", _P, ("并列题名",), searchable=True, isad="3.1.2", ead3="unittitle", dc="title", schema_org="alternateName"),
    Field("title_sub", "副题名", "Subtitle", "O", _P, ("副题名", "副题名及说明题名文字", "subtitle"), searchable=True, isad="3.1.2", ead3="unittitle", dc="title", schema_org="alternateName"),
    Field("title_supplied", "自拟题名", "Supplied title", "O", _P, ("自拟",), isad="3.1.2"),
    Field("doc_no", "文号", "Document number", "C", _P, ("文件编号", "文号", "WH", "发文字号", "WJBH"), searchable=True, isad="3.1.1", ead3="unitid", dc="identifier", schema_org="identifier"),
    Field("date_text", "日期", "Date", "M", _P, ("日期", "形成时间", "形成日期", "文件日期", "成文日期", "起止日期", "起止时间", "起讫日期", "起讫时间", "起止年月", "时间", "RQ", "WJRQ", "XCRQ", "XCSJ", "CWRQ", "CWSJ", "Date"), isad="3.1.3", ead3="unitdate", dc="created", schema_org="temporalCoverage"),
    Field("date_from", "起始日期", "Start date", "C", _I, ("起始时间", "起始日期", "开始日期", "QSRQ", "eventStartDates"), isad="3.1.3"),
    Field("date_to", "终止日期", "End date", "C", _I, ("终止时间", "终止日期", "结束日期", "ZZRQ", "eventEndDates"), isad="3.1.3"),
    Field("date_edtf", "EDTF 日期", "EDTF date", "O", _I, ("EDTF",), isad="3.1.3"),
    Field("date_start", "最早日期", "Earliest date", "M", _P, derived=True, isad="3.1.3", ead3="unitdatestructured", dc="created", schema_org="dateCreated"),
    Field("date_end", "最晚日期", "Latest date", "M", _P, derived=True, isad="3.1.3", ead3="unitdatestructured", dc="created", schema_org="dateCreated"),
    Field("date_precision", "日期精度", "Date precision", "O", _P, derived=True),
    Field("date_calendar", "历法", "Calendar", "O", _P, derived=True),
    Field("date_certainty", "考证", "Certainty", "O", _P, derived=True),
    Field("edtf", "EDTF", "EDTF", "O", _P, derived=True, dc="date"),
    Field("creators", "责任者", "Creators", "M", _P, ("责任者", "作者", "形成者", "RZZ", "ZRZ", "creators", "Creator"), many=True, searchable=True, isad="3.2.1", ead3="origination", dc="creator", schema_org="creator"),
    Field("admin_history", "组织沿革", "Administrative history", "O", _P, ("机构沿革", "组织沿革", "adminHistory"), isad="3.2.2", ead3="bioghist"),
    Field("custodial_history", "保管沿革", "Custodial history", "O", _P, ("保管沿革", "archivalHistory"), isad="3.2.3", ead3="custodhist", dc="provenance"),
    Field("scope", "范围和提要", "Scope and content", "O", _R, ("提要", "内容提要", "摘要", "scopeAndContent", "Description"), isad="3.3.1", ead3="scopecontent", dc="description", schema_org="description"),
    Field("names", "人名", "Names", "O", _R, ("人名", "人物", "nameAccessPoints"), many=True, ead3="controlaccess", dc="subject", schema_org="about"),
    Field("subjects", "主题词", "Subjects", "O", _P, ("主题词", "关键词", "主题", "ZTC", "subjectAccessPoints", "Subject"), many=True, searchable=True, ead3="controlaccess", dc="subject", schema_org="about"),
    Field("places", "地名", "Places", "O", _P, ("地名", "地点", "拍摄地点", "placeAccessPoints", "Location"), many=True, searchable=True, ead3="controlaccess", dc="coverage", schema_org="about"),
    Field("class_codes", "分类号", "Class codes", "O", _P, ("分类号", "FLH"), many=True, ead3="controlaccess", dc="subject", schema_org="about"),
    Field("genre", "文种", "Genre", "O", _P, ("文种", "体裁", "genreAccessPoints", "type"), many=True, ead3="controlaccess", dc="type", schema_org="genre"),
    Field("extent", "载体形态", "Extent", "C", _P, ("数量及单位", "载体形态", "extentAndMedium"), isad="3.1.5", ead3="physdescstructured", dc="extent", schema_org="materialExtent"),
    Field("pages", "页数", "Pages", "C", _P, ("页数", "页号", "页次", "页码", "YS", "张数"), isad="3.1.5", ead3="physdescstructured", dc="extent", schema_org="materialExtent"),
    Field("carrier", "载体类型", "Carrier", "C", _P, ("载体类型", "载体"), isad="3.1.5", ead3="physdescstructured", dc="format", schema_org="material"),
    Field("arrangement", "整理情况", "Arrangement", "O", _P, ("整理情况", "arrangement"), isad="3.3.4", ead3="arrangement"),
    Field("originals", "原件存放", "Originals", "O", _P, ("原件", "locationOfOriginals"), isad="3.5.1", ead3="originalsloc", dc="relation"),
    Field("copies", "复制件", "Copies", "O", _P, ("复制件", "locationOfCopies"), isad="3.5.2", ead3="altformavail", dc="relation"),
    Field("related", "相关档案", "Related material", "O", _P, ("相关档案", "relatedUnitsOfDescription"), isad="3.5.3", ead3="relatedmaterial", dc="relation"),
    Field("language", "语言或文字", "Language", "O", _P, ("语种", "文字", "语言", "language"), many=True, isad="3.4.3", ead3="langmaterial", dc="language", schema_org="inLanguage"),
    Field("open_status", "开放状态", "Open status", "M", _P, ("开放状态", "开放标识", "是否开放", "开放情况", "开放鉴定意见", "开放审核意见", "开放审核结果", "开放鉴定结果", "KFZT", "KFBS", "KFBZ", "KFSX", "KFJD", "SFKF"), isad="3.4.1", ead3="accessrestrict", dc="accessRights", schema_org="conditionsOfAccess"),
    Field("access_mode", "利用方式", "How to see it", "M", _P, ("利用方式",), isad="3.4.1", ead3="accessrestrict"),
    Field("rights", "权利", "Rights", "O", _P, ("权利", "版权", "reproductionConditions", "Rights"), isad="3.4.2", ead3="userestrict", dc="rights", schema_org="license"),
    Field("media", "数字对象", "Digital objects", "O", _R, ("数字对象", "图像文件", "filename", "digitalObjectPath"), many=True, ead3="dao", schema_org="associatedMedia"),
    Field("secrecy", "密级", "Secrecy", "C", _I, ("密级", "MJ")),
    Field("gov_info", "公开属性", "Government information class", "C", _I, ("公开属性", "政府信息公开属性", "GKSX")),
    Field("retention", "保管期限", "Retention", "C", _I, ("保管期限", "BGQX")),
    Field("storage", "存储位置", "Storage", "C", _I, ("存储位置", "库位", "存放位置", "physicalObjectLocation")),
    Field("described_by", "著录者", "Described by", "C", _I, ("著录者", "著录人", "审核人")),
    Field("notes", "备注", "Notes", "C", _I, ("备注", "备考", "附注", "BZ", "generalNote")),
    Field("review_on", "再审日期", "Review again on", "C", _I, ("延期至", "延期开放至", "再审日期", "再次审核日期", "复审日期", "延期届满日期", "开放期限", "封闭至", "解密日期", "解密时间", "解密期限")),
    Field("category", "开放类别", "Opening category", "C", _I, ("开放类别", "档案类别", "提前开放类别")),
    Field("cleared", "内容可公开", "Content cleared", "C", _I, ("内容公开", "全文公开", "cleared")),
)  # fmt: skip

ALWAYS = ("repository_code", "level", "ref_code", "title", "open_status")
"""Fields without which no record is published; other mandatory ones may be empty in what an archive exports."""

DAYS = ("date_start", "date_end")
"""Fields that hold a day (ISO 8601); those of all others are text."""

VOCABULARIES = MappingProxyType(
    {
        "level": LEVELS,
        "date_precision": PRECISIONS,
        "date_calendar": CALENDARS,
        "date_certainty": CERTAINTIES,
    }
)
"""All values of those fields that know no others; an empty cell is none."""

BY_NAME = MappingProxyType({field.name: field for field in FIELDS})
MAPPABLE = tuple(field.name for field in FIELDS if not field.derived)
PUBLIC = tuple(field.name for field in FIELDS if field.visibility is Visibility.PUBLIC)
CLEARED = tuple(field.name for field in FIELDS if field.visibility is Visibility.CLEARED)
INTERNAL = tuple(field.name for field in FIELDS if field.visibility is Visibility.INTERNAL)
SEARCHABLE = tuple(field.name for field in FIELDS if field.searchable)
