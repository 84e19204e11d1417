/// Reads one JSON object whose values are looked at one level deep. The bytes are valid UTF-8.
struct FlatJSON {
  enum Value {
    /// Without quotes and escapes.
    case text(String)
    /// A number, a flag, an array or an object, as it is written.
    case other(String)
    case null
  }

  /// Arrays and objects within one another; deeper ones are refused, not walked.
  private static let deepest = 32

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Goes through the object's names in the order they are written; nothing but white space may stand around it.
  mutating func object(_ each: (String, Value) throws(OrderEventFault) -> Void) throws(OrderEventFault) {
    skipSpace()
    try expect(UInt8(ascii: "{"))
    skipSpace()
    if peek == UInt8(ascii: "}") {
      place += 1
    } else {
      while true {
        skipSpace()
        let name = try string()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        try each(name, try value())
        skipSpace()
        if peek == UInt8(ascii: ",") {
          place += 1
          continue
        }
        try expect(UInt8(ascii: "}"))
        break
      }
    }
    skipSpace()
    guard place == bytes.count else { throw fault }
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }
  private var fault: OrderEventFault { .notAnObject(byte: place) }

  private mutating func expect(_ byte: UInt8) throws(OrderEventFault) {
    guard peek == byte else { throw fault }
    place += 1
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] == 0x20 || (0x09...0x0D).contains(bytes[place]), bytes[place] != 0x0B, bytes[place] != 0x0C { place += 1 }
  }

  private mutating func value() throws(OrderEventFault) -> Value {
    let start = place
    switch peek {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "{"), UInt8(ascii: "["): try nested()
    default: try number()
    }
    return .other(slice(start, place))
  }

  private mutating func word(_ word: StaticString) throws(OrderEventFault) {
    for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
  }

  /// `-0.5e+10`: a part before the point, and what may follow.
  private mutating func number() throws(OrderEventFault) {
    if peek == UInt8(ascii: "-") { place += 1 }
    let start = place
    try digits()
    guard place == start + 1 || bytes[start] != UInt8(ascii: "0") else { throw fault }
    if peek == UInt8(ascii: ".") {
      place += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      place += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { place += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(OrderEventFault) {
    let start = place
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    guard place > start else { throw fault }
  }

  /// Walks an array or an object to its end without keeping what is in it, and without recursion.
  private mutating func nested() throws(OrderEventFault) {
    var open: [UInt8] = []
    while true {
      skipSpace()
      switch peek {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < Self.deepest else { throw fault }
        let isObject = peek == UInt8(ascii: "{")
        let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        place += 1
        skipSpace()
        if peek == end {
          place += 1
        } else {
          open.append(end)
          if isObject { try name() }
          continue
        }
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "n"): try word("null")
      case UInt8(ascii: "t"): try word("true")
      case UInt8(ascii: "f"): try word("false")
      default: try number()
      }
      // A value has ended: what is around it goes on, or ends too.
      skipSpace()
      while let end = open.last, peek == end {
        place += 1
        open.removeLast()
        skipSpace()
      }
      guard let end = open.last else { return }
      try expect(UInt8(ascii: ","))
      if end == UInt8(ascii: "}") { try name() }
    }
  }

  private mutating func name() throws(OrderEventFault) {
    skipSpace()
    _ = try string()
    skipSpace()
    try expect(UInt8(ascii: ":"))
  }

  private mutating func string() throws(OrderEventFault) -> String {
    try expect(UInt8(ascii: "\""))
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        return slice(start, place - 1)
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw fault
      default: place += 1
      }
    }
    throw fault
  }

  private func slice(_ start: Int, _ end: Int) -> String { String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self) }

  private mutating func escapedString(from start: Int) throws(OrderEventFault) -> String {
    var text = slice(start, place)
    var plain = place
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        text += slice(plain, place)
        place += 1
        return text
      case UInt8(ascii: "\\"):
        text += slice(plain, place)
        place += 1
        text.unicodeScalars.append(try escape())
        plain = place
      case 0..<0x20: throw fault
      default: place += 1
      }
    }
    throw fault
  }

  private mutating func escape() throws(OrderEventFault) -> Unicode.Scalar {
    guard let byte = peek else { throw fault }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      guard (0xD800..<0xDC00).contains(unit) else {
        guard let scalar = Unicode.Scalar(unit) else { throw fault }
        return scalar
      }
      try expect(UInt8(ascii: "\\"))
      try expect(UInt8(ascii: "u"))
      let low = try codeUnit()
      guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else { throw fault }
      return scalar
    default: throw fault
    }
  }

  private mutating func codeUnit() throws(OrderEventFault) -> UInt32 {
    guard place + 4 <= bytes.count else { throw fault }
    var unit: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault }
      unit = unit << 4 + UInt32(digit)
    }
    place += 4
    return unit
  }
}
