import HTTPTypes
import Testing

@testable import Web

@Suite("Hostile JSON")
struct HostileJSONTests {
  @Test func `what is nested deeper than anything asked for isn't read`() async throws {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let headers: HTTPFields = [.contentType: "application/json"]
    let answer = try await Stage().ask(.post, "/v1/sessions", headers, body: #"{"account":\#(deep),"password":"x"}"#)
    #expect(answer.status == 400)
    #expect(JSONBody.isShallow(#"{"a":["[[[[[[[[[[[[[[[[",{"b":"\"{{{{{{{{{{{{"}]}"#.utf8), "what stands in texts isn't nesting")
    #expect(!JSONBody.isShallow(String(repeating: #"{"a":"#, count: 13).utf8))
  }

  @Test func `a log-in is small, and one character isn't a megabyte`() async throws {
    let headers: HTTPFields = [.contentType: "application/json"]
    let marks = "a" + String(repeating: "\u{301}\u{316}", count: 2_000)
    #expect(marks.count == 1)
    let long = try await Stage().ask(.post, "/v1/sessions", headers, body: #"{"account":"li","password":"\#(marks)"}"#)
    #expect(long.status == 422 && long.text.contains("/password"), "\(long.text)")
    let accented = String(repeating: "e\u{301}", count: 101)
    let name = try await Stage().ask(.post, "/v1/sessions", headers, body: #"{"account":"\#(accented)","password":"x"}"#)
    #expect(name.status == 422 && name.text.contains("/account"), "counted as the API's document does: \(name.text)")
    let large = try await Stage().ask(.post, "/v1/sessions", headers, body: #"{"account":"\#(String(repeating: "x", count: 20_000))","password":"x"}"#)
    #expect(large.status == 413)
  }

  @Test(arguments: [("12.50", "12.5"), ("3", "3"), ("-7", "-7"), ("0.1", "0.1"), ("1e3", "1000")])
  func `numbers keep their digits`(written: String, read: String) async throws {
    let value = try #require(JSONValue(text: written))
    guard case .number(let digits) = value else {
      Issue.record("\(value)")
      return
    }
    #expect(Double(digits) == Double(read))
    #expect(!digits.hasSuffix(".0") || read.contains("e"), "\(digits)")
  }
}
