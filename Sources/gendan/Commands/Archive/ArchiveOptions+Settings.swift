import Foundation

extension ArchiveOptions {
  /// As `gendan serve` reads them: flags, environment, file.
  func settings() async throws -> ServerSettings {
    var flags: [String: String] = [:]
    for other in others {
      let parts = other.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw Trouble(say("--set \(other)：写成 名字=值。", "--set \(other): write NAME=VALUE."), code: .unreadable) }
      flags[parts[0]] = parts[1]
    }
    if let ledger { flags[Setting.ledger.rawValue] = ledger }
    let file = config ?? (FileManager.default.fileExists(atPath: "gendan.yaml") ? "gendan.yaml" : nil)
    return try await ServerSettings(flags: flags, environment: ProcessInfo.processInfo.environment, file: file)
  }
}
