import NIOCore

/// Opens chunks of a sealed file, one behind the other, as its bytes come, and cuts from them what is wanted.
struct ChunkOpening: Sendable {
  private let file: EvidenceFile
  private let form: SealedForm
  private let seal: ChunkSeal
  /// Of what is in the file.
  private let wanted: Range<Int64>
  /// Those that are still to come.
  private var numbers: Range<Int64>
  /// What came and isn't a whole chunk yet.
  private var waiting = ByteBuffer()

  /// - Parameters:
  ///   - wanted: of what is in the file, in bytes.
  ///   - numbers: the chunks that will come, with the header before the first one of the file.
  init(_ file: EvidenceFile, _ form: SealedForm, _ seal: ChunkSeal, wanted: Range<Int64>, numbers: Range<Int64>) {
    self.file = file
    self.form = form
    self.seal = seal
    self.wanted = wanted
    self.numbers = numbers
  }

  /// Whether nothing is to come any more.
  var isDone: Bool { numbers.isEmpty }

  mutating func add(_ bytes: ByteBuffer) {
    if waiting.readableBytes == 0 {
      waiting = bytes
    } else {
      waiting.discardReadBytes()
      waiting.writeImmutableBuffer(bytes)
    }
  }

  /// - Returns: nil until the next chunk is whole, and when all are opened.
  /// - Throws: `EvidenceError.damaged`.
  mutating func next() throws(EvidenceError) -> ByteBuffer? {
    guard !isDone else { return nil }
    let number = numbers.lowerBound
    guard var stored = waiting.readBytes(length: form.place(of: number..<number + 1).count) else { return nil }
    if number == 0 {
      guard stored.starts(with: SealedForm.header) else { throw .damaged(file.kept) }
      stored.removeFirst(SealedForm.header.count)
    }
    guard let plain = seal.open(stored, number) else { throw .damaged(file.kept) }
    numbers = number + 1..<numbers.upperBound
    let content = form.content(of: number)
    let part = wanted.clamped(to: content)
    return ByteBuffer(bytes: plain[Int(part.lowerBound - content.lowerBound)..<Int(part.upperBound - content.lowerBound)])
  }
}
