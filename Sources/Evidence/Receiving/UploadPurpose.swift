import Foundation
import Playbook

/// For which case an upload's files are kept: written before they are, so that a crash behind it leaves nothing that nobody knows of.
struct UploadPurpose: Hashable, Sendable, Codable {
  static let fileName = "purpose"

  let caseID: String
  let digests: [String]
  let at: Instant

  var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? [] }

  init(caseID: String, digests: [ContentDigest], at: Instant) {
    self.caseID = caseID
    self.digests = digests.map(\.text)
    self.at = at
  }

  /// - Returns: nil when the folder has none, or it was broken off in the writing: then nothing was kept yet.
  init?(in folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/" + Self.fileName),
      let purpose = try? JSONDecoder().decode(UploadPurpose.self, from: data)
    else { return nil }
    self = purpose
  }
}
