"""A lesson as schema.org LearningResource (LRMI), for portals that collect teaching material."""

from __future__ import annotations

from typing import Any

from lantai.learning.model import Lesson, LessonText
from lantai.site.config import Site

_LEVELS = {
    "小学低": "primary education",
    "小学中": "primary education",
    "小学高": "primary education",
    "初中": "lower secondary education",
    "高中": "upper secondary education",
    "中职": "vocational education",
    "大学": "higher education",
    "社会": "adult education",
}


def of(lesson: Lesson, text: LessonText, site: Site) -> dict[str, Any]:
    """Return the JSON-LD of a lesson's page. Addresses are absolute once the site knows its own."""
    language = text.language
    alignments = [
        {
            "@type": "AlignmentObject",
            "alignmentType": "teaches",
            "educationalFramework": item["standard"].in_(language),
            "targetName": (item["text"] or item["unit"] or item["standard"]).in_(language),
        }
        for item in lesson.values["curriculum"]
        if item["standard"]
    ]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": lesson.title.in_(language),
        "description": lesson.summary.in_(language),
        "url": site.base_url + text.address if site.base_url else "",
        "inLanguage": language,
        "learningResourceType": ["lesson plan", "primary source set"],
        "educationalLevel": sorted({_LEVELS[stage] for stage in lesson.stages}),
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "about": list(lesson.values["subjects"]),
        "teaches": list(lesson.values["competences"]),
        "timeRequired": f"PT{lesson.minutes}M" if lesson.minutes else "",
        "educationalAlignment": alignments,
        "isAccessibleForFree": True,
        "license": site.licence_url,
        "dateModified": lesson.values["reviewed"] or "",
        "provider": {"@type": "ArchiveOrganization", "name": site.name.in_(language)},
        "hasPart": [
            {"@type": "ArchiveComponent", "name": source.title, "identifier": source.source.code}
            for source in text.sources
            if source.source.record is not None
        ],
    }
    return {key: value for key, value in found.items() if value not in ("", [], None)}
