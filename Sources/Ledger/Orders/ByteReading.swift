import Casework
import Playbook

extension [UInt8] {
  /// Seven bits a byte, the lowest first; small numbers of either sign take one byte.
  mutating func put(_ number: Int64) {
    var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Its length in bytes, then its bytes.
  mutating func put(_ text: String) {
    put(Int64(text.utf8.count))
    append(contentsOf: text.utf8)
  }

  /// 0, or 1 and the time since the order's first event.
  mutating func put(_ instant: Instant?, since first: Int64) {
    append(instant == nil ? 0 : 1)
    if let instant { put(instant.milliseconds &- first) }
  }

  mutating func put(_ stamp: OrderStamp?, since first: Int64) {
    put(stamp?.at, since: first)
    if let stamp { put(stamp.sequence) }
  }
}

/// Reads what `put` wrote. Damaged bytes make it unsound, never stop it.
struct ByteReading {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var isBroken = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Everything was there, and nothing is left.
  var isSound: Bool { !isBroken && place == bytes.count }

  mutating func byte() -> UInt8 {
    guard place < bytes.count else {
      isBroken = true
      return 0
    }
    place += 1
    return bytes[place - 1]
  }

  mutating func number() -> Int64 {
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = byte()
      guard shift < 64 else {
        isBroken = true
        return 0
      }
      rest |= UInt64(next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: rest >> 1) ^ -Int64(bitPattern: rest & 1)
  }

  /// How many things follow; each takes a byte at least, so a wild count is a fault and takes no memory.
  mutating func count() -> Int {
    let count = number()
    guard count >= 0, count <= Int64(bytes.count - place) else {
      isBroken = true
      return 0
    }
    return Int(count)
  }

  mutating func text() -> String {
    let length = count()
    let end = place + length
    let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place..<end]), as: UTF8.self)
    place = end
    return text
  }

  mutating func instant(since first: Int64) -> Instant? { byte() == 0 ? nil : Instant(milliseconds: number() &+ first) }

  /// A value with its stamp; a value without a stamp, or the other way round, is a fault.
  mutating func told<Value>(_ value: Value?, since first: Int64) -> Told<Value>? {
    guard let at = instant(since: first) else {
      if value != nil { isBroken = true }
      return nil
    }
    let stamp = OrderStamp(at: at, sequence: number())
    guard let value else {
      isBroken = true
      return nil
    }
    return Told(value, stamp)
  }
}
