"""Three questions that a new user brings, answered by the page alone in few actions; docs/page.md lists them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

MOST = 6


class User:
    """Someone at the page, whose clicks, words typed and keys pressed are counted, and who can act only on what is in the window."""

    def __init__(self, page: Any) -> None:  # Any: playwright's page
        self.page = page
        self.actions = 0

    def click(self, selector: str) -> None:
        place = self.page.locator(selector).first
        box = place.bounding_box()
        assert 0 <= box["y"] <= self.page.viewport_size["height"] - box["height"], f"{selector} is not in the window"
        place.click()
        self.actions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        self.actions += 2

    def reads(self, selector: str) -> str:
        assert self.actions <= MOST
        place = self.page.locator(selector).first
        assert place.bounding_box()["y"] < self.page.viewport_size["height"], f"{selector} is not in the window"
        return str(place.inner_text())


@pytest.fixture
def user(open_page: Open) -> User:
    return User(open_page()[0])


def test_what_a_concept_is_linked_with_and_where_it_says_so(user: User) -> None:
    user.click("#find")
    user.type("关键信息基础设施")
    assert user.reads("#panel h2") == "关键信息基础设施"
    assert "句" in user.reads("#panel .near")
    user.click("#panel .sentences")
    assert "关键信息基础设施" in user.reads("#panel blockquote")
    assert "行" in user.reads("#panel .source")


def test_which_themes_there_are(user: User) -> None:
    assert len(user.reads("#panel .choices").splitlines()) > 5
    user.click("#panel .choices .link")
    assert len(user.reads("#panel .members").splitlines()) > 5


def test_what_lies_between_two_concepts(user: User) -> None:
    user.click("#find")
    user.type("数字鸿沟")
    user.click("#path-to")
    user.type("网络强国")
    chain = user.reads("#panel .chain").split("→")
    assert (chain[0].strip(), chain[-1].strip()) == ("数字鸿沟", "网络强国")
    assert user.page.locator("#panel .path > li").count() == len(chain) - 1
    assert len(user.reads("#panel blockquote")) > 5
