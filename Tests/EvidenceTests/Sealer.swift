import Foundation
import Testing

@testable import Evidence

/// Keeps sealed files in a folder, reads them, and looks at what lies there.
struct Sealer {
  let place: Place
  let store: FolderStore
  let spool: Spool

  init() throws {
    place = try Place()
    store = FolderStore(folder: place.path)
    spool = Spool(folder: store.spoolFolder)
    try spool.begin()
  }

  /// Bytes in which nothing comes twice.
  static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }

  func keep(_ bytes: [UInt8], with key: EvidenceKey = EvidenceKey()) async throws -> EvidenceFile {
    let upload = try await spool.receive(body(bytes), limit: 1 << 24)
    let sealed = try await upload.original.sealed(with: key)
    try await store.keep(sealed)
    await upload.end()
    return EvidenceFile(upload.original.digest, sealedAs: sealed.digest, with: key)
  }

  func read(_ file: EvidenceFile, _ range: Range<Int>? = nil) async throws -> [UInt8] {
    try await store.content(of: file, range)
  }

  func stored(_ file: EvidenceFile) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(file))) }

  func put(_ bytes: [UInt8], under file: EvidenceFile) throws { try Data(bytes).write(to: url(file)) }

  private func url(_ file: EvidenceFile) -> URL { URL(fileURLWithPath: place.path + "/" + file.kept.path) }
}

extension EvidenceStore {
  /// What is in a file, opened.
  func content(of file: EvidenceFile, _ range: Range<Int>? = nil) async throws -> [UInt8] {
    let found = try #require(try await find(file))
    return try await found.open(range.map { Int64($0.lowerBound)..<Int64($0.upperBound) } ?? 0..<found.bytes).collected()
  }
}
