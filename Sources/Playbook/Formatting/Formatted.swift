/// The document in the one form that all documents have: bullets `- `, two blanks for each level, no bold in steps, `条件：` and `When: `, tables with
/// single blanks.
///
/// Reading it back gives the same document, and formatting it again changes nothing. Where one form would read differently, the lines stay as they are
/// written; a text that isn't made of Markdown lists stays as it is altogether.
public func formatted(_ source: SourceText) -> String {
  let mostPasses = 4
  var document = readDocument(source)
  guard document.plain == nil else { return source.text }
  var text = source.text
  for _ in 0..<mostPasses {
    guard let next = DocumentPrinting(document).printedDocument() else { return source.text }
    if next.source.text == text { return text }
    text = next.source.text
    document = next
  }
  return source.text
}

/// Whether the text is read by its lines, because it isn't made of Markdown lists. `gendan import outline` writes such a text down as Markdown.
public func isReadByLines(_ source: SourceText) -> Bool { readDocument(source).plain != nil }
