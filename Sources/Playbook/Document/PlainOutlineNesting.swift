/// Finds out below which line each line of a raw text stands: by what it is numbered with, by titles, by indentation.
///
/// The same kind of numbering is the same level as long as the section around it is the same; a new kind opens a level. Nothing is looked at twice.
struct PlainNesting {
  private struct Open {
    let marker: PlainMarker
    let indent: Int
    let ordinal: Int?
    /// What has no numbering may stand below it.
    let takesText: Bool
    let endsWithColon: Bool
  }

  private var open: [Open] = []
  /// The first line that stands deeper than anybody reads.
  private(set) var tooDeep: Place?

  /// Each level costs stack in everything that walks an outline.
  private static let mostLevels = 100
  /// Fewer columns are an accident.
  private static let step = 2

  /// - Returns: the depth of the line, 0 at the top.
  mutating func depth(of line: PlainLine) -> Int {
    switch line.role {
    // A table belongs to the paragraph right above it.
    case .row, .boilerplate, .title, .continuation: return open.count
    case .aside:
      closeTexts(above: line.indent)
      return open.count
    case .item: break
    }
    close(for: line)
    if open.count >= Self.mostLevels {
      if tooDeep == nil { tooDeep = line.text.place }
      open.removeLast(open.count - Self.mostLevels + 1)
    }
    let depth = open.count
    open.append(
      Open(marker: line.marker, indent: line.indent, ordinal: line.ordinal, takesText: takesText(line), endsWithColon: line.endsWithColon))
    return depth
  }

  /// Points that are whole sentences hold no paragraphs; steps and points that read like a heading do.
  private func takesText(_ line: PlainLine) -> Bool {
    switch line.marker {
    case .none: false
    case .step, .title: true
    default: line.marker.isSection || line.isPhrase
    }
  }

  private mutating func close(for line: PlainLine) {
    switch line.marker {
    case .heading(let level):
      let above = open.lastIndex { if case .heading(let other) = $0.marker { other < level } else { false } }
      keep(above.map { $0 + 1 } ?? 0)
    case .title: closeForTitle(line)
    case .decimal(let count): closeForDecimal(count)
    case .none: closeTexts(above: line.indent)
    case let marker where marker.isChapter:
      let heading = open.lastIndex { if case .heading = $0.marker { true } else { false } }
      let same = open.firstIndex { $0.marker == marker }
      // A chapter stands below headings and below chapters of another kind: `第一章` holds `一、`.
      let other = open.firstIndex { $0.marker.isChapter && $0.marker != marker }
      keep(same ?? max(heading.map { $0 + 1 } ?? 0, other.map { $0 + 1 } ?? 0))
    case let marker where marker.isSection:
      if let same = open.firstIndex(where: { $0.marker == marker }) { return keep(same) }
      keep((open.lastIndex { $0.marker.isSection || $0.marker == .title }).map { $0 + 1 } ?? 0)
    default: closeForPoint(line)
    }
  }

  /// `处理方法:` may follow the points below an earlier title of the same section; a title without a colon ends the sections below an earlier one, too.
  private mutating func closeForTitle(_ line: PlainLine) {
    let section = open.lastIndex { $0.marker.isSection }
    let title = open.lastIndex { $0.marker == .title }
    let bare = open.lastIndex { $0.marker == .title && !$0.endsWithColon }
    if let bare, !line.endsWithColon { return keep(bare) }
    if let title, title > section ?? -1 { return keep(title) }
    keep(section.map { $0 + 1 } ?? 0)
  }

  private mutating func closeForDecimal(_ count: Int) {
    func numbers(_ marker: PlainMarker) -> Int? { if case .decimal(let numbers) = marker { numbers } else { nil } }
    if let same = open.firstIndex(where: { (numbers($0.marker) ?? 0) >= count }) { return keep(same) }
    // `1.` holds `1.1`.
    if let above = open.lastIndex(where: { numbers($0.marker) != nil || $0.marker == .number }) { return keep(above + 1) }
    keep((open.lastIndex { $0.marker.isSection || $0.marker == .title }).map { $0 + 1 } ?? 0)
  }

  private mutating func closeForPoint(_ line: PlainLine) {
    if let same = open.lastIndex(where: { $0.marker == line.marker && line.indent < $0.indent + Self.step && $0.indent < line.indent + Self.step })
      ?? open.lastIndex(where: { $0.marker == line.marker && line.indent < $0.indent + Self.step }),
      !(line.ordinal == 1 && open[same].ordinal != nil && open[same...].contains { $0.marker.isSection })
    {
      return keep(same)
    }
    // A paragraph holds points only when it announces them or they are indented below it.
    while let last = open.last {
      let isText = last.marker == .none
      let isDeeper = last.indent >= line.indent + Self.step && !last.marker.isSection && last.marker != .title
      let isLeaf = isText && !last.endsWithColon && line.indent < last.indent + Self.step
      guard isDeeper || isLeaf else { return }
      open.removeLast()
    }
  }

  /// Ends what can't hold a paragraph that is indented so.
  private mutating func closeTexts(above indent: Int) {
    while let last = open.last {
      if last.takesText, last.marker.isSection || last.marker == .title || indent + Self.step > last.indent { return }
      if !last.takesText, indent >= last.indent + Self.step { return }
      open.removeLast()
    }
  }

  private mutating func keep(_ count: Int) { open.removeLast(open.count - count) }
}
