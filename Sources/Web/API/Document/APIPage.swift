import Playbook
import Yams

/// The API's document as a page: a table of the addresses, then each with its parameters, bodies and answers, then the shapes.
struct APIPage {
  private let root: Node
  private let language: Language

  /// - Throws: `YamlError` when the document is no YAML, which a test rules out.
  init(_ text: String, language: Language) throws {
    root = try Yams.compose(yaml: text) ?? Node.mapping([:])
    self.language = language
  }

  private struct Operation {
    let method: String
    let path: String
    let node: Node
    let shared: [Node]

    var anchor: String { node["operationId"]?.string ?? "\(method)-\(path)" }
    var summary: String { node["summary"]?.string ?? "" }
  }

  private static let methods = ["get", "post", "put", "patch", "delete"]

  private var operations: [Operation] {
    (root["paths"]?.mapping ?? [:]).flatMap { path, item in
      (item.mapping ?? [:]).compactMap { method, node in
        guard let method = method.string, Self.methods.contains(method) else { return nil }
        return Operation(method: method, path: path.string ?? "", node: node, shared: (item["parameters"]?.sequence).map(Array.init) ?? [])
      }
    }
  }

  var html: String {
    let title = escaped(root["info"]?["title"]?.string ?? "")
    let rows = operations.map {
      "<tr><td class=\"method \($0.method)\">\($0.method.uppercased())</td><td><a href=\"#\(escaped($0.anchor))\"><code>\(escaped($0.path))</code></a></td>"
        + "<td>\(prose($0.summary))</td></tr>"
    }
    let shapes = (root["components"]?["schemas"]?.mapping ?? [:]).map { name, node in
      let name = escaped(name.string ?? "")
      return "<section id=\"shape-\(name)\"><h3>\(name)</h3>\(shape(node))</section>"
    }
    return """
      <!doctype html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(title) · API</title><link rel="stylesheet" href="/v1/api.css"></head><body><main>
      <h1>\(title) <small>API \(escaped(root["info"]?["version"]?.string ?? ""))</small></h1>
      <p>\(prose(root["info"]?["description"]?.string ?? ""))</p>
      <p><a href="/v1/openapi.yaml">\(language.words("OpenAPI 原文", "The OpenAPI document"))</a></p>
      <table>\(rows.joined())</table>
      \(operations.map(section).joined())
      <h2>\(language.words("数据结构", "Shapes"))</h2>\(shapes.joined())
      </main></body></html>
      """
  }

  private func section(_ operation: Operation) -> String {
    let parameters = (operation.shared + ((operation.node["parameters"]?.sequence).map(Array.init) ?? [])).map(resolved)
    let bodies = (operation.node["requestBody"]?["content"]?.mapping ?? [:]).map { type, node in
      "<p><code>\(escaped(type.string ?? ""))</code></p>\(shape(node["schema"] ?? [:]))" + (node["example"].map { "<pre>\(escaped(flow($0)))</pre>" } ?? "")
    }
    let answers = (operation.node["responses"]?.mapping ?? [:]).map { status, node in
      let answer = resolved(node)
      let shapes = (answer["content"]?.mapping ?? [:]).map { type, content in "<code>\(escaped(type.string ?? ""))</code> \(shape(content["schema"] ?? [:]))" }
      return
        "<tr><td><code>\(escaped(status.string ?? ""))</code></td><td>\(prose(answer["description"]?.string ?? ""))</td><td>\(shapes.joined(separator: "<br>"))</td></tr>"
    }
    let rows = parameters.map { parameter in
      "<tr><td><code>\(escaped(parameter["name"]?.string ?? ""))</code></td><td>\(escaped(parameter["in"]?.string ?? ""))</td>"
        + "<td>\(prose(parameter["description"]?.string ?? "")) \(shape(parameter["schema"] ?? [:]))</td></tr>"
    }
    return """
      <section id="\(escaped(operation.anchor))"><h2><span class="method \(operation.method)">\(operation.method.uppercased())</span> <code>\(escaped(operation.path))</code></h2>
      <p>\(prose(operation.summary)) \(prose(operation.node["description"]?.string ?? ""))</p>
      \(rows.isEmpty ? "" : "<h3>\(language.words("参数", "Parameters"))</h3><table>\(rows.joined())</table>")
      \(bodies.isEmpty ? "" : "<h3>\(language.words("请求", "Request"))</h3>\(bodies.joined())")
      <h3>\(language.words("回答", "Answers"))</h3><table>\(answers.joined())</table></section>
      """
  }

  // MARK: shapes

  private func shape(_ node: Node) -> String {
    if let name = node["$ref"]?.string?.split(separator: "/").last { return "<a href=\"#shape-\(escaped(name))\">\(escaped(name))</a>" }
    let about = node["description"]?.string.map { " <span>\(prose($0))</span>" } ?? ""
    if let choices = node["oneOf"]?.sequence {
      return about + "<ul class=\"one-of\">" + choices.map { "<li>\(shape($0))</li>" }.joined() + "</ul>"
    }
    if let members = node["properties"]?.mapping {
      let required = Set((node["required"]?.sequence ?? []).compactMap(\.string))
      let rows = members.map { name, member in
        let name = name.string ?? ""
        return "<tr><td><code>\(escaped(name))</code>\(required.contains(name) ? " *" : "")</td><td>\(shape(member))</td></tr>"
      }
      return about + "<table>\(rows.joined())</table>"
    }
    if let items = node["items"] { return "<code>array</code>\(about) \(shape(items))" }
    let facts = (node.mapping ?? [:]).filter { key, _ in key.string != "description" && key.string != "additionalProperties" }
    return "<code>\(escaped(facts.map { key, value in "\(key.string ?? ""): \(flow(value))" }.joined(separator: ", ")))</code>" + about
  }

  private func resolved(_ node: Node) -> Node {
    guard let path = node["$ref"]?.string, path.hasPrefix("#/") else { return node }
    return path.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] ?? [:] }
  }

  /// A value on one line.
  private func flow(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string
    case .mapping(let mapping): "{" + mapping.map { "\"\($0.string ?? "")\": \(flow($1))" }.joined(separator: ", ") + "}"
    case .sequence(let sequence): "[" + sequence.map(flow).joined(separator: ", ") + "]"
    case .alias: ""
    }
  }

  // MARK: words

  /// Code in backquotes is code.
  private func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\(escaped($0.element))</code>" : escaped($0.element) }.joined()
  }

  private func escaped(_ text: some StringProtocol) -> String {
    String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }

  static let style = """
    :root { color-scheme: light dark; font: 16px/1.55 system-ui, "Noto Sans CJK SC", sans-serif; --line: color-mix(in srgb, currentColor 18%, transparent) }
    main { max-width: 62rem; margin: 0 auto; padding: 1.5rem }
    h1 small { font-weight: normal; opacity: .6 }
    section { border-top: 1px solid var(--line); margin-top: 2rem }
    table { border-collapse: collapse; width: 100% }
    td { border-top: 1px solid var(--line); padding: .35rem .6rem .35rem 0; vertical-align: top }
    code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
    pre { padding: .7rem; border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap }
    .method { font: 600 .85em ui-monospace, monospace; white-space: nowrap }
    .get { color: #1a7f5a } .post { color: #1f5fbf } .delete { color: #b3372f } .put, .patch { color: #9a6700 }
    @media (prefers-color-scheme: dark) { .get { color: #5ac8a0 } .post { color: #7fb0ff } .delete { color: #ff9a90 } .put, .patch { color: #e3b341 } }
    """
}
