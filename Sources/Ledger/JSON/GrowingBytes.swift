/// Bytes that are written one behind another into one piece of memory: an array asks of every byte whether it is still the only owner.
struct GrowingBytes: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  subscript(place: Int) -> UInt8 {
    precondition(place < count)
    return base[place]
  }

  /// A copy of what was written.
  var array: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Forgets what was written and keeps the memory.
  mutating func removeAll() { count = 0 }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  /// - Parameter bytes: of other memory than this.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress, !bytes.isEmpty else { return }
    if count + bytes.count > capacity { grow(by: bytes.count) }
    (base + count).update(from: from, count: bytes.count)
    count += bytes.count
  }

  /// Writes a number that isn't negative, in decimal digits.
  mutating func append(decimal number: UInt64) {
    if count + 20 > capacity { grow(by: 20) }
    var rest = number
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    rest = number
    var place = count + digits
    repeat {
      place -= 1
      base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    count += digits
  }

  /// Lays parts of what was written in another order, in the place of everything behind `start`.
  mutating func rearrange(from start: Int, as parts: [Range<Int>], separator: UInt8) {
    let old = Array(UnsafeBufferPointer(start: base + start, count: count - start))
    count = start
    old.withUnsafeBufferPointer { old in
      for (index, part) in parts.enumerated() {
        if index > 0 { append(separator) }
        append(UnsafeBufferPointer(rebasing: old[part.lowerBound - start..<part.upperBound - start]))
      }
    }
  }

  private mutating func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    wider.update(from: base, count: count)
    base.deallocate()
    base = wider
  }
}
