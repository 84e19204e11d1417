import Foundation
import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("Saved views at the door")
struct SavedViewsDoorTests {
  private let path = "/v1/accounts/me/views"
  private let mine = #"{"name":"急件","path":"/console/work?mine=true"}"#

  private func put(_ stage: Stage, _ views: String, _ tag: String?, as role: Role = .agent) async throws -> Answer {
    try await stage.ask(.put, path, as: role, #"{"views":[\#(views)]}"#, ifMatch: tag)
  }

  @Test func `views are kept for who saved them, and change as they were seen`() async throws {
    let stage = Stage()
    let none = try await stage.ask(.get, path, as: .agent)
    #expect(none.status == 200 && none.text == #"{"views":[]}"# && none.headers[.eTag] == "\"0\"")
    let bare = try await put(stage, mine, nil)
    #expect(bare.status == 428 && bare.headers[.eTag] == "\"0\"")
    let saved = try await put(stage, mine, "\"0\"")
    #expect(saved.status == 200 && saved.text == #"{"views":[\#(mine)]}"# && saved.headers[.eTag] == "\"1\"", "\(saved.text)")
    #expect(try await put(stage, "", "\"0\"").status == 412)
    #expect(try await put(stage, mine, "\"1\"").headers[.eTag] == "\"1\"", "it was so already")
    #expect(try await stage.ask(.get, path, as: .agent).text == saved.text)
    #expect(try await stage.ask(.get, path, as: .supervisor).text == #"{"views":[]}"#, "somebody else has their own")
    var same = try await stage.token(.agent)
    same[.ifNoneMatch] = "\"1\""
    #expect(try await stage.ask(.get, path, same).status == 304)
    let rest = try await put(stage, "", "\"1\"")
    #expect(rest.text == #"{"views":[]}"# && rest.headers[.eTag] == "\"2\"")
  }

  @Test func `they are the same in another ledger`() async throws {
    let disk = try DiskLedger()
    let stage = Stage(on: disk.ledger)
    #expect(try await put(stage, mine, "\"0\"").status == 200)
    #expect(try await stage.ask(.get, path, as: .agent).text == #"{"views":[\#(mine)]}"#)
  }

  @Test(arguments: [
    (#"{}"#, "/views"), (#"{"views":{}}"#, "/views"), (#"{"views":["x"]}"#, "/views/0"), (#"{"views":[{}]}"#, "/views/0/name"),
    (#"{"views":[{"name":"","path":"/console/work"}]}"#, "/views/0/name"), (#"{"views":[{"name":7,"path":"/console/work"}]}"#, "/views/0/name"),
    (#"{"views":[{"name":"x"}]}"#, "/views/0/path"), (#"{"views":[{"name":"x","path":"/console/worker"}]}"#, "/views/0/path"),
    (#"{"views":[{"name":"x","path":"//evil.example"}]}"#, "/views/0/path"), (#"{"views":[{"name":"x","path":"javascript:alert(1)"}]}"#, "/views/0/path"),
    (#"{"views":[{"name":"x","path":"/console/work/../../v1"}]}"#, "/views/0/path"),
    (#"{"views":[{"name":"x","path":"/console/cases?q=\n"}]}"#, "/views/0/path"),
    (#"{"views":[{"name":"x","path":"/console/work","colour":1}]}"#, "/views/0/colour"),
    (#"{"views":[{"name":"x","path":"/console/work"},{"name":"x","path":"/console/work"}]}"#, "/views/1"), (#"{"views":[],"more":1}"#, "/more"),
  ])
  func `what can't be is named with its place`(body: String, place: String) async throws {
    let stage = Stage()
    let answer = try await stage.ask(.put, path, as: .agent, body, ifMatch: "\"0\"")
    #expect(answer.status == 422 && answer.text.contains("\"pointer\":\"\(place)\""), "\(answer.text)")
    #expect(try await stage.ask(.get, path, as: .agent).text == #"{"views":[]}"#)
  }

  @Test func `there are so many, and each is so long`() async throws {
    let stage = Stage()
    let many = (0...30).map { #"{"name":"\#($0)","path":"/console/work"}"# }.joined(separator: ",")
    #expect(try await put(stage, many, "\"0\"").status == 422)
    let long = String(repeating: "长", count: 41)
    #expect(try await put(stage, #"{"name":"\#(long)","path":"/console/work"}"#, "\"0\"").status == 422)
    let far = "/console/work?queue=" + String(repeating: "a", count: 1_000)
    #expect(try await put(stage, #"{"name":"x","path":"\#(far)"}"#, "\"0\"").status == 422)
  }

  @Test func `whoever sees cases may save lists of them`() async throws {
    let stage = Stage()
    for role in Role.allCases {
      let sees = Right.of(role).contains(.seeCases)
      #expect(try await stage.ask(.get, path, as: role).status == (sees ? 200 : 403), "\(role)")
    }
  }
}
