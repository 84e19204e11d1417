/// JSON text cut into its parts, without making a value of any of them.
///
/// It knows whole numbers, and leaves whatever is unusual (deep nesting, wild numbers, faults) to Foundation: `Unfit`.
struct JSONTree {
  struct Unfit: Error {}

  enum Kind: UInt8 { case object, array, string, escapedString, number, yes, no, null }

  struct Node {
    let kind: Kind
    /// The bytes of a string without its quotes, or of a number.
    let start: Int
    var end: Int
    /// The node behind this one and all that is in it.
    var after: Int
    /// Members of an object, elements of an array.
    var count: Int
  }

  private static let depthLimit = 64

  let bytes: [UInt8]
  private(set) var nodes: [Node] = []
  private var place = 0

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    nodes.reserveCapacity(bytes.count / 12 + 4)
    try read(depth: 0)
    skipSpace()
    guard place == bytes.count else { throw Unfit() }
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A || bytes[place] == 0x0D || bytes[place] == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws {
    guard place < bytes.count, bytes[place] == byte else { throw Unfit() }
    place += 1
  }

  private mutating func read(depth: Int) throws {
    guard depth < Self.depthLimit else { throw Unfit() }
    skipSpace()
    guard place < bytes.count else { throw Unfit() }
    switch bytes[place] {
    case UInt8(ascii: "{"): try readMembers(.object, until: UInt8(ascii: "}"), depth)
    case UInt8(ascii: "["): try readMembers(.array, until: UInt8(ascii: "]"), depth)
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "t"): try readWord("true", .yes)
    case UInt8(ascii: "f"): try readWord("false", .no)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default: try readNumber()
    }
  }

  private mutating func readMembers(_ kind: Kind, until end: UInt8, _ depth: Int) throws {
    let own = nodes.count
    nodes.append(Node(kind: kind, start: place, end: place, after: 0, count: 0))
    place += 1
    skipSpace()
    var count = 0
    if place < bytes.count, bytes[place] == end {
      place += 1
    } else {
      while true {
        if kind == .object {
          skipSpace()
          try readString()
          skipSpace()
          try take(UInt8(ascii: ":"))
        }
        try read(depth: depth + 1)
        count += 1
        skipSpace()
        guard place < bytes.count else { throw Unfit() }
        if bytes[place] == end { break }
        try take(UInt8(ascii: ","))
      }
      place += 1
    }
    nodes[own].end = place
    nodes[own].after = nodes.count
    nodes[own].count = count
  }

  private mutating func readString() throws {
    try take(UInt8(ascii: "\""))
    let start = place
    var isEscaped = false
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      } else if bytes[place] < 0x20 {
        throw Unfit()
      }
      place += 1
    }
    guard place < bytes.count else { throw Unfit() }
    nodes.append(Node(kind: isEscaped ? .escapedString : .string, start: start, end: place, after: nodes.count + 1, count: 0))
    place += 1
  }

  private mutating func readWord(_ word: StaticString, _ kind: Kind) throws {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count, (0..<count).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] }) else { throw Unfit() }
    nodes.append(Node(kind: kind, start: place, end: place + count, after: nodes.count + 1, count: 0))
    place += count
  }

  private mutating func readNumber() throws {
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): place += 1
      default:
        guard place > start else { throw Unfit() }
        nodes.append(Node(kind: .number, start: start, end: place, after: nodes.count + 1, count: 0))
        return
      }
    }
    guard place > start else { throw Unfit() }
    nodes.append(Node(kind: .number, start: start, end: place, after: nodes.count + 1, count: 0))
  }
}
