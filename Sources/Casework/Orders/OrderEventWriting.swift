/// Writes a flat JSON object, a key after the other.
struct OrderEventWriting {
  private var keys = ""

  var text: String { "{" + keys + "}" }

  mutating func put(_ key: String, number: Int64) { put(key, raw: String(number)) }

  mutating func put(_ key: String, text: String) { put(key, raw: Self.quoted(text)) }

  private mutating func put(_ key: String, raw: String) {
    if !keys.isEmpty { keys += "," }
    keys += Self.quoted(key) + ":" + raw
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
