import Ledger
import Casework
import Desk
import Hummingbird
import Playbook

/// A case as one of its parties sees it who has come by a link: what is theirs, and nothing else.
struct OwnCase: Sendable {
  let caller: Caller
  let party: Party.ID
  let file: CaseFile
  /// The event by which the party became who it is now: what was said and sent before was somebody else's. 0 where it always was the same.
  let beginning: Int

  var state: Case { file.state }
  var plan: Plan { file.plan }
  var language: Language { file.retelling.language }
  /// Whether anything can still be told to it.
  var isOpen: Bool { state.phase != .closed }

  /// - Throws: `Problem` `.forbidden` for whoever hasn't come by a link to a case.
  init(of visit: Visit, in desk: Desk) async throws {
    let caller = try visit.someone()
    guard caller.isParty, let id = caller.onlyCase else { throw Problem.needsLink }
    var file = try await desk.file(of: id, visit)
    file.retelling.hidesPeople = true
    self.init(file, for: caller)
  }

  init(_ file: CaseFile, for caller: Caller) {
    self.file = file
    self.caller = caller
    party = caller.role.rawValue
    beginning = Self.beginning(of: party, in: file.events)
  }

  /// Which event made the party somebody else than it was, by its sequence; 0 where none did. Who is named for the first time was there all along.
  static func beginning(of party: Party.ID, in events: [Event]) -> Int {
    var (known, beginning): (PersonID?, Int) = (nil, 0)
    for event in events {
      guard case .personsNamed(let named) = event.kind, let person = named.persons[party] else { continue }
      if let known, known != person { beginning = event.sequence }
      known = person
    }
    return beginning
  }

  /// How it stands, in a word that everybody understands.
  enum Standing: String, Sendable {
    /// Something is asked of this party.
    case yours
    /// A person at the desk is at it.
    case withAgent = "with-agent"
    case underWay = "under-way"
    /// It is decided, and something that was promised is still to come.
    case settling
    case closed
  }

  var standing: Standing {
    switch state.phase {
    case .closed: .closed
    case _ where !questions.isEmpty: .yours
    case .settling: .settling
    case .open: state.tasks.isEmpty ? .underWay : .withAgent
    }
  }
}
