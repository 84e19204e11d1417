import Importing
import Testing

@Suite("Tables in CSV are read as they come, byte by byte if need be")
struct CSVReadingTests {
  /// What a record says: its cells, or the fault and the line.
  private enum Said: Equatable {
    case cells([String])
    case fault(RecordFault, String)
  }

  private struct Read: Equatable {
    let line: Int
    let end: FilePlace
    let said: Said
  }

  private func reads(_ records: [PlacedRecord<[String]>]) -> [Read] {
    records.map { record in
      switch record.content {
      case .success(let cells): Read(line: record.line, end: record.end, said: .cells(cells))
      case .failure(let unread): Read(line: record.line, end: record.end, said: .fault(unread.fault, unread.text))
      }
    }
  }

  private func read(_ bytes: [UInt8], at place: FilePlace = .start, _ cut: () -> Int = { 1_000_000 }) -> [Read] {
    var reading = CSVReading(at: place)
    var records: [PlacedRecord<[String]>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(max(cut(), 1))
      rest = rest.dropFirst(chunk.count)
      records += reading.read(Array(chunk))
    }
    return reads(records + reading.finish())
  }

  private func cells(_ text: String) -> [[String]] {
    read(Array(text.utf8)).map { if case .cells(let cells) = $0.said { cells } else { ["a fault"] } }
  }

  @Test(
    arguments: [
      ("", []), ("a,b", [["a", "b"]]), ("a,b\r\n", [["a", "b"]]), ("a\nb\rc\r\n", [["a"], ["b"], ["c"]]), ("a,\n,b\n", [["a", ""], ["", "b"]]),
      ("a,", [["a", ""]]), ("\n\na", [[""], [""], ["a"]]), ("\u{FEFF}甲,乙\n", [["甲", "乙"]]), ("\u{FEFF}", []), ("\"a,b\",c", [["a,b", "c"]]),
      ("\"a\"\"b\",\"\"\n", [["a\"b", ""]]), ("\"a\r\nb\",c\r\nd", [["a\r\nb", "c"], ["d"]]), ("5\" screen,b", [["5\" screen", "b"]]),
      (" a , \"b\"", [[" a ", " \"b\""]]),
    ] as [(String, [[String]])])
  func forms(text: String, expected: [[String]]) { #expect(cells(text) == expected) }

  @Test func linesAndPlacesAreTold() {
    let found = read(Array("a\r\n\"b\nb\"\n甲,乙\rd".utf8))
    #expect(found.map(\.line) == [1, 2, 4, 5])
    #expect(found.map(\.end.offset) == [3, 9, 17, 18])
    #expect(found[1].end.line == 4)
  }

  @Test func aFaultCostsOneLine() {
    let behind = read(Array("a,\"b\"c\nd,e\n".utf8))
    #expect(behind.map(\.said) == [.fault(.textBehindQuote, "a,\"b\"c"), .cells(["d", "e"])])
    let open = read(Array("a,\"b\r\nc,d\r\ne".utf8))
    #expect(open.map(\.said) == [.fault(.openQuote, "a,\"b"), .cells(["c", "d"]), .cells(["e"])])
    #expect(open.map(\.line) == [1, 2, 3])
    let bytes = read([0x61, 0x2C, 0xC5, 0xD0, 0x0A, 0x62])
    #expect(bytes.map(\.said) == [.fault(.notUTF8, "a,\u{FFFD}\u{FFFD}"), .cells(["b"])])
  }

  @Test(arguments: [8_192, 65_536, 10_000_000])
  func whatIsTooLongIsSkippedNotKept(chunk: Int) {
    let long = String(repeating: "x", count: RecordLimits.bytes + 70_000)
    let found = read(Array("a\n\(long)\r\nb\n\"\(long)".utf8)) { chunk }
    #expect(found.map(\.line) == [1, 2, 3, 4])
    #expect(found.map(\.end.offset) == [2, 4 + long.utf8.count, 6 + long.utf8.count, 7 + 2 * long.utf8.count])
    guard found.count == 4, case .fault(.tooLong, let text) = found[1].said, case .fault(.tooLong, _) = found[3].said else {
      Issue.record("\(found.map(\.line))")
      return
    }
    #expect(text.hasPrefix("xxx") && text.count < 1_100)
    #expect(found[2].said == .cells(["b"]))
    // A quote that stays open over many lines costs its own line.
    let lines = String(repeating: "c,d\n", count: 100_000)
    let after = read(Array("\"a\n\(lines)".utf8)) { chunk }
    #expect(after.count == 100_001 && after[0].said == .fault(.openQuote, "\"a") && after[100_000].said == .cells(["c", "d"]))
  }

  @Test(arguments: 0..<400)
  func whatIsWrittenIsReadBack(seed: Int) {
    var chance = Chance(seed: UInt64(seed))
    let letters = ["a", "甲", "😀", "é", "\"", "\"\"", ",", "\r", "\n", "\r\n", " ", "\t", "="]
    var table: [[String]] = []
    for _ in 0..<chance.below(8) {
      var row: [String] = []
      for _ in 0...chance.below(5) {
        var cell = ""
        for _ in 0..<chance.below(7) { cell += letters[chance.below(letters.count)] }
        row.append(cell)
      }
      table.append(row)
    }
    let mark: [UInt8] = chance.below(3) == 0 ? [0xEF, 0xBB, 0xBF] : []
    let bytes = mark + Array(table.map(csvLine).joined().utf8)
    let found = read(bytes) { [1, 2, 3, 7, 64][chance.below(5)] }
    #expect(found.map(\.said) == table.map { Said.cells($0) })
    #expect(found.allSatisfy { $0.end.offset <= bytes.count } && (table.isEmpty || found.last?.end.offset == bytes.count))
    // From behind any record the rest reads the same.
    for (index, record) in found.enumerated() where record.end.offset > 0 {
      #expect(read(Array(bytes.dropFirst(record.end.offset)), at: record.end) == Array(found.dropFirst(index + 1)))
    }
  }

  @Test(arguments: 0..<400)
  func whateverTheBytesTheChunksDontMatter(seed: Int) {
    var chance = Chance(seed: UInt64(seed) + 1_000)
    let letters: [UInt8] = Array("ab\"\",,\r\n\n".utf8) + [0xFF, 0xE7]
    var bytes: [UInt8] = []
    for _ in 0..<chance.below(200) { bytes.append(letters[chance.below(letters.count)]) }
    let whole = read(bytes)
    #expect(read(bytes) { chance.below(9) } == whole)
    #expect(read(bytes) { 1 } == whole)
    #expect(bytes.isEmpty || whole.last?.end.offset == bytes.count, "everything is read or refused")
  }

  @Test func linesOfOtherTexts() {
    var reading = LineReading()
    let found = reading.read(Array("\u{FEFF}{\"a\":1}\r\n\n{\"b\"".utf8)) + reading.read(Array(":2}\n".utf8) + [0xFF, 0x0A]) + reading.finish()
    #expect(found.map { try? $0.content.get() } == ["{\"a\":1}", "", "{\"b\":2}", nil])
    #expect(found.map(\.line) == [1, 2, 3, 4])
    #expect(found.last?.end == FilePlace(offset: 23, line: 5))
  }
}

/// Seeded chance, so that a run can be repeated. SplitMix64.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
