/// The body of a stored event: JSON text, or a part of a longer one that was cut up already.
struct StoredBody {
  private let tree: JSONTree?
  private let node: Int

  init(_ text: String) {
    tree = nil
    node = 0
    self.text = { text }
  }

  init(_ tree: JSONTree, at node: Int) {
    self.tree = tree
    self.node = node
    text = { String(decoding: tree.bytes[tree.nodes[node].start..<tree.nodes[node].end], as: UTF8.self) }
  }

  let text: () -> String

  /// - Throws: `LedgerError.unreadable` when it isn't a value of this type.
  func value<Stored: Decodable>() throws(LedgerError) -> Stored {
    if let tree, let value = try? JSONReader(tree).read(Stored.self, at: node) { return value }
    return try StoredJSON.value(text())
  }
}
