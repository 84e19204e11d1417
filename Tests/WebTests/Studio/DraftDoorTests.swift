import Foundation
import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("Drafts at the door")
struct DraftDoorTests {
  @Test func `a draft is saved, looked at, changed by whoever has seen it, and thrown away`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/v1/drafts/locker", as: .author).status == 404)
    let made = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body())
    let tag = try #require(made.headers[.eTag])
    #expect(made.status == 201 && Read(made)["main"].text == "locker.md" && Read(made)["files"]["locker.md"].text == LockerDraft.text)
    #expect(try await stage.ask(.get, "/v1/drafts", as: .publisher).text.contains(#""files":["locker.md"],"playbook":"locker""#))

    let unseen = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(LockerDraft.changed))
    #expect(unseen.status == 428 && unseen.headers[.eTag] == tag)
    let changed = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(LockerDraft.changed), ifMatch: tag)
    #expect(changed.status == 200 && changed.headers[.eTag] != tag)
    #expect(try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(), ifMatch: tag).status == 412)
    #expect(Read(try await stage.ask(.get, "/v1/drafts/locker", as: .approver))["files"]["locker.md"].text == LockerDraft.changed)

    #expect(try await stage.ask(.delete, "/v1/drafts/locker", as: .author).status == 428)
    #expect(try await stage.ask(.delete, "/v1/drafts/locker", as: .author, ifMatch: tag).status == 412)
    #expect(try await stage.ask(.delete, "/v1/drafts/locker", as: .author, ifMatch: changed.headers[.eTag]).status == 204)
    #expect(try await stage.ask(.get, "/v1/drafts/locker", as: .author).status == 404)
    #expect(try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(), ifMatch: tag).status == 412, "it is gone")
  }

  @Test func `a draft may have any fault, and any name that a path can carry`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body("# nothing")).status == 201)
    #expect(try await stage.ask(.put, "/v1/drafts/%E6%9F%9C%E9%97%A8", as: .author, try LockerDraft.body()).status == 201)
    #expect(try await stage.ask(.get, "/v1/drafts/%E6%9F%9C%E9%97%A8", as: .author).status == 200)
    for bad in ["a%20b", "a%2Fb", "%3Cb%3E%23", String(repeating: "a", count: 81), "a%00"] {
      let answer = try await stage.ask(.put, "/v1/drafts/\(bad)", as: .author, try LockerDraft.body())
      #expect([400, 404].contains(answer.status), "\(bad): \(answer.text)")
    }
  }
}
