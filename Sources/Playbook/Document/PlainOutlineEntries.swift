/// A raw text as the outline it is read as, for those who write it down as Markdown.
public struct RawText: Sendable {
  public let title: String?
  /// Items, notes and rows of tables in document order.
  public let entries: [Entry]
  /// What was recognised as the words of the site that the text was taken from.
  public let boilerplate: [Entry]

  /// One line of the outline.
  public struct Entry: Sendable {
    /// 0 at the top.
    public let depth: Int
    /// Without numbering and bold; `code` keeps its marks.
    public let text: String
    /// From 1.
    public let line: Int
    /// Shown, never executed.
    public let isNote: Bool
    /// The number that stood before it: 1 of a line that begins with `1、`.
    public let ordinal: Int?
  }

  /// Reads any text as an outline, whatever it is written like.
  public init(_ source: SourceText) {
    let lines = SourceLines(source.text)
    let outline = readAnyOutline(lines, firstLine: 1)
    let ordinals = Dictionary(outline.lines.compactMap { line in line.ordinal.map { (line.number, $0) } }, uniquingKeysWith: { first, _ in first })
    var entries: [Entry] = []
    func add(_ items: [OutlineItem], depth: Int) {
      for item in items {
        let line = item.text.place.line
        entries.append(Entry(depth: depth, text: item.text.withCodeMarks, line: line, isNote: item.isAside, ordinal: ordinals[line]))
        add(item.children, depth: depth + 1)
      }
    }
    add(outline.items, depth: 0)
    title = outline.title?.text
    self.entries = entries
    boilerplate = outline.boilerplate.map { Entry(depth: 0, text: $0.text, line: $0.place.line, isNote: true, ordinal: nil) }
  }
}

extension RichText {
  /// The text with `` ` `` around its codes.
  fileprivate var withCodeMarks: String {
    var marked = ""
    var done = 0
    for code in codes {
      marked += part(done..<code.lowerBound) + "`" + part(code) + "`"
      done = code.upperBound
    }
    return marked + part(done..<text.utf8.count)
  }
}
