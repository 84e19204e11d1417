/// A JSON document in the making: written as text, keys in the order they were given (RFC 8259).
///
/// The room has no Foundation, and the two reports it writes have fixed shapes.
indirect enum JSONText {
  case string(String)
  case number(Int)
  case null
  case array([JSONText])
  case object([(key: String, value: JSONText)])

  static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

  /// Two spaces for each level; an empty list stands on one line.
  var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .string(let string): text += quoted(string)
    case .number(let number): text += String(number)
    case .null: text += "null"
    case .array(let elements):
      write(elements.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
    case .object(let members):
      write(members.map { ($0.key, $0.value) }, between: ("{", "}"), to: &text, indent: indent)
    }
  }

  private func write(_ parts: [(key: String?, value: JSONText)], between: (open: String, close: String), to text: inout String, indent: String) {
    text += between.open
    for (index, part) in parts.enumerated() {
      text += (index == 0 ? "" : ",") + "\n\(indent)  "
      if let key = part.key { text += quoted(key) + ": " }
      part.value.write(to: &text, indent: indent + "  ")
    }
    text += (parts.isEmpty ? "" : "\n\(indent)") + between.close
  }
}

private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    // The two separators are legal in JSON and end a line in older JavaScript.
    case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
