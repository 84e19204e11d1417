import Testing

@testable import Web

@Suite("What people are told when something is done")
struct DoneWordsTests {
  /// Those whose page is left at once, or that have a way of their own to say it.
  private static let others = [
    "data-secret=", "data-log-in", "data-factor-begin", "data-disclose-form", "data-then=\"/console/log-in\"", "data-api=\"/v1/links/current\"", "data-test ",
  ]

  @Test func `every form and button says what it has done, in words of its own`() {
    for (name, text) in ConsoleFiles.all.texts(in: "templates") {
      for tag in text.matches(of: /<(?:form|button)\b[^>]*\bdata-api="[^>]*>/) where !Self.others.contains(where: { tag.0.contains($0) }) {
        #expect(tag.0.contains("data-done=\""), "\(name): \(tag.0)")
      }
    }
  }

  @Test func `what it says isn't only that it was saved`() {
    for (_, text) in ConsoleFiles.all.texts(in: "templates") {
      for key in text.matches(of: /data-done="\{\{t\.([a-z0-9-]+)\}\}"/) where key.1 != "done" {
        let words = ConsoleWords.chinese.text(String(key.1))
        #expect(words != ConsoleWords.chinese.text("done") && words != "已保存" && words.count >= 3, "\(key.1): \(words)")
      }
    }
  }
}
