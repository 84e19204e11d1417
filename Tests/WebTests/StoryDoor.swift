import Casework
import Channels
@testable import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook
import Synchronization

@testable import Web

/// Plays a story through the HTTP door: each move is a request, made in the role that makes it in real life. Time alone is moved behind the door.
final class StoryDoor: Sendable {
  private let stage: Stage
  private let plan: Plan
  private let clock: StandingClock
  private let teams = Mutex<Set<String>>([])

  init(_ files: PlaybookFiles) async throws {
    clock = StandingClock(StoryPlay.startTime)
    stage = Stage(clock: clock)
    plan = files.compilation.plan
    await stage.ledger.putPlaybook(
      PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: StoryPlay.startTime, sources: files.sources))
    await stage.desk.shelf.keep(plan)
  }

  /// Walks the story and stops the desk.
  /// - Returns: as `walk`.
  func play(_ story: Story) async throws -> [String] {
    let failures = try await walk(story)
    await stage.desk.close()
    return failures
  }

  /// Looks at what the story came to, or does more.
  func ask(_ method: HTTPRequest.Method = .get, path: String, as role: Role = .supervisor, _ body: String = "") async throws -> Answer {
    try await stage.ask(method, path, as: role, body)
  }

  /// Time passes and nobody does anything.
  func pass(_ amount: Playbook.TimeAmount) { clock.move(to: clock.now() + amount) }

  /// - Returns: what was expected and not seen, and answers of the door that nobody expected.
  func walk(_ story: Story) async throws -> [String] {
    let responder = stage.server.responder()
    var play = StoryPlay(story, plan: plan, subject: "story")
    var (caseID, events): (CaseID?, Int) = (nil, 0)
    var surprises: [String] = []
    while true {
      let state: Case? = if let caseID { await stage.ledger.readCase(caseID) } else { nil }
      let move = play.next(state, now: clock.now())
      if case .finished = move { break }
      if case .setClock(let time) = move { clock.move(to: max(time, clock.now())) }
      guard case .send(let content, let sender) = move else { continue }
      let answer = try await send(content, sender, to: state, of: responder)
      if let answer, answer.status == 409 {
        play.saw(try await refusal(of: content, sender, caseID))
        continue
      }
      if let answer, answer.status / 100 != 2 {
        surprises.append("\(content): \(answer.status) \(answer.text)")
        break
      }
      if case .open = content { caseID = CaseID("C-000001") }
      guard let caseID else { continue }
      let new = await stage.ledger.readEvents(of: caseID, after: events)
      events += new.count
      play.saw(new)
    }
    return play.failures.map { "line \($0.place.line): expected \($0.expected), seen \($0.seen)" } + surprises
  }

  /// - Returns: nil for what doesn't come through the door: time, and what the desk tells itself.
  private func send(_ content: Signal.Content, _ sender: Sender, to state: Case?, of responder: some HTTPResponder<Visit>) async throws -> Answer? {
    guard let (role, path, body) = try await request(content, state) else {
      _ = try await stage.desk.receive(
        Signal(id: SignalID("behind-\(UUID().uuidString)"), caseID: state?.id ?? CaseID("none"), sender: sender, content: content))
      return nil
    }
    var headers = try await stage.token(role)
    headers[.contentType] = "application/json"
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    return try await stage.ask(.post, path, headers, body: text, of: responder)
  }

  private func request(_ content: Signal.Content, _ state: Case?) async throws -> (Role, path: String, body: [String: Any])? {
    let path = "/v1/cases/\(state?.id.text ?? "none")/signals"
    switch content {
    case .open(let opening):
      let persons = Dictionary(uniqueKeysWithValues: opening.persons.map { ($0.key, $0.value.text) })
      let body: [String: Any] = [
        "playbook": opening.playbook, "subject": opening.subject, "channel": opening.channel.rawValue, "facts": facts(opening.facts), "persons": persons,
      ]
      return (.integration, "/v1/cases", body)
    case .facts(let reports): return (.integration, path, ["facts": facts(reports)])
    case .happened(let event): return (.integration, path, ["event": event])
    case .ended(let key, let report):
      return (.integration, path, ["report": ["effect": key.text, "outcome": report.outcome, "facts": words(report.facts)]])
    case .taskDone(let id, let choice):
      if let queue = state?.tasks[id]?.role { try await join(queue) }
      return (.agent, path, ["task": id.text, "choice": choice])
    case .perform(let action, let arguments): return (.agent, path, ["action": action, "arguments": arguments])
    case .promiseKept(let promise, let proof): return (.agent, path, ["promiseKept": promise.text].merging(proof.map { ["proof": $0] } ?? [:]) { $1 })
    case .heard(let party, let channel): return (.integration, path, ["heard": party, "channel": channel.rawValue])
    case .persons(let persons): return (.integration, path, ["persons": Dictionary(uniqueKeysWithValues: persons.map { ($0.key, $0.value.text) })])
    default: return nil
    }
  }

  private func facts(_ reports: [FactReport]) -> [String: Any] {
    Dictionary(reports.map { ($0.fact, json($0)) }) { $1 }
  }

  /// As programs write it: times with their offset, the rest as the document's readers do.
  private func json(_ report: FactReport) -> Any {
    switch report.value {
    case nil: NSNull()
    case .time(let instant)?: instant.rfc3339
    case .flag(let flag)?: flag
    case let value?: plan.fact(report.fact)?.words(for: value, in: plan.language, zone: plan.zone) ?? ""
    }
  }

  /// In a receiver's report everything is a word.
  private func words(_ reports: [FactReport]) -> [String: Any] {
    Dictionary(
      reports.map { report in
        let word: Any = report.value.flatMap { value in plan.fact(report.fact)?.words(for: value, in: plan.language) } ?? NSNull()
        return (report.fact, word)
      }
    ) { $1 }
  }

  /// The agent serves the queue that a task waits in.
  private func join(_ queue: String) async throws {
    guard teams.withLock({ $0.insert(queue).inserted }) else { return }
    let token = TokenText(try await stage.token(.agent)[.authorization]?.dropFirst("Bearer ".count) ?? "")?.id ?? ""
    let team = #"{"id":"team-\#(teams.withLock { $0.count })","name":"Team","queues":["\#(queue)"],"members":{"token:\#(token)":[]}}"#
    let made = try await stage.ask(.post, "/v1/teams", as: .supervisor, team)
    guard made.status == 201 else { throw DoorFault(text: "team: \(made.status) \(made.text)") }
  }

  /// The same once more behind the door, which tells the reason in the engine's own terms; a refusal changes nothing.
  private func refusal(of content: Signal.Content, _ sender: Sender, _ caseID: CaseID?) async throws -> Refusal {
    let signal = Signal(id: SignalID("again-\(UUID().uuidString)"), caseID: caseID ?? CaseID("none"), sender: sender, content: content)
    do throws(DeskError) { _ = try await stage.desk.receive(signal) } catch {
      guard case .refused(let refusal) = error else { throw error }
      return refusal
    }
    throw DoorFault(text: "refused at the door and not behind it: \(content)")
  }

  private struct DoorFault: Error { let text: String }
}
