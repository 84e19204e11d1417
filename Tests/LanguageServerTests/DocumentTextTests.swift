import Playbook
import Testing

@testable import LanguageServer

@Suite("Positions and edits in any encoding")
struct DocumentTextTests {
  /// Edits are `line:character-line:character`.
  @Test(
    arguments: [
      (PositionEncoding.utf16, "ab\ncd", 0, 1, 1, 1, "X", "aXd"), (.utf16, "a😀b", 0, 3, 0, 4, "", "a😀"), (.utf16, "a😀b", 0, 1, 0, 3, "é", "aéb"),
      (.utf8, "a😀b", 0, 5, 0, 6, "c", "a😀c"), (.utf32, "a😀b", 0, 2, 0, 3, "c", "a😀c"), (.utf8, "汉字", 0, 3, 0, 6, "", "汉"),
      // In the middle of a surrogate pair: before it.
      (.utf16, "a😀b", 0, 2, 0, 3, "", "ab"),
      (.utf16, "a\r\nb\r\nc", 1, 0, 2, 0, "", "a\r\nc"), (.utf16, "a\r\nb", 0, 9, 1, 0, " ", "a b"), (.utf16, "a\rb", 1, 0, 1, 1, "c", "a\rc"),
      // Behind every end: the end.
      (.utf16, "ab", 7, 0, 9, 0, "c", "abc"), (.utf16, "", 0, 0, 0, 0, "条件", "条件"), (.utf16, "ab", 0, 2, 0, 1, "-", "ab-"),
      (.utf16, "e\u{301}x", 0, 1, 0, 2, "", "ex"), (.utf16, "👩‍🚀x", 0, 5, 0, 6, "", "👩‍🚀"),
    ] as [(PositionEncoding, String, Int, Int, Int, Int, String, String)])
  func edits(encoding: PositionEncoding, text: String, l1: Int, c1: Int, l2: Int, c2: Int, words: String, expected: String) {
    var document = DocumentText(text, encoding: encoding)
    document.replace(TextSpan(Position(line: l1, character: c1), Position(line: l2, character: c2)), with: words)
    #expect(Array(document.text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: PositionEncoding.allCases)
  func placesComeBack(encoding: PositionEncoding) {
    let text = "\u{FEFF}a😀汉\r\n- 条件：接通 👍🏽 x\r\n"
    let document = DocumentText(text, encoding: encoding)
    for (line, length) in [(1, 3), (2, 12), (3, 0)] {
      for column in 1...length + 1 {
        let there = document.place(document.position(line: line, column: column))
        #expect(there == (line, column))
      }
    }
  }

  @Test func aByteOrderMarkIsCountedByTheClientOnly() {
    let document = DocumentText("\u{FEFF}# 标题", encoding: .utf16)
    #expect(document.position(line: 1, column: 1) == Position(line: 0, character: 1))
    #expect(document.place(Position(line: 0, character: 3)) == (1, 3))
  }

  @Test(arguments: [(["utf-8", "utf-16"], PositionEncoding.utf8), (["utf-16"], .utf16), ([], .utf16), (["utf-32", "utf-8"], .utf32), (["ebcdic"], .utf16)])
  func encodingsAreChosen(offered: [String], chosen: PositionEncoding) { #expect(PositionEncoding(offered: offered) == chosen) }

  @Test(arguments: ["/a/b c/流程.md", "/a/100%.md", "/a/x#y?.md"])
  func addressesComeBack(path: String) { #expect(FileAddress.path(of: FileAddress.address(of: path)) == path) }

  @Test func manyEditsAtOnce() {
    var document = DocumentText("用户 😀 用户\n用户", encoding: .utf16)
    func span(_ line: Int, _ from: Int, _ to: Int) -> TextSpan { TextSpan(Position(line: line, character: from), Position(line: line, character: to)) }
    document.replaceAll([(span(1, 0, 2), "顾客甲"), (span(0, 6, 8), "顾客甲"), (span(0, 0, 2), "顾客甲")])
    #expect(document.text == "顾客甲 😀 顾客甲\n顾客甲")
  }
}
