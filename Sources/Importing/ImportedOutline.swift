/// A tree of sentences as another program wrote it, before it is written down as Markdown.
struct ImportedNode {
  var text: String
  /// Guidance that belongs to it, one note a paragraph.
  var notes: [String] = []
  var link: String?
  var children: [ImportedNode] = []
  /// Where the node stands in the file; nil when the format has no lines.
  var line: Int?

  init(_ text: String, line: Int? = nil) {
    self.text = text
    self.line = line
  }
}

/// What a reader of a format gives: the tree, and what it left out.
struct ImportedOutline {
  var title: String?
  var nodes: [ImportedNode] = []
  var notes = ImportNotes()
}
