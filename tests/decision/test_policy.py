import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.checks import QUESTIONS, Outcome
from counterfoil.decision import ScreeningRule, Verdict, built_in_policies, load_policy, parse_policy
from counterfoil.errors import FileError, PolicyError

LIVENESS = {f"liveness.{name}" for name in ("source", "challenge", "depth", "person", "integrity", "alone")}
ADVICE = {check for check in QUESTIONS if check.startswith("liveness.")} - LIVENESS
"""What is only shown to the reviewer: the colour challenge, which is off by default, and the passive cues."""

BANK = """
name = "test"
version = 3
purpose = "To test."
discloses = "document"
[document]
formats = ["TD3"]
[face]
max_fmr = "1e-3"
[checks]
"document.mrz" = { failed = "retry", inconclusive = "retry" }
"document.check_digits" = { failed = "refer", inconclusive = "retry" }
"document.portrait" = { failed = "retry", inconclusive = "retry" }
"face.single" = { failed = "retry", inconclusive = "retry" }
"face.match" = { failed = "refer", inconclusive = "refer", not_run = "retry" }
"""

SCREENED = {"bank", "remote"}
SCREENING = {"screening.lists", "screening.hits"}
WITH_SCREENING = (
    BANK.replace("[checks]", '[screening]\nmax_fpr = "1e-3"\nmax_age_days = 30\n[checks]')
    + """
"screening.lists" = { failed = "refer", inconclusive = "refer" }
"screening.hits" = { failed = "refer", inconclusive = "refer" }
"""
)


def test_the_four_purposes_come_with_the_package():
    assert built_in_policies() == ("bank", "border", "counter", "remote")


@pytest.mark.parametrize("name", built_in_policies())
def test_a_built_in_policy_loads_under_its_own_name(name):
    assert load_policy(name).name == name


def test_the_bank_accepts_no_visa_and_one_impostor_in_ten_thousand():
    bank = load_policy("bank")
    assert bank.formats == ("TD1", "TD2", "TD3")
    assert bank.max_fmr == 1e-4


def test_the_counter_asks_for_an_age_and_shows_only_the_answer():
    counter = load_policy("counter")
    assert counter.minimum_age == 18
    assert not counter.discloses_document


@pytest.mark.parametrize("name", built_in_policies())
def test_a_built_in_policy_rules_on_every_check_that_its_purpose_needs(name):
    policy = load_policy(name)
    unneeded = {"document.names"} if name == "counter" else {"document.age"}
    unneeded |= set() if name in SCREENED else SCREENING
    assert set(policy.rules) == set(QUESTIONS) - unneeded - ADVICE


@pytest.mark.parametrize("name", built_in_policies())
def test_only_who_opens_an_account_is_screened(name):
    screening = load_policy(name).screening
    assert screening == (ScreeningRule(max_fpr=0.01, max_age_days=7) if name in SCREENED else None)


@pytest.mark.parametrize("outcome", ["failed", "inconclusive"])
def test_no_machine_turns_somebody_away_for_a_resemblance_of_names(outcome):
    rule = '{ failed = "refer", inconclusive = "refer" }'.replace(f'{outcome} = "refer"', f'{outcome} = "reject"')
    strict = WITH_SCREENING.replace(
        '"screening.hits" = { failed = "refer", inconclusive = "refer" }', f'"screening.hits" = {rule}'
    )
    with pytest.raises(PolicyError, match=r"screening\.hits: a person must look"):
        parse_policy(strict.encode(), "kiosk.toml")


def test_a_policy_of_ones_own_may_screen():
    assert parse_policy(WITH_SCREENING.encode(), "kiosk.toml").screening == ScreeningRule(0.001, 30)


@pytest.mark.parametrize("name", built_in_policies())
def test_liveness_that_was_not_run_is_accepted_only_where_a_person_watches(name):
    unseen = {rule[Outcome.NOT_RUN] for check, rule in load_policy(name).rules.items() if check in LIVENESS}
    assert unseen == {Verdict.REFER if name == "remote" else Verdict.ACCEPT}


def test_nothing_but_liveness_may_be_accepted_without_having_been_run():
    careless = BANK.replace('not_run = "retry"', 'not_run = "accept"')
    with pytest.raises(PolicyError, match=r"face\.match\.not_run: only liveness and"):
        parse_policy(careless.encode(), "kiosk.toml")


def test_a_policy_of_ones_own_is_named_by_its_file(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text(BANK)
    policy = load_policy(str(file))
    assert (policy.name, policy.version, policy.max_fmr) == ("test", 3, 1e-3)


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("max_fmr", "max_frm", "face.max_frm: there is no such setting; did you mean 'max_fmr'? (and 1 more)"),
        ('"1e-3"', "1e-3", 'face.max_fmr: write a rate as text in quotes, such as "1e-4"'),
        ('"1e-3"', '"nan"', "face.max_fmr: a rate lies between 0 and 1"),
        ('"1e-3"', '"0"', "face.max_fmr: a rate lies between 0 and 1"),
        ('failed = "refer"', 'failed = "accept"', "'accept' is not one of 'refer', 'retry' or 'reject'"),
        ('"face.match"', '"face.mach"', "there is no check 'face.mach'; did you mean 'face.match'?"),
        ('"TD3"', '"TD4"', "document.formats.0: 'TD4' is not one of"),
        ('["TD3"]', "[]", "document.formats: "),
        ("version = 3", "version = true", "version: this should be a valid integer"),
        ("version = 3", "version = ", "not a TOML file: Invalid value (at line 3"),
        ("version = 3", "", "version: this setting is missing"),
        (
            "[checks]",
            '[screening]\nmax_fpr = "1e-2"\nmax_age_days = 7\n[checks]',
            "screening: [screening] and the checks",
        ),
        ("[checks]", '[screening]\nmax_fpr = "1e-2"\nmax_age_days = 0\n[checks]', "screening.max_age_days: "),
        (
            "[checks]",
            "[screening]\nmax_fpr = 0.01\nmax_age_days = 7\n[checks]",
            "screening.max_fpr: write a rate as text",
        ),
        ("[checks]", "[age]\nover = 18\n[checks]", "age: [age] over and the check 'document.age' go together"),
        ('"face.single" = { failed = "retry", inconclusive = "retry" }', "", "'face.single' is missing"),
    ],
)
def test_a_mistake_is_named_with_its_place(right, wrong, line):
    assert right in BANK
    with pytest.raises(PolicyError) as caught:
        parse_policy(BANK.replace(right, wrong, 1).encode(), "kiosk.toml")
    assert str(caught.value).startswith("kiosk.toml: ")
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a=" + b"[" * 5000, b"x" * 70_000])
def test_what_is_no_policy_at_all_is_refused_in_one_line(content):
    with pytest.raises(PolicyError) as caught:
        parse_policy(content, "kiosk.toml")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_end_in_a_policy_error(content):
    with pytest.raises(PolicyError):
        parse_policy(content, "kiosk.toml")


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(PolicyError, match="bank, border, counter"):
        load_policy("banc")


def test_a_missing_file_and_a_directory_are_told_apart_from_a_bad_policy(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    for name in ("missing.toml", "folder.toml"):
        with pytest.raises(FileError, match=name):
            load_policy(str(tmp_path / name))


def test_the_digest_changes_with_a_single_character():
    assert parse_policy(BANK.encode(), "a").sha256 != parse_policy((BANK + " ").encode(), "a").sha256
