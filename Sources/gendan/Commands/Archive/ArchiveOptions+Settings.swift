import Foundation

extension ArchiveOptions {
  /// As `gendan serve` reads them: flags, environment, file.
  func settings() async throws -> ServerSettings {
    var flags = try GivenSettings.flags(others)
    if let ledger { flags[Setting.ledger.rawValue] = ledger }
    return try await ServerSettings(flags: flags, environment: ProcessInfo.processInfo.environment, file: GivenSettings.file(config))
  }
}
