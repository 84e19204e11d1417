import Foundation

/// What the command line and the folder say of settings, for all commands that read them as `gendan serve` does.
enum GivenSettings {
  /// - Parameter others: what `--set` was given: `NAME=VALUE`.
  /// - Throws: `Trouble` for one without a value.
  static func flags(_ others: [String]) throws -> [String: String] {
    var flags: [String: String] = [:]
    for other in others {
      let parts = other.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw Trouble(say("--set \(other)：写成 名字=值。", "--set \(other): write NAME=VALUE."), code: .unreadable) }
      flags[parts[0]] = parts[1]
    }
    return flags
  }

  /// - Parameter config: what `--config` was given.
  /// - Returns: that, or the file that is read where nobody says one, if it is there.
  static func file(_ config: String?) -> String? { config ?? (FileManager.default.fileExists(atPath: "gendan.yaml") ? "gendan.yaml" : nil) }
}
