import Crypto
import Foundation

extension ReceivedFile {
  /// A sealed copy beside it, which stores keep under the digest of the sealed bytes. It is made chunk by chunk, and durable but for its name when this returns.
  /// - Throws: `EvidenceError.unavailable`, also when the file isn't what it was when it came: whoever draws of it might have changed it.
  func sealed(with key: EvidenceKey) async throws(EvidenceError) -> ReceivedFile {
    let file = self
    return try await BlockingWork.run { () throws(EvidenceError) in try file.seal(with: key, to: file.path + ".sealed") }
  }

  private func seal(with key: EvidenceKey, to sealedPath: String) throws(EvidenceError) -> ReceivedFile {
    let source = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard source >= 0 else { throw Disk.refused("opening", path) }
    defer { close(source) }
    let target = try Disk.create(sealedPath)
    defer { close(target) }
    let (form, seal) = (SealedForm(bytes: bytes), ChunkSeal(key, of: digest, bytes: bytes))
    var (plainHash, hash) = (SHA256(), SHA256())
    hash.update(data: SealedForm.header)
    try Disk.writeAll(SealedForm.header, to: target, sealedPath)
    for number in 0..<form.chunkCount {
      let plain = try Disk.read(form.content(of: number).count, from: source, path)
      let sealed = try seal.seal(plain, number)
      plainHash.update(data: plain)
      hash.update(data: sealed)
      try Disk.writeAll(sealed, to: target, sealedPath)
    }
    guard ContentDigest(plainHash.finalize()) == digest else { throw .unavailable("\(path) was changed while it waited") }
    guard fsync(target) == 0 else { throw Disk.refused("fsync of", sealedPath) }
    return ReceivedFile(digest: ContentDigest(hash.finalize()), bytes: form.sealedBytes, path: sealedPath)
  }
}
