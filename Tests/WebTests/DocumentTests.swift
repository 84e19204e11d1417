import Foundation
import HTTPTypes
import Testing
import Yams

@testable import Web

@Suite("The document of the API")
struct DocumentTests {
  private func document() throws -> Node { try #require(try Yams.compose(yaml: APIDocument.text)) }

  @Test func `it has every address there is and no other, under their methods`() throws {
    let stage = Stage()
    let written = try #require(document()["paths"]?.mapping).flatMap { path, item in
      (item.mapping ?? [:]).keys.compactMap(\.string).filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path.string ?? "")" }
    }
    // Where the document itself is needn't stand in it, nor pages for people.
    let there = stage.server.addresses().map { "\($0.method.rawValue) \($0.path)" }.filter {
      !["GET /v1", "GET /v1/api.css", "GET /v1/openapi.yaml", "GET /", "GET /p"].contains($0) && !$0.hasPrefix("GET /console") && !$0.hasPrefix("GET /p/")
    }
    #expect(written.sorted() == there.sorted())
  }

  @Test func `it says which addresses are open`() throws {
    let paths = try #require(document()["paths"])
    for address in Stage().server.addresses()
    where address.path.hasPrefix("/v1/") && !address.path.hasPrefix("/v1/api") && !address.path.hasPrefix("/v1/openapi") {
      let operation = try #require(paths[address.path]?[address.method.rawValue.lowercased()], "\(address.path)")
      let isOpen = operation["security"]?.sequence?.isEmpty == true
      #expect(isOpen == (address.gate == .probe || address.gate == .everybody), "\(address.method) \(address.path)")
      #expect(operation["operationId"]?.string?.isEmpty == false && operation["summary"]?.string?.isEmpty == false)
    }
  }

  @Test func `every POST takes a key, but those whose content has names of its own or that change nothing`() throws {
    let root = try document()
    let key = "#/components/parameters/idempotencyKey"
    for address in Stage().server.addresses() where address.method == .post {
      let operation = try #require(root["paths"]?[address.path]?["post"], "\(address.path)")
      let takesKey = operation["parameters"]?.sequence?.contains { $0["$ref"]?.string == key } ?? false
      let without = ["/v1/bulk", "/v1/order-events", "/v1/checks", "/v1/plays", "/v1/stories/runs", "/v1/simulations", "/v1/replays"]
      #expect(takesKey != without.contains(address.path), "\(address.path)")
    }
  }

  @Test func `every reference leads somewhere`() throws {
    let root = try document()
    var broken: [String] = []
    func walk(_ node: Node) {
      if let path = node["$ref"]?.string, path.dropFirst(2).split(separator: "/").reduce(root as Node?, { $0?[String($1)] }) == nil { broken.append(path) }
      for child in node.mapping?.values.map({ $0 }) ?? [] { walk(child) }
      for child in node.sequence ?? [] { walk(child) }
    }
    walk(root)
    #expect(broken.isEmpty)
  }

  @Test func `every kind of problem is described`() throws {
    let page = try String(contentsOf: House.page("docs/http-api/README.md"), encoding: .utf8)
    for kind in Problem.Kind.allCases { #expect(page.contains("`\(kind.rawValue)`"), "\(kind.rawValue)") }
  }

  @Test func `it is served as it is written, and as a page for people`() async throws {
    let stage = Stage()
    let yaml = try await stage.ask(.get, "/v1/openapi.yaml")
    let written = try String(contentsOf: House.page("docs/http-api/openapi.yaml"), encoding: .utf8)
    #expect(yaml.status == 200 && yaml.text == written)
    let page = try await stage.ask(.get, "/v1", [.acceptLanguage: "en"])
    #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8" && page.headers[.contentSecurityPolicy]?.contains("'none'") == true)
    for address in stage.server.addresses() where address.path.hasPrefix("/v1/cases") || address.path.hasPrefix("/v1/order") {
      #expect(page.text.contains("<code>\(address.path)</code>"), "\(address.path)")
    }
    #expect(page.text.contains("id=\"shape-Case\"") && !page.text.contains("<script"))
    #expect(try await stage.ask(.get, "/v1", [.acceptLanguage: "zh"]).text.contains("数据结构"))
    #expect(try await stage.ask(.get, "/v1/api.css").headers[.contentType] == "text/css; charset=utf-8")
  }
}

private enum House {
  static func page(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(path)
  }
}
