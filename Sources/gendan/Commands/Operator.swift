import Desk
import Foundation
import Ledger

/// Whoever sits at the terminal, as the audit has them.
enum Operator {
  static var name: String { ProcessInfo.processInfo.environment["USER"] ?? "operator" }

  static func note(_ what: AuditAction, about: String, detail: String? = nil) -> AuditNote {
    AuditNote(at: WallClock().now(), who: "operator:\(name)", what: what, about: about, detail: detail)
  }
}
