import Playbook
import Testing

@Suite("Texts of messages where they are written")
struct WrittenMessagesTests {
  private let text = """
    ---
    locale: zh-CN
    ---
    # 词汇

    ## 话术

    | id | 名称 | 渠道 | 语言 | 文字 | 上限 |
    |---|---|---|---|---|---|
    | late | 晚到 | 短信 | zh-CN | **晚** {分钟} 分 \\| 请等 |  |
    | late | 晚到 | 短信 | en | 😀 late by {分钟} min | 2 parts |
     |hello|你好||en|hi|
    | none | 没有字 | 短信 | en |  | |
    """

  private var source: SourceText { SourceText(path: "vocabulary.md", text: text) }

  /// The same by counting code points, as editors do.
  private func stretch(_ place: Place) -> String {
    let line = Array(text.split(separator: "\n", omittingEmptySubsequences: false)[place.line - 1].unicodeScalars)
    return String(String.UnicodeScalarView(line[(place.column - 1)..<(place.endColumn - 1)]))
  }

  @Test func `a cell is found whole, with its markup and escapes`() {
    let found = writtenMessages(in: source)
    #expect(found.map(\.id) == ["late", "late", "hello", "none"])
    #expect(found.map(\.words.text) == ["**晚** {分钟} 分 \\| 请等", "😀 late by {分钟} min", "hi", ""])
    for one in found { #expect(stretch(one.words.place) == one.words.text, "\(one.id)") }
    #expect(found.map(\.language) == [.chinese, .english, .english, .english])
    #expect(found.map(\.channel) == [.sms, .sms, nil, .sms])
  }

  @Test func `a row in another language is the same row, but for its language and words`() throws {
    let found = writtenMessages(in: source)
    let row = try #require(found[2].row(in: .chinese))
    #expect(row.before + "你好" + row.after == " |hello|你好||zh-CN|你好|")
    let other = try #require(found[0].row(in: .english))
    #expect(other.before + "late" + other.after == "| late | 晚到 | 短信 | en | late |  |")
  }

  @Test func `words go in where they stand, and the rest stays as it was`() {
    for one in writtenMessages(in: source) {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var line = Array(lines[one.words.place.line - 1].unicodeScalars)
      line.replaceSubrange((one.words.place.column - 1)..<(one.words.place.endColumn - 1), with: "neu {分钟}".unicodeScalars)
      lines[one.words.place.line - 1] = String(String.UnicodeScalarView(line))
      let again = writtenMessages(in: SourceText(path: "vocabulary.md", text: lines.joined(separator: "\n")))
      #expect(again.count == 4 && again.count { $0.words.text == "neu {分钟}" } == 1, "\(one.id)")
    }
  }

  @Test(arguments: ["", "## 话术", "## 话术\n\n| id |\n|---|\n| a |", "## 话术\n\n| 文字 |\n|---|\n| |\n||\n|", "## Messages\n\n|a|b|\n|-|-|\n|\\|\\|\\|"])
  func `what is no table of messages has none`(text: String) {
    #expect(writtenMessages(in: SourceText(path: "a.md", text: text)).isEmpty)
  }
}
