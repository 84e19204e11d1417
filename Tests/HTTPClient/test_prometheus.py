"""A real Prometheus scrapes the server, and knows afterwards what was asked."""

import socket
import subprocess
import time

import requests


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def test_prometheus_scrapes_the_figures(server, tmp_path):
    for _ in range(7):
        assert requests.get(f"{server.url}/v1/cases", headers=server.headers("agent"), timeout=10).status_code == 200
    (tmp_path / "prometheus.yml").write_text(f"""
scrape_configs:
  - job_name: gendan
    scrape_interval: 200ms
    scrape_timeout: 200ms
    static_configs: [{{targets: ["{server.url.removeprefix('http://')}"]}}]
""")
    port = free_port()
    with open(tmp_path / "log", "w") as log:
        prometheus = subprocess.Popen(
            ["prometheus", f"--config.file={tmp_path}/prometheus.yml", f"--storage.tsdb.path={tmp_path}/data", f"--web.listen-address=127.0.0.1:{port}"],
            stdout=log, stderr=log)
    try:
        def ask(query):
            try:
                answer = requests.get(f"http://127.0.0.1:{port}/api/v1/query", params={"query": query}, timeout=10)
            except requests.ConnectionError:
                return []
            return answer.json()["data"]["result"] if answer.ok else []

        wanted = 'http_requests_total{route="/v1/cases",method="GET",status="200"}'
        deadline = time.monotonic() + 60
        while not (found := ask(wanted)) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert found and float(found[0]["value"][1]) >= 7, (tmp_path / "log").read_text()
        assert [float(up["value"][1]) for up in ask('up{job="gendan"}')] == [1]
        # Its type is known, and nothing was left out as unreadable.
        about = requests.get(f"http://127.0.0.1:{port}/api/v1/targets/metadata", params={"metric": "http_requests_total"}, timeout=10).json()["data"]
        assert [metric["type"] for metric in about] == ["counter"]
        health = requests.get(f"http://127.0.0.1:{port}/api/v1/targets", timeout=10).json()["data"]["activeTargets"]
        assert [(target["health"], target["lastError"]) for target in health] == [("up", "")]
    finally:
        prometheus.terminate()
        prometheus.wait(timeout=30)
