import Casework
import Ledger
import Playbook
import Synchronization

/// The effects that this process has stored as being in its hand, so that their end needn't look for rows which were never written.
///
/// It is a memory and no promise: what it says holds only while the case's row still names the same desk and the same end of the lease, for whoever lays an
/// effect down takes that away. What it has forgotten is looked for in the tables as usual.
final class HandRegister: Sendable {
  /// Effects stay here until they end; those that were laid down may never end here.
  private static let limit = 100_000

  struct Held: Sendable {
    let lease: Lease
    /// The timer that stood in the effect's own row, had it one.
    let deadline: TimerID?
  }

  private let held = Mutex<[EffectKey: Held]>([:])

  func keep(_ effects: [OutboxRow], under lease: Lease) {
    held.withLock { held in
      if held.count >= Self.limit { held.removeAll() }
      for effect in effects { held[effect.key] = Held(lease: lease, deadline: effect.deadline?.id) }
    }
  }

  /// Something was laid down: whatever is held from now on can't be mistaken for what was held before.
  func forget() { held.withLock { $0.removeAll() } }

  /// What is known of an effect that ends; it is forgotten with it.
  func take(_ key: EffectKey) -> Held? { held.withLock { $0.removeValue(forKey: key) } }
}
