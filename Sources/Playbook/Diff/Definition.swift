/// A part of a plan as one text that says all it means and nothing of where it stands in a file: equal texts mean the same.
///
/// Read off by reflection, so that a new field of a part counts from the day it is there. What is empty, nil or false is left out: a field that a later program
/// adds changes the text of no part that doesn't use it.
struct Definition {
  private(set) var text = ""
  /// Every text that stands in it: the names of other parts among them.
  private(set) var words: Set<String> = []

  /// Where a part stands, and what is computed from the rest.
  private static let leftOut: Set<String> = ["place", "file", "depth", "compiled", "layout", "decisiveFacts", "stepsByID"]

  init(_ part: Any) { write(part) }

  private mutating func write(_ value: Any) {
    switch value {
    case let text as String:
      words.insert(text)
      self.text += quoted(text)
    case let sentence as Sentence: text += quoted(sentence.text)
    case let number as Int64: text += "\(number)"
    case let number as Int: text += "\(number)"
    default: writeParts(of: value)
    }
  }

  private mutating func writeParts(of value: Any) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: if let inner = mirror.children.first { write(inner.value) }
    case .collection:
      text += "["
      for child in mirror.children {
        write(child.value)
        text += ","
      }
      text += "]"
    case .dictionary, .set:
      // These have no order of their own.
      let parts = mirror.children.map { Definition($0.value) }
      for part in parts { words.formUnion(part.words) }
      text += "{" + parts.map(\.text).sorted().joined(separator: ",") + "}"
    case .enum:
      guard let payload = mirror.children.first else {
        text += "\(value)"
        return
      }
      text += "\(payload.label ?? "")("
      write(payload.value)
      text += ")"
    case .struct, .class, .tuple:
      text += "("
      for child in mirror.children where !(child.label.map(Self.leftOut.contains) ?? false) && !Self.isNothing(child.value) {
        if let label = child.label { text += label + ":" }
        write(child.value)
        text += ";"
      }
      text += ")"
    default: text += "\(value)"
    }
  }

  private static func isNothing(_ value: Any) -> Bool {
    switch value {
    case let text as String: return text.isEmpty
    case let flag as Bool: return !flag
    default:
      let mirror = Mirror(reflecting: value)
      switch mirror.displayStyle {
      case .optional, .collection, .dictionary, .set: return mirror.children.isEmpty
      default: return false
      }
    }
  }

  /// So that no text can be taken for two.
  private func quoted(_ text: String) -> String { "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
}
