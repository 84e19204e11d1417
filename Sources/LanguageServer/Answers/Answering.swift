import Playbook

/// The requests, each with the file that answers it.
extension Workspace {
  mutating func answer(_ method: String, _ parameters: JSON) throws(RPCError) -> JSON {
    switch method {
    case "textDocument/completion": return completion(try pointed(parameters))
    case "textDocument/hover": return hover(try pointed(parameters))
    case "textDocument/definition": return definition(try pointed(parameters))
    case "textDocument/references": return references(try pointed(parameters), withDeclarations: parameters["context"]["includeDeclaration"].bool ?? true)
    case "textDocument/prepareRename": return try prepareRename(try pointed(parameters))
    case "textDocument/rename":
      guard let name = parameters["newName"].string else { throw .invalidParameters("a rename has a newName") }
      return try rename(try pointed(parameters), to: name)
    case "textDocument/formatting": return try formatting(try path(parameters))
    case "textDocument/foldingRange": return try foldingRanges(try path(parameters))
    case "textDocument/documentSymbol": return try documentSymbols(try path(parameters))
    case "textDocument/codeAction": return codeActions(try path(parameters), at: try TextSpan(parameters["range"]))
    default: throw .methodNotFound(method)
    }
  }

  /// A position in a document, both ways of counting.
  struct Pointed {
    let path: String
    let position: Position
    let text: DocumentText
    let line: Int
    let column: Int
  }

  private func path(_ parameters: JSON) throws(RPCError) -> String {
    guard let address = parameters["textDocument"]["uri"].string else { throw .invalidParameters("textDocument has a uri") }
    let path = FileAddress.path(of: address)
    guard open[path] != nil else { throw .invalidParameters("\(address) isn't open") }
    return path
  }

  private func pointed(_ parameters: JSON) throws(RPCError) -> Pointed {
    let path = try path(parameters)
    let position = try Position(parameters["position"])
    guard let text = open[path]?.text else { throw .invalidParameters("\(path) isn't open") }
    let (line, column) = text.place(position)
    return Pointed(path: path, position: position, text: text, line: line, column: column)
  }

  mutating func mention(_ pointed: Pointed) -> Mention? {
    context(of: pointed.path)?.symbols.mention(in: pointed.path, line: pointed.line, column: pointed.column)
  }

  /// `{uri, range}` of a place; nil when its file can't be read.
  func location(_ file: String, _ place: Place) -> JSON? {
    text(file).map { ["uri": .string(address(of: file)), "range": $0.span(place).json] }
  }
}
