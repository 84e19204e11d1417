"""Evidence kept in an S3-compatible store: moto's server, which checks every signature."""

import hashlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time

import boto3
import pytest
import requests

from conftest import Server

GIF = b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
BUCKET = "evidence"


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Store:
    """moto's server with one bucket, and a user who may use it. From then on it refuses what isn't signed by that user."""

    # How many requests moto answers before it looks at who asks: those that are made here.
    UNCHECKED = 4

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = open(folder / "moto", "w")
        environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": str(self.UNCHECKED)}
        self.process = subprocess.Popen(
            [str(pathlib.Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", self.url.rpartition(":")[2]],
            stdout=self.log, stderr=self.log, env=environment)
        deadline = time.monotonic() + 60
        while True:
            try:
                with socket.create_connection(("127.0.0.1", int(self.url.rpartition(":")[2])), timeout=5):
                    break
            except OSError:
                assert time.monotonic() < deadline, "moto's server doesn't answer"
                time.sleep(0.1)
        first = self.client("iam", "first", "first")
        first.create_user(UserName="gendan")
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        first.put_user_policy(UserName="gendan", PolicyName="all", PolicyDocument=json.dumps(policy))
        key = first.create_access_key(UserName="gendan")["AccessKey"]
        self.key, self.secret = key["AccessKeyId"], key["SecretAccessKey"]
        self.client("s3", "first", "first").create_bucket(Bucket=BUCKET)
        self.s3 = self.client("s3", self.key, self.secret)

    def client(self, service, key, secret):
        config = boto3.session.Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
        return boto3.client(service, endpoint_url=self.url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret, config=config)

    def names(self):
        return [item["Key"] for item in self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.stop()


@pytest.fixture
def credentials(store, monkeypatch):
    monkeypatch.setenv("GENDAN_EVIDENCE_KEY_ID", store.key)
    monkeypatch.setenv("GENDAN_EVIDENCE_SECRET", store.secret)


def serve(tmp_path, store):
    server = Server(tmp_path, "--set", f"evidence.store=s3:{store.url}/{BUCKET}", "--set", f"evidence.spool={tmp_path}/spool")
    opened = requests.post(
        f"{server.url}/v1/cases", headers=server.headers("integration"), json={"playbook": "merchant-cannot-reach-customer", "subject": "A-1"}, timeout=30)
    assert opened.status_code == 201, opened.text
    return server, f"{server.url}/v1/cases/{opened.json()['id']}/evidence"


def send(server, address, file, **parameters):
    headers = {**server.headers("agent"), "Content-Type": "application/octet-stream"}
    return requests.post(address, params=parameters, headers=headers, data=file, timeout=120)


def test_a_file_goes_into_the_bucket_and_comes_out_again(tmp_path, store, credentials):
    """T-07"""
    server, address = serve(tmp_path, store)
    try:
        added = send(server, address, GIF, colour="black", shape="long", size="3 cm")
        assert added.status_code == 201, added.text
        assert added.json()["sha256"] == hashlib.sha256(GIF).hexdigest()
        names = store.names()
        assert len(names) == 2
        for name in names:
            kept = store.s3.get_object(Bucket=BUCKET, Key=name)["Body"].read()
            digest = hashlib.sha256(kept).hexdigest()
            assert name == f"{digest[:2]}/{digest[2:4]}/{digest}"
            # Sealed: nothing of the picture or its thumbnail is in the bucket.
            assert kept[:8] == b"gendan\0\1" and GIF[:6] not in kept and b"JFIF" not in kept
        agent = server.headers("agent")
        file = requests.get(f"{address}/E-1", headers=agent, timeout=30)
        assert file.status_code == 200 and file.content == GIF
        part = requests.get(f"{address}/E-1", headers={**agent, "Range": "bytes=3-9"}, timeout=30)
        assert part.status_code == 206 and part.content == GIF[3:10] and part.headers["Content-Range"] == f"bytes 3-9/{len(GIF)}"
        thumbnail = requests.get(f"{address}/E-1/thumbnail", headers=agent, timeout=30)
        assert thumbnail.status_code == 200 and thumbnail.content[:3] == b"\xff\xd8\xff"
        assert send(server, address, GIF).status_code == 200 and len(store.names()) == 2
        # Nothing stays where it arrived.
        assert [path.name for path in (tmp_path / "spool").iterdir()] == ["lock"]
    finally:
        assert server.stop() == 0


def test_a_large_file_is_sent_as_it_is(tmp_path, store, credentials):
    server, address = serve(tmp_path, store)
    try:
        film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + os.urandom(24 << 20)
        added = send(server, address, film)
        assert added.status_code == 201 and added.json()["kind"] == "video" and added.json()["thumbnailFault"] == "unreadable", added.text
        file = requests.get(f"{address}/E-1", headers=server.headers("agent"), timeout=120)
        assert hashlib.sha256(file.content).hexdigest() == added.json()["sha256"] == hashlib.sha256(film).hexdigest()
        for first, last in [(0, 9), (65535, 65536), (10_000_000, 10_300_000), (len(film) - 5, len(film) - 1)]:
            part = requests.get(f"{address}/E-1", headers={**server.headers("agent"), "Range": f"bytes={first}-{last}"}, timeout=120)
            assert part.status_code == 206 and part.content == film[first:last + 1]
        assert send(server, address, GIF + bytes(21 << 20)).status_code == 413
    finally:
        assert server.stop() == 0


def test_a_store_that_refuses_or_is_gone_keeps_nothing_and_says_so(tmp_path, store, credentials, monkeypatch):
    monkeypatch.setenv("GENDAN_EVIDENCE_SECRET", "not-the-secret")
    server, address = serve(tmp_path, store)
    try:
        refused = send(server, address, GIF)
        assert refused.status_code == 503 and refused.json()["type"] == "/problems/unavailable" and "Retry-After" in refused.headers, refused.text
        assert "not-the-secret" not in refused.text and store.names() == []
        store.stop()
        assert send(server, address, GIF).status_code == 503
        listed = requests.get(address, headers=server.headers("agent"), timeout=30)
        assert listed.status_code == 200 and listed.json()["items"] == []
    finally:
        assert server.stop() == 0
