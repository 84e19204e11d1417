/// An object whose writer knows its keys and writes them in order: nothing is asked of the value's type, nothing is sorted.
///
/// Members that are nil are left out, as synthesized code does.
struct KeyedMembers: ~Copyable {
  private let writer: JSONWriter
  private var isEmpty = true

  init(_ writer: JSONWriter) { self.writer = writer }

  private mutating func key(_ key: StaticString) {
    writer.raw(isEmpty ? "{\"" : ",\"")
    writer.raw(key)
    writer.raw("\":")
    isEmpty = false
  }

  mutating func text(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    writer.put(value)
  }

  mutating func texts(_ key: StaticString, _ values: [String]) {
    self.key(key)
    for (index, value) in values.enumerated() {
      writer.raw(index == 0 ? "[" : ",")
      writer.put(value)
    }
    writer.raw(values.isEmpty ? "[]" : "]")
  }

  /// Texts by name: mostly there are none.
  mutating func table(_ key: StaticString, _ values: [String: String]) throws {
    if values.isEmpty { written(key) { $0.raw("{}") } } else { try value(key, values) }
  }

  mutating func number(_ key: StaticString, _ value: Int64?) {
    guard let value else { return }
    self.key(key)
    writer.put(value)
  }

  mutating func flag(_ key: StaticString, _ value: Bool?) {
    guard let value else { return }
    self.key(key)
    writer.put(value)
  }

  /// Anything else, as its type encodes itself.
  mutating func value(_ key: StaticString, _ value: (some Encodable)?) throws {
    guard let value else { return }
    self.key(key)
    try writer.write(value)
  }

  /// A member whose value the closure writes.
  mutating func written(_ key: StaticString, _ write: (JSONWriter) throws -> Void) rethrows {
    self.key(key)
    try write(writer)
  }

  consuming func end() { writer.raw(isEmpty ? "{}" : "}") }
}
