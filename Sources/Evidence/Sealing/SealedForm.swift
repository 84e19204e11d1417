/// How a sealed file lies: a header, then chunks, each with its tag behind it. A range of it is found without reading the rest.
///
///     "gendan", 0, 1 | chunk 0, tag | chunk 1, tag | … | last chunk, tag
struct SealedForm: Hashable, Sendable {
  /// What the file is, and the form's version.
  static let header: [UInt8] = Array("gendan".utf8) + [0, 1]
  /// Bytes of a chunk before it is sealed; the last one may have fewer.
  static let chunk: Int64 = 64 << 10
  static let tag: Int64 = 16

  private static let headerBytes = Int64(header.count)

  /// Of what is in it.
  let bytes: Int64

  /// - Parameter bytes: of what is in it; not negative.
  init(bytes: Int64) { self.bytes = bytes }

  /// - Returns: nil when no sealed file is as long as that.
  init?(sealedBytes: Int64) {
    let body = sealedBytes - Self.headerBytes
    guard body >= Self.tag else { return nil }
    let chunks = (body + Self.chunk + Self.tag - 1) / (Self.chunk + Self.tag)
    bytes = body - chunks * Self.tag
    guard bytes >= 0, self.sealedBytes == sealedBytes else { return nil }
  }

  /// Nothing is a chunk too, so that it can't be had by cutting.
  var chunkCount: Int64 { max(1, (bytes + Self.chunk - 1) / Self.chunk) }

  var sealedBytes: Int64 { Self.headerBytes + bytes + chunkCount * Self.tag }

  /// Which bytes of what is in it a chunk has.
  func content(of number: Int64) -> Range<Int64> { number * Self.chunk..<min((number + 1) * Self.chunk, bytes) }

  /// The chunks that have these bytes; not for an empty range.
  func chunks(with range: Range<Int64>) -> Range<Int64> { range.lowerBound / Self.chunk..<(range.upperBound - 1) / Self.chunk + 1 }

  /// Where chunks lie in the sealed file, with their tags; the header with the first one.
  func place(of numbers: Range<Int64>) -> Range<Int64> {
    let step = Self.chunk + Self.tag
    let start = numbers.lowerBound == 0 ? 0 : Self.headerBytes + numbers.lowerBound * step
    return start..<min(Self.headerBytes + numbers.upperBound * step, sealedBytes)
  }
}
