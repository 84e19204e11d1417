import Foundation
import Testing

@testable import Evidence

@Suite("Copies of kept files")
struct CopyingTests {
  @Test func `a file is copied whole, for us alone, and nothing is overwritten or made up`() async throws {
    let (place, aside) = (try Place(), try Place())
    let store = FolderStore(folder: place.path)
    let spool = Spool(folder: store.spoolFolder)
    try spool.begin()
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let put = try await store.put(body(bytes), limit: 1 << 20, by: spool)
    let path = aside.path + "/copy"
    #expect(try await store.copy(put.digest, to: path))
    #expect(FileManager.default.contents(atPath: path) == Data(bytes))
    #expect(try aside.permissions(of: "copy") == 0o600)
    await #expect(throws: EvidenceError.unavailable("\(path) can't be made")) { try await store.copy(put.digest, to: path) }
    let unknown = try #require(ContentDigest(String(repeating: "ab", count: 32)))
    #expect(try await !store.copy(unknown, to: aside.path + "/none"))
    #expect(try aside.files() == ["copy"])
  }
}
