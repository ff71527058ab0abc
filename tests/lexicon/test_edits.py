"""Decisions after any sequence of verbs: they can be read again, and the last word about a concept counts."""

from __future__ import annotations

import tempfile
from functools import partial
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import iri
from kg.errors import KgError
from kg.lexicon import edits
from kg.lexicon.apply import apply
from kg.lexicon.decisions import Decision, digest, read, write
from kg.lexicon.edits import Known
from kg.lexicon.load import load
from kg.lexicon.made import Made
from kg.lexicon.terms import Term

NAMES = ("数字鸿沟", "数字差距", "算力调度", "数据基座", "相关部门", "智能体")
CURATED = frozenset(NAMES[:2])


def known(label: str) -> Known:
    return Known(label, iri.concept(label), label in CURATED)


def now(made: list[Decision], label: str) -> Known:
    """Return a concept under the label that decisions have given it, as kg terms finds it."""
    one = known(label)
    return next((Known(decision.value, decision.iri, curated=True) for decision in made if decision.action == "rename" and decision.iri == one.iri), one)


def terms() -> list[Term]:
    return [Term(iri=iri.concept(label), label=label, labels=((label, "pref", "zh"),)) for label in sorted(CURATED)]


def labels(made: list[Decision]) -> set[str]:
    return {term.label for term in apply(terms(), made, iri.BASE).terms}


names = st.sampled_from(NAMES)
steps = st.lists(st.tuples(st.sampled_from(("accept", "reject", "merge", "rename", "categorise", "broader", "undo")), names, names), max_size=12)


def perform(script: list[tuple[str, str, str]]) -> list[Decision]:
    made: list[Decision] = []
    for verb, a, b in script:
        try:
            match verb:
                case "accept" | "reject" | "undo":
                    made = getattr(edits, verb)(made, now(made, a))
                case "merge" | "broader":
                    made = getattr(edits, verb)(made, now(made, a), now(made, b))
                case "rename":
                    made = edits.rename(made, now(made, a), f"新{now(made, a).label}")
                case _:
                    made = edits.categorise(made, now(made, a), "data")
        except KgError:
            continue  # refused: what was decided before stands
    return made


@settings(deadline=None)  # files are written
@given(steps)
def test_what_any_verbs_leave_is_read_again_as_it_was(script: list[tuple[str, str, str]]) -> None:
    made = perform(script)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "decisions.tsv"
        write(file, made)
        assert read(file) == sorted(set(made))
        assert file.read_bytes().endswith(b"\n")


@settings(deadline=None)
@given(steps)
def test_what_concepts_are_merged_into_or_stand_below_goes_by_a_name_it_has(script: list[tuple[str, str, str]]) -> None:
    made = perform(script)
    named = {*NAMES, *(decision.value for decision in made if decision.action == "rename")}
    assert {decision.value for decision in made if decision.action in {"merge", "broader"}} <= named


@settings(deadline=None)
@given(steps, names)
def test_the_last_word_about_a_concept_counts(script: list[tuple[str, str, str]], name: str) -> None:
    made = perform(script)
    try:
        rejected = edits.reject(made, known(name))
    except KgError as error:
        assert "cannot be rejected" in str(error)  # noqa: PT017 - refusing is one of two right answers
    else:
        assert name not in labels(rejected)
        assert name in labels(edits.accept(rejected, known(name)))


@settings(deadline=None)
@given(steps, st.randoms())
def test_the_order_of_lines_does_not_matter(script: list[tuple[str, str, str]], chance: object) -> None:
    made = perform(script)
    mixed = list(made)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis's Random
    assert apply(terms(), sorted(mixed), iri.BASE) == apply(terms(), sorted(made), iri.BASE)


def test_a_renamed_concept_keeps_its_iri_and_its_old_name_is_still_found() -> None:
    made = edits.rename([], known("算力调度"), "算力统一调度")
    term = next(term for term in apply(terms(), made, iri.BASE).terms if term.label == "算力统一调度")
    assert term.iri == iri.concept("算力调度")
    assert ("算力调度", "alt", "zh") in term.labels


def test_a_merged_concept_leaves_its_names_and_its_iri_to_the_other() -> None:
    result = apply(terms(), edits.merge([], known("数字差距"), known("数字鸿沟")), iri.BASE)
    (term,) = result.terms
    assert {text for text, _, _ in term.labels} == {"数字鸿沟", "数字差距"}
    assert result.replaced == {iri.concept("数字差距"): iri.concept("数字鸿沟")}


def test_what_stands_below_a_merged_concept_stands_below_the_other() -> None:
    made = edits.broader([], known("智能体"), known("算力调度"))
    for order in (edits.merge(made, known("算力调度"), known("数字鸿沟")), edits.broader(edits.merge([], known("算力调度"), known("数字鸿沟")), known("智能体"), known("数字鸿沟"))):
        result = apply(terms(), order, iri.BASE)
        assert {term.label: term.broader for term in result.terms}["智能体"] == (iri.concept("数字鸿沟"),)
        assert result.notes == ()


def test_a_form_alone_that_is_accepted_goes_back_to_its_concept() -> None:
    form = Known("数码鸿沟", "", curated=True)
    for made in (edits.reject([], form), edits.merge([], form, known("数字差距"))):
        assert edits.accept(made, Known("数码鸿沟", iri.concept("数码鸿沟"), curated=False)) == []


def test_a_merge_into_nothing_makes_no_concept() -> None:
    result = apply(terms(), [Decision("merge", "数字差距", "并无此物", iri.concept("数字差距"))], iri.BASE)
    assert {term.label for term in result.terms} == set(CURATED)
    assert result.notes == ("merge 数字差距 并无此物: not done, there is no concept 并无此物",)


def test_a_circle_of_discovered_concepts_is_called_one() -> None:
    made = [Decision("broader", one, other, iri.concept(one)) for one, other in (("数据基座", "智能体"), ("智能体", "数据基座"))]
    (note,) = apply(terms(), made, iri.BASE).notes
    assert "that would be a circle" in note


def test_concepts_that_only_decisions_keep_are_known() -> None:
    made = edits.categorise(edits.broader([], known("智能体"), known("数字鸿沟")), known("数字差距"), "data")
    assert apply(terms(), made, iri.BASE).kept == (iri.concept("智能体"),)


@settings(deadline=None)
@given(steps, names)
def test_what_is_decided_near_a_concept_is_all_that_a_verb_needs(script: list[tuple[str, str, str]], name: str) -> None:
    made = perform(script)
    for verb in (edits.accept, edits.undo):
        index = Made(made)
        index.change(now(made, name), verb)
        assert list(index) == sorted(verb(made, now(made, name)))


def renamed(label: str, near: list[Decision], _: Known) -> list[Decision]:
    return [decision._replace(action="rename", value=label) for decision in near]


def test_a_verb_on_one_of_many_concepts_looks_at_its_own_decisions_alone() -> None:
    made = Made([Decision("accept", f"算力{number}号", "", iri.concept(f"算力{number}号")) for number in range(1000)])
    for number in range(1000):
        made.change(Known(f"算力{number}号", "", curated=True), partial(renamed, f"新{number}号"))
    assert [len(made.near(f"新{number}号")) for number in range(0, 1000, 100)] == [1] * 10
    assert len(made) == 1000


def test_merges_in_a_circle_are_refused() -> None:
    made = edits.merge([], known("算力调度"), known("数据基座"))
    with pytest.raises(KgError, match="earlier merge"):
        edits.merge(made, known("数据基座"), known("算力调度"))


def test_what_others_lead_to_is_not_rejected() -> None:
    made = edits.merge([], known("算力调度"), known("数据基座"))
    with pytest.raises(KgError, match="cannot be rejected"):
        edits.reject(made, known("数据基座"))


def test_renaming_back_leaves_the_concept_accepted() -> None:
    made = edits.rename([], known("算力调度"), "算力统一调度")
    one = Known("算力统一调度", iri.concept("算力调度"), curated=True)
    assert edits.rename(made, one, "算力调度") == []
    assert labels(edits.reject(made, one)) == set(CURATED)


def test_a_rejected_label_can_be_given_to_a_concept_later() -> None:
    made = edits.rename(edits.reject([], known("相关部门")), known("算力调度"), "相关部门")
    assert "相关部门" in labels(made)
    assert [decision.action for decision in made] == ["rename"]


def test_undo_takes_back_all_that_was_decided_of_a_concept() -> None:
    made = edits.broader(edits.categorise(edits.rename([], known("智能体"), "人工智能体"), known("智能体"), "technology"), known("智能体"), known("数字鸿沟"))
    assert edits.undo(made, known("智能体")) == []


@pytest.mark.parametrize(("line", "fault"), [
    ("keep\t算力调度\t\t", "unknown action keep"), ("accept\t算力调度\t", "3 cells"), ("accept\t\t\t", "no concept"), ("accept\t算力\tx1\t", "takes no value"),
    ("merge\t算力调度\t\t", "needs a label"), ("categorise\t算力调度\t物理\t", "unknown category"), ("merge\t算力调度\t算力调度\t", "with itself"),
    ("accept\t算力调度\t\thttp://a b", "refuse the IRI"), ("accept\t算力\u200b调度\t\t", "invisible"), ("reject\t相\t\t", "fewer than two letters"),
    ("accept\t 算力\t\t", "space")])
def test_a_damaged_line_is_named_with_its_number(tmp_path: Path, line: str, fault: str) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_text(f"action\tconcept\tvalue\tiri\naccept\t数据基座\t\t\n{line}\n", encoding="utf-8", newline="\n")
    with pytest.raises(KgError, match=fault) as error:
        read(file)
    assert f"{file}:3: " in str(error.value)


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_text("action\tconcept\tvalue\tiri\nreject\t数据基座\t\t\naccept\t数据基座\t\t\nmerge\t甲乙\t丙丁\t\nmerge\t丙丁\t甲乙\t\n", encoding="utf-8", newline="\n")
    with pytest.raises(KgError, match="3 faults") as error:
        read(file)
    assert str(error.value).count("merges in a circle") == 2


def test_two_concepts_under_one_iri_are_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    one = iri.concept("数据基座")
    file.write_text(f"action\tconcept\tvalue\tiri\naccept\t数据基座\t\t{one}\naccept\t算力调度\t\t{one}\n", encoding="utf-8", newline="\n")
    with pytest.raises(KgError, match="more than one accept") as error:
        read(file)
    assert f"{file}:3: " in str(error.value)


def test_the_digest_is_of_what_is_decided_not_of_how_the_file_is_written(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    made = [Decision("reject", "相关部门"), Decision("accept", "数据基座")]
    write(file, made)
    assert digest(made) == blake2b(file.read_bytes(), digest_size=16).hexdigest()
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(read(file)) == digest(made)
    write(file, [])
    assert digest(read(file)) == load(decided=file).decisions == load().decisions == ""


def test_a_rejected_thesaurus_concept_is_out_of_the_lexicon(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    write(file, [Decision("reject", "数字鸿沟", "", iri.concept("数字鸿沟"))])
    lexicon = load(decided=file)
    assert "数字鸿沟" not in lexicon.owner
    assert "数字鸿沟" in lexicon.rejected


def full(label: str, **said: object) -> Term:
    return Term(iri=iri.concept(label), label=label, labels=((label, "pref", "zh"), *said.pop("more", ())), **said)  # type: ignore[arg-type, misc]  # fields of a term


GAP = full("数字鸿沟", more=(("digital divide", "pref", "en"), ("数码鸿沟", "alt", "zh"), ("数字的鸿沟", "hidden", "zh")), en="digital divide", category="society",
           broader=(iri.concept("信息不平等"),), guards=("数字鸿沟桥",), note="接入和使用的差距。", source="甲书")
INEQUALITY, ACCESS = full("信息不平等"), full("接入鸿沟")


def after(terms: list[Term], made: list[Decision]) -> dict[str, Term]:
    return {term.label: term for term in apply(terms, made, iri.BASE).terms}


def test_a_concept_takes_over_what_it_lacks_from_one_merged_into_it() -> None:
    made = edits.merge([], Known("数字鸿沟", GAP.iri, curated=True), Known("接入鸿沟", ACCESS.iri, curated=False))
    for known_before in ([GAP, INEQUALITY], [GAP, INEQUALITY, ACCESS]):  # a concept that only a decision keeps, one of a thesaurus
        term = after(known_before, made)["接入鸿沟"]
        assert (term.en, term.category, term.broader, term.guards, term.note, term.source) == (GAP.en, GAP.category, GAP.broader, GAP.guards, GAP.note, GAP.source)
        assert set(term.labels) == {
            ("接入鸿沟", "pref", "zh"), ("digital divide", "pref", "en"), ("数字鸿沟", "alt", "zh"), ("数码鸿沟", "alt", "zh"), ("数字的鸿沟", "hidden", "zh")}


def test_what_a_concept_says_itself_stays_when_another_is_merged_into_it() -> None:
    said = full("接入鸿沟", more=(("access gap", "pref", "en"),), en="access gap", category="data", broader=(iri.concept("网络接入"),), guards=("接入鸿沟桥",), note="没有网络。", source="乙书")
    term = after([GAP, INEQUALITY, said, full("网络接入")], [Decision("merge", "数字鸿沟", "接入鸿沟", GAP.iri)])["接入鸿沟"]
    assert (term.en, term.category, term.broader, term.note, term.source) == (said.en, said.category, said.broader, said.note, said.source)
    assert term.guards == ("接入鸿沟桥", "数字鸿沟桥")
    assert ("digital divide", "alt", "en") in term.labels


def test_a_merge_makes_no_circle_of_broader_concepts() -> None:
    made = [Decision("merge", "数字鸿沟", "信息不平等", GAP.iri)]
    assert after([GAP, INEQUALITY], made)["信息不平等"].broader == ()
    below = full("接入鸿沟", broader=(iri.concept("设备鸿沟"),))
    above = full("设备鸿沟")
    gone = full("上网鸿沟", broader=(below.iri, INEQUALITY.iri))
    assert after([below, above, gone, INEQUALITY], [Decision("merge", "上网鸿沟", "设备鸿沟", gone.iri)])["设备鸿沟"].broader == (INEQUALITY.iri,)


def test_a_rejected_concept_takes_its_other_names_and_what_leads_to_it_along() -> None:
    result = apply([GAP, INEQUALITY, full("接入鸿沟", broader=(GAP.iri, INEQUALITY.iri))], [Decision("reject", "数字鸿沟", "", GAP.iri)], iri.BASE)
    assert result.rejected == {"数字鸿沟", "digital divide", "数码鸿沟", "数字的鸿沟"}
    assert {term.label: term.broader for term in result.terms} == {"信息不平等": (), "接入鸿沟": (INEQUALITY.iri,)}


@pytest.mark.parametrize("action", ["accept", "rename", "categorise", "broader"])
def test_a_discovered_concept_has_the_iri_that_a_decision_froze(action: str) -> None:
    value = {"accept": "", "rename": "上网鸿沟", "categorise": "society", "broader": "信息不平等"}[action]
    known_after = after([INEQUALITY], [Decision(action, "接入鸿沟", value, "http://a.example/7")])
    assert known_after.get("上网鸿沟", known_after.get("接入鸿沟", INEQUALITY)).iri == "http://a.example/7"


def test_a_concept_is_not_renamed_to_a_name_of_another() -> None:
    for name in ("数字鸿沟", "数码鸿沟", "Digital Divide"):
        result = apply([GAP, ACCESS], [Decision("rename", "接入鸿沟", name, ACCESS.iri)], iri.BASE)
        assert {term.label for term in result.terms} == {"数字鸿沟", "接入鸿沟"}
        assert result.notes == (f"rename 接入鸿沟 {name}: not done, {name} is a label of 数字鸿沟",)


def test_what_stands_below_a_concept_of_a_thesaurus_moves_when_that_is_merged() -> None:
    below = full("接入鸿沟", broader=(GAP.iri, INEQUALITY.iri))
    gap = full("数字鸿沟")
    assert after([gap, INEQUALITY, below, full("网络接入")], [Decision("merge", "数字鸿沟", "网络接入", gap.iri)])["接入鸿沟"].broader == tuple(sorted(
        (iri.concept("网络接入"), INEQUALITY.iri)))


def test_concepts_are_renamed_before_they_are_placed_and_placed_before_they_are_merged() -> None:
    made = [
        Decision("merge", "数字鸿沟", "上网鸿沟", GAP.iri), Decision("broader", "上网鸿沟", "信息不平等"), Decision("broader", "数字鸿沟", "网络接入", GAP.iri),
        Decision("categorise", "上网鸿沟", "data"), Decision("categorise", "数字鸿沟", "law", GAP.iri), Decision("rename", "接入鸿沟", "上网鸿沟", ACCESS.iri)]
    result = apply([full("数字鸿沟"), INEQUALITY, ACCESS, full("网络接入")], made, iri.BASE)
    term = {term.label: term for term in result.terms}["上网鸿沟"]
    assert (term.iri, term.category, term.broader) == (ACCESS.iri, "data", (INEQUALITY.iri,))
    assert {label for label, _, _ in term.labels} == {"上网鸿沟", "接入鸿沟", "数字鸿沟"}
    assert result.replaced == {GAP.iri: ACCESS.iri}
    assert result.notes == ()


def test_concepts_are_merged_and_placed_before_they_are_rejected() -> None:
    made = [Decision("merge", "数字鸿沟", "接入鸿沟", GAP.iri), Decision("reject", "接入鸿沟", "", ACCESS.iri), Decision("broader", "信息不平等", "接入鸿沟", INEQUALITY.iri)]
    result = apply([GAP, INEQUALITY, ACCESS], made, iri.BASE)
    assert [(term.label, term.broader) for term in result.terms] == [("信息不平等", ())]
    assert {"接入鸿沟", "数字鸿沟", "数码鸿沟"} <= result.rejected
    assert result.notes == ()
