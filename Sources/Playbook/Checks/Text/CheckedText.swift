/// One document as text checks see it.
struct CheckedText {
  let file: String
  let language: Language
  let passages: [Passage]
  /// Lines in which the place that the text came from speaks of itself.
  let boilerplate: [RichText]
  /// Titles of the documents at hand, folded to what is spoken.
  let titles: Set<[Unicode.Scalar]>
  /// For each passage, the index behind the last one that stands below it.
  let ends: [Int]

  init(_ document: Document, titles: Set<[Unicode.Scalar]>) {
    file = document.source.path
    language = document.language
    self.titles = titles
    boilerplate = document.sections.flatMap { $0.plain?.boilerplate ?? [] }
    passages = readPassages(document.lines, leftOut: Set(boilerplate.map(\.place.line)))
    ends = Self.ends(passages)
  }

  /// The title of a document, to be looked for among `titles`.
  static func title(_ text: String) -> [Unicode.Scalar] { Letters(text.unicodeScalars.map(\.folded)).spoken }

  private static func ends(_ passages: [Passage]) -> [Int] {
    var ends = Array(passages.indices.map { $0 + 1 })
    for index in passages.indices.reversed() { if let parent = passages[index].parent { ends[parent] = max(ends[parent], ends[index]) } }
    return ends
  }

  /// What stands right below a passage.
  var children: [Int: [Int]] {
    var children: [Int: [Int]] = [:]
    for index in passages.indices { children[passages[index].parent ?? -1, default: []].append(index) }
    return children
  }

  func finding(
    _ check: any DescribedCheck.Type, at passage: Passage, _ range: Range<Int>?, _ chinese: String, _ english: String, suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      check: check.id, level: check.level, file: file, place: passage.place(range ?? 0..<passage.letters.count), language: language,
      message: .init(chinese, english), story: story(to: passage), suggestion: suggestion)
  }

  /// What the passage stands below, from the top.
  private func story(to passage: Passage) -> [String] {
    let most = 8
    var lines: [String] = []
    var current = passage.parent
    while let index = current, lines.count < most {
      let words = Letters(passages[index].raw).trimmed { $0 == "*" || $0.properties.isWhitespace }
      if !words.isEmpty { lines.append(words.short(30)) }
      current = passages[index].parent
    }
    return lines.reversed()
  }

  /// One thing that stands in several places: told at the first, with the lines of the others.
  struct Spot {
    let passage: Passage
    let range: Range<Int>
  }

  func also(_ spots: [Spot]) -> Diagnostic.Message {
    guard let first = spots.first else { return .init("", "") }
    var lines: [Int] = []
    for spot in spots.dropFirst() where spot.passage.line != first.passage.line && spot.passage.line != lines.last { lines.append(spot.passage.line) }
    guard !lines.isEmpty else { return .init("", "") }
    let most = 12
    let shown = lines.prefix(most).map(String.init)
    return .init(
      "（第 \(shown.joined(separator: "、"))\(lines.count > most ? " … " : " ")行也是）",
      " (also line\(lines.count == 1 ? "" : "s") \(shown.joined(separator: ", "))\(lines.count > most ? " …" : ""))")
  }
}
