public import Casework
import Foundation
public import Playbook

/// A case's state as it is kept: it holds the words of all parties, so that all their keys are needed to read it, and it is lost with any of them.
public enum SealedState {
  private struct Stored: Codable {
    let parties: [Party.ID]
    let sealed: String
  }

  /// - Parameter keys: of every party whose words the case has; none leaves the state in the clear.
  /// - Throws: `LedgerError.unreadable` when the state holds what JSON can't say, `unavailable` when it can't be sealed.
  public static func text(of state: Case, keys: [Party.ID: SealKey]) throws(LedgerError) -> String {
    let plain = try StoredJSON.text(state)
    guard !keys.isEmpty else { return plain }
    let parties = keys.keys.sorted()
    let sealed = try SealKey.joining(parties.compactMap { keys[$0] }).seal(Array(plain.utf8), at: place(of: state.id, state.eventCount))
    return try StoredJSON.text(Stored(parties: parties, sealed: sealed.base64EncodedString()))
  }

  /// - Parameter key: of a party; nil where it was destroyed.
  /// - Returns: nil for a state that can't be opened or read: it is as good as none. Throws what `key` throws.
  public static func state(_ text: String, of id: CaseID, eventCount: Int, key: (Party.ID) throws -> SealKey?) throws -> Case? {
    guard text.hasPrefix("{\"parties\":") else {
      let state: Case? = try? StoredJSON.value(text)
      return state
    }
    guard let stored: Stored = try? StoredJSON.value(text), let sealed = Data(base64Encoded: stored.sealed) else { return nil }
    let keys = try stored.parties.compactMap(key)
    guard keys.count == stored.parties.count, let plain = SealKey.joining(keys).open(sealed, at: place(of: id, eventCount)) else { return nil }
    let state: Case? = try? StoredJSON.value(String(decoding: plain, as: UTF8.self))
    return state
  }

  private static func place(of id: CaseID, _ eventCount: Int) -> String { "\(id)/state/\(eventCount)" }
}
