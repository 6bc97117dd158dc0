"""What deploy/ says is what the program knows, its settings, commands and files; and it is as closed as it says."""

import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer
import yaml

from counterfoil.cli.app import app
from counterfoil.service.api.readiness import router
from counterfoil.service.live.limits import IDLE
from counterfoil.service.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
ANALYSE = shutil.which("systemd-analyze")
PROGRAM = "/opt/counterfoil/bin/counterfoil"
BELONGS = re.compile(rf"{PREFIX}[A-Z_]+[A-Z]")


def known_settings():
    """Every setting that the program reads."""
    read = {name for file in (ROOT / "src").rglob("*.py") for name in BELONGS.findall(file.read_text("utf-8"))}
    return read | {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def understood(arguments):
    """Fail unless the command exists and takes these arguments; nothing is run."""
    command, path = typer.main.get_command(app), "counterfoil"
    while getattr(command, "commands", None):
        name, *arguments = arguments
        assert name in command.commands, f"{path} {name}"
        command, path = command.commands[name], f"{path} {name}"
    command.make_context(path, list(arguments))


def section(unit, name):
    """A section of a unit; of what is said more than once, all of it."""
    lines = unit.read_text("utf-8").split(f"[{name}]")[1].split("\n[")[0].splitlines()
    said = {}
    for line in lines:
        key, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            said.setdefault(key, []).append(value)
    return said


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def instructions(stage):
    """The instructions of a stage of the Containerfile, each on one line."""
    text = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    starts = [at for at, line in enumerate(lines) if line.startswith("FROM ")]
    return lines[starts[stage] :] if stage == len(starts) - 1 else lines[starts[stage] : starts[stage + 1]]


def said_by(lines, word):
    return [line.removeprefix(f"{word} ") for line in lines if line.startswith(f"{word} ")]


@pytest.mark.parametrize("file", [path for path in DEPLOY.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(file):
    assert set(BELONGS.findall(file.read_text("utf-8"))) <= known_settings()


def test_the_example_of_settings_is_one_that_the_service_starts_with(monkeypatch):
    lines = (DEPLOY / "counterfoil.env.example").read_text("utf-8").splitlines()
    said = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert all(re.fullmatch(r"[A-Z_]+", name) for name in said)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment()
    assert settings.over_https
    assert settings.trusted_proxies == ("127.0.0.1",)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_unit_starts_a_command_that_exists(unit):
    (line,) = section(unit, "Service")["ExecStart"]
    program, *arguments = shlex.split(line)
    assert program == PROGRAM
    understood(arguments)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_unit_is_closed(unit):
    said = section(unit, "Service")
    for name, value in {
        "User": "counterfoil",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
        "LimitCORE": "0",
        "UMask": "0077",
    }.items():
        assert said[name] == [value]
    assert said["SystemCallFilter"] == ["@system-service", "~@privileged"]


def analysed(*arguments):
    return subprocess.run([ANALYSE, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - systemd's


def test_the_link_for_newcomers_does_not_get_into_the_journal():
    (command,) = section(DEPLOY / "systemd" / "counterfoil-api.service", "Service")["ExecStart"]
    assert "--no-offer" in command.split()
    assert '"--no-offer"' in (DEPLOY / "Containerfile").read_text()


@pytest.mark.skipif(ANALYSE is None, reason="there is no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_every_unit_and_finds_it_closed(unit, tmp_path):
    program = Path(sys.executable).with_name("counterfoil")
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text("utf-8").replace(PROGRAM, str(program)), encoding="utf-8")
    verified = analysed("verify", copy)
    ours = [line for line in verified.stderr.splitlines() if unit.name.partition(".")[0] in line]
    assert ours == []
    rated = analysed("security", "--offline=true", "--threshold=20", copy)  # 2.0 of 10
    assert rated.returncode == 0, rated.stdout


def test_the_timer_belongs_to_a_unit():
    for timer in (DEPLOY / "systemd").glob("*.timer"):
        assert timer.with_suffix(".service") in UNITS
        assert section(timer, "Timer")["Persistent"] == ["true"]


def test_the_image_is_built_from_files_that_are_there_and_leaves_the_compiler_behind():
    allowed = [line[1:] for line in (DEPLOY / "Containerfile.dockerignore").read_text().splitlines() if line[:1] == "!"]
    copied = [part for line in said_by(instructions(0), "COPY") for part in line.split()[:-1]]
    assert sorted(copied) == sorted(allowed)
    assert all((ROOT / part).exists() for part in copied)
    assert not any("gcc" in line for line in instructions(1))
    assert [line for line in said_by(instructions(1), "COPY") if not line.startswith("--from=build ")] == []


def test_the_container_is_nobody_and_starts_what_exists_and_asks_whether_it_can_serve():
    last = instructions(1)
    assert said_by(last, "USER") == ["10001:10001"]
    (entry,), (command,), (health,) = (said_by(last, word) for word in ("ENTRYPOINT", "CMD", "HEALTHCHECK"))
    assert yaml.safe_load(entry) == ["counterfoil"]
    understood(yaml.safe_load(command))
    (path,) = re.findall(r"127\.0\.0\.1:8000(/[a-z0-9/]+)", health)
    assert path in {route.path for route in router.routes}


def test_the_image_installs_what_is_locked_with_its_digests():
    (install,) = [line for line in said_by(instructions(0), "RUN") if "requirements" in line]
    assert install == "pip install --require-hashes -r requirements/deploy.txt"
    pinned = re.compile(r"^([a-z0-9_.-]+)(?:\[[a-z]+\])?==(\S+)", re.MULTILINE)
    files = (ROOT / "requirements" / name for name in ("deploy.txt", "dev.txt"))
    locked, tested = (dict(pinned.findall(file.read_text("utf-8"))) for file in files)
    assert {"psycopg", "obstore", "boto3", "fastapi", "dbos"} <= locked.keys()
    assert {name: tested.get(name) for name in locked} == locked, "what is deployed is what is tested: make lock"


@pytest.mark.parametrize("name", ["api", "worker"])
def test_composed_services_are_closed(name):
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == "10001:10001"
    assert service["ulimits"]["core"] == 0
    understood(service.get("command", yaml.safe_load(said_by(instructions(1), "CMD")[0])))
    assert not any(isinstance(value, str) and "secret" in key.lower() for key, value in service["environment"].items())


def test_three_workers_share_the_records_of_the_api_and_wait_for_it():
    services = compose()["services"]
    assert services["worker"]["deploy"]["replicas"] == 3
    assert services["worker"]["volumes"] == services["api"]["volumes"]
    assert services["worker"]["depends_on"]["api"] == {"condition": "service_healthy"}


def test_the_api_is_asked_for_its_health_by_compose_as_by_the_image():
    (health,) = said_by(instructions(1), "HEALTHCHECK")
    command = yaml.safe_load(health.partition("CMD ")[2])
    assert compose()["services"]["api"]["healthcheck"]["test"] == ["CMD", *command]


def test_the_service_is_no_superuser_of_its_database():
    postgres = compose()["services"]["postgres"]
    assert not {"POSTGRES_USER", "POSTGRES_DB"} & postgres["environment"].keys()
    assert "./postgres-role.sh:/docker-entrypoint-initdb.d/role.sh:ro" in postgres["volumes"]
    made = (DEPLOY / "postgres-role.sh").read_text("utf-8")
    (role,) = re.findall(r"^CREATE ROLE (.*);$", made, re.MULTILINE)
    assert role == "counterfoil LOGIN PASSWORD :'password'"
    assert all(f"/run/secrets/{name}" in made for name in postgres["secrets"] if name.startswith("role"))


def test_secrets_are_files_that_git_and_the_build_leave_out():
    told = compose()
    used = {name for service in told["services"].values() for name in service.get("secrets", [])}
    assert used == told["secrets"].keys()
    ignored = (ROOT / ".gitignore").read_text()
    assert all(secret["file"].startswith("secrets/") for secret in told["secrets"].values())
    assert "/deploy/secrets/" in ignored


def test_nothing_but_the_api_listens_outside_of_the_network_and_only_to_this_machine():
    services = compose()["services"]
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "api": ["127.0.0.1:8000:8000"]
    }
    assert compose()["networks"]["inside"] == {"internal": True}
    assert services["postgres"]["networks"] == ["inside"]


def test_units_are_what_configparser_reads_too():
    for unit in [*UNITS, *(DEPLOY / "systemd").glob("*.timer")]:
        ConfigParser(strict=False, interpolation=None).read_string(unit.read_text("utf-8"))


def test_proxies_reach_the_port_that_the_service_listens_on_and_keep_its_metrics_inside():
    (command,) = section(DEPLOY / "systemd" / "counterfoil-api.service", "Service")["ExecStart"]
    port = command.split()[command.split().index("--port") + 1]
    for file in (DEPLOY / "nginx.conf", DEPLOY / "Caddyfile"):
        said = file.read_text("utf-8")
        assert f"127.0.0.1:{port}" in said
        assert re.search(r"/metrics\b.*404", said, re.DOTALL)


def test_nginx_passes_on_what_it_knows_and_puts_no_picture_on_its_disk():
    said = (DEPLOY / "nginx.conf").read_text("utf-8")
    lines = {" ".join(line.split()) for line in said.splitlines()}
    assert {
        "proxy_request_buffering off;",
        "proxy_max_temp_file_size 0;",
        "client_max_body_size 0;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header Upgrade $http_upgrade;",
    } <= lines
    assert int(re.search(r"proxy_read_timeout (\d+)s;", said)[1]) > IDLE
    assert not {"$args", "$request_uri", "$query_string", "$is_args"} & set(re.findall(r"\$\w+", said))
