import Playbook

/// A language server for playbooks (LSP 3.17): takes messages, gives the messages to send.
///
/// It has no clock and no threads: whoever runs it reads the stream, and calls `settle` when `patience` has passed without a message.
public struct PlaybookServer {
  var workspace: Workspace
  private var stage = Stage.waiting
  private var board = DiagnosticsBoard()

  private enum Stage { case waiting, serving, leaving }

  /// The status to exit with, once the client has said so: 0 after an orderly shutdown.
  public private(set) var exitStatus: Int32?

  public init(folder: PlaybookFolder = .disk) { workspace = Workspace(folder: folder) }

  /// How many milliseconds of silence to wait before `settle`; nil when nothing waits to be checked. Big documents wait for a pause in the typing.
  public var patience: Int? {
    guard !board.waiting.isEmpty else { return nil }
    let most = board.waiting.compactMap { workspace.open[$0]?.text.text.utf8.count }.max() ?? 0
    return most > 200_000 ? 600 : most > 40_000 ? 250 : 50
  }

  /// Answers one message. - Returns: the messages to send, as JSON texts.
  public mutating func receive(_ bytes: [UInt8]) -> [String] {
    guard let message = try? JSON(bytes: bytes) else { return [malformed("the message is no JSON")] }
    guard message.isObject, let method = message["method"].string else {
      // An answer to a request: this server sends none.
      if message.isObject, message["id"] != .null, message["method"] == .null { return [] }
      return [RPCError.invalidRequest("a message is an object with a method").response(to: message["id"]).text]
    }
    let parameters = message["params"]
    guard case .object(let members) = message, let id = members["id"] else {
      notified(method, parameters)
      return []
    }
    do throws(RPCError) {
      return [(["jsonrpc": "2.0", "id": id, "result": try answer(method, parameters)] as JSON).text]
    } catch { return [error.response(to: id).text] }
  }

  /// What to send for bytes that are no message.
  public func malformed(_ reason: String) -> String { RPCError.parse(reason).response(to: .null).text }

  /// Checks the documents that changed. - Returns: their findings, as notifications to send.
  public mutating func settle() -> [String] { stage == .serving ? board.settle(&workspace).map(\.text) : [] }

  // MARK: the order of things

  private mutating func answer(_ method: String, _ parameters: JSON) throws(RPCError) -> JSON {
    switch (method, stage) {
    case ("initialize", .waiting):
      stage = .serving
      return initialize(parameters)
    case ("initialize", _): throw .invalidRequest("initialize comes once")
    case (_, .waiting): throw .notInitialized
    case (_, .leaving): throw .invalidRequest("shut down already")
    case ("shutdown", _):
      stage = .leaving
      return .null
    case (_, .serving): return try workspace.answer(method, parameters)
    }
  }

  private mutating func notified(_ method: String, _ parameters: JSON) {
    if method == "exit" { exitStatus = stage == .leaving ? 0 : 1 }
    guard stage == .serving else { return }
    switch method {
    case "textDocument/didOpen": opened(parameters["textDocument"])
    case "textDocument/didChange": changed(parameters)
    case "textDocument/didSave", "textDocument/didClose":
      guard let address = parameters["textDocument"]["uri"].string else { return }
      let path = FileAddress.path(of: address)
      if method.hasSuffix("Close") { workspace.close(path) } else { workspace.forget(path, andWhoeverMissesIt: true) }
      board.markAll(workspace)
    case "workspace/didChangeWatchedFiles":
      for change in parameters["changes"].array ?? [] {
        if let address = change["uri"].string { workspace.forget(FileAddress.path(of: address), andWhoeverMissesIt: true) }
      }
      board.markAll(workspace)
    case "workspace/didChangeWorkspaceFolders":
      func folders(_ json: JSON) -> [String] { (json.array ?? []).compactMap { $0["uri"].string.map(FileAddress.path) } }
      let event = parameters["event"]
      workspace.roots = workspace.roots.filter { !folders(event["removed"]).contains($0) } + folders(event["added"])
    // Notifications that aren't known may be ignored.
    default: return
    }
  }

  private mutating func opened(_ document: JSON) {
    guard let address = document["uri"].string, let text = document["text"].string else { return }
    let path = FileAddress.path(of: address)
    workspace.put(
      OpenDocument(address: address, path: path, text: DocumentText(text, encoding: workspace.encoding), version: document["version"].int))
    board.markAll(workspace)
  }

  private mutating func changed(_ parameters: JSON) {
    guard let address = parameters["textDocument"]["uri"].string, var document = workspace.open[FileAddress.path(of: address)] else { return }
    for change in parameters["contentChanges"].array ?? [] {
      guard let text = change["text"].string else { continue }
      if change["range"] == .null {
        document.text = DocumentText(text, encoding: workspace.encoding)
      } else if let span = try? TextSpan(change["range"]) {
        document.text.replace(span, with: text)
      }
    }
    document.version = parameters["textDocument"]["version"].int
    board.mark(workspace.dependents(of: document.path) + [document.path])
    workspace.put(document)
  }

  private mutating func initialize(_ parameters: JSON) -> JSON {
    let offered = parameters["capabilities"]["general"]["positionEncodings"].array?.compactMap(\.string) ?? []
    workspace.encoding = PositionEncoding(offered: offered)
    let folders = parameters["workspaceFolders"].array?.compactMap { $0["uri"].string } ?? []
    workspace.roots = (folders.isEmpty ? [parameters["rootUri"].string].compactMap(\.self) : folders).map(FileAddress.path)
    return ["capabilities": capabilities(workspace.encoding), "serverInfo": ["name": "gendan"]]
  }
}
