/// How names and labels are written for Prometheus.
enum PrometheusName {
  static func plain(_ label: String) -> String {
    let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":" ? $0 : "_" })
    return name.first?.isNumber == true ? "_" + name : name
  }

  static func counter(_ label: String) -> String { plain(label) + "_total" }
  static func timer(_ label: String) -> String { plain(label) + "_seconds" }

  /// In order, so that the same dimensions are the same series.
  static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.sorted { $0.0 < $1.0 }.map { "\(plain($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",")
  }

  static func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
