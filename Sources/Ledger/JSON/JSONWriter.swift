/// Writes values as compact JSON with keys in order, straight into bytes: what Foundation's encoder gives with sorted keys, in a fraction of its time.
///
/// Containers are written one after another: a nested one is closed as soon as its parent is written to again, which is how synthesized code works.
/// A value it can't write is left to Foundation (`StoredJSON.text`).
final class JSONWriter: Encoder {
  struct Unfit: Error {}

  /// A member of an object that is being written: where its key, and the member itself, begin and end.
  private struct Member {
    let key: Range<Int>
    var end: Int
  }

  private struct Open {
    let start: Int
    let isObject: Bool
    /// The place of its first member in `members`.
    let firstMember: Int
    var isEmpty = true
  }

  // One task writes; the checks that two don't at once would cost more than the writing.
  @exclusivity(unchecked) private var line = GrowingBytes(capacity: 1024)
  @exclusivity(unchecked) private var members: [Member] = []
  @exclusivity(unchecked) private var open: [Open] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// What was written.
  var bytes: [UInt8] { line.array }

  /// What was written; the writer is as new afterwards.
  func take() -> [UInt8] {
    defer { reset() }
    return line.array
  }

  /// Forgets everything, also what was left open by an error.
  func reset() {
    line.removeAll()
    members.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
  }

  /// The JSON of one value, behind what was written before.
  func write<Value: Encodable>(_ value: Value) throws {
    let depth = open.count
    let start = line.count
    try value.encode(to: self)
    close(to: depth)
    if line.count == start { throw Unfit() }
  }

  /// Text that is JSON already.
  func raw(_ text: StaticString) { line.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

  // MARK: values

  func put(_ text: String) {
    line.append(0x22)
    // Only a text that Foundation lent isn't in one piece.
    if text.utf8.withContiguousStorageIfAvailable({ putEscaped($0) }) == nil { Array(text.utf8).withUnsafeBufferPointer { putEscaped($0) } }
    line.append(0x22)
  }

  private func putEscaped(_ utf8: UnsafeBufferPointer<UInt8>) {
    var plain = 0
    var index = 0
    while index < utf8.count {
      if index + 8 <= utf8.count, Self.isPlain(UnsafeRawPointer(utf8.baseAddress! + index).loadUnaligned(as: UInt64.self)) {
        index += 8
        continue
      }
      if utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
        line.append(UnsafeBufferPointer(rebasing: utf8[plain..<index]))
        escape(utf8[index])
        plain = index + 1
      }
      index += 1
    }
    line.append(UnsafeBufferPointer(rebasing: utf8[plain...]))
  }

  /// Whether none of eight bytes has to be escaped. It may say no for bytes that needn't: they are looked at one by one.
  private static func isPlain(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    func hasZero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
    let control = (eight &- ones &* 0x20) & ~eight & highs
    return control | hasZero(eight ^ ones &* 0x22) | hasZero(eight ^ ones &* 0x5C) == 0
  }

  private func escape(_ byte: UInt8) {
    line.append(0x5C)
    switch byte {
    case 0x22, 0x5C: line.append(byte)
    case 0x08: line.append(UInt8(ascii: "b"))
    case 0x0C: line.append(UInt8(ascii: "f"))
    case 0x0A: line.append(UInt8(ascii: "n"))
    case 0x0D: line.append(UInt8(ascii: "r"))
    case 0x09: line.append(UInt8(ascii: "t"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      for byte in [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] { line.append(byte) }
    }
  }

  func put(_ number: Int64) {
    if number < 0 { line.append(UInt8(ascii: "-")) }
    line.append(decimal: number.magnitude)
  }

  func put(_ flag: Bool) { raw(flag ? "true" : "false") }

  func put(_ number: Double) throws {
    guard number.isFinite else { throw Unfit() }
    let text = number.description
    for byte in (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8 { line.append(byte) }
  }

  // MARK: containers

  /// Opens an object or an array. - Returns: its depth, by which its members are written.
  func begin(object isObject: Bool) -> Int {
    open.append(Open(start: line.count, isObject: isObject, firstMember: members.count))
    line.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    return open.count
  }

  /// The next member of the object at this depth: its value is to be written now.
  func member(_ key: String, at depth: Int) {
    next(at: depth)
    let start = line.count
    put(key)
    members.append(Member(key: start..<line.count, end: 0))
    line.append(UInt8(ascii: ":"))
  }

  /// The next element of the array at this depth.
  func element(at depth: Int) { next(at: depth) }

  private func next(at depth: Int) {
    close(to: depth)
    let top = depth - 1
    if open[top].isEmpty {
      open[top].isEmpty = false
    } else {
      if open[top].isObject { members[members.count - 1].end = line.count }
      line.append(UInt8(ascii: ","))
    }
  }

  /// Closes what is open deeper than this.
  func close(to depth: Int) {
    while open.count > depth {
      let last = open.removeLast()
      if last.isObject { sortMembers(of: last) }
      line.append(last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }
  }

  private func sortMembers(of object: Open) {
    let first = object.firstMember
    defer { members.removeSubrange(first...) }
    guard members.count > first else { return }
    members[members.count - 1].end = line.count
    guard members.count > first + 1 else { return }
    guard !(first + 1..<members.count).allSatisfy({ isBefore(members[$0 - 1].key, members[$0].key) }) else { return }
    // Insertion sort: an object has a few members.
    for index in first + 1..<members.count {
      var place = index
      while place > first, isBefore(members[place].key, members[place - 1].key) {
        members.swapAt(place, place - 1)
        place -= 1
      }
    }
    line.rearrange(from: object.start + 1, as: members[first...].map { $0.key.lowerBound..<$0.end }, separator: UInt8(ascii: ","))
  }

  /// Whether one key comes before another, by their bytes between the quotes.
  private func isBefore(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    var (one, other) = (left.lowerBound + 1, right.lowerBound + 1)
    while one < left.upperBound - 1, other < right.upperBound - 1 {
      if line[one] != line[other] { return line[one] < line[other] }
      one += 1
      other += 1
    }
    return left.count < right.count
  }
}
