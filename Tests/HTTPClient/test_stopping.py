"""What was acknowledged is there after the server was told to stop, or killed, in the middle of the work."""

import concurrent.futures
import json
import signal
import threading
import time

import pytest
import requests

from conftest import Server


def open_case(session, server, subject):
    return session.post(
        f"{server.url}/v1/cases", headers={**server.headers("integration"), "Idempotency-Key": subject},
        json={"playbook": "merchant-cannot-reach-customer", "subject": subject}, timeout=30)


def file_cases(server, answers, stop, worker):
    """Opens one case after another until it is told to stop, or the server is gone."""
    number = 0
    with requests.Session() as session:
        while not stop.is_set():
            number += 1
            subject = f"W{worker}-{number}"
            try:
                answer = open_case(session, server, subject)
            except requests.RequestException:
                answers.append((subject, None))
                return
            answers.append((subject, answer.status_code))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_acknowledged_is_lost(tmp_path, how):
    server = Server(tmp_path)
    answers, stop = [], threading.Event()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for worker in range(8):
            pool.submit(file_cases, server, answers, stop, worker)
        deadline = time.monotonic() + 120
        while len(answers) < 200 and time.monotonic() < deadline:
            time.sleep(0.01)
        server.process.send_signal(how)
        status = server.process.wait(timeout=60)
        stop.set()
    assert status == (0 if how == signal.SIGTERM else -signal.SIGKILL)
    taken = {subject for subject, answer in answers if answer in (200, 201)}
    refused = [answer for _, answer in answers if answer not in (200, 201, None)]
    # While it stops it says so; it doesn't say anything else.
    assert len(taken) >= 100 and all(answer == 503 for answer in refused), refused
    listed = json.loads(server.run("cases", "--limit", "100000", "--format", "json"))
    subjects = [case["subject"] for case in listed]
    assert len(subjects) == len(set(subjects))
    missing = taken - set(subjects)
    assert not missing, f"{len(missing)} of {len(taken)} were acknowledged and aren't there"
    unsure = [subject for subject, answer in answers if answer is None]
    if how == signal.SIGTERM:
        assert not set(unsure) & set(subjects), "a request was done and not answered"
    # Whoever got no answer sends it again after the restart, and it is done once.
    server.start()
    for subject in unsure:
        answer = open_case(requests, server, subject)
        assert answer.status_code in (200, 201) and answer.json()["isRepeat"] == (subject in subjects)
    assert server.stop() == 0
    after = [case["subject"] for case in json.loads(server.run("cases", "--limit", "100000", "--format", "json"))]
    assert sorted(after) == sorted(set(subjects) | set(unsure))
