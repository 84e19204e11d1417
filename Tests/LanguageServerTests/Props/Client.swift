import Playbook
import Testing

@testable import LanguageServer

/// A server with documents in memory, and a client that talks to it.
struct Client {
  var server: PlaybookServer
  private var lastID = 0
  /// What was sent last for each document.
  private(set) var findings: [String: [JSON]] = [:]

  /// - Parameters:
  ///   - files: what lies on the disk, by path.
  ///   - encodings: the position encodings that the client offers.
  init(files: [String: String] = [:], encodings: [String] = [], roots: [String] = []) throws {
    let folder = PlaybookFolder(
      read: { files[$0].map { Array($0.utf8) } },
      documents: { root in files.keys.filter { $0.hasPrefix(root + "/") }.sorted() })
    server = PlaybookServer(folder: folder)
    _ = try ask(
      "initialize",
      [
        "capabilities": ["general": ["positionEncodings": .array(encodings.map { .string($0) })]],
        "workspaceFolders": .array(roots.map { ["uri": .string(FileAddress.address(of: $0)), "name": "x"] }),
      ])
    tell("initialized", [:])
  }

  /// - Returns: the result. - Throws: the error that came instead.
  mutating func ask(_ method: String, _ parameters: JSON) throws -> JSON {
    lastID += 1
    let answers = server.receive(Array((["jsonrpc": "2.0", "id": .int(lastID), "method": .string(method), "params": parameters] as JSON).text.utf8))
    let answer = try JSON(bytes: Array(#require(answers.first).utf8))
    #expect(answers.count == 1 && answer["id"] == .int(lastID))
    if let code = answer["error"]["code"].int { throw RPCError(code: code, message: answer["error"]["message"].string ?? "") }
    return answer["result"]
  }

  mutating func tell(_ method: String, _ parameters: JSON) {
    let answers = server.receive(Array((["jsonrpc": "2.0", "method": .string(method), "params": parameters] as JSON).text.utf8))
    #expect(answers.isEmpty)
  }

  mutating func open(_ path: String, _ text: String) throws {
    tell(
      "textDocument/didOpen", ["textDocument": ["uri": .string(FileAddress.address(of: path)), "languageId": "markdown", "version": 1, "text": .string(text)]])
    try settle()
  }

  mutating func settle() throws {
    for message in server.settle() {
      let parameters = try JSON(bytes: Array(message.utf8))["params"]
      findings[FileAddress.path(of: parameters["uri"].string ?? "")] = parameters["diagnostics"].array
    }
  }

  mutating func ask(_ method: String, at cursor: Cursor, _ more: [String: JSON] = [:]) throws -> JSON {
    let parameters: [String: JSON] = ["textDocument": ["uri": .string(FileAddress.address(of: cursor.path))], "position": cursor.position.json]
    return try ask(method, .object(parameters.merging(more) { $1 }))
  }

  func codes(_ path: String) -> [String] { (findings[path] ?? []).compactMap { $0["code"].string } }

  /// The text of a document after the edits in an answer.
  func text(of path: String, after edit: JSON) -> String {
    var text = server.workspace.text(path)
    let list =
      edit.array ?? (edit["documentChanges"].array ?? []).first { $0["textDocument"]["uri"].string == FileAddress.address(of: path) }?["edits"].array ?? []
    text?.replaceAll(list.compactMap { edit in (try? TextSpan(edit["range"])).map { ($0, edit["newText"].string ?? "") } })
    return text?.text ?? ""
  }
}

/// A text with a cursor in it, marked `‸`.
struct Cursor {
  let path: String
  let text: String
  let position: Position

  init(_ marked: String, path: String = "/p/sop.md") throws {
    let scalars = Array(marked.unicodeScalars)
    let mark = try #require(scalars.firstIndex(of: "‸"), "a text needs its cursor")
    let before = String(String.UnicodeScalarView(scalars[..<mark]))
    let lines = before.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    position = Position(line: lines.count - 1, character: (lines.last ?? "").utf16.count)
    text = before + String(String.UnicodeScalarView(scalars[(mark + 1)...]))
    self.path = path
  }
}
