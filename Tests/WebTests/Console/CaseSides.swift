import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// The left and the right of a case's page, as the views make them and as they come through the door.
struct CaseSides {
  static let page = "/console/cases/C-000001"

  let stage: Stage
  var id = "C-000001"
  var language = Language.english

  /// With a case of this playbook.
  static func opened(_ playbook: String, named path: String = "late-meal.md", _ opening: String, on stage: Stage = Stage()) async throws -> CaseSides {
    _ = try await stage.desk.shelf.publish([SourceText(path: path, text: playbook)], at: Instant(milliseconds: 0))
    let answer = try await stage.ask(.post, "/v1/cases", as: .integration, opening)
    try #require(answer.status == 201, "\(answer.text)")
    return CaseSides(stage: stage)
  }

  static func lateMeal(on stage: Stage = Stage()) async throws -> CaseSides {
    try await opened(WebTests.lateMeal, #"{"playbook":"late-meal","subject":"A-1"}"#, on: stage)
  }

  func tell(_ path: String, _ body: String, as role: Role = .agent) async throws {
    let answer = try await stage.ask(.post, "/v1/cases/\(id)/\(path)", as: role, body)
    #expect(answer.status == 200, "\(answer.text)")
  }

  // MARK: views

  func file() async throws -> CaseFile { try await CaseFile(CaseID(id), in: stage.desk.ledger, shelf: stage.desk.shelf, language: language) }

  private var times: PageTimes { PageTimes(Lobby.request([:]), language: language, now: stage.desk.clock.now()) }

  func timeline(masks: Bool = false, all: Bool = false) async throws -> CaseTimelineView {
    CaseTimelineView(try await file(), times: times, masks: masks, language: language, all: all)
  }

  /// The lines without their days.
  func lines(masks: Bool = false) async throws -> [TimelineLine] { try await timeline(masks: masks).days.flatMap(\.lines) }

  func composer(as role: Role = .agent) async throws -> CaseComposerView {
    CaseComposerView(try await file(), rights: Right.of(role), language: language)
  }

  private var registers: RegisterKeeper { RegisterKeeper(desk: stage.desk, store: stage.ledger) }

  func readRegisters() async throws { try await registers.catchUp() }

  func aside(as role: Role = .agent, masks: Bool = false) async throws -> CaseAsideView {
    let sources = CaseAsideSources(
      desk: stage.desk, orders: OrderWatch(desk: stage.desk, orders: stage.ledger), registers: registers, rights: Right.of(role))
    return try await CaseAsideView(try await file(), sources, times: times, masks: masks, language: language)
  }

  // MARK: through the door

  /// - Parameter part: `/timeline`, `/aside`, or nothing for the whole page.
  func text(of part: String = "", as role: Role = .agent) async throws -> String {
    var headers = try await stage.token(role)
    headers[.acceptLanguage] = language.rawValue
    let answer = try await stage.ask(.get, "/console/cases/\(id)\(part)", headers)
    #expect(answer.status == 200, "\(answer.text)")
    return answer.text
  }
}
