import Crypto
import Foundation
import Testing

@testable import Evidence

private let chunk = Int(SealedForm.chunk)
/// A sealed chunk with its tag.
private let step = chunk + 16
private let lengths: [Int] = [1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1, 5 * chunk + 77]
/// Of a file of three chunks and a hundred bytes.
private let parts: [Range<Int>] = [
  0..<1, 0..<chunk, chunk - 1..<chunk, chunk - 1..<chunk + 1, chunk..<chunk + 1, chunk..<2 * chunk, 1..<3 * chunk, 2 * chunk + 5..<3 * chunk + 100,
  3 * chunk..<3 * chunk + 100, 3 * chunk + 99..<3 * chunk + 100, 5..<5, 0..<3 * chunk + 100,
]
/// In a sealed file of two chunks and a hundred bytes.
private let places: [Int] = [0, 6, 7, 8, 8 + chunk - 1, 8 + chunk, 8 + step, 8 + 2 * step, 8 + 2 * step + 99, 8 + 2 * step + 115]
private let cuts: [Int] = [0, 7, 8, 23, 24, 8 + chunk, 8 + step, 8 + chunk + 20, 8 + 2 * step, 8 + 2 * step + 100, 8 + 2 * step + 115]

@Suite("Sealed files")
struct SealedFileTests {
  private let sealer: Sealer

  init() throws { sealer = try Sealer() }

  @Test(arguments: lengths)
  func `a file comes back as it was, and nothing of it lies on the disk`(count: Int) async throws {
    let bytes = Sealer.bytes(count)
    let file = try await sealer.keep(bytes)
    #expect(try await sealer.read(file) == bytes)
    #expect(try await sealer.store.find(file)?.bytes == Int64(count))
    let stored = try sealer.stored(file)
    let tags = 16 * ((count + chunk - 1) / chunk)
    #expect(stored.count == 8 + count + tags && stored.starts(with: "gendan\u{0}\u{1}".utf8))
    #expect(ContentDigest(SHA256.hash(data: stored)) == file.kept)
    for start in stride(from: 0, to: max(count - 16, 0), by: 4_999) {
      #expect(Data(stored).range(of: Data(bytes[start..<start + 16])) == nil, "\(start)")
    }
    #expect(try sealer.place.files() == [file.kept.path] && sealer.place.permissions(of: file.kept.path) == 0o600)
  }

  @Test(arguments: parts)
  func `a part is what it was, wherever chunks end`(range: Range<Int>) async throws {
    let bytes = Sealer.bytes(3 * chunk + 100)
    let file = try await sealer.keep(bytes)
    #expect(try await sealer.read(file, range) == Array(bytes[range]))
  }

  @Test func `a part is read without the rest`() async throws {
    let bytes = Sealer.bytes(4 * chunk)
    let file = try await sealer.keep(bytes)
    var stored = try sealer.stored(file)
    stored[8 + 2 * step] ^= 1
    try sealer.put(stored, under: file)
    #expect(try await sealer.read(file, 0..<2 * chunk) == Array(bytes[..<(2 * chunk)]))
    #expect(try await sealer.read(file, 3 * chunk..<4 * chunk) == Array(bytes[(3 * chunk)...]))
    await #expect(throws: EvidenceError.damaged(file.kept)) { try await sealer.read(file, 2 * chunk..<2 * chunk + 1) }
  }

  @Test(arguments: places)
  func `a byte that was changed is told, and the file isn't given as if it were whole`(place: Int) async throws {
    let file = try await sealer.keep(Sealer.bytes(2 * chunk + 100))
    var stored = try sealer.stored(file)
    stored[place] ^= 0x10
    try sealer.put(stored, under: file)
    await #expect(throws: EvidenceError.damaged(file.kept)) { try await sealer.read(file) }
  }

  @Test(arguments: cuts)
  func `a file that was cut is told before anything of it is given`(length: Int) async throws {
    let file = try await sealer.keep(Sealer.bytes(2 * chunk + 100))
    try sealer.put(Array(try sealer.stored(file)[..<length]), under: file)
    await #expect(throws: EvidenceError.damaged(file.kept)) { try await sealer.read(file, 0..<1) }
  }

  @Test func `what was added behind the end is told`() async throws {
    let file = try await sealer.keep(Sealer.bytes(chunk))
    try sealer.put(try sealer.stored(file) + [UInt8](repeating: 0, count: 40), under: file)
    await #expect(throws: EvidenceError.damaged(file.kept)) { try await sealer.read(file, 0..<1) }
  }

  @Test func `chunks open in their own place of their own file, with its key`() async throws {
    let key = EvidenceKey()
    let (one, two) = (try await sealer.keep(Sealer.bytes(2 * chunk), with: key), try await sealer.keep(Sealer.bytes(2 * chunk, seed: 2), with: key))
    let (stored, other) = (try sealer.stored(one), try sealer.stored(two))
    let (header, first, second) = (stored[..<8], stored[8..<8 + step], stored[(8 + step)...])
    let wrongs: [[ArraySlice<UInt8>]] = [
      [header, second, first], [header, first, first], [header, other[8..<8 + step], second], [header, first, other[(8 + step)...]], [other[...]],
    ]
    for wrong in wrongs {
      try sealer.put(wrong.flatMap { $0 }, under: one)
      await #expect(throws: EvidenceError.damaged(one.kept)) { try await sealer.read(one) }
    }
    try sealer.put(stored, under: one)
    #expect(try await sealer.read(one).count == 2 * chunk)
    let stranger = EvidenceFile(one.digest, sealedAs: one.kept, with: EvidenceKey())
    await #expect(throws: EvidenceError.damaged(one.kept)) { try await sealer.read(stranger) }
    let renamed = EvidenceFile(two.digest, sealedAs: one.kept, with: key)
    await #expect(throws: EvidenceError.damaged(one.kept)) { try await sealer.read(renamed) }
  }

  @Test func `the form is what docs say: another program sealed the same`() async throws {
    // Made with Python's cryptography: HKDF-SHA256 and AES-256-GCM as docs/data.md describes them.
    let key = try #require(EvidenceKey(base64: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))
    let short = try await sealer.keep(Array("a hair, black\n".utf8), with: key)
    #expect(Data(try sealer.stored(short)).base64EncodedString() == "Z2VuZGFuAAGAa9Y8eMXacVoIFg65U1nwaaKA6tGTz0hounpfphw=")
    let long = try await sealer.keep((0..<2 * chunk + 3).map { UInt8(truncatingIfNeeded: $0 &* 31) }, with: key)
    #expect(long.kept.text == "280dc799e7684679394df469d8a6de823318d8470862b6d8ef818e8b0eb1d38d")
  }

  @Test func `every length has one sealed length, and others are no file's`() {
    let chunk = SealedForm.chunk
    for bytes in [0, 1, 15, 16, 17, chunk - 17, chunk - 16, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 16, 200 << 20] {
      #expect(SealedForm(sealedBytes: SealedForm(bytes: bytes).sealedBytes)?.bytes == bytes, "\(bytes)")
    }
    for sealed in [-1, 0, 8, 23, chunk + 25, chunk + 40] { #expect(SealedForm(sealedBytes: sealed) == nil, "\(sealed)") }
  }

  @Test func `a key is 32 bytes in base64, and isn't written anywhere by accident`() throws {
    let key = EvidenceKey()
    #expect(EvidenceKey(base64: key.base64) == key && EvidenceKey() != key)
    for bad in ["", "[已删除 erased]", "AAECAw==", String(repeating: "A", count: 48), String(repeating: "!", count: 44)] {
      #expect(EvidenceKey(base64: bad) == nil, "\(bad)")
    }
    let digest = try #require(ContentDigest(String(repeating: "ab", count: 32)))
    #expect(!"\(EvidenceFile(digest, sealedAs: digest, with: key))".contains(key.base64) && "\(key)" == "(a key)")
  }

  @Test func `a file that changed while it waited isn't sealed as what it was`() async throws {
    let upload = try await sealer.spool.receive(body([1, 2, 3]), limit: 10)
    try Data([1, 2, 4]).write(to: URL(fileURLWithPath: upload.original.path))
    await #expect(throws: EvidenceError.unavailable("\(upload.original.path) was changed while it waited")) {
      try await upload.original.sealed(with: EvidenceKey())
    }
  }

  @Test func `what lies in the clear from before is read as it is`() async throws {
    let bytes = Sealer.bytes(chunk + 5)
    let put = try await sealer.store.put(body(bytes), limit: 1 << 20, by: sealer.spool)
    let file = EvidenceFile(unsealed: put.digest)
    #expect(try await sealer.read(file) == bytes)
    #expect(try await sealer.read(file, 10..<20) == Array(bytes[10..<20]))
    try await sealer.store.remove(put.digest)
    #expect(try await sealer.store.find(file)?.bytes == nil)
  }
}
