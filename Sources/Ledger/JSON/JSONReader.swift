/// Makes values of a `JSONTree` the way Foundation's decoder does, in a fraction of its time. What doesn't fit is left to Foundation (`StoredJSON.value`).
final class JSONReader: Decoder {
  let tree: JSONTree
  /// The part that is being read.
  @exclusivity(unchecked) private var node: Int

  init(_ tree: JSONTree, at node: Int = 0) {
    self.tree = tree
    self.node = node
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func read<Value: Decodable>(_ type: Value.Type, at other: Int) throws -> Value {
    let before = node
    node = other
    defer { node = before }
    return try Value(from: self)
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard tree.nodes[node].kind == .object else { throw JSONTree.Unfit() }
    return KeyedDecodingContainer(ReadObject<Key>(reader: self, object: node))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { ReadArray(reader: self, elements: try tree.elements(of: node)) }
  func singleValueContainer() -> any SingleValueDecodingContainer { ReadValue(reader: self, node: node) }
}

private struct ReadValue: SingleValueDecodingContainer {
  let reader: JSONReader
  let node: Int

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { reader.tree.nodes[node].kind == .null }
  func decode(_ type: Bool.Type) throws -> Bool { try reader.tree.flag(node) }
  func decode(_ type: String.Type) throws -> String { try reader.tree.text(node) }
  func decode(_ type: Double.Type) throws -> Double { try reader.tree.double(node) }
  func decode(_ type: Float.Type) throws -> Float { throw JSONTree.Unfit() }
  func decode(_ type: Int.Type) throws -> Int { try whole() }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole() }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole() }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole() }
  func decode(_ type: Int64.Type) throws -> Int64 { try reader.tree.integer(node) }
  func decode(_ type: UInt.Type) throws -> UInt { try whole() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try whole() }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try reader.read(type, at: node) }

  private func whole<Number: FixedWidthInteger>() throws -> Number {
    guard let number = Number(exactly: try reader.tree.integer(node)) else { throw JSONTree.Unfit() }
    return number
  }
}

private struct ReadObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reader: JSONReader
  let object: Int

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { (try? reader.tree.keys(of: object).compactMap { Key(stringValue: $0) }) ?? [] }

  private func member(_ key: Key) throws -> Int {
    guard let found = reader.tree.member(key.stringValue, of: object) else { throw JSONTree.Unfit() }
    return found
  }

  func contains(_ key: Key) -> Bool { reader.tree.member(key.stringValue, of: object) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { reader.tree.nodes[try member(key)].kind == .null }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try reader.tree.flag(try member(key)) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try reader.tree.text(try member(key)) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { Int(try reader.tree.integer(try member(key))) }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try reader.read(type, at: try member(key)) }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    guard let found = reader.tree.member(key.stringValue, of: object), reader.tree.nodes[found].kind != .null else { return nil }
    return try reader.tree.text(found)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    guard let found = reader.tree.member(key.stringValue, of: object), reader.tree.nodes[found].kind != .null else { return nil }
    return try reader.read(type, at: found)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
    let found = try member(key)
    guard reader.tree.nodes[found].kind == .object else { throw JSONTree.Unfit() }
    return KeyedDecodingContainer(ReadObject<Nested>(reader: reader, object: found))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    ReadArray(reader: reader, elements: try reader.tree.elements(of: try member(key)))
  }

  func superDecoder() throws -> any Decoder { throw JSONTree.Unfit() }
  func superDecoder(forKey key: Key) throws -> any Decoder { JSONReader(reader.tree, at: try member(key)) }
}

private struct ReadArray: UnkeyedDecodingContainer {
  let reader: JSONReader
  let elements: [Int]
  private(set) var currentIndex = 0

  init(reader: JSONReader, elements: [Int]) {
    self.reader = reader
    self.elements = elements
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  private mutating func next() throws -> Int {
    guard !isAtEnd else { throw JSONTree.Unfit() }
    defer { currentIndex += 1 }
    return elements[currentIndex]
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, reader.tree.nodes[elements[currentIndex]].kind == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try reader.read(type, at: try next()) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    let found = try next()
    guard reader.tree.nodes[found].kind == .object else { throw JSONTree.Unfit() }
    return KeyedDecodingContainer(ReadObject<Nested>(reader: reader, object: found))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    ReadArray(reader: reader, elements: try reader.tree.elements(of: try next()))
  }

  mutating func superDecoder() throws -> any Decoder { JSONReader(reader.tree, at: try next()) }
}
