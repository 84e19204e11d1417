import CMarkGFM

/// The inline content of a block, piece by piece.
enum InlinePiece: Hashable {
  case text(String)
  case code(String)
  case html(String)
  case softBreak
  case hardBreak
  case opening(InlineSpan)
  case closing(InlineSpan)
}

enum InlineSpan: Hashable {
  case emphasis, strong
  case link(destination: String, title: String)
  case image(destination: String, title: String)
  /// Nothing else stands in lines, but an extension could bring it.
  case other

  init(_ node: MarkdownNode) {
    let title = cmark_node_get_title(node).map { String(cString: $0) } ?? ""
    let destination = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    switch cmark_node_get_type(node) {
    case CMARK_NODE_EMPH: self = .emphasis
    case CMARK_NODE_STRONG: self = .strong
    case CMARK_NODE_LINK: self = .link(destination: destination, title: title)
    case CMARK_NODE_IMAGE: self = .image(destination: destination, title: title)
    default: self = .other
    }
  }
}

func inlinePieces(of block: MarkdownNode) -> [InlinePiece] {
  guard let iterator = cmark_iter_new(block) else { return [] }
  defer { cmark_iter_free(iterator) }
  var pieces: [InlinePiece] = []
  while true {
    let event = cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return pieces }
    if node == block { continue }
    let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: pieces.add(literal)
    case CMARK_NODE_CODE: pieces.append(.code(literal))
    case CMARK_NODE_HTML_INLINE: pieces.append(.html(literal))
    case CMARK_NODE_SOFTBREAK: pieces.append(.softBreak)
    case CMARK_NODE_LINEBREAK: pieces.append(.hardBreak)
    default: pieces.append(event == CMARK_EVENT_ENTER ? .opening(InlineSpan(node)) : .closing(InlineSpan(node)))
    }
  }
}

extension [InlinePiece] {
  /// Text that follows text is one piece.
  fileprivate mutating func add(_ text: String) {
    if case .text(let before)? = last { self[count - 1] = .text(before + text) } else { append(.text(text)) }
  }

  /// Without bold and emphasis, on one line.
  var plain: [InlinePiece] {
    var kept: [InlinePiece] = []
    for piece in onOneLine {
      switch piece {
      case .text(let text): kept.add(text)
      case .opening(.emphasis), .opening(.strong), .closing(.emphasis), .closing(.strong): continue
      default: kept.append(piece)
      }
    }
    return kept.trimmed
  }

  /// A line end that means nothing is a blank.
  var onOneLine: [InlinePiece] {
    var kept: [InlinePiece] = []
    for piece in self {
      switch piece {
      case .text(let text): kept.add(text)
      case .softBreak: kept.add(" ")
      default: kept.append(piece)
      }
    }
    return kept
  }

  /// Emphasis around nothing but figures.
  var hasEmphasizedFigures: Bool {
    zip(self, dropFirst()).contains { piece, next in
      if case .opening(.emphasis) = piece, case .text(let text) = next { text.allSatisfy { $0.isNumber || $0.isPunctuation || $0.isWhitespace } } else { false }
    }
  }

  private var trimmed: [InlinePiece] {
    var pieces = self
    if case .text(let text)? = pieces.first {
      let words = text.drop(while: \.isWhitespace)
      if words.isEmpty { pieces.removeFirst() } else { pieces[0] = .text(String(words)) }
    }
    if case .text(let text)? = pieces.last {
      var words = text[...]
      while let last = words.last, last.isWhitespace { words = words.dropLast() }
      if words.isEmpty { pieces.removeLast() } else { pieces[pieces.count - 1] = .text(String(words)) }
    }
    return pieces
  }

  /// The words alone.
  var text: String {
    reduce(into: "") { text, piece in
      switch piece {
      case .text(let words), .code(let words), .html(let words): text += words
      case .softBreak, .hardBreak: text += " "
      case .opening, .closing: break
      }
    }
  }
}
