"""The files for a server say the same as the program, and the programs they are for can read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tricity.site.variables import VARIABLES, read_variables

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs/how-to/install-on-a-server.md").read_text(encoding="utf-8")
NGINX = (DEPLOY / "tricity-nginx.conf").read_text(encoding="utf-8")


def settings_of(text: str) -> dict[str, str]:
    """Every variable of the example, those commented out as well."""
    return dict(re.findall(r"^(?:# )?(TRICITY_\w+)=(.*)$", text, re.MULTILINE))


def test_the_example_holds_settings_the_program_knows_and_can_read() -> None:
    example = settings_of((DEPLOY / "tricity.env.example").read_text(encoding="utf-8"))

    assert set(example) <= {variable.environment_name for variable in VARIABLES}
    assert read_variables(example)["HTTPS"] is True


def test_every_file_the_container_copies_is_there() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [source for line in lines if line.startswith("COPY ") for source in line.split()[1:-1]]

    assert copied
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_the_container_does_not_run_as_root_and_keeps_its_data_in_a_volume() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()

    assert lines.index("USER tricity") < next(
        number for number, line in enumerate(lines) if line.startswith("ENTRYPOINT")
    )
    assert "VOLUME /var/lib/tricity" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_every_file_the_page_names_is_there() -> None:
    named = set(re.findall(r"\bdeploy/[\w.-]+", PAGE))

    assert {"deploy/tricity.service", "deploy/tricity-nginx.conf"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_proxy_accepts_a_little_more_than_the_site() -> None:
    accepted = int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1])  # type: ignore[index]

    assert accepted > read_variables({})["UPLOAD_LIMIT_MB"]


def test_the_proxy_states_what_it_knows_of_the_visitor_itself() -> None:
    assert "X-Forwarded-For $remote_addr" in NGINX
    assert "X-Forwarded-Proto https" in NGINX
    assert "Strict-Transport-Security" not in re.sub(r"#.*", "", NGINX)


def test_the_unit_confines_the_service() -> None:
    unit = (DEPLOY / "tricity.service").read_text(encoding="utf-8")

    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes", "StateDirectory=tricity"):
        assert f"\n{line}\n" in unit
    assert "\nUser=tricity\n" in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    """With a program that is on this machine: only that one is not is a complaint without meaning here."""
    unit = (DEPLOY / "tricity.service").read_text(encoding="utf-8")
    copy = tmp_path / "tricity.service"
    copy.write_text(re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", unit, flags=re.MULTILINE))

    done = subprocess.run(
        ["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False, timeout=60
    )

    said = [line for line in done.stderr.splitlines() if "tricity" in line]
    assert (done.returncode, said) == (0, [])


@pytest.mark.skipif(
    shutil.which("nginx") is None or shutil.which("openssl") is None, reason="nginx or openssl is not here"
)
def test_nginx_reads_its_file(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=t",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    ours = NGINX.replace("/etc/ssl/tricity/key.pem", str(key))
    ours = ours.replace("/etc/ssl/tricity/certificate.pem", str(certificate))
    ours = ours.replace("/var/cache/nginx-tricity", str(tmp_path / "cache"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {ours} }}")

    done = subprocess.run(
        ["nginx", "-t", "-c", whole], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", ["try_installation.sh", "try_answers.sh", "tricity-admin"])
def test_the_shell_reads_the_scripts(script: str) -> None:
    done = subprocess.run(["sh", "-n", DEPLOY / script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
