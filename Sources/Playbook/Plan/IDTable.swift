/// Things found by their id, where they are looked for a million times a second.
///
/// Ids are short and of one document, so a plain mixing of their bytes does; a dictionary's hash withstands hostile keys and takes three times as long.
struct IDTable<Thing: Sendable>: Sendable {
  private var ids: [String] = []
  private var things: [Thing] = []
  /// Places in `ids`, from 1; 0 is free. A power of two, at most half full.
  private var slots: [Int32]

  /// Of things with the same id the first one counts.
  init(_ entries: some Collection<(id: String, thing: Thing)>) {
    var size = 8
    while size < entries.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (id, thing) in entries {
      let slot = slot(of: id)
      guard slots[slot] == 0 else { continue }
      ids.append(id)
      things.append(thing)
      slots[slot] = Int32(ids.count)
    }
  }

  subscript(id: String) -> Thing? {
    let place = Int(slots[slot(of: id)])
    return place == 0 ? nil : things[place - 1]
  }

  /// Where the id stands, or would stand.
  private func slot(of id: String) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(id)) & (slots.count - 1)
    while slots[slot] != 0, ids[Int(slots[slot]) - 1] != id { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// Eight bytes at a time, each mixed by a multiplication.
  private static func hash(_ id: String) -> UInt64 {
    var id = id
    return id.withUTF8 { bytes in
      var hash = UInt64(bytes.count)
      var index = 0
      while index + 8 <= bytes.count {
        hash = mixed(hash ^ UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
      }
      return mixed(hash ^ rest)
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}
