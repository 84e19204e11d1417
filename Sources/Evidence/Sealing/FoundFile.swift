import NIOCore

/// A file that a store has, to be read as it came: what is sealed is opened on the way.
public struct FoundFile: Sendable {
  /// Of what is in it.
  public let bytes: Int64
  private let file: EvidenceFile
  private let store: any EvidenceStore

  fileprivate init(_ file: EvidenceFile, bytes: Int64, in store: any EvidenceStore) {
    self.file = file
    self.bytes = bytes
    self.store = store
  }

  /// A part of what is in it, in chunks that are read and opened as they are asked for. Of a sealed file no more is read than the chunks that have the part, and the
  /// first of them is opened before this returns: a file that was cut or exchanged is told before anything of it is given out.
  /// - Parameter range: within `bytes`.
  /// - Throws: `EvidenceError.damaged`, `.notThere`, `.unavailable`.
  public func open(_ range: Range<Int64>) async throws(EvidenceError) -> OpenedBytes {
    guard let key = file.key else { return OpenedBytes(clear: try await store.open(file.kept, range: range)) }
    guard !range.isEmpty else { return OpenedBytes(first: nil, rest: nil) }
    let (form, seal) = (SealedForm(bytes: bytes), ChunkSeal(key, of: file.digest, bytes: bytes))
    let numbers = form.chunks(with: range)
    let (begin, behind) = (numbers.lowerBound..<numbers.lowerBound + 1, numbers.lowerBound + 1..<numbers.upperBound)
    var opening = ChunkOpening(file, form, seal, wanted: range, numbers: begin)
    do {
      for try await chunk in try await store.open(file.kept, range: form.place(of: begin)) { opening.add(chunk) }
    } catch let error as EvidenceError { throw error } catch { throw .unavailable("\(error)") }
    guard let first = try opening.next() else { throw .damaged(file.kept) }
    if behind.isEmpty { return OpenedBytes(first: first, rest: nil) }
    let rest = try await store.open(file.kept, range: form.place(of: behind))
    return OpenedBytes(first: first, rest: (rest, ChunkOpening(file, form, seal, wanted: range, numbers: behind)))
  }
}

extension EvidenceStore {
  /// Looks for a file that a case names.
  /// - Returns: nil when there is no such file.
  /// - Throws: `EvidenceError.damaged` when it has a length that no sealed file has, `.unavailable`.
  public func find(_ file: EvidenceFile) async throws(EvidenceError) -> FoundFile? {
    guard let kept = try await look(at: file.kept) else { return nil }
    guard file.key != nil else { return FoundFile(file, bytes: kept.bytes, in: self) }
    guard let form = SealedForm(sealedBytes: kept.bytes) else { throw .damaged(file.kept) }
    return FoundFile(file, bytes: form.bytes, in: self)
  }
}
