import Foundation
import Testing

@testable import Evidence

@Suite("Files in a folder")
struct FolderStoreTests {
  private let place: Place
  private let store: FolderStore
  private let spool: Spool

  init() throws {
    place = try Place()
    store = FolderStore(folder: place.path)
    spool = Spool(folder: store.spoolFolder)
    try spool.begin()
  }

  @Test func `a file is kept under its digest, for us alone, and given back whole and in part`() async throws {
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let put = try await store.put(body(Array(bytes[..<10]), [], Array(bytes[10...])), limit: 1 << 20, length: 700_000, by: spool)
    #expect(put.bytes == 700_000 && ContentDigest(put.digest.text) == put.digest)
    let name = put.digest.path
    #expect(try place.files() == [name] && name.hasPrefix("\(put.digest.text.prefix(2))/"))
    #expect(try place.permissions(of: name) == 0o600)
    #expect(try place.permissions(of: String(name.prefix(2))) == 0o700)
    #expect(try await store.look(at: put.digest)?.bytes == 700_000)
    #expect(try await store.open(put.digest, range: 0..<700_000).collected() == bytes)
    #expect(try await store.open(put.digest, range: 299_999..<300_001).collected() == Array(bytes[299_999..<300_001]))
    #expect(try await store.open(put.digest, range: 5..<5).collected() == [])
  }

  @Test func `the digest is SHA-256`() async throws {
    let put = try await store.put(body(Array("ab".utf8), Array("c".utf8)), limit: 3, by: spool)
    #expect(put.digest.text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" && put.bytes == 3)
  }

  @Test func `the same content twice is one file`() async throws {
    let first = try await store.put(body([1, 2, 3]), limit: 10, by: spool)
    let second = try await store.put(body([1], [2, 3]), limit: 10, by: spool)
    #expect(first.digest == second.digest)
    #expect(try place.files() == [first.digest.path])
  }

  @Test func `many at once with the same content are one file`() async throws {
    let (store, spool) = (store, spool)
    let digests = try await withThrowingTaskGroup(of: ContentDigest.self) { group in
      for _ in 0..<20 { group.addTask { try await store.put(body([7, 7, 7]), limit: 10, by: spool).digest } }
      return try await group.reduce(into: Set<ContentDigest>()) { $0.insert($1) }
    }
    #expect(digests.count == 1)
    #expect(try place.files() == digests.map(\.path))
  }

  @Test func `what is removed is gone, and removing it again is nothing`() async throws {
    let digest = try await store.put(body([1]), limit: 10, by: spool).digest
    let opened = try await store.open(digest, range: 0..<1)
    try await store.remove(digest)
    try await store.remove(digest)
    #expect(try await store.look(at: digest) == nil)
    #expect(try await opened.collected() == [1], "whoever had opened it reads on")
    await #expect(throws: EvidenceError.notThere(digest)) { try await store.open(digest, range: 0..<1) }
  }

  @Test func `a file that ends too early isn't given as if it were whole`() async throws {
    let digest = try await store.put(body([1, 2, 3]), limit: 10, by: spool).digest
    let opened = try await store.open(digest, range: 0..<9)
    await #expect(throws: EvidenceError.self) { try await opened.collected() }
  }

  @Test func `too much, nothing, and what was broken off leave nothing`() async throws {
    let (store, spool) = (store, spool)
    await #expect(throws: EvidenceError.tooLarge(limit: 4)) { try await store.put(body([1, 2, 3], [4, 5]), limit: 4, by: spool) }
    await #expect(throws: EvidenceError.tooLarge(limit: 4)) { try await store.put(body([1]), limit: 4, length: 5, by: spool) }
    await #expect(throws: EvidenceError.empty) { try await store.put(body([]), limit: 4, by: spool) }
    await #expect(throws: EvidenceError.brokenOff) { try await store.put(brokenBody([1, 2]), limit: 4, by: spool) }
    await #expect(throws: EvidenceError.brokenOff) { try await store.put(body([1, 2]), limit: 4, length: 3, by: spool) }
    await #expect(throws: EvidenceError.brokenOff) { try await store.put(body([1, 2]), limit: 4, length: 1, by: spool) }
    #expect(try place.files().isEmpty)
    #expect(try await store.put(body([1, 2, 3, 4]), limit: 4, length: 4, by: spool).bytes == 4, "the limit itself may be reached")
  }

  @Test func `a disk that can't be written to is said so`() async throws {
    let spool = Spool(folder: place.path + "/file/incoming")
    try Data([1]).write(to: URL(fileURLWithPath: place.path + "/file"))
    let error = await #expect(throws: EvidenceError.self) { _ = try await spool.receive(body([1]), limit: 10) }
    guard case .unavailable(let words)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.contains("/file/incoming"))
  }
}
