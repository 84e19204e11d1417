import Ledger
import Playbook

@testable import Casework

extension Samples {
  static let messages: [EventKind] = [
    .wrote(Wrote(message: .from("customer", on: .wechat, "还没到\n“怎么办”？"), sender: .platform)),
    .wrote(Wrote(message: .to("customer", on: .sms, "马上到"), sender: .person(name: "小王", role: "agent"))),
    .wrote(Wrote(message: .note("asked the rider twice"), sender: .person(name: "小王", role: "agent"))),
    .evidenceAdded(EvidenceAdded(evidence: picture, sender: .platform)),
    .evidenceAdded(EvidenceAdded(evidence: paper, sender: .person(name: "小王", role: "agent"))),
    .evidenceAdded(EvidenceAdded(evidence: sealed, sender: .platform)),
  ]

  static let picture = Evidence(
    id: "e1", kind: "picture", name: "异物.jpg", type: "image/jpeg", bytes: 20_480, sha256: String(repeating: "ab", count: 32), party: "customer",
    note: "汤里", attributes: ["colour": "黑", "shape": "丝", "size": "2 cm"])
  static let paper = Evidence(
    id: "e2", kind: "document", name: "receipt.pdf", type: "application/pdf", bytes: 1, sha256: String(repeating: "0", count: 64), party: nil, note: nil,
    attributes: [:])
  static let sealed = Evidence(
    id: "e3", kind: "picture", name: "hair.gif", type: "image/gif", bytes: 35, sha256: String(repeating: "ab", count: 32), party: nil, note: nil,
    attributes: ["received-at": "2026-11-22T00:00:00.000Z", "thumbnail": String(repeating: "cd", count: 32)],
    seal: EvidenceSeal(
      key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", original: String(repeating: "12", count: 32), thumbnail: String(repeating: "34", count: 32)))
}

extension SignalSamples {
  static let messages: [(Sender, Signal.Content)] = [
    (.platform, .wrote(.from("customer", on: .wechat, "还没到\n“怎么办”？"))),
    (.person(name: "小王", role: "agent"), .wrote(.to("customer", on: .sms, "马上到"))),
    (.person(name: "小王", role: "agent"), .wrote(.note("asked the rider twice"))),
    (.platform, .evidence(Samples.picture)),
    (.person(name: "小王", role: "agent"), .evidence(Samples.paper)),
    (.platform, .evidence(Samples.sealed)),
  ]
}
