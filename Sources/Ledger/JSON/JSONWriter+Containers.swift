/// The writer as Swift's encoding knows it: containers name their depth, the writer does the rest.
extension JSONWriter: SingleValueEncodingContainer {
  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(WrittenObject<Key>(writer: self, depth: begin(object: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { WrittenArray(writer: self, depth: begin(object: false)) }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { raw("null") }
  func encode(_ value: Bool) { put(value) }
  func encode(_ value: String) { put(value) }
  func encode(_ value: Double) throws { try put(value) }
  func encode(_ value: Float) throws { throw Unfit() }
  func encode(_ value: Int) { put(Int64(value)) }
  func encode(_ value: Int8) { put(Int64(value)) }
  func encode(_ value: Int16) { put(Int64(value)) }
  func encode(_ value: Int32) { put(Int64(value)) }
  func encode(_ value: Int64) { put(value) }
  func encode(_ value: UInt) throws { try put(fitting: value) }
  func encode(_ value: UInt8) { put(Int64(value)) }
  func encode(_ value: UInt16) { put(Int64(value)) }
  func encode(_ value: UInt32) { put(Int64(value)) }
  func encode(_ value: UInt64) throws { try put(fitting: value) }
  func encode<Value: Encodable>(_ value: Value) throws { try write(value) }

  fileprivate func put(fitting value: some BinaryInteger) throws {
    guard let number = Int64(exactly: value) else { throw Unfit() }
    put(number)
  }
}

private struct WrittenObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    writer.member(key.stringValue, at: depth)
    writer.encodeNil()
  }

  func encode(_ value: Bool, forKey key: Key) {
    writer.member(key.stringValue, at: depth)
    writer.put(value)
  }

  func encode(_ value: String, forKey key: Key) {
    writer.member(key.stringValue, at: depth)
    writer.put(value)
  }

  func encode(_ value: Int, forKey key: Key) {
    writer.member(key.stringValue, at: depth)
    writer.put(Int64(value))
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    writer.member(key.stringValue, at: depth)
    try writer.write(value)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    writer.member(key.stringValue, at: depth)
    return writer.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    writer.member(key.stringValue, at: depth)
    return writer.unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    writer.member("super", at: depth)
    return writer
  }

  func superEncoder(forKey key: Key) -> any Encoder {
    writer.member(key.stringValue, at: depth)
    return writer
  }
}

private struct WrittenArray: UnkeyedEncodingContainer {
  let writer: JSONWriter
  let depth: Int
  private(set) var count = 0

  init(writer: JSONWriter, depth: Int) {
    self.writer = writer
    self.depth = depth
  }

  var codingPath: [any CodingKey] { [] }

  private mutating func next() {
    writer.element(at: depth)
    count += 1
  }

  mutating func encodeNil() {
    next()
    writer.encodeNil()
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    next()
    try writer.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    next()
    return writer.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next()
    return writer.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    next()
    return writer
  }
}
