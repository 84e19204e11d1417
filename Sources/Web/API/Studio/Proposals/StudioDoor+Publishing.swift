import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Publishing what was approved, and taking it back.
extension StudioDoor {
  /// `{"cases"?: "keep"|"move"|"hand-over", "enabling"?: true}`: the version becomes the current one; without a word of the open cases they keep theirs.
  func publish(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let cases = Self.cases(object)
    let isEnabling = object.optionalFlag("enabling") ?? false
    try object.end()
    let proposal = try await proposal(visit)
    let publisher = try publisher()
    let current = try await Problem.telling { try await desk.ledger.currentVersion(of: proposal.playbook) }
    let isWanted = try await current == proposal.version ? isUnfinished(proposal, cases) : true
    guard isWanted else {
      throw Problem(kind: .conflict, detail: .init("现在用的就是这个版本。", "This is the current version already."))
    }
    let report = try await Problem.telling(of: { () async throws(PublishError) -> PublicationReport in
      let sources = try await publisher.approvedSources(proposal.version)
      return try await publisher.publish(sources, by: Self.name(caller), cases: cases, enabling: isEnabling)
    })
    return try JSONBody.answer(PublicationView(report, in: visit.language))
  }

  private func isUnfinished(_ proposal: Proposal, _ cases: Publisher.Cases) async throws -> Bool {
    let rest = try await rest(of: proposal)
    return rest.isUnwritten || (cases != .keep && rest.left > 0)
  }

  /// What is left of the publication of what is the current version.
  func rest(of proposal: Proposal) async throws -> PublicationRest {
    let ledger = try versions()
    let last = try await Problem.telling { try await ledger.listPublications(of: proposal.playbook).first }
    let open = try await Problem.telling { try await ledger.countOpenCases(of: proposal.playbook) }
    return PublicationRest(
      isUnwritten: last?.version != proposal.version, left: open.reduce(0) { $0 + ($1.key == proposal.version ? 0 : $1.value) })
  }

  /// The version before the current one becomes current again, and the cases that had moved go back.
  func undoPublication(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let playbook = visit.name("playbook")
    let publisher = try publisher()
    let report = try await Problem.telling(of: { () async throws(PublishError) -> PublicationReport in
      try await publisher.undo(playbook, by: Self.name(caller))
    })
    return try JSONBody.answer(PublicationView(report, in: visit.language))
  }

  private static func cases(_ object: JSONObject) -> Publisher.Cases {
    let words: [String: Publisher.Cases] = ["keep": .keep, "move": .move, "hand-over": .moveAndHandOver]
    guard let word = object.optionalText("cases") else { return .keep }
    guard let cases = words[word] else {
      object.note("cases", .init("可以是：keep、move、hand-over", "one of: keep, move, hand-over"))
      return .keep
    }
    return cases
  }
}

/// What a publication that was broken off has left to do.
struct PublicationRest: Hashable, Sendable {
  /// Cases start under the version, and nobody wrote down that it was published.
  let isUnwritten: Bool
  /// Open cases under other versions: on purpose, or because moving them was broken off.
  let left: Int
}
