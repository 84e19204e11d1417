import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// What the tests of the supervisor's pages begin with.
enum WallStage {
  /// Puts a document on the shelf, whatever the check says of it.
  static func put(_ text: String, path: String, on stage: Stage) async {
    await put([SourceText(path: path, text: text)], on: stage)
  }

  /// Puts a shipped playbook on the shelf. - Parameter path: within the folder of the shipped playbooks.
  static func put(shipped path: String, on stage: Stage) async throws {
    let document = try #require(ShippedDocument.all.first { $0.path == path }, "\(path)")
    await put(document.files.sources, on: stage)
  }

  private static func put(_ sources: [SourceText], on stage: Stage) async {
    let plan = readPlan(sources[0]) { name in sources.first { $0.path == name } }
    await stage.ledger.putPlaybook(
      PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: Instant(milliseconds: 0), sources: sources))
  }

  static func open(_ playbook: String, _ subject: String, _ facts: [String: String] = [:], on stage: Stage) async throws {
    let body: [String: Any] = ["playbook": playbook, "subject": subject, "facts": facts]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let opened = try await stage.ask(.post, "/v1/cases", as: .integration, text)
    #expect(opened.status == 201, "\(opened.text)")
  }

  /// The only open task of a case.
  static func task(of id: String, on stage: Stage) async throws -> String {
    let state = try #require(await stage.ledger.readCase(CaseID(id)))
    return try #require(state.tasks.keys.first).text
  }

  /// In the reader's own language.
  static func ask(_ path: String, in language: String, as role: Role = .supervisor, on stage: Stage) async throws -> Answer {
    var headers = try await stage.token(role)
    headers[.acceptLanguage] = language
    return try await stage.ask(.get, path, headers)
  }
}

/// A meal that somebody has to look after in time.
let timedMealOnTheWall =
  lateMeal + """


    ## Deadlines

    | id | labels | from | until | time | clock | pause | warning | on breach |
    |---|---|---|---|---|---|---|---|---|
    | reply | First reply | opened | reply to Customer | 30 min | wall clock | | 10 min before | Called |

    ## Key figures

    | id | labels | measure | target |
    |---|---|---|---|
    | solved | Solved | share Result=Found | ≥ 98 % |
    | handling | Handling | handling time | ≤ 30 min |
    """
