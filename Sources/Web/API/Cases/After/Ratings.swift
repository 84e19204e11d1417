import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// How customers rate what was done (T-13): a nicer noun over the fact `rating` and the event `customer.rated`, which a playbook may declare.
struct Ratings: Sendable {
  let desk: Desk

  private static let scores = 1...5
  private static let customer: Party.ID = "customer"

  private struct Page: Encodable {
    let items: [One]
    /// Of all of them; left out when there is none.
    let mean: Double?

    struct One: Encodable {
      let score: Double
      let at: String
      let source: String
      let sequence: Int
    }
  }

  private struct Taken: Encodable {
    let id: String
    let score: Int
    let isRepeat: Bool
    let phase: String
    /// What followed, in words.
    let events: [String]
  }

  /// Every rating of the case, in order.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let (state, _) = try await desk.found(visit)
    let events: [Event]
    do throws(LedgerError) { events = try await desk.ledger.readEvents(of: state.id, after: 0) } catch { throw Problem(error) }
    let ratings = events.compactMap { Rating($0) }
    let mean = ratings.isEmpty ? nil : ratings.reduce(0) { $0 + $1.score } / Double(ratings.count)
    return try JSONBody.answer(
      Page(items: ratings.map { .init(score: $0.score, at: $0.at.rfc3339, source: $0.source, sequence: $0.sequence) }, mean: mean),
      headers: [.eTag: "\"\(state.eventCount)\""])
  }

  /// `{"score":1…5,"comment":"…"}`: the comment is kept as what the customer wrote.
  func rate(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let score = Self.score(object)
    let comment = object.optionalText("comment", longest: CaseMessage.longestText)
    if comment?.isEmpty == true { object.note("comment", .init("不能是空的", "may not be empty")) }
    let (state, plan) = try await desk.found(visit)
    if comment != nil, plan.party(Self.customer) == nil {
      object.note("comment", .init("流程没有 customer 这个角色，记不了用户的话", "the playbook has no party customer whose words could be kept"))
    }
    try object.end()
    guard plan.takesRatings else {
      throw Problem(
        kind: .refused,
        detail: .init(
          "流程“\(plan.title)”不收评分：它没有声明数字类型的事实 rating。", "The playbook “\(plan.title)” takes no ratings: it declares no fact rating that is a number."))
    }
    let report = FactReport(fact: Rating.fact, value: .number(Double(score)), source: caller.source)
    try await refuseAnother(report, comment, id, state.id)
    // Each under a name of its own made of the request's: sent again after a crash between them, what was told is left alone.
    var contents: [(name: String, content: Signal.Content)] = [("", .facts([report]))]
    if let comment {
      let channel = plan.party(Self.customer)?.channel ?? state.channel
      contents.insert((":comment", .wrote(.from(Self.customer, on: channel, comment))), at: 0)
    }
    if plan.event(Rating.event) != nil { contents.append((":rated", .happened(Rating.event))) }
    var (events, isRepeat, isTaken) = ([Event](), false, false)
    for (name, content) in contents {
      let signal = Signal(id: SignalID("\(id)\(name)"), caseID: state.id, sender: caller.sender, content: content)
      do throws(DeskError) {
        let receipt = try await desk.receive(signal)
        events += receipt.events
        if name.isEmpty { (isTaken, isRepeat) = (true, receipt.wasAlreadyReceived) }
      } catch {
        // The score itself may close the case: then nobody waits for the event any more.
        if isTaken, case .refused(.caseClosed) = error { continue }
        throw Problem(error, plan)
      }
    }
    return try await answer(state.id, plan, score, isRepeat, caller.isParty ? [] : events, visit)
  }

  private func answer(_ id: CaseID, _ plan: Plan, _ score: Int, _ isRepeat: Bool, _ events: [Event], _ visit: Visit) async throws -> Response {
    let after: Case?
    do throws(LedgerError) { after = try await desk.ledger.readCase(id) } catch { throw Problem(error) }
    let retelling = Retelling(plan: plan, language: visit.language)
    var headers: HTTPFields = [.location: "/v1/cases/\(id)/ratings"]
    if isRepeat { headers[.idempotencyReplayed] = "true" }
    return try JSONBody.answer(
      Taken(
        id: id.text, score: score, isRepeat: isRepeat, phase: (after?.phase ?? .closed).rawValue,
        events: retelling.words(of: events)),
      status: isRepeat ? .ok : .created, headers: headers)
  }

  /// A whole number from 1 to 5; what isn't one is noted.
  private static func score(_ object: JSONObject) -> Int {
    if case .number(let digits)? = object.value("score"), let score = Int(digits), scores.contains(score) { return score }
    object.note("score", .init("\(scores.lowerBound) 到 \(scores.upperBound) 的整数", "should be a whole number from \(scores.lowerBound) to \(scores.upperBound)"))
    return 0
  }

  /// A key that was used for something else says that the client is mistaken.
  private func refuseAnother(_ report: FactReport, _ comment: String?, _ id: SignalID, _ caseID: CaseID) async throws {
    do throws(LedgerError) {
      guard let known = try await desk.ledger.caseOfSignal(id) else { return }
      let turns = try await desk.ledger.readTurns(of: known)
      let isSame = known == caseID && turns.first { $0.signal?.id == id }?.signal?.content == Signal.Content.facts([report])
      let written = turns.first { $0.signal?.id == SignalID("\(id):comment") }?.signal?.content
      var text: String?
      if case .wrote(let message)? = written { text = message.text }
      guard !isSame || text != comment else { return }
    } catch { throw Problem(error) }
    throw Problem.keyReused
  }
}
