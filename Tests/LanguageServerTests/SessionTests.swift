import Testing

@testable import LanguageServer

@Suite("A session goes in order, whatever is sent")
struct SessionTests {
  private func answer(_ server: inout PlaybookServer, _ text: String) throws -> JSON {
    let answers = server.receive(Array(text.utf8))
    return try answers.first.map { try JSON(bytes: Array($0.utf8)) } ?? .null
  }

  @Test func requestsBeforeAndAfter() throws {
    var server = PlaybookServer()
    #expect(try answer(&server, #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#)["error"]["code"] == -32002)
    #expect(try answer(&server, #"{"jsonrpc":"2.0","id":"a","method":"initialize","params":{}}"#)["result"]["capabilities"]["hoverProvider"] == true)
    #expect(try answer(&server, #"{"jsonrpc":"2.0","id":2,"method":"initialize","params":{}}"#)["error"]["code"] == -32600)
    #expect(try answer(&server, #"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#)["result"] == .null)
    #expect(try answer(&server, #"{"jsonrpc":"2.0","id":4,"method":"textDocument/hover"}"#)["error"]["code"] == -32600)
    _ = server.receive(Array(#"{"jsonrpc":"2.0","method":"exit"}"#.utf8))
    #expect(server.exitStatus == 0)
  }

  @Test func exitWithoutShutdownIsOne() {
    var server = PlaybookServer()
    _ = server.receive(Array(#"{"method":"exit"}"#.utf8))
    #expect(server.exitStatus == 1)
  }

  @Test(
    arguments: [
      ("{", -32700), ("[]", -32600), ("1", -32600), (#"{"id":1}"#, nil), (#"{"id":1,"method":5}"#, -32600), (#"{"id":1,"method":"workspace/nothing"}"#, -32601),
      (#"{"id":1,"method":"textDocument/hover","params":{}}"#, -32602), (#"{"id":1,"method":"textDocument/hover","params":[1]}"#, -32602),
      (#"{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///p/sop.md"}}}"#, -32602),
      (#"{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///p/sop.md"},"position":{"line":-1,"character":0}}}"#, -32602),
      (#"{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///p/other.md"},"position":{"line":0,"character":0}}}"#, -32602),
      (#"{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///p/sop.md"},"position":{"line":900000,"character":900000}}}"#, nil),
      (#"{"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///p/sop.md"},"contentChanges":[{"range":5,"text":"x"}]}}"#, nil),
      (#"{"method":"textDocument/didOpen","params":{}}"#, nil), (#"{"method":"$/cancelRequest","params":{"id":7}}"#, nil),
    ] as [(String, Int?)])
  func wrongMessagesGetAnErrorOrNothing(text: String, code: Int?) throws {
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", Parcel.files["/p/sop.md"] ?? "")
    #expect(try answer(&client.server, text)["error"]["code"].int == code)
    #expect(try client.ask("textDocument/documentSymbol", ["textDocument": ["uri": "file:///p/sop.md"]]).array?.isEmpty == false)
  }

  /// The largest numbers that a message can hold mean the end of the text.
  @Test(arguments: [Int.max, Int(Int32.max), Int(UInt32.max)])
  func positionsBehindEveryEnd(most: Int) throws {
    let text = Parcel.files["/p/sop.md"] ?? ""
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", text)
    for method in ["hover", "completion", "definition", "references", "prepareRename", "documentHighlight", "codeAction", "rename"] {
      for (line, character) in [(most, 0), (0, most), (most, most)] {
        let position = Position(line: line, character: character)
        let parameters: JSON = [
          "textDocument": ["uri": "file:///p/sop.md"], "position": position.json, "range": ["start": position.json, "end": position.json], "newName": "新名",
          "context": ["includeDeclaration": true, "diagnostics": []],
        ]
        _ = try? client.ask("textDocument/\(method)", parameters)
      }
    }
    let end = Position(line: most, character: most).json
    client.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": "file:///p/sop.md", "version": 2], "contentChanges": [["range": ["start": end, "end": end], "text": "\n- 尾巴\n"]]])
    #expect(try client.ask("textDocument/documentSymbol", ["textDocument": ["uri": "file:///p/sop.md"]]).array?.isEmpty == false)
  }

  @Test func everyMethodTakesEveryPositionOfAnUnfinishedDocument() throws {
    let text = "---\nid: x\n---\n## 流程\n- 判断 `\n  - 条件：\n  - 【\n| a\n\n## 规则：\n| 😀 |\n## 例\n|事件|\n|-|\n|开始：|"
    var client = try Client()
    try client.open("/p/x.md", text)
    for method in ["hover", "completion", "definition", "references", "prepareRename", "documentSymbol", "foldingRange", "formatting", "codeAction", "rename"] {
      for line in 0...15 {
        for character in 0...8 {
          let position = Position(line: line, character: character)
          let parameters: JSON = [
            "textDocument": ["uri": "file:///p/x.md"], "position": position.json, "range": ["start": position.json, "end": position.json], "newName": "新名",
            "context": ["includeDeclaration": true, "diagnostics": []],
          ]
          _ = try? client.ask("textDocument/\(method)", parameters)
        }
      }
    }
    #expect(try client.ask("shutdown", .null) == .null)
  }

  @Test func incrementalChangesAreChecked() throws {
    var client = try Client(files: Parcel.files)
    let text = Parcel.files["/p/sop.md"] ?? ""
    try client.open("/p/sop.md", text)
    #expect(!client.codes("/p/sop.md").contains("value-without-branch"))
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("条件：柜子") } ?? 0
    // Two changes in one message: the second counts from the text after the first.
    client.tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": "file:///p/sop.md", "version": 2],
        "contentChanges": [
          ["range": ["start": ["line": .int(line), "character": 7], "end": ["line": .int(line), "character": 9]], "text": "未"],
          ["range": ["start": ["line": .int(line), "character": 8], "end": ["line": .int(line), "character": 8]], "text": "知"],
        ],
      ])
    #expect(client.server.patience != nil)
    try client.settle()
    #expect(client.server.patience == nil)
    #expect(client.codes("/p/sop.md").contains("value-without-branch"))
  }

  @Test func anOpenDocumentStandsBeforeItsFile() throws {
    var client = try Client(files: Parcel.files)
    try client.open("/p/sop.md", Parcel.files["/p/sop.md"] ?? "")
    try client.open("/p/words.md", Parcel.vocabulary.replacing("box 快递柜、柜子", with: "box 快递柜"))
    #expect(client.codes("/p/sop.md").contains("unknown-name"))
    client.tell("textDocument/didClose", ["textDocument": ["uri": "file:///p/words.md"]])
    try client.settle()
    #expect(!client.codes("/p/sop.md").contains("unknown-name"))
    client.tell("textDocument/didClose", ["textDocument": ["uri": "file:///p/sop.md"]])
    try client.settle()
    #expect(client.codes("/p/sop.md").isEmpty)
  }
}
