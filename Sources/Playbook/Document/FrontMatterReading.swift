import Yams

/// Reads the YAML between the `---` lines. What is wrong is told with its line; the rest is kept.
func readFrontMatter(_ yaml: String, lines: SourceLines, file: String, language: Language) -> (FrontMatter, [Diagnostic]) {
  var reading = FrontMatterReading(lines: lines, file: file, language: language)
  reading.read(yaml)
  return (reading.front, reading.diagnostics)
}

private struct FrontMatterReading {
  let lines: SourceLines
  let file: String
  let language: Language
  var front = FrontMatter()
  var diagnostics: [Diagnostic] = []

  mutating func read(_ yaml: String) {
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch {
      let line = (error as? YamlError).flatMap(line) ?? 1
      return report(.init("文件头不是有效的 YAML，已忽略。", "The front matter isn't valid YAML and is ignored."), line: line, column: 1)
    }
    guard let root else { return }
    guard let mapping = root.mapping else {
      return report(.init("文件头应是“键: 值”的形式。", "The front matter should be made of `key: value` lines."), line: 1, column: 1)
    }
    for (key, value) in mapping { read(key: key.string ?? "", value, at: key) }
  }

  private mutating func read(key: String, _ value: Node, at keyNode: Node) {
    switch key {
    case "id": front.id = value.string
    case "title": front.title = value.string
    case "owner": front.owner = value.string
    case "vocabulary": front.vocabulary = texts(value)
    case "starts-on": front.startsOn = texts(value)
    case "channels": front.channels = texts(value)
    case "invariants": front.invariants = texts(value)
    case "calendar": front.calendar = texts(value)
    case "enabled":
      switch value.string?.lowercased() {
      case "true", "yes", "是": front.isEnabled = true
      case "false", "no", "否": front.isEnabled = false
      default: reportValue(key, value, "false")
      }
    case "locale":
      front.language = value.string.flatMap { Language(tag: $0) }
      if front.language == nil { reportValue(key, value, "zh-CN, en") }
    case "time-limit":
      front.timeLimit = value.string.flatMap { TimeAmount($0) }
      if front.timeLimit == nil { reportValue(key, value, language.words("48 小时", "48 h")) }
    case "quiet-hours":
      front.quietHours = value.string.flatMap { QuietHours($0) }
      if front.quietHours == nil { reportValue(key, value, "22:00-08:00") }
    case "time-zone":
      if let zone = value.string.flatMap({ TimeZoneOffset(written: $0) }) { front.zone = zone } else { reportValue(key, value, "\"+08:00\"") }
    default:
      let (line, column) = position(keyNode)
      report(.init("文件头里没有名为“\(key)”的键。", "The front matter has no key called “\(key)”."), line: line, column: column, level: .warning)
    }
  }

  private func texts(_ node: Node) -> [String] {
    if let sequence = node.sequence { return sequence.map { element in element.string ?? flat(element) } }
    return node.string.map { [$0] } ?? []
  }

  /// `- every case: 【x】 before the end` is a mapping to YAML; it reads as the sentence it is.
  private func flat(_ node: Node) -> String {
    node.mapping?.map { "\($0.key.string ?? ""): \($0.value.string ?? "")" }.joined(separator: "; ") ?? ""
  }

  private mutating func reportValue(_ key: String, _ node: Node, _ example: String) {
    let (line, column) = position(node)
    report(.init("“\(key)”的值读不懂，应写成如 \(example)。", "The value of “\(key)” isn't understood; write for example \(example)."), line: line, column: column)
  }

  private func position(_ node: Node) -> (Int, Int) { (node.mark?.line ?? 1, node.mark?.column ?? 1) }

  private func line(_ error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  /// The YAML begins on the file's second line.
  private mutating func report(_ message: Diagnostic.Message, line: Int, column: Int, level: Diagnostic.Level = .error) {
    let length = lines.line(line + 1).unicodeScalars.count
    let start = min(column, length + 1)
    let place = Place(line: line + 1, column: start, endLine: line + 1, endColumn: min(start + 1, length + 1))
    diagnostics.append(Diagnostic(check: FrontMatterCheck.id, level: level, file: file, place: place, language: language, message: message))
  }
}
