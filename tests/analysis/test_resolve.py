"""What a user types is compared in the same form as the labels of a project."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.resolve import folded
from kg.lexicon import fold


@given(st.text(max_size=80) | st.text("ＡＩa5５Ǆßİ　 网络强国", max_size=80))
def test_names_are_folded_as_labels_are(text: str) -> None:
    assert folded(text) == fold(normalize("NFC", text.strip()))
