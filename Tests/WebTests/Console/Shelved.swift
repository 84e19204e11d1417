import Channels
import Desk
import Foundation
import Playbook

@testable import Web

/// A shipped playbook, by its path below `Playbooks`.
func shipped(_ path: String) throws -> PlaybookFiles {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  return try PlaybookFiles(at: root.appendingPathComponent("Playbooks/\(path)").path)
}

extension Stage {
  /// A stage on whose shelf these shipped playbooks stand.
  static func with(_ paths: String..., connector: any Connector = NoWayOut()) async throws -> Stage {
    let stage = Stage(connector: connector)
    for path in paths { _ = try await stage.desk.shelf.publish(try shipped(path).sources, at: Instant(milliseconds: 1_795_305_600_000)) }
    return stage
  }
}
