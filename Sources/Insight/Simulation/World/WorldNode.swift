import Playbook
import Yams

/// A part of a world file, with the line it stands in.
struct WorldNode {
  let node: Node
  /// Used where the node itself has no place of its own.
  let lineAbove: Int

  var line: Int { node.mark?.line ?? lineAbove }

  /// The entries of a mapping, in the file's order.
  func entries() throws(WorldFault) -> [(key: String, line: Int, value: WorldNode)] {
    guard let mapping = node.mapping else { throw fault(.init("这里应是“键: 值”的形式。", "There should be `key: value` lines here.")) }
    return mapping.map { key, value in
      let line = key.mark?.line ?? line
      return (key.string ?? "", line, WorldNode(node: value, lineAbove: line))
    }
  }

  func text() throws(WorldFault) -> String {
    guard let text = node.scalar?.string else { throw fault(.init("这里应是一个值。", "There should be one value here.")) }
    return text
  }

  func texts() throws(WorldFault) -> [String] {
    if let sequence = node.sequence { return sequence.map { $0.string ?? "" } }
    return [try text()]
  }

  func number() throws(WorldFault) -> Double {
    let text = try text()
    guard let number = Double(text), number >= 0, number <= 1e9 else { throw misread(text, "3, 0.5") }
    return number
  }

  /// A weight is a number, or a share of a hundred.
  func weight() throws(WorldFault) -> Double {
    let text = try text()
    if text.hasSuffix("%"), let share = Share(text) { return Double(share.millionths) / 10_000 }
    return try number()
  }

  func share() throws(WorldFault) -> Share {
    let text = try text()
    guard let share = Share(text) else { throw misread(text, "85%") }
    return share
  }

  func time() throws(WorldFault) -> Spread {
    let text = try text()
    guard let spread = Spread(time: text), spread.low >= 0 else { throw misread(text, "1-8 min, 30 s, 5 分钟") }
    return spread
  }

  func misread(_ text: String, _ example: String) -> WorldFault {
    fault(.init("“\(text)”读不懂，应写成如 \(example)。", "“\(text)” isn't understood; write for example \(example)."))
  }

  func fault(_ message: Diagnostic.Message) -> WorldFault { WorldFault(line: line, message: message) }

  static func unknownKey(_ key: String, line: Int, known: [String]) -> WorldFault {
    let list = known.prefix(20).joined(separator: ", ")
    return WorldFault(line: line, message: .init("没有名为“\(key)”的键（可用：\(list)）。", "There is no key called “\(key)” (known: \(list))."))
  }

  static func unknownName(_ name: String, line: Int, kind: Diagnostic.Message) -> WorldFault {
    WorldFault(
      line: line, message: .init("这份流程没有叫“\(name)”的\(kind.chinese)。", "This playbook has no \(kind.english) called “\(name)”."))
  }
}
