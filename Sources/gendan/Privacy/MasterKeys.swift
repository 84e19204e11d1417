import Foundation
import Ledger
import LedgerSQLite
import Yams

/// Finds the master key of a ledger, in the same way for every command: in the variable, in the file that the setting names, in the file beside the ledger.
enum MasterKeys {
  static let variable = "GENDAN_MASTER_KEY"
  /// What stands for no file in the settings.
  static let none = "none"

  /// Where a ledger's key is, or would be.
  enum Place {
    case variable(String)
    case file(KeyFile)
  }

  /// - Parameters:
  ///   - path: of the ledger.
  ///   - file: as settings have it that were read; nil looks for it.
  static func place(for path: String, _ file: String? = nil) -> Place {
    if let text = ProcessInfo.processInfo.environment[variable], !text.isEmpty { return .variable(text) }
    return .file((file ?? configured()).map { KeyFile(path: $0) } ?? .beside(path))
  }

  /// The key; with the next one while the ledger goes over to it, none when there is no file beside the ledger.
  /// - Throws: `Trouble` for a key that can't be read, and for a file that was named and isn't there.
  static func find(for path: String, _ file: String? = nil) throws -> [MasterKey] {
    switch place(for: path, file) {
    case .variable(let text):
      guard let key = MasterKey(base64: text) else {
        throw Trouble(say("\(variable) 不是主密钥：应是 32 字节的 base64。", "\(variable) is no master key: it should be 32 bytes in base64."), code: .unreadable)
      }
      return [key]
    case .file(let file):
      let isBeside = file.path == KeyFile.beside(path).path
      let next = file.next.exists ? [try file.next.read()] : []
      if isBeside, !file.exists { return next }
      return [try file.read()] + next
    }
  }

  /// Makes one beside a ledger that has none, unless it was said where it is.
  /// - Parameter specification: `sqlite:PATH`.
  /// - Returns: the file; nil when none had to be made.
  static func makeIfNone(for specification: String, _ file: String? = nil) throws -> String? {
    let path = try Wiring.path(of: specification)
    guard case .file(let wanted) = place(for: path, file), wanted.path == KeyFile.beside(path).path, !wanted.exists, !wanted.next.exists else { return nil }
    // A ledger whose key was lost isn't given another: nothing would open what is in it.
    guard try !SQLiteLedger.isSealed(path) else { return nil }
    try Wiring.makeFolder(for: path)
    return try wanted.make(MasterKey()) ? wanted.path : nil
  }

  /// As the server's settings have it.
  private static func configured() -> String? {
    if let path = ProcessInfo.processInfo.environment[Setting.masterKeyFile.variable], !path.isEmpty { return path == none ? nil : path }
    guard let text = try? String(contentsOfFile: "gendan.yaml", encoding: .utf8), let node = try? Yams.compose(yaml: text) else { return nil }
    let path = node["privacy"]?["master-key-file"]?.string
    return path == none ? nil : path
  }
}
