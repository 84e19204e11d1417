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
  @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
  @exclusivity(unchecked) private var members: [Member] = []
  @exclusivity(unchecked) private var open: [Open] = []
  @exclusivity(unchecked) private var scratch: [UInt8] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init() { bytes.reserveCapacity(1024) }

  /// The JSON of one value, behind what was written before.
  func write<Value: Encodable>(_ value: Value) throws {
    let depth = open.count
    let start = bytes.count
    try value.encode(to: self)
    close(to: depth)
    if bytes.count == start { throw Unfit() }
  }

  /// Text that is JSON already.
  func raw(_ text: StaticString) { bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

  // MARK: values

  func put(_ text: String) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { utf8 in
      var plain = 0
      var index = 0
      while index < utf8.count {
        if index + 8 <= utf8.count, Self.isPlain(UnsafeRawPointer(utf8.baseAddress! + index).loadUnaligned(as: UInt64.self)) {
          index += 8
          continue
        }
        if utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
          bytes.append(contentsOf: utf8[plain..<index])
          escape(utf8[index])
          plain = index + 1
        }
        index += 1
      }
      bytes.append(contentsOf: utf8[plain...])
    }
    bytes.append(0x22)
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
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes += [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  func put(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  func put(_ flag: Bool) { raw(flag ? "true" : "false") }

  func put(_ number: Double) throws {
    guard number.isFinite else { throw Unfit() }
    let text = number.description
    bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
  }

  // MARK: containers

  /// Opens an object or an array. - Returns: its depth, by which its members are written.
  func begin(object isObject: Bool) -> Int {
    open.append(Open(start: bytes.count, isObject: isObject, firstMember: members.count))
    bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    return open.count
  }

  /// The next member of the object at this depth: its value is to be written now.
  func member(_ key: String, at depth: Int) {
    next(at: depth)
    let start = bytes.count
    put(key)
    members.append(Member(key: start..<bytes.count, end: 0))
    bytes.append(UInt8(ascii: ":"))
  }

  /// The next element of the array at this depth.
  func element(at depth: Int) { next(at: depth) }

  private func next(at depth: Int) {
    close(to: depth)
    let top = depth - 1
    if open[top].isEmpty {
      open[top].isEmpty = false
    } else {
      if open[top].isObject { members[members.count - 1].end = bytes.count }
      bytes.append(UInt8(ascii: ","))
    }
  }

  /// Closes what is open deeper than this.
  func close(to depth: Int) {
    while open.count > depth {
      let last = open.removeLast()
      if last.isObject { sortMembers(of: last) }
      bytes.append(last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }
  }

  private func sortMembers(of object: Open) {
    let first = object.firstMember
    defer { members.removeSubrange(first...) }
    guard members.count > first else { return }
    members[members.count - 1].end = bytes.count
    guard members.count > first + 1 else { return }
    guard !(first + 1..<members.count).allSatisfy({ isBefore(members[$0 - 1].key, members[$0].key) }) else { return }
    scratch.removeAll(keepingCapacity: true)
    // Insertion sort: an object has a few members.
    for index in first + 1..<members.count {
      var place = index
      while place > first, isBefore(members[place].key, members[place - 1].key) {
        members.swapAt(place, place - 1)
        place -= 1
      }
    }
    for index in first..<members.count {
      if index > first { scratch.append(UInt8(ascii: ",")) }
      scratch.append(contentsOf: bytes[members[index].key.lowerBound..<members[index].end])
    }
    bytes.replaceSubrange((object.start + 1)..., with: scratch)
  }

  /// Whether one key comes before another, by their bytes between the quotes.
  private func isBefore(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    var (one, other) = (left.lowerBound + 1, right.lowerBound + 1)
    while one < left.upperBound - 1, other < right.upperBound - 1 {
      if bytes[one] != bytes[other] { return bytes[one] < bytes[other] }
      one += 1
      other += 1
    }
    return left.count < right.count
  }
}
