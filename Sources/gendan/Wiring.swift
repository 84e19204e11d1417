import ArgumentParser
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// The one place where real parts are put together.
enum Wiring {
  /// Opens the ledger that `--ledger` names: `sqlite:PATH`.
  static func ledger(_ specification: String) throws -> any Ledger {
    let parts = specification.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0] == "sqlite", !parts[1].isEmpty else {
      throw Trouble(say("看不懂账本“\(specification)”：写成 sqlite:路径。", "The ledger “\(specification)” isn't understood: write sqlite:PATH."), code: .unreadable)
    }
    let folder = URL(fileURLWithPath: parts[1]).deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]) } catch {
      throw Trouble(say("建不了文件夹 \(folder.path)。", "The folder \(folder.path) can't be made."), code: .unreadable)
    }
    return try SQLiteLedger(path: parts[1])
  }

  /// A desk that only receives: what goes out waits in the outbox for the next `gendan run`.
  static func receivingDesk(_ ledger: any Ledger, clock: any DeskClock = WallClock()) -> Desk {
    Desk(name: "command-line", ledger: ledger, connectors: Connectors(default: ClosedDoor()), clock: clock)
  }
}

/// Where the ledger is.
struct LedgerOption: ParsableArguments {
  static let usual = "sqlite:.gendan/ledger.sqlite"

  @Option(help: ArgumentHelp(say("账本：sqlite:路径。", "The ledger: sqlite:PATH.")))
  var ledger: String = Self.usual

  func open() throws -> any Ledger { try Wiring.ledger(ledger) }
}
