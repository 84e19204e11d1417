/// One element of an XML file with its words, as far as outlines need it.
struct XMLElement {
  let name: String
  let attributes: [String: String]
  /// From 1.
  let line: Int
  var content: [Part] = []

  enum Part {
    case element(XMLElement)
    case text(String)
  }

  var elements: [XMLElement] { content.compactMap { if case .element(let element) = $0 { element } else { nil } } }

  func elements(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  func first(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// All words below it, with a line end behind every paragraph.
  var text: String {
    var words = ""
    for part in content {
      switch part {
      // Line ends lay out the file; paragraphs are elements.
      case .text(let text): words += text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: " ")
      case .element(let element):
        words += element.text
        if ["p", "br", "li", "div", "tr", "h1", "h2", "h3"].contains(element.name) { words += "\n" }
      }
    }
    return words
  }

  /// The words of an element that holds nothing but words, by line.
  var lines: [String] { paragraphsOf(content.map { if case .text(let text) = $0 { text } else { "" } }.joined()) }

  /// The words by paragraph, blanks joined.
  var paragraphs: [String] { paragraphsOf(text) }
}

/// Lines with words, blanks joined.
func paragraphsOf(_ text: String) -> [String] {
  text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
}

/// The words in one line.
func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
