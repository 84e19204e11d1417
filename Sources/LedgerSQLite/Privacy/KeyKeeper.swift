import Casework
import Ledger
import Playbook
import Synchronization

/// The keys that this process works with, so that neither reading nor writing a case has to unwrap them each time.
///
/// It is a memory and no promise: what an entry was sealed with is compared with what is stored in the transaction that stores the entry, and a key that isn't there yet is
/// stored in the same one.
final class KeyKeeper: Sendable {
  /// A case has one or two, of some hundred bytes.
  static let usualCaseLimit = 1_024
  private static let personLimit = 4_096

  let master: MasterKey
  private let caseLimit: Int
  private let contents: Mutex<Contents>

  private struct Known {
    let key: SealKey
    var person: PersonID?
    /// Whether it is stored, under this person.
    var isStored: Bool
  }

  private struct Contents {
    /// How many there were when this was read.
    var erasures: Int64
    /// Of cases that were read, or are new.
    var cases: [CaseID: [Party.ID: Known]] = [:]
    /// In the order of arrival; some were dropped meanwhile.
    var arrivals: [CaseID] = []
    var persons: [PersonID: SealKey] = [:]

    init(erasures: Int64) { self.erasures = erasures }

    /// Forgets everything when somebody was erased since, here or by another process.
    mutating func catchUp(with count: Int64) {
      guard count > erasures else { return }
      self = Contents(erasures: count)
    }

    mutating func makeRoom(for id: CaseID, limit: Int) {
      guard cases[id] == nil else { return }
      cases[id] = [:]
      arrivals.append(id)
      guard arrivals.count > limit else { return }
      // Half of them at once, so that it costs little for each case.
      let leaving = max(limit / 2, 1)
      for old in arrivals.prefix(leaving) where old != id { cases[old] = nil }
      arrivals.removeFirst(leaving)
    }
  }

  /// - Parameter caseLimit: how many cases' keys are kept, from 1 on.
  init(_ master: MasterKey, erasures: Int64, caseLimit: Int = KeyKeeper.usualCaseLimit) {
    self.master = master
    self.caseLimit = caseLimit
    contents = Mutex(Contents(erasures: erasures))
  }

  var erasures: Int64 { contents.withLock { $0.erasures } }

  func catchUp(with count: Int64) { contents.withLock { $0.catchUp(with: count) } }

  // MARK: what was read

  func knows(_ id: CaseID) -> Bool { contents.withLock { $0.cases[id] != nil } }

  /// Keys that are stored; nil for a case that wasn't read.
  /// - Parameter count: of erasures that the reader sees. One who sees fewer than are known looks into the past, and is told nothing.
  func storedKeys(of id: CaseID, seeing count: Int64) -> [Party.ID: SealKey]? {
    contents.withLock { contents in
      contents.catchUp(with: count)
      guard count == contents.erasures else { return nil }
      return contents.cases[id]?.filter { $0.value.isStored }.mapValues(\.key)
    }
  }

  /// Keeps what was read. What is stored counts more than what isn't yet.
  func keep(_ keys: [Party.ID: (key: SealKey, person: PersonID?)], of id: CaseID, seeing count: Int64) {
    contents.withLock { contents in
      contents.catchUp(with: count)
      guard count == contents.erasures else { return }
      contents.makeRoom(for: id, limit: caseLimit)
      for (party, found) in keys { contents.cases[id]?[party] = Known(key: found.key, person: found.person, isStored: true) }
    }
  }

  // MARK: what is written

  /// The key that a party's words in a case are sealed with; a new one where none is known.
  ///
  /// Of a case that was dropped nothing is kept: what is known of a case is all of it or nothing.
  /// - Parameter isNew: whether it is the case's first entry.
  func key(of party: Party.ID, in id: CaseID, isNew: Bool) -> SealKey {
    contents.withLock { contents in
      if isNew { contents.makeRoom(for: id, limit: caseLimit) }
      if let known = contents.cases[id]?[party] { return known.key }
      let key = SealKey()
      contents.cases[id]?[party] = Known(key: key, person: nil, isStored: false)
      return key
    }
  }

  /// Every key of a case, stored or not, and how many erasures there were then; nil for a case that wasn't read, or was dropped.
  func known(of id: CaseID) -> (keys: [Party.ID: SealKey], erasures: Int64)? {
    contents.withLock { contents in contents.cases[id].map { (keys: $0.mapValues(\.key), erasures: contents.erasures) } }
  }

  /// What has to be stored together with an entry.
  /// - Parameters:
  ///   - keys: what it was sealed with, and all others of the case where it says who parties are.
  ///   - persons: who the parties are behind it.
  func claims(of id: CaseID, _ keys: [Party.ID: SealKey], persons: [Party.ID: PersonID]) -> [KeyClaim] {
    contents.withLock { contents in
      let known = contents.cases[id] ?? [:]
      var claims: [KeyClaim] = []
      for (party, key) in keys {
        let person = persons[party]
        if let known = known[party], known.isStored, known.person == person, known.key.isSame(as: key) { continue }
        contents.cases[id]?[party]?.isStored = false
        claims.append(KeyClaim(party: party, key: key, person: person))
      }
      return claims
    }
  }

  /// What became of a group.
  func settle(_ group: [PreparedEntry], _ results: [CommitResult]) {
    guard zip(group, results).contains(where: { !$0.claims.isEmpty || $1 == .conflict }) else { return }
    contents.withLock { contents in
      for (prepared, result) in zip(group, results) {
        switch result {
        // Its keys may be another process's: they are read again.
        case .conflict: contents.cases[prepared.entry.caseID] = nil
        case .alreadyReceived: break
        case .committed:
          for claim in prepared.claims {
            guard let known = contents.cases[prepared.entry.caseID]?[claim.party], known.key.isSame(as: claim.key) else { continue }
            contents.cases[prepared.entry.caseID]?[claim.party] = Known(key: claim.key, person: claim.person, isStored: true)
          }
        }
      }
    }
  }

  // MARK: persons

  func key(of person: PersonID) -> SealKey? { contents.withLock { $0.persons[person] } }

  /// - Parameter key: is stored.
  func keep(_ key: SealKey, of person: PersonID, seeing count: Int64) {
    contents.withLock { contents in
      guard count == contents.erasures else { return }
      if contents.persons.count >= Self.personLimit { contents.persons.removeAll() }
      contents.persons[person] = key
    }
  }
}

/// A party's key that an entry was sealed with, or that goes over to a person with it.
struct KeyClaim {
  let party: Party.ID
  let key: SealKey
  /// Whose key it is to be wrapped with; nil while nobody has said who the party is.
  let person: PersonID?
}
