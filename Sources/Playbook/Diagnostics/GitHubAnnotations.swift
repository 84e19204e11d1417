extension [Diagnostic] {
  /// The findings as workflow commands, one a line: `::warning file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
  ///
  /// The message carries the story and the suggestion on lines of its own. Source: GitHub, "Workflow commands for GitHub Actions", and the escaping of
  /// its toolkit's `command.ts`.
  public func gitHubAnnotations() -> String {
    map(\.gitHubAnnotation).joined(separator: "\n")
  }
}

extension Diagnostic {
  fileprivate var gitHubAnnotation: String {
    let command = level == .note ? "notice" : level.rawValue
    let properties: [(name: String, value: String)] = [
      ("file", file), ("line", String(place.line)), ("col", String(place.column)), ("endLine", String(place.endLine)),
      ("endColumn", String(place.endColumn)), ("title", check),
    ]
    var message = [text]
    if !story.isEmpty { message.append(language.words("经过：", "story: ") + story.joined(separator: "; ")) }
    if let suggestion { message.append(language.words("建议：", "suggestion:") + "\n" + suggestion) }
    let head = properties.map { "\($0.name)=\(escaped($0.value, isProperty: true))" }.joined(separator: ",")
    return "::\(command) \(head)::\(escaped(message.joined(separator: "\n"), isProperty: false))"
  }
}

/// `%` and line ends mean something in a command; in a property `:` and `,` do too.
private func escaped(_ text: String, isProperty: Bool) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": escaped += "%25"
    case "\r": escaped += "%0D"
    case "\n": escaped += "%0A"
    case ":" where isProperty: escaped += "%3A"
    case "," where isProperty: escaped += "%2C"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
