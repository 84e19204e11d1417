extension [Diagnostic] {
  /// The findings as a JSON array, in this order, without a line end at the end.
  ///
  /// Each is an object with exactly the keys `file`, `id`, `level`, `line`, `column`, `endLine`, `endColumn`, `message`, `story` (an array of lines) and
  /// `suggestion` (null when there is none). Lines and columns count from 1, columns are code points, the end is exclusive.
  public func json() -> String {
    JSONText.array(map(\.json)).text
  }
}

extension Diagnostic {
  fileprivate var json: JSONText {
    .object([
      ("file", .string(file)), ("id", .string(check)), ("level", .string(level.rawValue)), ("line", .number(place.line)),
      ("column", .number(place.column)), ("endLine", .number(place.endLine)), ("endColumn", .number(place.endColumn)), ("message", .string(text)),
      ("story", .strings(story)), ("suggestion", suggestion.map { .string($0) } ?? .null),
    ])
  }
}
