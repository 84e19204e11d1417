import Desk
import Casework
import Evidence
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("A person's data at the door")
struct PersonDoorTests {
  private static let phone = "13812345678"
  private let sender = EvidenceSender()
  private let asking = #"{"reason":"they asked for it by letter"}"#

  /// Two cases of one customer, one of somebody else.
  private func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0))
    for (subject, person, phone) in [("A-1", "u-81", Self.phone), ("A-2", "u-82", "13900000000"), ("A-3", "u-81", Self.phone)] {
      let opening =
        #"{"playbook":"personal-meal","subject":"\#(subject)","facts":{"customer.phone":"\#(phone)","Merchant":"m-1"},"persons":{"customer":"\#(person)"}}"#
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    }
    let wrote = #"{"from":"customer","text":"call me at \#(Self.phone)"}"#
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .integration, wrote).status == 200)
    return stage
  }

  private func close(_ stage: Stage, _ id: String) async throws {
    let done = try await stage.ask(.post, "/v1/cases/\(id)/signals", as: .agent, #"{"choice":"Given to the rider"}"#)
    #expect(done.status == 200, "\(done.text)")
  }

  /// As if the files had been added two days ago.
  private func age(_ stage: Stage) throws {
    let folder = stage.folder + "/evidence"
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasPrefix("incoming") {
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -48 * 3_600)], ofItemAtPath: folder + "/" + name)
    }
  }

  private func notes(_ stage: Stage, _ what: AuditAction) async -> [AuditNote] {
    await stage.ledger.readAudit(after: 0, limit: 1_000).map(\.note).filter { $0.what == what }
  }

  @Test func `everything that is kept of a person is handed out unmasked, and it stands in the audit`() async throws {
    let stage = try await stage()
    #expect(try await sender.send(stage, sender.gif, query: "?party=customer&note=A%20hair", name: "hair.gif").status == 201)
    let export = try await stage.ask(.get, "/v1/persons/u-81/export", as: .administrator)
    #expect(export.status == 200, "\(export.text)")
    for part in [
      #""person":"u-81""#, #""id":"C-000001""#, #""id":"C-000003""#, #""value":"\#(Self.phone)""#, #""text":"call me at \#(Self.phone)""#,
      #""name":"hair.gif""#,
      #""note":"A hair""#, #""parties":["customer"]"#,
    ] { #expect(export.text.contains(part), "\(part) in \(export.text)") }
    #expect(!export.text.contains("C-000002") && !export.text.contains("13900000000"))
    let notes = await notes(stage, .exported)
    #expect(notes.map(\.about) == ["person:u-81"] && notes.first?.detail == "2 cases" && notes.first?.who.hasPrefix("token:") == true)
    #expect(try await stage.ask(.get, "/v1/audit", as: .quality).text.contains("person:u-81"))
  }

  @Test func `somebody whom nobody has named is known by subject and party`() async throws {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0))
    let opening = #"{"playbook":"personal-meal","subject":"A-1","facts":{"customer.phone":"\#(Self.phone)"}}"#
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    #expect(try await stage.ask(.get, "/v1/persons/A-1%2Fcustomer/export", as: .administrator).text.contains(Self.phone))
    #expect(try await stage.ask(.get, "/v1/persons/A-1%2Fmerchant/export", as: .administrator).status == 404)
  }

  @Test func `while a case is open nothing is erased, and the answer says which`() async throws {
    let stage = try await stage()
    try await close(stage, "C-000001")
    let refused = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking)
    #expect(refused.status == 409 && refused.text.contains(#""pointer":"/cases/C-000003""#) && !refused.text.contains("C-000001"), "\(refused.text)")
    #expect(try await stage.ask(.get, "/v1/persons/u-81/export", as: .administrator).text.contains(Self.phone))
    let notes = await notes(stage, .erased)
    #expect(notes.isEmpty)
  }

  @Test func `once all cases are closed their words are gone, and what was done stays`() async throws {
    let stage = try await stage()
    #expect(try await sender.send(stage, sender.gif, query: "?party=customer&note=A%20hair", name: "hair.gif").status == 201)
    let digest = try #require(await stage.added().first?.originalFile?.kept)
    try age(stage)
    for id in ["C-000001", "C-000002", "C-000003"] { try await close(stage, id) }
    #expect(try await stage.ask(.get, "/v1/cases?q=call", as: .agent).text.contains("C-000001"))
    let before = try await stage.ask(.get, "/v1/cases/C-000001/timeline?weight=detail", as: .agent)
    let erased = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking, key: "erase-1")
    #expect(erased.status == 200 && erased.text.contains(#""cases":["C-000001","C-000003"]"#) && erased.text.contains(#""filesLeft":0"#), "\(erased.text)")
    for view in ["", "/timeline?weight=detail", "/events", "/messages", "/evidence"] {
      let shown = try await stage.ask(.get, "/v1/cases/C-000001\(view)", as: .agent)
      #expect(shown.status == 200 && !shown.text.contains(Self.phone) && !shown.text.contains("A hair"), "\(view): \(shown.text)")
    }
    let after = try await stage.ask(.get, "/v1/cases/C-000001/timeline?weight=detail", as: .agent)
    #expect(
      after.text.contains("Given to the rider") && after.text.split(separator: #""sequence""#).count == before.text.split(separator: #""sequence""#).count)
    #expect(try await stage.ask(.get, "/v1/cases?q=call", as: .agent).text.contains("C-000001") == false)
    #expect(try await stage.ask(.get, "/v1/cases?q=A-1", as: .agent).text.contains("C-000001"), "what it is about is still found")
    #expect(try await stage.evidence.store.look(at: digest) == nil)
    let asked = #"{"facts":["customer.phone"],"reason":"is it still there?"}"#
    #expect(try await !stage.ask(.post, "/v1/cases/C-000001/disclosures", as: .agent, asked).text.contains(Self.phone))
    #expect(try await stage.ask(.post, "/v1/cases/C-000002/disclosures", as: .agent, asked).text.contains("13900000000"))
    let notes = await notes(stage, .erased)
    #expect(notes.map(\.about) == ["person:u-81"] && notes.first?.detail == "2 cases: they asked for it by letter")
    // Again there is nothing to do, and no harm in it.
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking).status == 200)
    #expect(try await stage.ledger.rebuild().differences.isEmpty)
  }

  @Test func `the same file in another case is another one, which stays`() async throws {
    let stage = try await stage()
    #expect(try await sender.send(stage, sender.gif, query: "?party=customer", name: "hair.gif").status == 201)
    let digest = try #require(await stage.added().first?.originalFile?.kept)
    let other = try await sender.ask(
      stage, .post, "/v1/cases/C-000002/evidence?party=customer", [.contentType: "application/octet-stream", .contentLength: String(sender.gif.count)],
      body: sender.gif)
    #expect(other.status == 201, "\(other.text)")
    try age(stage)
    for id in ["C-000001", "C-000003"] { try await close(stage, id) }
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking).status == 200)
    #expect(try await stage.evidence.store.look(at: digest) == nil)
    #expect(try await sender.ask(stage, .get, "/v1/cases/C-000001/evidence/E-1").status == 404)
    #expect(try await sender.ask(stage, .get, "/v1/cases/C-000002/evidence/E-1").bytes == sender.gif)
  }

  @Test func `a file from before files were sealed stays while another case has it`() async throws {
    let stage = try await stage()
    let sha256 = try await sender.digest(sender.gif, in: stage)
    for id in ["C-000001", "C-000002"] {
      let evidence = Casework.Evidence(
        id: "E-1", kind: "picture", name: "hair.gif", type: "image/gif", bytes: Int64(sender.gif.count), sha256: sha256, party: "customer", note: nil,
        attributes: [:])
      _ = try await stage.desk.receive(Signal(id: SignalID("old-\(id)"), caseID: CaseID(id), sender: .platform, content: .evidence(evidence)))
    }
    try age(stage)
    for id in ["C-000001", "C-000003"] { try await close(stage, id) }
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking).status == 200)
    #expect(try await sender.ask(stage, .get, "/v1/cases/C-000002/evidence/E-1").bytes == sender.gif)
  }

  @Test func `a file that was added in the day before is left, and goes when it is asked again`() async throws {
    let stage = try await stage()
    #expect(try await sender.send(stage, sender.gif, query: "?party=customer", name: "hair.gif").status == 201)
    let digest = try #require(await stage.added().first?.originalFile?.kept)
    for id in ["C-000001", "C-000003"] { try await close(stage, id) }
    let young = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking)
    #expect(young.status == 200 && young.text.contains(#""filesRemoved":0"#) && !young.text.contains(#""filesLeft":0"#), "\(young.text)")
    #expect(try await stage.evidence.store.look(at: digest) != nil)
    try age(stage)
    let old = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking)
    #expect(old.status == 200 && old.text.contains(#""filesLeft":0"#) && !old.text.contains(#""filesRemoved":0"#), "\(old.text)")
    #expect(try await stage.evidence.store.look(at: digest) == nil)
  }

  @Test func `what was erased isn't told to the case that goes on with a closed one`() async throws {
    let stage = try await stage()
    for id in ["C-000001", "C-000003"] { try await close(stage, id) }
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking).status == 200)
    let reopened = try await stage.ask(.post, "/v1/cases/C-000001/reopen", as: .agent, #"{"reason":"it is late again"}"#)
    #expect(reopened.status == 201, "\(reopened.text)")
    let state = try #require(await stage.ledger.readCase(CaseID(reopened.json["id"] ?? "")))
    #expect(state.facts["customer.phone"] == nil && state.facts["merchant.id"]?.value == .text("m-1"))
  }

  @Test(arguments: Role.allCases)
  func `only administrators hand out and erase`(role: Role) async throws {
    let stage = try await stage()
    let export = try await stage.ask(.get, "/v1/persons/u-81/export", as: role)
    let erasure = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: role, asking)
    let isAllowed = role == .administrator
    #expect(export.status == (isAllowed ? 200 : 403) && erasure.status == (isAllowed ? 409 : 403))
    #expect(isAllowed || !export.text.contains(Self.phone))
    #expect(try await stage.ask(.get, "/v1/persons/u-81/export").status == 401)
  }

  @Test func `nobody is known of whom nothing is kept`() async throws {
    let stage = try await stage()
    for name in ["u-99", "A-1%2Fcustomer%2F", String(repeating: "u", count: 201), "u%00", "%0A"] {
      #expect(try await stage.ask(.get, "/v1/persons/\(name)/export", as: .administrator).status == 404, "\(name)")
      #expect(try await stage.ask(.post, "/v1/persons/\(name)/erasure", as: .administrator, asking).status == 404, "\(name)")
    }
    let notes = await notes(stage, .exported)
    #expect(notes.isEmpty)
  }

  @Test(arguments: [
    (#"{}"#, 422), (#"{"reason":""}"#, 422), (#"{"reason":"why"}"#, 422), (#"{"reason":"    a    b   "}"#, 422), (#"{"reason":"two\nlines of it"}"#, 422),
    (#"{"reason":7}"#, 422), (#"{"reason":"they asked","all":true}"#, 422), ("[]", 400), ("reason", 400),
  ])
  func `an erasure that can't be read says why, and nothing is erased`(body: String, status: Int) async throws {
    let stage = try await stage()
    for id in ["C-000001", "C-000003"] { try await close(stage, id) }
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, body).status == status)
    let long = #"{"reason":"\#(String(repeating: "r", count: 501))"}"#
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, long).status == 422)
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking, key: "two words").status == 400)
    #expect(try await stage.ask(.get, "/v1/persons/u-81/export?all=true", as: .administrator).status == 400)
    #expect(try await stage.ask(.get, "/v1/persons/u-81/export", as: .administrator).text.contains(Self.phone))
  }
}
