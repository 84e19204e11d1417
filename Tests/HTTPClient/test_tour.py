"""The tour in the README leads from an order to a closed case, as it stands there, in both languages."""

import os
import re
import subprocess

import pytest

from conftest import CHECKOUT, GENDAN


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_tour_of_the_readme(page, tmp_path):
    """M-03"""
    lines = re.search(r"```sh\n(say\(\).*?)```", (CHECKOUT / page).read_text(), re.DOTALL).group(1)
    flags = ["--sandbox", "--port", "0", "--ledger", f"sqlite:{tmp_path}/ledger.sqlite", "--set", "log.level=warning"]
    environment = {**os.environ, "GENDAN_LOCALE": "en", "LLVM_PROFILE_FILE": "/dev/null"}
    with open(tmp_path / "log", "w") as log:
        server = subprocess.Popen([GENDAN, "serve", *flags], stdout=subprocess.PIPE, stderr=log, text=True, env=environment, cwd=CHECKOUT)
    try:
        names = next(line for line in server.stdout if line.strip().startswith("export "))
        ran = subprocess.run(["bash", "-e", "-c", names + lines], capture_output=True, text=True, timeout=120)
        assert ran.returncode == 0, ran.stderr
        answers = ran.stdout.strip().splitlines()
        refused = [answer for answer in answers if "/problems/" in answer]
        # M-03: a person can't do what the document forbids, and is told where it does.
        assert len(refused) == 1 and '"status":409' in refused[0] and "merchant-cannot-reach-customer.md:83" in refused[0], ran.stdout
        assert '"tasks":[{' in answers[2] and "merchant-cannot-reach-customer.md" in answers[-2], ran.stdout
        assert '"phase":"closed"' in answers[-1] and '"subject":"A-1"' in answers[-1], ran.stdout
    finally:
        server.terminate()
        assert server.wait(timeout=60) == 0
