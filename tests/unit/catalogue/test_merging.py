"""Releases laid on one another."""

from __future__ import annotations

from tests.unit.catalogue.conftest import gated, release

from lantai.catalogue.merging import merge

A = {"ref_code": "J001-1-1-1", "title": "甲"}
B = {"ref_code": "J001-1-1-2", "title": "乙"}


def codes(frame) -> list[str]:
    return sorted(frame["ref_code"])


def test_a_later_release_replaces_the_same_code_however_it_is_written() -> None:
    """Two spellings of one code are one record; the later one stands, and counts as changed."""
    merged = merge(
        [
            (release("one"), gated(A, B)),
            (release("two"), gated({"ref_code": "Ｊ001—1-1-1", "title": "甲（更正）"})),
        ]
    )
    assert sorted(merged.public["title"]) == ["乙", "甲（更正）"]
    assert [(each.added, each.changed, each.withdrawn, each.count) for each in merged.releases] == [
        (2, 0, 0, 1),
        (0, 1, 0, 1),
    ]
    assert merged.releases[1].changed_fields == (("J001-1-1-1", ("title",)),)


def test_a_release_names_the_fields_it_changed_and_nothing_of_what_they_said() -> None:
    """What is new, said otherwise or left out counts; what follows from a field does not."""
    before = {**A, "creators": "县政府", "date_text": "1954", "date_start": "1954-01-01"}
    after = {**A, "title": "乙", "date_text": "1955", "date_start": "1955-01-01", "pages": "3"}
    merged = merge([(release("one"), gated(before)), (release("two"), gated(after))])
    ((key, names),) = merged.releases[1].changed_fields
    assert (key, sorted(names)) == ("J001-1-1-1", ["creators", "date_text", "pages", "title"])


def test_the_same_code_in_two_archives_is_two_records() -> None:
    """Records are identified by archive and code."""
    merged = merge([(release("one"), gated(A, {**A, "repository_code": "QT"}))])
    assert merged.public.height == 2


def test_a_full_release_withdraws_what_it_lacks_and_only_in_its_fonds() -> None:
    """What is missing from a full replacement is taken down; other fonds stay."""
    other = {"ref_code": "M003-1", "title": "丙", "fonds": "M003"}
    merged = merge([(release("one"), gated(A, B, other)), (release("two", "full"), gated(A))])
    assert codes(merged.public) == ["J001-1-1-1", "M003-1"]
    assert merged.gone["ref_code"].to_list() == ["J001-1-1-2"]
    assert (merged.releases[1].withdrawn, merged.releases[1].withdrawn_codes) == (1, ("J001-1-1-2",))


def test_a_record_held_later_is_taken_down() -> None:
    """A later release that brings a record the gate holds takes the earlier version down."""
    merged = merge([(release("one"), gated(A, B)), (release("two"), gated({**A, "holds": "status"}))])
    assert codes(merged.public) == ["J001-1-1-2"]
    assert merged.gone["ref_code"].to_list() == ["J001-1-1-1"]
    assert merged.withheld["holds"].to_list() == ["withdrawn；status"]


def test_a_release_without_signatures_changes_nothing() -> None:
    """What nobody signed neither publishes nor takes down, and is not listed."""
    unsigned = gated({**A, "title": "改", "holds": "unapproved"})
    merged = merge([(release("one"), gated(A)), (release("two", "full"), unsigned)])
    assert merged.public["title"].to_list() == ["甲"]
    assert [each.id for each in merged.releases] == ["one"]
    assert merged.withheld["title"].to_list() == ["改"]


def test_a_withdrawn_record_leaves_only_its_code() -> None:
    """A withdrawal gives a tombstone; publishing the record again removes it."""
    down = gated({**A, "holds": "withdrawn"}, B)
    assert merge([(release("one"), down)]).gone.row(0, named=True) == {
        "repository_code": "LX",
        "match_key": "J001-1-1-1",
        "ref_code": "J001-1-1-1",
        "fonds": "J001",
    }
    assert merge([(release("one"), down), (release("two"), gated(A))]).gone.is_empty()


def test_internal_fields_do_not_pass() -> None:
    """Only public columns are in the merged table."""
    merged = merge([(release("one"), gated({**A, "notes": "内部备注", "storage": "3号库"}))])
    assert not {"notes", "storage", "secrecy", "holds"} & set(merged.public.columns)


def test_no_release_gives_an_empty_catalogue() -> None:
    """A site without releases is a catalogue of nothing."""
    merged = merge([])
    assert (merged.public.height, merged.withheld.height, merged.releases) == (0, 0, ())
