extension [Diagnostic] {
  /// The findings as a SARIF 2.1.0 log with one run, without a line end at the end. Every check is a rule, found something or not.
  ///
  /// Story and suggestion stand in each result's property bag. Source: OASIS, "Static Analysis Results Interchange Format 2.1.0".
  /// - Parameter language: of the rules' help; the messages are in the language of their document.
  public func sarif(language: Language = .chinese) -> String {
    let driver = JSONText.object([("name", .string("gendan")), ("rules", .array(checkDescriptions.map { rule($0, language) }))])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")), ("results", .array(map(\.sarifResult))),
    ])
    return JSONText.object([
      ("$schema", .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")), ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ]).text
  }
}

private func rule(_ check: CheckDescription, _ language: Language) -> JSONText {
  func words(_ message: Diagnostic.Message) -> JSONText { .object([("text", .string(message.text(in: language)))]) }
  return .object([
    ("id", .string(check.id)), ("shortDescription", words(check.title)), ("help", words(check.help)),
    ("defaultConfiguration", .object([("level", .string(check.level.rawValue))])),
  ])
}

extension Diagnostic {
  fileprivate var sarifResult: JSONText {
    let region = JSONText.object([
      ("startLine", .number(place.line)), ("startColumn", .number(place.column)), ("endLine", .number(place.endLine)),
      ("endColumn", .number(place.endColumn)),
    ])
    let location = JSONText.object([
      ("physicalLocation", .object([("artifactLocation", .object([("uri", .string(uri(file)))])), ("region", region)]))
    ])
    var members: [(key: String, value: JSONText)] = [("ruleId", .string(check))]
    if let index = checkIDs.firstIndex(of: check) { members.append(("ruleIndex", .number(index))) }
    members += [
      ("level", .string(level.rawValue)), ("message", .object([("text", .string(text))])), ("locations", .array([location])),
      ("properties", .object([("story", .strings(story)), ("suggestion", suggestion.map { .string($0) } ?? .null)])),
    ]
    return .object(members)
  }
}

/// A path as a URI reference (RFC 3986): what isn't unreserved is percent-encoded, a path from the root gets the scheme `file`.
private func uri(_ path: String) -> String {
  let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
  let digits = Array("0123456789ABCDEF".utf8)
  let bytes = path.utf8.flatMap { plain.contains($0) ? [$0] : [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
}
