"""What a server has to have in it, so that whoever asks at random meets something: cases with words, evidence and entries in registers, an order, a team."""

import json
import time

import requests
from joserfc import jwt
from joserfc.jwk import ECKey

from conftest import CHECKOUT

ISSUER, AUDIENCE = "https://platform.example", "gendan"
CUSTOMER = "u-1"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


class Issuer:
    """Lets parties in: the settings name the file with its key."""

    def __init__(self, folder):
        self.key = ECKey.generate_key("P-256")
        self.file = folder / "keys.json"
        public = self.key.as_dict(private=False) | {"kid": "k-1", "use": "sig", "alg": "ES256"}
        self.file.write_text(json.dumps({"keys": [public]}))

    @property
    def flags(self):
        return ["--set", f"access.jwt.issuer={ISSUER}", "--set", f"access.jwt.audience={AUDIENCE}", "--set", f"access.jwt.keys={self.file}"]

    def token(self, subject, role):
        claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "exp": int(time.time()) + 3_600, "gendan_role": role}
        return jwt.encode({"alg": "ES256", "kid": "k-1"}, claims, self.key)


def furnish(server):
    """Publishes a playbook with a register beside the one that is there, and fills the server through its door.

    Returns what may stand in each place of a path.
    """
    server.run("publish", str(CHECKOUT / "Playbooks/channel-shop/negotiation.md"))

    def ask(method, path, role, **options):
        answer = requests.request(method, server.url + path, headers=server.headers(role) | options.pop("headers", {}), timeout=30, **options)
        assert answer.ok, f"{method} {path}: {answer.text}"
        return answer.json()

    order = {"id": "e-1", "order": "A-1", "kind": "picked-up", "at": int(time.time() * 1_000), "merchant": "m-1", "rider": "r-1", "customer": CUSTOMER}
    ask("POST", "/v1/order-events", "integration", json=order)
    unreachable = {
        "playbook": "merchant-cannot-reach-customer", "subject": "A-1",
        "facts": {"merchant.request": "aftersales", "refund.state": "none", "agent.persona": "小跟"}}
    negotiation = {
        "playbook": "after-sales-negotiation", "persons": {"用户": CUSTOMER, "商家": "m-1"},
        "facts": {
            "协商类型": "邀请用户取消售后", "协商说明": "商品不支持无理由退货", "商家留言": "鲜花不支持无理由退货，补一束可以吗", "图片凭证": "图片已上传",
            "协商处理截止": "2036-01-05T04:00:00Z", "售后进展": "处理中", "商家名称": "禾味小馆"}}
    cases = [ask("POST", "/v1/cases", "integration", json=unreachable)["id"]]
    cases += [ask("POST", "/v1/cases", "integration", json=negotiation | {"subject": subject})["id"] for subject in ["B-1", "B-2"]]
    for case in cases:
        ask("POST", f"/v1/cases/{case}/messages", "agent", json={"text": "The shop wants to talk about a review"})
        ask("POST", f"/v1/cases/{case}/evidence", "agent", data=GIF, headers={"Content-Type": "application/octet-stream"})
    entries = ask("GET", "/v1/registers/negotiations", "agent")["items"]
    assert {entry["case"] for entry in entries} == set(cases[1:]), entries
    tasks = [task["id"] for task in ask("GET", f"/v1/cases/{cases[0]}", "agent")["tasks"]]
    assert tasks, "somebody has to say whether it is after-sales"
    ask("POST", "/v1/teams", "supervisor", json={"id": "night", "name": "Night", "queues": ["agents"]})
    return {
        "case": cases, "evidence": ["E-1"], "task": tasks, "team": ["night"], "order": ["A-1"], "register": ["negotiations", "parties", "promises"],
        "entry": sorted({entry["entry"] for entry in entries}) + ["customer"], "playbook": ["after-sales-negotiation", "merchant-cannot-reach-customer"],
    }
