import Yams

/// A YAML file that is being read as a calendar or as holidays, with what was found wrong in it.
struct CalendarPage {
  let source: SourceText
  /// Of the document that names the file.
  let language: Language
  private let lines: SourceLines
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, language: Language) {
    self.source = source
    self.language = language
    lines = SourceLines(source.text)
  }

  /// The keys of the file; empty when it isn't made of keys.
  mutating func root() -> [(key: Node, value: Node)] {
    let root: Node?
    do { root = try Yams.compose(yaml: source.text) } catch {
      var place = Place.start
      switch error as? YamlError {
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): place = self.place(mark, length: 1)
      default: break
      }
      report(.init("不是有效的 YAML：检查冒号、缩进、引号和重复的键。", "This isn't valid YAML: look at colons, indentation, quotes and repeated keys."), at: place)
      return []
    }
    guard let root else {
      report(.init("文件是空的。", "The file is empty."), at: .start)
      return []
    }
    return entries(root, "weekly: …")
  }

  /// The keys of a mapping; something else is told of.
  mutating func entries(_ node: Node, _ example: String) -> [(key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      report(.init("这里应是“键: 值”，如 \(example)。", "This should be made of keys and values, such as \(example)."), at: node)
      return []
    }
    return mapping.map { (key: $0.key, value: $0.value) }
  }

  mutating func unknownKey(_ key: Node, known: [String]) {
    let name = key.string ?? ""
    let list = known.joined(separator: ", ")
    report(.init("没有名为“\(name)”的键，可用：\(list)。", "There is no key called “\(name)”; there are: \(list)."), at: key)
  }

  /// A text or a list of texts.
  mutating func texts(_ node: Node, _ example: String) -> [(text: String, node: Node)] {
    let nodes = node.sequence.map(Array.init) ?? [node]
    return nodes.compactMap { node in
      if let text = node.string, !text.isEmpty { return (text, node) }
      unreadable(node, example)
      return nil
    }
  }

  /// The hours of a day, in order: `["09:00-12:00", "14:00-18:00"]`, `[]` for closed; nil when they can't be read.
  mutating func hours(_ node: Node) -> [ServicePeriod]? {
    var periods: [ServicePeriod] = []
    for (text, node) in texts(node, "[\"09:00-21:00\"]") {
      guard let period = ServicePeriod(text) else {
        unreadable(node, "[\"09:00-21:00\"]")
        continue
      }
      periods.append(period)
    }
    if periods.isEmpty, node.sequence?.isEmpty != true { return nil }
    periods.sort { $0.start < $1.start }
    if zip(periods, periods.dropFirst()).contains(where: { $0.end > $1.start }) {
      report(.init("同一天的时段互相重叠。", "Hours of the same day overlap."), at: node)
    }
    return periods
  }

  mutating func unreadable(_ node: Node, _ example: String) {
    let text = node.string ?? ""
    report(.init("“\(text)”读不懂，应写成如 \(example)。", "“\(text)” isn't understood; write for example \(example)."), at: node)
  }

  mutating func report(_ message: Diagnostic.Message, at node: Node, level: Diagnostic.Level = .error) {
    let length = node.string?.unicodeScalars.count ?? 1
    report(message, at: node.mark.map { place($0, length: length) } ?? Place.start, level: level)
  }

  mutating func report(_ message: Diagnostic.Message, at place: Place, level: Diagnostic.Level = .error, check: String = CalendarCheck.id) {
    diagnostics.append(Diagnostic(check: check, level: level, file: source.path, place: place, language: language, message: message))
  }

  mutating func missing(_ name: String, at node: Node) {
    let place = node.mark.map { self.place($0, length: name.unicodeScalars.count) } ?? .start
    report(.init("找不到文件“\(name)”。", "The file “\(name)” isn't there."), at: place, check: MissingFileCheck.id)
  }

  private func place(_ mark: Mark, length: Int) -> Place {
    let width = lines.line(mark.line).unicodeScalars.count
    let start = min(max(mark.column, 1), width + 1)
    return Place(line: mark.line, column: start, endLine: mark.line, endColumn: min(start + max(length, 1), width + 1))
  }
}
