import ArgumentParser
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook

/// The one place where real parts are put together.
enum Wiring {
  /// Opens the ledger that `--ledger` names: `sqlite:PATH`.
  /// - Parameter makesOne: whether a missing ledger is made. Commands that only look at one must not leave a file behind.
  static func ledger(_ specification: String, makesOne: Bool) throws -> any Ledger { try file(specification, makesOne: makesOne) }

  /// The same with all its doors: cases, orders, who may come in.
  /// - Parameter keyFile: the file with the master key, where settings were read; nil looks for it.
  static func file(_ specification: String, makesOne: Bool, memory: LedgerMemory = .plenty, keyFile: String? = nil) throws -> SQLiteLedger {
    let path = try makesOne ? path(of: specification) : existingPath(of: specification)
    if makesOne, try !exists(path) { try makeFolder(for: path) }
    return try SQLiteLedger(path: path, memory: memory, keys: MasterKeys.find(for: path, keyFile))
  }

  /// The file of a ledger that must be there.
  static func existingPath(of specification: String) throws -> String {
    let path = try path(of: specification)
    guard try !exists(path) else { return path }
    throw Trouble(
      say(
        "还没有账本 \(path)：gendan run 或 gendan publish 会新建；在别处就用 --ledger sqlite:路径 指明。",
        "There is no ledger \(path) yet: gendan run and gendan publish make one; name another with --ledger sqlite:PATH."), code: .unreadable)
  }

  private static func exists(_ path: String) throws -> Bool {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    guard !isDirectory.boolValue else {
      throw Trouble(say("\(path) 是文件夹，不是账本：写成 sqlite:文件。", "\(path) is a folder, not a ledger: write sqlite:FILE."), code: .unreadable)
    }
    return exists
  }

  /// The file that `sqlite:PATH` names.
  static func path(of specification: String) throws -> String {
    let parts = specification.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[0] == "sqlite", !parts[1].isEmpty else {
      throw Trouble(say("看不懂账本“\(specification)”：写成 sqlite:路径。", "The ledger “\(specification)” isn't understood: write sqlite:PATH."), code: .unreadable)
    }
    return parts[1]
  }

  static func makeFolder(for path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]) } catch {
      throw Trouble(
        say("账本的文件夹 \(folder.path) 建不了：换个地方，或检查权限。", "The ledger's folder \(folder.path) can't be made: choose another place, or check permissions."),
        code: .unreadable)
    }
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

  func open(makesOne: Bool = false) throws -> any Ledger { try Wiring.ledger(ledger, makesOne: makesOne) }

  /// The file, for commands that look at it as one.
  func existingPath() throws -> String { try Wiring.existingPath(of: ledger) }

  /// How to name this ledger again on a command line; empty for the usual one.
  var again: String { ledger == Self.usual ? "" : " --ledger \(ledger)" }
}
