/// Values of the parts.
extension JSONTree {
  func text(_ node: Int) throws -> String {
    let found = nodes[node]
    switch found.kind {
    case .string:
      return bytes.withUnsafeBufferPointer { String(decoding: $0[found.start..<found.end], as: UTF8.self) }
    case .escapedString: return try unescaped(found.start..<found.end)
    default: throw Unfit()
    }
  }

  func integer(_ node: Int) throws -> Int64 {
    let found = nodes[node]
    guard found.kind == .number else { throw Unfit() }
    let isNegative = bytes[found.start] == UInt8(ascii: "-")
    var place = found.start + (isNegative ? 1 : 0)
    // Nineteen digits may be too many for it: Foundation says so properly.
    guard place < found.end, found.end - place <= 18 else { throw Unfit() }
    var number: Int64 = 0
    while place < found.end {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[place] else { throw Unfit() }
      number = number * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
      place += 1
    }
    return isNegative ? -number : number
  }

  func double(_ node: Int) throws -> Double {
    let found = nodes[node]
    guard found.kind == .number, let number = Double(String(decoding: bytes[found.start..<found.end], as: UTF8.self)) else { throw Unfit() }
    return number
  }

  func flag(_ node: Int) throws -> Bool {
    switch nodes[node].kind {
    case .yes: true
    case .no: false
    default: throw Unfit()
    }
  }

  /// The value of an object's member; nil when there is none of this name.
  func member(_ key: String, of object: Int) -> Int? {
    var key = key
    return key.withUTF8 { wanted in
      bytes.withUnsafeBufferPointer { bytes in
        var node = object + 1
        for _ in 0..<nodes[object].count {
          let name = nodes[node]
          if name.end - name.start == wanted.count, name.kind == .string {
            var index = 0
            while index < wanted.count, bytes[name.start + index] == wanted[index] { index += 1 }
            if index == wanted.count { return node + 1 }
          } else if name.kind == .escapedString, let text = try? text(node), text.utf8.elementsEqual(wanted) {
            return node + 1
          }
          node = nodes[node + 1].after
        }
        return nil
      }
    }
  }

  /// The names of an object's members, in order.
  func keys(of object: Int) throws -> [String] {
    var keys: [String] = []
    var node = object + 1
    for _ in 0..<nodes[object].count {
      keys.append(try text(node))
      node = nodes[node + 1].after
    }
    return keys
  }

  /// The elements of an array.
  func elements(of array: Int) throws -> [Int] {
    guard nodes[array].kind == .array else { throw Unfit() }
    var elements: [Int] = []
    elements.reserveCapacity(nodes[array].count)
    var node = array + 1
    for _ in 0..<nodes[array].count {
      elements.append(node)
      node = nodes[node].after
    }
    return elements
  }

  private func unescaped(_ range: Range<Int>) throws -> String {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      guard bytes[place] == UInt8(ascii: "\\") else {
        out.append(bytes[place])
        place += 1
        continue
      }
      guard place + 1 < range.upperBound else { throw Unfit() }
      switch bytes[place + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(bytes[place + 1])
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "u"):
        let end = place + 6
        // Pairs of surrogates are left to Foundation.
        guard end <= range.upperBound, let code = UInt32(String(decoding: bytes[place + 2..<end], as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
        else { throw Unfit() }
        out.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        place += 4
      default: throw Unfit()
      }
      place += 2
    }
    return String(decoding: out, as: UTF8.self)
  }
}
