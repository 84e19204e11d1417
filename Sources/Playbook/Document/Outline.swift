/// One bullet of an outline with what hangs below it.
struct OutlineItem: Sendable {
  let text: RichText
  var children: [OutlineItem]
  /// A paragraph or block inside the bullet: read as a note, never executed.
  let isAside: Bool
  /// Names what hangs below it and is nothing to do itself.
  var isHeading = false
}

/// The bullets of some blocks. Paragraphs between lists say something about the outline and are left out.
func readOutline(_ blocks: [MarkdownBlock]) -> [OutlineItem] {
  blocks.flatMap { block -> [OutlineItem] in
    guard case .list(let items) = block else { return [] }
    return items.flatMap { item -> [OutlineItem] in
      // `- 1. …` is a bullet with a number, not a list in a list.
      if item.text.text.trimmed.isEmpty, item.blocks.count == 1, case .list = item.blocks[0] { return readOutline(item.blocks) }
      return [OutlineItem(text: item.text, children: readBelow(item.blocks), isAside: false)]
    }
  }
}

private func readBelow(_ blocks: [MarkdownBlock]) -> [OutlineItem] {
  blocks.flatMap { block -> [OutlineItem] in
    switch block {
    case .list: return readOutline([block])
    case .paragraph(let text): return [OutlineItem(text: text, children: [], isAside: true)]
    case .other(let text, let place):
      return [OutlineItem(text: RichText(text: text, place: place), children: [], isAside: true)]
    case .heading, .table: return []
    }
  }
}
