import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Proposals at the door")
struct ProposalDoorTests {
  /// The version that was proposed.
  private func propose(_ text: String, _ stage: Stage) async throws -> String {
    let answer = try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(text))
    #expect(answer.status == 201, "\(answer.text)")
    return try #require(Read(answer)["version"].text)
  }

  @Test func `a version goes from its author to another person, to the cases, and back`() async throws {
    let stage = Stage()
    _ = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body())
    let proposed = try await stage.ask(.post, "/v1/proposals", as: .author, #"{"draft":"locker"}"#)
    let first = try #require(Read(proposed)["version"].text)
    #expect(proposed.status == 201 && proposed.headers[.location] == "/v1/proposals/\(first)" && Read(proposed)["state"].text == "waiting")
    #expect(try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .publisher, "{}").status == 409, "nobody has approved it")
    #expect(try await stage.ask(.post, "/v1/proposals/\(first)/approve", as: .author).status == 403)
    let approved = try await stage.ask(.post, "/v1/proposals/\(first)/approve", as: .approver)
    #expect(approved.status == 200 && Read(approved)["state"].text == "approved", "\(approved.text)")
    #expect(try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .approver, "{}").status == 403)
    let published = try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .publisher, "{}", key: "p-1")
    #expect(published.status == 200 && Read(published)["version"].text == first, "\(published.text)")
    let again = try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .publisher, "{}", key: "p-1")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true")
    #expect(try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .publisher, "{}").status == 409, "it is the current one")

    let opening = #"{"playbook":"locker","subject":"A-1","facts":{"柜门状态":"卡住"}}"#
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    let second = try await propose(LockerDraft.changed, stage)
    let preview = Read(try await stage.ask(.get, "/v1/proposals/\(second)/preview", as: .approver))
    #expect(preview["open"].number == 1 && preview["movesByItself"].number == 1, "what lies ahead of it has changed")
    let shown = Read(try await stage.ask(.get, "/v1/proposals/\(second)", as: .publisher))
    #expect(shown["details"]["changes"]["changed"].number == 1 && shown["details"]["files"]["locker.md"].text == LockerDraft.changed)
    _ = try await stage.ask(.post, "/v1/proposals/\(second)/approve", as: .approver)
    let moved = Read(try await stage.ask(.post, "/v1/proposals/\(second)/publish", as: .publisher, #"{"cases":"move"}"#))
    #expect(moved["moved"].number == 1 && moved["former"].text == first)
    let list = Read(try await stage.ask(.get, "/v1/proposals?state=current", as: .author))
    #expect(list["items"].list.compactMap { $0["version"].text } == [second])

    let undone = Read(try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .publisher))
    #expect(undone["version"].text == first && undone["moved"].number == 1)
    #expect(try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .publisher).status == 409)
    #expect(try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .author).status == 403)
  }

  @Test func `whoever wrote it can't approve it, under another role either`() async throws {
    let stage = Stage()
    let publisher = Publisher(desk: stage.desk, ledger: stage.ledger)
    let proposal = try await publisher.propose([SourceText(path: "locker.md", text: LockerDraft.text)], by: "li")
    let headers = try await stage.inside("wang", .approver).writing
    #expect(try await stage.ask(.post, "/v1/proposals/\(proposal.version)/approve", headers).status == 200)
    let own = try await publisher.propose([SourceText(path: "locker.md", text: LockerDraft.changed)], by: "wang")
    let refused = try await stage.ask(.post, "/v1/proposals/\(own.version)/approve", headers)
    #expect(refused.status == 409 && refused.json["type"] == "/problems/conflict")
  }

  @Test func `what has errors, what isn't there and what isn't understood is refused`() async throws {
    let stage = Stage()
    let wrong = try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(LockerDraft.withError))
    #expect(wrong.status == 422 && wrong.text.contains("locker.md:"), "\(wrong.text)")
    #expect(try await stage.ask(.post, "/v1/proposals", as: .author, #"{"draft":"nothing"}"#).status == 422)
    #expect(try await stage.ask(.get, "/v1/proposals/ffff", as: .author).status == 404)
    #expect(try await stage.ask(.get, "/v1/proposals?state=gone", as: .author).status == 400)
    let version = try await propose(LockerDraft.text, stage)
    #expect(try await propose(LockerDraft.text, stage) == version, "the same texts are the same proposal")
    #expect(try await stage.ask(.post, "/v1/proposals/\(version)/publish", as: .publisher, #"{"cases":"all"}"#).status == 422)
    #expect(try await stage.ask(.get, "/v1/proposals", as: .agent).status == 403)
  }

  @Test func `proposals come in pages, the newest first`() async throws {
    let stage = Stage()
    var versions: [String] = []
    for minutes in 1...3 { versions.append(try await propose(LockerDraft.text.replacing("30 分钟", with: "\(minutes) 分钟"), stage)) }
    let page = Read(try await stage.ask(.get, "/v1/proposals?limit=2", as: .author))
    #expect(page["items"].list.compactMap { $0["version"].text } == [versions[2], versions[1]])
    let rest = Read(try await stage.ask(.get, "/v1/proposals?limit=2&cursor=\(page["next"].text ?? "")", as: .author))
    #expect(rest["items"].list.compactMap { $0["version"].text } == [versions[0]] && rest["next"].text == nil)
  }
}
