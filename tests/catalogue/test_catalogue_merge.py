"""The rules by which what packages say becomes one row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.claims import Claim
from catalogue.merge import merge
from catalogue.rows import minimal
from catalogue.succession import settle

AS_OF = "2030-06-01"


def row(provider: str = "openai", model: str = "tiny", **said: Claim) -> dict[str, Any]:
    """The row that comes of what packages, named by their letters, say of one model."""
    providers, _ = merge({letter: {provider: {model: claim}} for letter, claim in said.items()}, AS_OF)
    return minimal(providers[provider][model])


def rows(provider: str, **said: dict[str, Claim]) -> dict[str, dict[str, Any]]:
    """The same for several models, with their successors."""
    providers, named = merge({letter: {provider: models} for letter, models in said.items()}, AS_OF)
    settle(providers[provider], named[provider], AS_OF)
    return {model: minimal(found) for model, found in providers[provider].items()}


def outs(**said: int) -> dict[str, Claim]:
    return {letter: Claim(output=value) for letter, value in said.items()}


# --- limits ---


def test_of_openai_and_anthropic_the_majority_counts() -> None:
    for provider in ("openai", "anthropic"):
        found = row(provider, **outs(l=4096, g=8192, p=8192))
        assert (found["out"], found.get("unsure")) == (8192, None)


def test_where_there_is_no_majority_the_larger_counts_and_is_not_sure() -> None:
    found = row("openai", **outs(l=4096, p=8192))
    assert (found["out"], found["unsure"]) == (8192, ["out"])


def test_one_voice_alone_is_not_sure() -> None:
    found = row("openai", **outs(l=4096))
    assert (found["out"], found["unsure"]) == (4096, ["out"])


def test_elsewhere_the_largest_counts_and_is_not_sure_where_they_differ() -> None:
    found = row("gemini", **outs(l=4096, p=4096, c=8192))
    assert (found["out"], found["unsure"]) == (8192, ["out"])
    assert row("gemini", **outs(l=4096, p=4096)).get("unsure") is None


def test_of_a_provider_without_a_complete_list_one_voice_alone_is_not_told() -> None:
    assert row("novita", **outs(l=4096)) == {"s": "l"}
    assert row("novita", **outs(l=4096, c=4096)) == {"out": 4096, "s": "lc"}


def test_openais_pages_know_the_window() -> None:
    found = row("openai", l=Claim(context=1), p=Claim(context=1), g=Claim(context=2))
    assert (found["ctx"], found.get("unsure")) == (2, None)


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=4), st.sampled_from(["gemini", "groq", "mistral"]))
def test_elsewhere_no_limit_is_below_what_any_source_says(values: list[int], provider: str) -> None:
    found = row(provider, **outs(**dict(zip("lpcg", values, strict=False))))
    assert found["out"] == max(values)


# --- dates ---


def test_the_vendors_own_client_stands_before_all_and_is_sure() -> None:
    found = row(
        o=Claim(retires="2031-03-03"), r=Claim(retires="2031-01-01"), l=Claim(retires="2031-02-02", output=None)
    )
    assert (found["eol"], found.get("unsure")) == ("2031-03-03", None)


@pytest.mark.parametrize(
    ("said", "eol", "unsure"),
    [
        ({"r": "2031-01-01", "s": "2031-01-01", "l": "2031-01-01"}, "2031-01-01", None),
        ({"r": "2031-01-01", "s": "2031-02-02"}, "2031-01-01", ["eol"]),
        ({"s": "2031-02-02", "l": "2031-01-01"}, "2031-02-02", ["eol"]),
        ({"s": "2031-02-02"}, "2031-02-02", None),
        ({"l": "2031-02-02"}, "2031-02-02", ["eol"]),
    ],
)
def test_pages_stand_before_lists_of_prices_and_whoever_differs_makes_it_unsure(
    said: dict[str, str], eol: str, unsure: list[str] | None
) -> None:
    found = row("groq", **{letter: Claim(retires=date) for letter, date in said.items()})
    assert (found["eol"], found.get("unsure")) == (eol, unsure)


def test_a_date_of_the_dated_model_makes_sure_of_the_same_date_of_its_alias() -> None:
    dated = {"tiny-2030-01-01": Claim(retires="2031-01-01")}
    found = rows("openai", l={"tiny": Claim(retires="2031-01-01")}, r=dated)
    assert (found["tiny"]["eol"], found["tiny"].get("unsure")) == ("2031-01-01", None)
    found = rows("openai", l={"tiny": Claim(retires="2031-05-05")}, r=dated)
    # Where litellm's is another, the page's counts, and is not sure.
    assert (found["tiny"]["eol"], found["tiny"]["unsure"]) == ("2031-01-01", ["eol"])


def test_an_alias_whose_newest_dated_model_is_gone_is_gone_as_far_as_anybody_says() -> None:
    gone, coming = Claim(retires="2030-01-01"), Claim(retires="2031-01-01")
    found = rows("mistral", s={"tiny-2901": gone}, l={"tiny-latest": Claim()})
    assert (found["tiny-latest"]["eol"], found["tiny-latest"]["unsure"]) == ("2030-01-01", ["eol"])
    # Until then it may move on.
    assert "eol" not in rows("mistral", s={"tiny-2901": gone, "tiny-3001": coming}, l={"tiny": Claim()})["tiny"]
    assert "eol" not in rows("mistral", s={"tiny-2901": gone}, l={"tiny": Claim(), "tiny-3001": Claim()})["tiny"]


@pytest.mark.parametrize("dated", ["tiny-2030-01-01", "tiny-20300101", "tiny-3001"])
def test_a_dated_model_does_not_outlive_its_alias_as_far_as_anybody_says(dated: str) -> None:
    found = rows("mistral", s={"tiny-latest": Claim(retires="2031-01-01")}, l={dated: Claim()})
    assert (found[dated]["eol"], found[dated]["unsure"]) == ("2031-01-01", ["eol"])


# --- successors ---


def gone(*successors: str, seen: str = "2030-01-01", on: str = "2029-01-01") -> Claim:
    return Claim(retires=on, successors=successors, seen=seen)


def test_a_chain_is_followed_to_a_model_that_lives() -> None:
    found = rows("groq", s={"a": gone("b"), "b": gone("c"), "c": Claim()})
    assert (found["a"]["to"], found["b"]["to"]) == ("c", "c")


def test_a_model_without_an_end_is_better_than_one_that_will_end_too() -> None:
    found = rows("groq", s={"a": gone("b"), "b": gone("c", on="2030-12-01"), "c": Claim()})
    assert found["a"]["to"] == "c"
    found = rows("groq", s={"a": gone("b"), "b": gone(on="2030-12-01")})
    assert found["a"]["to"] == "b"


def test_a_model_for_the_same_purpose_is_better_than_another() -> None:
    said = {"a": Claim(kind="tts", retires="2029-01-01", successors=("b", "c")), "b": Claim(kind="stt")}
    said["c"] = Claim(kind="tts", retires="2030-12-01")
    assert rows("openai", o=said)["a"]["to"] == "c"
    responses = {"a": gone("b", "c"), "b": Claim(kind="responses"), "c": Claim(kind="stt")}
    assert rows("openai", o=responses)["a"]["to"] == "b"


def test_a_model_that_ends_on_the_day_of_the_catalogue_takes_nobodys_place() -> None:
    assert "to" not in rows("groq", s={"a": gone("b"), "b": Claim(retires=AS_OF)})["a"]
    assert rows("groq", s={"a": gone("b"), "b": Claim(retires="2030-06-02")})["a"]["to"] == "b"


def test_a_chain_that_ends_with_the_dead_gives_none() -> None:
    found = rows("groq", s={"a": gone("b"), "b": gone("a"), "c": gone("unheard-of")})
    assert [found[model].get("to") for model in "abc"] == [None, None, None]


def test_the_newest_word_on_a_successor_counts() -> None:
    old, new = {"a": gone("b", seen="2030-01-01")}, {"a": gone("c", seen="2030-05-01"), "b": Claim(), "c": Claim()}
    assert rows("openai", r=old, s=new)["a"]["to"] == "c"


def test_an_alias_has_the_successor_of_its_newest_dated_model() -> None:
    said = {
        "a": Claim(retires="2031-01-01"),
        "a-2029-01-01": gone("b", on="2030-01-01"),
        "a-2030-01-01": gone("c", on="2031-01-01"),
        "b": Claim(),
        "c": Claim(),
    }
    assert rows("openai", s=said)["a"]["to"] == "c"


@pytest.mark.parametrize("alias", ["a", "a-latest", "a-0"])
def test_whatever_an_alias_has_in_place_of_a_date(alias: str) -> None:
    said = {alias: Claim(retires="2029-01-01"), "a-20280101": gone("b"), "b": Claim()}
    assert rows("anthropic", s=said)[alias]["to"] == "b"


# --- kinds and what models take ---


@pytest.mark.parametrize(
    ("said", "kind", "unsure"),
    [
        ({"g": "chat", "l": "chat", "o": "responses"}, "chat", None),
        ({"g": "responses", "l": "image", "o": "image"}, "image", None),
        ({"l": "chat", "o": "responses"}, "chat", ["k"]),
        ({"o": "responses"}, "responses", ["k"]),
        ({"o": "image"}, "image", None),
        ({"l": "image"}, "image", ["k"]),
        ({"l": "image", "c": "image"}, "image", None),
        ({"l": "chat"}, "chat", None),
    ],
)
def test_most_voices_say_what_a_model_is_for_and_openais_pages_decide(
    said: dict[str, str], kind: str, unsure: list[str] | None
) -> None:
    found = row("openai", "m-1", **{letter: Claim(kind=value) for letter, value in said.items()})
    assert (found.get("k", "chat"), found.get("unsure")) == (kind, unsure)


def test_where_chat_is_said_of_a_model_that_is_named_otherwise_the_name_is_right_and_not_sure() -> None:
    found = row("gemini", "gemini-9-tts", l=Claim(kind="chat"))
    assert (found["k"], found["unsure"]) == ("tts", ["k"])


def test_one_voice_is_enough_where_the_name_says_the_same_and_the_name_alone_is_not() -> None:
    assert row("groq", "whisper-9", l=Claim(kind="stt")) == {"k": "stt", "s": "l"}
    assert row("groq", "whisper-9", m=Claim()) == {"k": "stt", "unsure": ["k"], "s": "m"}


def test_elsewhere_there_is_no_responses_api() -> None:
    assert row("github-copilot", l=Claim(kind="responses")) == {"s": "l"}


def test_that_a_model_takes_no_images_is_sure_where_two_say_so_and_nobody_differs() -> None:
    no, yes = Claim(vision=False), Claim(vision=True)
    assert row("groq", l=no, p=no) == {"vision": False, "s": "lp"}
    assert row("groq", l=no)["unsure"] == ["vision"]
    assert row("groq", l=no, p=yes) == {"vision": True, "s": "lp"}


def test_what_a_model_takes_is_told_only_of_the_vendors_that_refuse_for_it() -> None:
    one = Claim(reasoning=True, temperature=1, tools="responses")
    told = row("openai", l=one, g=Claim(reasoning=True))
    assert (told["reasoning"], told["temp"], told["tools"]) == (True, 1, "responses")
    assert told["unsure"] == ["temp", "tools"]  # only one says so
    assert row("anthropic", l=one) == {"temp": 1, "unsure": ["temp"], "s": "l"}
    assert row("groq", l=one, p=one) == {"s": "lp"}
