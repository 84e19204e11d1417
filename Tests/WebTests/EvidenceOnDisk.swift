import Casework
import Evidence
import Foundation
import Ledger

@testable import Web

extension Stage {
  /// What a case was told of.
  func added(to id: String = "C-000001") async -> [AddedEvidence] {
    await ledger.readEvents(of: CaseID(id), after: 0).compactMap(AddedEvidence.init)
  }

  /// Where a file lies.
  func path(of digest: ContentDigest) -> String { "\(folder)/evidence/\(digest.text.prefix(2))/\(digest.text.dropFirst(2).prefix(2))/\(digest.text)" }

  /// All files of the store, by their paths; what arrives isn't among them.
  func storedFiles() throws -> [String: Data] {
    let store = folder + "/evidence"
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: store) where !name.hasPrefix("incoming") && name.split(separator: "/").count == 3 {
      files["\(store)/\(name)"] = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(name)"))
    }
    return files
  }
}
