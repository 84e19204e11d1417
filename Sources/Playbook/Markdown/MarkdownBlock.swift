/// A block of a Markdown file: only the shapes that a playbook is written in.
indirect enum MarkdownBlock: Sendable {
  case heading(level: Int, RichText)
  case paragraph(RichText)
  case list([MarkdownItem])
  case table(MarkdownTable)
  /// A code block, a quotation, raw HTML: kept as its text, for notes.
  case other(String, Place)
}

/// One item of a list: what stands in its first paragraph, and the blocks below.
struct MarkdownItem: Sendable {
  var text: RichText
  var blocks: [MarkdownBlock]
}

/// A table: a heading row and body rows. Every row has as many cells as the heading row.
struct MarkdownTable: Sendable {
  var heading: [RichText]
  var rows: [[RichText]]
  var place: Place
}
